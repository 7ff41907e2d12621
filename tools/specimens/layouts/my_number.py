"""個人番号カード and 通知カード. Only sets and refusal tests use the sides that show the number."""

from .. import dates
from ..details import Details
from ..ornament import chip, guilloche, hologram, portrait, qr, square_seal
from ..sheet import INK, SOFT, Sheet
from . import layout

# front and back grounds: the card's print runs, and a greyish one
COLOURS = {
    "pink": ((250, 226, 228), (226, 240, 236), (214, 120, 140)),
    "green": ((224, 240, 222), (246, 236, 226), (110, 170, 120)),
    "blue": ((220, 232, 246), (244, 240, 228), (100, 130, 190)),
    "grey": ((236, 236, 236), (246, 246, 244), (150, 150, 156)),
}


def grouped(number: str, style: str = "spaces") -> str:
    """A 12-digit number as layouts set it."""
    joiner = {"spaces": " ", "wide": "  ", "hyphens": "-", "none": ""}[style]
    return joiner.join((number[:4], number[4:8], number[8:]))


def mayor(d: Details) -> str:
    city = d.person.home.city
    return (city if city.endswith("区") and d.person.home.prefecture == "東京都" else city.split("市")[0] + "市") + "長"


@layout("individual-number-card", "front")
def front(s: Sheet, d: Details) -> None:
    p = d.person
    left, right, ink = COLOURS[str(d.option("colour", "pink"))]
    guilloche(s, left, right, ink, seed=21)
    s.specimen(x=52, y=33, size=9)
    s.text(3.4, 6.6, "氏名", 2.0, "label", SOFT)
    s.text(9.4, 7.0, p.name, 3.9, width=48, name="name")
    s.text(3.4, 12.0, "住所", 2.0, "label", SOFT)
    s.paragraph(9.4, 12.2, p.home.address, 2.9, 72, leading=1.3, name="address")
    portrait(s, 4.0, 17.8, 22.0, 28.0, p)
    s.text(29.0, 22.4, f"{dates.era(p.birth)}生", 3.2, name="birth_date", value=p.birth.isoformat())
    s.text(61.0, 22.4, "性別", 2.2, "label", SOFT)
    s.text(67.0, 22.4, p.sex_ja, 3.2)
    s.text(29.0, 27.8, f"{dates.western(d.expires)}まで有効", 3.2, name="expires_on", value=d.expires.isoformat())
    s.text(29.0, 32.0, f"(電子証明書の有効期限  {d.issued.year + 5}年  月  日)", 1.9, "label", SOFT)
    s.text(81.0, 37.6, mayor(d), 3.2, anchor="r", name="issuer")
    s.text(29.4, 43.6, "個人番号", 4.4, "bold", (150, 60, 92))
    s.text(48.4, 43.6, "カード", 4.4, "bold", (150, 60, 92))
    s.text(80.6, 45.4, d.number("4"), 3.4, pitch=2.3, anchor="r")
    s.rect(3.4, 47.4, 78.8, 4.4, outline=SOFT, width=0.1)
    s.text(4.2, 50.3, "臓器提供意思 【1.脳死後及び心停止後 2.心停止後のみ 3.提供せず】 署名", 1.7, "label", SOFT)
    hologram(s, 30.0, 36.8, 3.0)
    s.stamp(63.8, 39.6, size=2.4)


@layout("individual-number-card", "back")
def back(s: Sheet, d: Details) -> None:
    p = d.person
    left, right, ink = COLOURS[str(d.option("colour", "pink"))]
    guilloche(s, right, left, ink, seed=22)
    s.specimen(x=50, y=29, size=9)
    number = d.number("my-number")
    s.text(4.0, 7.2, "個人番号", 2.9)
    style = str(d.option("groups", "spaces"))
    s.text(18.6, 7.8, grouped(number, style), 4.6, str(d.option("digit-face", "mono")), name="my_number",
           value=number, width=46)
    s.text(4.0, 13.2, "氏名", 2.1, "label", SOFT)
    s.text(10.0, 13.4, p.name, 3.3, width=45, name="name")
    s.text(4.0, 18.2, f"{dates.era(p.birth)}生", 2.9, name="birth_date", value=p.birth.isoformat())
    qr(s, 68.4, 3.6, 12.6, number)
    chip(s, 7.0, 23.0)
    notes = (
        "個人番号の提供の求めの制限", "この面のコピー・保管は、法令で定められた者に限られます。",
        "このカードを拾得された方は、お手数ですが次の連絡先へご連絡ください。",
        "個人番号カードコールセンター 0000-00-0000",
    )
    for index, row in enumerate(notes):
        s.text(24.0, 27.0 + index * 3.3, row, 1.8, "label", INK, width=57)
    if d.option("stripe", True):
        s.rect(0, 42.0, s.width, 7.0, outline=None, fill=(58, 52, 56))
    s.stamp(72.6, 36.0, size=2.4)


