"""身体障害者手帳, 精神障害者保健福祉手帳, 療育手帳: photo page and address page of a small booklet."""

from .. import dates
from ..details import Details
from ..ornament import guilloche, portrait, square_seal
from ..sheet import SOFT, Sheet
from . import layout

PAGE = (114.0, 78.0)


def governor(d: Details) -> str:
    return d.person.home.prefecture + "知事"


def _photo_page(s: Sheet, d: Details, title: str, law: str, grade: str, *, photo: bool = True) -> None:
    p = d.person
    s.text(s.width / 2, 9.0, title, 4.0, "bold", anchor="m")
    if photo:
        portrait(s, 6.0, 15.0, 28.0, 36.0, p, frame=True)
        s.text(20.0, 55.0, "写真", 2.0, "label", SOFT, anchor="m")
    else:
        s.rect(6.0, 15.0, 28.0, 36.0)
        s.text(20.0, 34.0, "写真なし", 2.6, "label", SOFT, anchor="m")
    rows = [
        ("手帳番号", f"第{d.number('6')}号", "document_number", None), ("氏名", p.name, "name", None),
        ("生年月日", f"{dates.era(p.birth)}生", "birth_date", p.birth.isoformat()), ("等級", grade, "grade", None),
        ("交付年月日", dates.era(d.issued), "issued_on", d.issued.isoformat()),
    ]
    if d.expires:
        rows.append(("有効期限", dates.era(d.expires), "expires_on", d.expires.isoformat()))
    for index, (label, text, name, value) in enumerate(rows):
        y = 19.0 + index * 7.4
        s.text(38.0, y, label, 2.3, "label", SOFT)
        s.text(56.0, y + 0.2, text, 3.4, width=52, name=name, value=value)
        s.line(38.0, y + 2.2, 109.0, y + 2.2, 0.1)
    s.text(6.0, 62.8, law, 2.1, "label", SOFT)
    s.text(66.0, 71.4, governor(d), 3.6, name="issuer")
    square_seal(s, 90.0, 63.6, 10.0, governor(d) + "之印")
    s.stamp(6.0, 66.4)


def _address_page(s: Sheet, d: Details, heading: str) -> None:
    p = d.person
    s.text(6.0, 8.0, heading, 3.0, "bold")
    s.grid(6.0, 11.0, [24.0, 62.0, 16.0], [6.0, 13.0, 13.0, 13.0], 0.14)
    for x, word in ((8.0, "年月日"), (46.0, "居住地"), (93.0, "記載印")):
        s.text(x, 15.2, word, 2.3, "label", SOFT)
    s.text(7.0, 24.4, dates.era(d.issued), 2.4, width=22)
    s.paragraph(31.6, 22.6, p.home.address, 3.0, 58, leading=1.4, name="address" if d.moved_on is None else "old_address")
    square_seal(s, 96.0, 18.4, 8.0, "福祉事務所印")
    if d.moved_on:
        s.text(7.0, 37.4, dates.era(d.moved_on), 2.4, width=22, name="changed_on", value=d.moved_on.isoformat())
        s.paragraph(31.6, 35.6, p.new_home.address, 3.0, 58, leading=1.4, name="address")
        square_seal(s, 96.0, 31.4, 8.0, "福祉事務所印")
    s.text(6.0, 61.6, "氏名", 2.3, "label", SOFT)
    s.text(14.0, 61.8, p.name, 3.0, name="name")
    s.text(6.0, 69.0, "住所を変更したときは、すみやかに届け出てください。", 2.2, "label", SOFT)
    s.stamp(92.0, 65.0)


@layout("physical-disability-handbook", "photo-page", PAGE, corner=2.0)
def physical_photo(s: Sheet, d: Details) -> None:
    guilloche(s, (246, 240, 230), (250, 246, 238), (190, 150, 110), seed=71, strength=0.2)
    s.specimen(x=66, y=44)
    _photo_page(s, d, "身 体 障 害 者 手 帳", "身体障害者福祉法第15条により交付",
                f"身体障害者等級表による級別 {1 + int(d.number('1')) % 6}級")


@layout("physical-disability-handbook", "address-page", PAGE, corner=2.0)
def physical_address(s: Sheet, d: Details) -> None:
    guilloche(s, (248, 244, 236), (250, 248, 242), (200, 170, 130), seed=72, strength=0.16)
    s.specimen(y=44)
    _address_page(s, d, "居住地欄")


@layout("mental-disability-handbook", "photo-page", PAGE, corner=2.0)
def mental_photo(s: Sheet, d: Details) -> None:
    guilloche(s, (230, 240, 236), (240, 246, 244), (110, 160, 150), seed=73, strength=0.2)
    s.specimen(x=66, y=44)
    s.text(s.width / 2, 12.6, "(精神障害者保健福祉手帳)", 2.2, "label", SOFT, anchor="m")
    _photo_page(s, d, "障 害 者 手 帳", "精神保健福祉法第45条により交付",
                f"{1 + int(d.number('1')) % 3}級", photo=bool(d.option("photo", True)))


@layout("mental-disability-handbook", "address-page", PAGE, corner=2.0)
def mental_address(s: Sheet, d: Details) -> None:
    guilloche(s, (236, 244, 240), (242, 248, 246), (130, 170, 160), seed=74, strength=0.16)
    s.specimen(y=44)
    _address_page(s, d, "住所欄")


@layout("rehabilitation-handbook", "photo-page", PAGE, corner=2.0)
def rehabilitation_photo(s: Sheet, d: Details) -> None:
    guilloche(s, (236, 244, 228), (248, 246, 232), (140, 170, 100), seed=75, strength=0.2)
    s.specimen(x=66, y=44)
    _photo_page(s, d, "療 育 手 帳", "次回判定年月まで有効です", f"障害の程度 {'AB'[int(d.number('1')) % 2]}")


@layout("rehabilitation-handbook", "address-page", PAGE, corner=2.0)
def rehabilitation_address(s: Sheet, d: Details) -> None:
    guilloche(s, (242, 246, 234), (250, 248, 240), (160, 180, 130), seed=76, strength=0.16)
    s.specimen(y=44)
    _address_page(s, d, "本人の住所 / 保護者")
