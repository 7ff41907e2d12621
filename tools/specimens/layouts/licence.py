"""運転免許証 and 運転経歴証明書, both sides."""

from datetime import date, timedelta

from .. import dates
from ..details import Details
from ..ornament import guilloche, portrait, square_seal
from ..sheet import INK, SOFT, Sheet
from . import layout

BANDS = {"gold": (232, 200, 104), "blue": (140, 196, 226), "green": (164, 212, 140)}
KINDS = ("大型", "中型", "準中型", "普通", "大特", "大自二", "普自二", "小特", "原付", "け引", "大二", "中二", "普二", "大特二")


def commission(prefecture: str) -> str:
    return f"{prefecture}公安委員会"


def _head_rows(s: Sheet, d: Details) -> None:
    """Name and birth, address, issue: the ruled rows at the top."""
    p = d.person
    for y in (2.6, 8.4, 13.4):
        s.line(2.2, y, 83.4, y, 0.14)
    s.line(2.2, 17.6, 58.6, 17.6, 0.14)
    s.line(2.2, 2.6, 2.2, 17.6, 0.14)
    s.line(83.4, 2.6, 83.4, 13.4, 0.14)
    s.line(10.4, 2.6, 10.4, 17.6, 0.14)
    for y, word in ((6.6, "氏名"), (11.8, "住所"), (16.4, "交付")):
        s.text(3.0, y, word, 2.3, "label", SOFT, pitch=3.2)
    s.text(11.4, 7.2, p.name, 3.7, width=36, name="name")
    s.text(82.4, 7.0, f"{dates.era(p.birth)}生", 2.9, anchor="r", width=32,
           name="birth_date", value=p.birth.isoformat())
    s.text(11.4, 12.2, p.home.address, 2.9, width=71, name="address")
    right = s.text(11.4, 16.6, dates.era(d.issued, pad=True), 2.7,
                   name="issued_on", value=d.issued.isoformat())
    s.text(right + 2.5, 16.6, d.number("5"), 2.7)