@layout("specific-residence-card", "back")
def specific_back(s: Sheet, d: Details) -> None:
    guilloche(s, (228, 240, 232), (246, 232, 238), (150, 140, 170), seed=23)
    s.specimen(x=48, y=30, size=9)
    number = d.number("my-number")
    s.text(4.0, 6.8, "個人番号 INDIVIDUAL NUMBER", 2.2, "label", SOFT)
    s.text(4.0, 12.6, grouped(number), 4.6, "mono", name="my_number", value=number)
    s.text(4.0, 18.0, d.person.name, 3.0, "latin", width=58, name="name")
    s.text(4.0, 22.4, f"{dates.western(d.person.birth)}生", 2.6, name="birth_date", value=d.person.birth.isoformat())
    qr(s, 68.4, 3.6, 12.6, number)
    s.text(4.0, 28.0, "住居地記載欄", 2.1, "label", SOFT)
    s.grid(4.0, 29.0, [18.0, 46.0, 13.6], [4.2] * 4, 0.1)
    s.text(4.0, 50.0, "特定在留カード 見本", 2.1, "label", SOFT)
    s.stamp(72.6, 48.0, size=2.4)


@layout("individual-number-notification-card", "front", corner=2.0)
def notification(s: Sheet, d: Details) -> None:
    p = d.person
    guilloche(s, (224, 238, 224), (232, 242, 228), (120, 170, 120), seed=24, strength=0.28, pitch_mm=0.8)
    s.specimen(x=48, y=33)
    s.text(s.width / 2, 6.2, "通 知 カ ー ド", 3.2, "bold", anchor="m")
    number = d.number("my-number")
    s.text(5.0, 13.4, "個人番号", 2.5, "label")
    s.text(19.0, 13.8, grouped(number, str(d.option("groups", "spaces"))), 4.8, str(d.option("digit-face", "mono")),
           name="my_number", value=number, width=60)
    s.text(5.0, 21.0, "氏名", 2.2, "label")
    s.text(14.0, 21.2, p.name, 3.5, width=60, name="name")
    s.text(5.0, 27.4, "住所", 2.2, "label")
    s.paragraph(14.0, 27.6, p.home.address, 2.8, 66, name="address")
    s.text(14.0, 37.4, f"{dates.era(p.birth)}生", 2.8, name="birth_date", value=p.birth.isoformat())
    s.text(52.0, 37.4, f"性別  {p.sex_ja}", 2.8)
    s.text(5.0, 48.4, f"発行日  {dates.era(d.issued)}", 2.3, name="issued_on", value=d.issued.isoformat())
    s.text(72.0, 48.4, mayor(d), 2.9, anchor="r", name="issuer")
    square_seal(s, 73.4, 44.2, 6.4, mayor(d) + "印")
    s.stamp(5.0, 40.4, size=2.4)


@layout("individual-number-notification-card", "back", corner=2.0)
def notification_back(s: Sheet, d: Details) -> None:
    guilloche(s, (232, 242, 230), (228, 240, 226), (140, 180, 140), seed=25, strength=0.2, pitch_mm=0.8)
    s.specimen()
    s.text(5.0, 7.0, "追記欄", 2.4, "label")
    s.grid(5.0, 8.6, [75.6], [6.4] * 5, 0.1)
    if d.moved_on:
        s.text(6.4, 12.8, f"{dates.era(d.moved_on)} 転入", 2.4)
        s.text(6.4, 19.2, d.person.new_home.address, 2.4, width=72, name="address")
    s.text(5.0, 46.0, "このカードは、本人確認書類として使うことはできません。", 2.1, "label")
