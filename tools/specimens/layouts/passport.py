"""Passports: the photo page with its machine-readable zone, and the owner's address page."""

from .. import dates, digits
from ..details import Details
from ..ornament import guilloche, portrait
from ..sheet import INK, SOFT, Sheet
from . import layout

PAGE = (125.0, 88.0)
DOMICILES = ("HOKKAIDO", "TOKYO", "SAITAMA", "KANAGAWA", "HYOGO", "OSAKA", "FUKUOKA", "AICHI")


def _item(s: Sheet, x, y, label, text, size=3.1, **kwargs) -> None:
    s.text(x, y, label, 1.55, "label", SOFT)
    s.text(x, y + 4.0, text, size, "latin", INK, **kwargs)


def _page(s: Sheet, d: Details, *, title: str, issuer_code: str, nationality: str, authority: str,
          domicile: str | None) -> None:
    p, number = d.person, d.number("passport")
    s.text(5.0, 8.0, title, 3.6, "bold")
    s.text(5.0, 11.6, "旅券 PASSPORT" if p.country == "JPN" else "PASSPORT", 2.4, "label", SOFT)
    portrait(s, 5.0, 15.0, 35.0, 45.0, p)
    ja = p.country == "JPN"
    _item(s, 46.0, 6.0, "型/Type" if ja else "Type", "P")
    _item(s, 58.0, 6.0, "発行国/Issuing country" if ja else "Country code", issuer_code)
    _item(s, 92.0, 6.0, "旅券番号/Passport No." if ja else "Passport No.", number, 3.6, name="document_number")
    _item(s, 46.0, 14.4, "姓/Surname" if ja else "Surname", p.family_roman, name="surname")
    _item(s, 46.0, 21.8, "名/Given name" if ja else "Given names", p.given_roman, name="given_name")
    _item(s, 46.0, 29.2, "国籍/Nationality" if ja else "Nationality", nationality)
    _item(s, 84.0, 29.2, "生年月日/Date of birth" if ja else "Date of birth", dates.english(p.birth),
          name="birth_date", value=p.birth.isoformat())
    _item(s, 46.0, 36.6, "性別/Sex" if ja else "Sex", p.sex)
    if domicile:
        _item(s, 84.0, 36.6, "本籍/Registered Domicile", domicile)
    _item(s, 46.0, 44.0, "発行年月日/Date of issue" if ja else "Date of issue", dates.english(d.issued),
          name="issued_on", value=d.issued.isoformat())
    _item(s, 84.0, 44.0, "所持人自署/Signature of bearer" if ja else "Signature", "")
    s.text(86.0, 55.6, f"{p.family}{p.given}" if ja else p.given_roman.title(), 5.2, "hand", (40, 44, 90), width=34)
    _item(s, 46.0, 51.4, "有効期間満了日/Date of expiry" if ja else "Date of expiry", dates.english(d.expires),
          name="expires_on", value=d.expires.isoformat())
    _item(s, 46.0, 58.0, "発行官庁/Authority" if ja else "Authority", authority, 2.5, name="issuer")
    first, second = digits.passport_mrz(
        p.country, p.family_roman, p.given_roman, number, p.birth, p.sex, d.expires)
    s.rect(0, 65.0, s.width, 23.0, outline=None, fill=(248, 247, 242))
    for y, line, name in ((74.6, first, "mrz1"), (81.6, second, "mrz2")):
        s.text(6.6, y, line, 3.9, "ocr-b", pitch=2.54, name=name)
    s.merge("mrz", ["mrz1", "mrz2"])
    s.merge("name", ["surname", "given_name"], " ")


@layout("japanese-passport", "photo-page", PAGE, corner=3.0)
def photo_page(s: Sheet, d: Details) -> None:
    guilloche(s, (232, 230, 244), (244, 232, 234), (140, 120, 170), seed=41)
    s.specimen(x=70, y=46, size=12)
    _page(s, d, title="日本国 JAPAN", issuer_code="JPN", nationality="JAPAN",
          authority="MINISTRY OF FOREIGN AFFAIRS", domicile=DOMICILES[int(d.number("1")) % len(DOMICILES)])
    s.stamp(30.0, 8.2, size=3.0)


@layout("foreign-passport", "photo-page", PAGE, corner=3.0)
def foreign_page(s: Sheet, d: Details) -> None:
    guilloche(s, (228, 240, 232), (244, 240, 224), (110, 150, 120), seed=42)
    s.specimen(x=70, y=46, size=12)
    _page(s, d, title=d.person.country_en, issuer_code=d.person.country, nationality=d.person.country_en,
          authority="SPECIMEN AUTHORITY", domicile=None)
    s.stamp(30.0, 9.2, size=3.0)


@layout("japanese-passport", "address-page", PAGE, corner=3.0)
def address_page(s: Sheet, d: Details) -> None:
    p = d.person
    guilloche(s, (240, 240, 246), (246, 240, 238), (170, 160, 190), seed=43, strength=0.22)
    s.specimen(y=46, size=13)
    s.text(s.width / 2, 8.0, "所持人記入欄 / PARTICULARS OF BEARER", 3.0, "bold", anchor="m")
    pen = (36, 40, 92)
    for y, label in ((17.0, "氏名 / Name"), (29.0, "現住所 / Present address"), (49.0, "変更後の住所 / New address"),
                     (67.0, "事故の場合の連絡先 / In case of accident notify")):
        s.text(8.0, y, label, 2.1, "label", SOFT)
    for y in (22.6, 36.4, 43.4, 56.4, 62.6, 74.6, 81.0):
        s.line(8.0, y, 117.0, y, 0.14)
    s.text(12.0, 21.6, p.name, 4.4, "hand", pen, width=90, name="name")
    s.paragraph(12.0, 35.0, p.home.address, 4.0, 102, "hand", pen, leading=1.72, name="address")
    if d.moved_on:
        s.paragraph(12.0, 55.0, p.new_home.address, 3.8, 102, "hand", pen, leading=1.6, name="new_address")
    s.text(12.0, 73.4, f"{p.family}　{'和子' if p.sex == 'M' else '和夫'}   {p.phone}", 3.6, "hand", pen, width=100)
    s.text(117.0, 86.0, "この欄は所持人が記入してください。", 1.8, "label", SOFT, anchor="r")
    s.stamp(106.0, 10.0, size=3.0)