def _foot(s: Sheet, d: Details, number_label: str) -> None:
    """Number, first dates and classes."""
    s.text(3.0, 38.4, number_label, 2.3, "label", SOFT, pitch=3.2)
    s.text(12.4, 38.6, "第", 2.7)
    s.text(16.6, 38.8, d.number("licence"), 3.6, pitch=2.35, name="document_number")
    s.text(46.4, 38.6, "号", 2.7)
    first = date(d.person.birth.year + 19, 4, 1) + timedelta(days=int(d.number("3")))
    other = first + timedelta(days=200 + int(d.number("2")))
    for y, word, day in ((43.2, "二・小・原", first), (47.2, "他", other), (51.0, "二種", None)):
        s.text(3.0, y, word, 2.0, "label", SOFT)
        shown = dates.era(day, pad=True) if day and day < d.issued else "令和00年00月00日"
        s.text(14.2, y, shown, 2.4)
    s.grid(36.4, 40.8, [3.1] * 7, [5.6, 5.6], 0.1)
    held = {"普通"} if d.number("1") < "6" else {"普通", "普自二", "原付"}
    for index, kind in enumerate(KINDS):
        x, y = 36.4 + 3.1 * (index % 7) + 1.55, 40.8 + 5.6 * (index // 7)
        if kind in held:
            for row, char in enumerate(kind[:3]):
                s.text(x, y + 1.9 + row * 1.72, char, 1.6, "label", INK, anchor="m")
        else:
            s.line(x - 1.1, y + 2.8, x + 1.1, y + 2.8, 0.12)


def _issuer(s: Sheet, d: Details) -> None:
    issuer = commission(d.person.home.prefecture)
    s.text(60.0, 50.4, issuer, 2.1, width=17.4, name="issuer")
    square_seal(s, 77.8, 46.6, 5.6, issuer)


@layout("drivers-license", "front")
def front(s: Sheet, d: Details) -> None:
    guilloche(s, (226, 240, 232), (236, 232, 246), (96, 160, 170), seed=11)
    s.specimen(x=35, y=27)
    _head_rows(s, d)
    s.text(61.0, 17.0, "運 転 免 許 証", 3.0, "bold")
    band = BANDS[str(d.option("band", "gold"))]
    s.rect(2.2, 18.2, 56.4, 5.0, outline=None, fill=band)
    s.text(3.6, 22.1, f"{dates.both(d.expires)}まで有効", 3.6, "bold", width=53.4,
           name="expires_on", value=d.expires.isoformat())
    s.text(3.0, 26.4, "免許の", 2.0, "label", SOFT)
    s.text(3.0, 29.0, "条件等", 2.0, "label", SOFT)
    s.text(11.4, 26.8, d.option("condition", "眼鏡等"), 2.7)
    if d.option("band", "gold") == "gold":
        s.rect(3.0, 31.0, 7.0, 3.6, outline=SOFT)
        s.text(6.5, 33.7, "優良", 2.4, "bold", anchor="m")
    s.line(2.2, 35.6, 58.6, 35.6, 0.14)
    _foot(s, d, "番号")
    portrait(s, 60.2, 18.2, 23.0, 27.6, d.person)
    _issuer(s, d)
    s.stamp(45.6, 30.2, size=2.6)


@layout("drivers-license", "back")
def back(s: Sheet, d: Details) -> None:
    guilloche(s, (244, 244, 240), (238, 240, 244), (170, 180, 186), seed=12, strength=0.2)
    s.specimen(y=22)
    _remarks(s, d, 31.0)
    s.text(4.0, 35.2, "以下の部分を使用して臓器提供に関する意思を表示することができます(記入は自由です。)。", 1.75, "label")
    rows = (
        "1. 私は、脳死後及び心臓が停止した死後のいずれでも、移植のために臓器を提供します。",
        "2. 私は、心臓が停止した死後に限り、移植のために臓器を提供します。",
        "3. 私は、臓器を提供しません。",
    )
    for index, row in enumerate(rows):
        s.text(4.0, 38.4 + index * 2.9, row, 1.8, "label", width=77)
    s.text(4.0, 47.6, "《1又は2を選んだ方で、提供したくない臓器があれば、×をつけてください。》", 1.7, "label")
    s.text(4.0, 51.2, "署名年月日          年     月     日      署名(自筆)", 1.9, "label")


def _remarks(s: Sheet, d: Details, bottom: float) -> None:
    """備考: what changed, with the date and the commission's small seal."""
    s.rect(3.0, 3.0, 79.6, bottom - 3.0, outline=SOFT)
    s.rect(3.0, 3.0, 6.0, bottom - 3.0, outline=SOFT)
    s.text(6.0, (bottom + 3) / 2 - 1.2, "備", 2.6, "label", anchor="m")
    s.text(6.0, (bottom + 3) / 2 + 3.0, "考", 2.6, "label", anchor="m")
    for y in (8.6, 14.2, 19.8, 25.4):
        s.line(9.0, y, 82.6, y, 0.08)
    if d.moved_on is None:
        return
    s.text(10.4, 7.4, dates.era(d.moved_on), 2.7, name="changed_on", value=d.moved_on.isoformat())
    s.text(36.0, 7.4, "住所変更", 2.6)
    s.text(10.4, 13.0, "新住所", 2.5)
    s.paragraph(19.6, 13.0, d.person.new_home.address, 2.7, 54, leading=2.07, name="address")
    square_seal(s, 75.4, 20.6, 5.0, commission(d.person.new_home.prefecture))


@layout("driving-history-certificate", "front")
def history_front(s: Sheet, d: Details) -> None:
    guilloche(s, (240, 236, 228), (228, 238, 244), (170, 150, 110), seed=13)
    s.specimen(x=33, y=28)
    _head_rows(s, d)
    s.text(60.4, 17.0, "運転経歴証明書", 3.0, "bold", width=22.6)
    s.rect(2.2, 18.2, 56.4, 5.0, outline=SOFT, fill=(246, 244, 238))
    s.text(3.6, 21.9, "自動車等の運転はできません", 3.2, "bold")
    s.text(3.0, 27.4, "次の免許を受けていたことを証明する。", 2.3, "label")
    s.text(3.0, 31.4, f"取消年月日  {dates.era(d.issued - timedelta(days=1), pad=True)}", 2.3, "label")
    s.line(2.2, 35.0, 58.6, 35.0, 0.14)
    _foot(s, d, "番号")
    portrait(s, 60.2, 18.2, 23.0, 27.6, d.person)
    _issuer(s, d)
    s.stamp(46.4, 25.4, size=2.6)


@layout("driving-history-certificate", "back")
def history_back(s: Sheet, d: Details) -> None:
    guilloche(s, (246, 242, 236), (238, 242, 246), (190, 178, 150), seed=14, strength=0.2)
    s.specimen(y=26)
    _remarks(s, d, 40.0)
    s.text(4.0, 45.0, "この証明書は、道路交通法第104条の4の規定により交付したものです。", 1.9, "label")
    s.text(4.0, 48.6, "住所等に変更があったときは、届け出てください。", 1.9, "label")
