"""住民基本台帳カード and 外務省の身分証明票."""

from .. import dates
from ..details import Details
from ..ornament import chip, guilloche, hologram, portrait, square_seal
from ..sheet import SOFT, Sheet
from . import layout
from .my_number import mayor


@layout("basic-resident-register-card", "front")
def register_card(s: Sheet, d: Details) -> None:
    p = d.person
    guilloche(s, (226, 236, 250), (236, 246, 238), (110, 150, 200), seed=61, strength=0.3)
    s.specimen(x=36, y=30)
    s.text(4.0, 6.6, "住民基本台帳カード", 3.6, "bold", (30, 60, 120))
    s.text(40.0, 6.4, mayor(d)[:-1], 2.4)
    chip(s, 44.0, 8.8, 12.0, 10.6)
    rows = (("氏名", p.name, "name", None, 3.6), ("生年月日", dates.era(p.birth), "birth_date", p.birth.isoformat(), 2.9))
    for index, (label, text, name, value, size) in enumerate(rows):
        s.text(4.0, 14.0 + index * 6.6, label, 2.1, "label", SOFT)
        s.text(15.0, 14.2 + index * 6.6, text, size, width=28, name=name, value=value)
    s.text(4.0, 26.4, "性別", 2.1, "label", SOFT)
    s.text(15.0, 26.6, p.sex_ja, 2.9)
    s.text(4.0, 31.6, "住所", 2.1, "label", SOFT)
    s.paragraph(15.0, 31.8, p.home.address, 2.7, 42, leading=1.3, name="address")
    s.text(4.0, 41.8, f"{dates.western(d.expires)}まで有効", 3.0, name="expires_on", value=d.expires.isoformat())
    s.text(4.0, 49.4, mayor(d), 3.0, name="issuer")
    square_seal(s, 30.0, 44.0, 7.0, mayor(d) + "之印")
    portrait(s, 59.6, 9.4, 22.4, 28.4, p)
    hologram(s, 55.0, 40.0, 3.0)
    s.stamp(63.0, 44.0)


@layout("mofa-identity-card", "front")
def mofa(s: Sheet, d: Details) -> None:
    p = d.person
    guilloche(s, (240, 232, 232), (232, 232, 244), (160, 110, 120), seed=62)
    s.specimen(x=34, y=32)
    s.text(4.0, 6.2, "身 分 証 明 票", 3.3, "bold")
    s.text(32.0, 6.0, "IDENTIFICATION CARD", 2.1, "latin-bold")
    s.text(81.6, 6.0, f"No. {d.number('6')}", 2.4, "latin", anchor="r", name="document_number")
    s.line(4.0, 8.0, 81.6, 8.0)
    rows = (
        ("氏名/Name", p.name, "name", None), ("国籍/Nationality", p.country_en, None, None),
        ("生年月日/Date of birth", dates.english(p.birth), "birth_date", p.birth.isoformat()),
        ("身分/Status", "Administrative and technical staff", None, None),
        ("交付/Date of issue", dates.english(d.issued), "issued_on", d.issued.isoformat()),
        ("有効期限/Valid until", dates.english(d.expires), "expires_on", d.expires.isoformat()),
    )
    for index, (label, text, name, value) in enumerate(rows):
        y = 12.4 + index * 5.4
        s.text(4.0, y, label, 1.9, "label", SOFT, width=19)
        s.text(24.0, y + 0.2, text, 2.6, "latin", width=34, name=name, value=value)
        s.line(4.0, y + 1.5, 58.4, y + 1.5, 0.08)
    s.text(4.0, 47.6, "外務省", 3.0, "bold", name="issuer")
    s.text(16.0, 47.6, "MINISTRY OF FOREIGN AFFAIRS, JAPAN", 1.9, "latin")
    square_seal(s, 66.0, 43.4, 7.4, "外務省之印")
    portrait(s, 60.4, 11.0, 21.6, 28.0, p)
    s.stamp(4.0, 48.8, size=2.2)
