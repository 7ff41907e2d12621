"""Papers that customers bring and the counter must name to refuse: licences from elsewhere, school and work cards, copies, screens."""

import numpy as np
from PIL import Image

from .. import dates
from ..details import Details
from ..ornament import barcode, guilloche, portrait, round_seal, square_seal
from ..sheet import SOFT, Field, Sheet
from . import layout


@layout("international-license", "front", (148.0, 105.0))
def international(s: Sheet, d: Details) -> None:
    p = d.person
    s.rect(0, 0, s.width, s.height, outline=None, fill=(206, 208, 204))
    s.specimen(size=18, y=56)
    s.text(s.width / 2, 12.0, "国 際 運 転 免 許 証", 5.0, "mincho-bold", anchor="m")
    s.text(s.width / 2, 18.0, "INTERNATIONAL DRIVING PERMIT", 3.4, "serif", anchor="m")
    s.text(s.width / 2, 23.0, "Convention on Road Traffic of 19 September 1949", 2.4, "serif", SOFT, anchor="m")
    rows = (
        ("1 Surname", p.family_roman, None, None), ("2 Other names", p.given_roman, None, None),
        ("3 Place of birth", "JAPAN", None, None), ("4 Date of birth", dates.english(p.birth), "birth_date", p.birth.isoformat()),
        ("5 Address", "SPECIMEN-MACHI, JAPAN", None, None),
        ("Issued on", dates.english(d.issued), "issued_on", d.issued.isoformat()),
        ("Valid until", dates.english(d.expires), "expires_on", d.expires.isoformat()),
    )
    for index, (label, text, name, value) in enumerate(rows):
        y = 34.0 + index * 8.4
        s.text(8.0, y, label, 2.6, "serif", SOFT)
        s.text(36.0, y + 0.2, text, 3.3, "serif", width=62, name=name, value=value)
        s.line(36.0, y + 1.6, 98.0, y + 1.6, 0.12)
    portrait(s, 106.0, 30.0, 34.0, 44.0, p, frame=True)
    s.text(8.0, 98.0, f"{p.home.prefecture}公安委員会", 3.6, "mincho", name="issuer")
    round_seal(s, 94.0, 66.0, 24.0, ["見本", "SPECIMEN", "公安委員会"])
    s.stamp(126.0, 92.0, size=4.4)


@layout("student-card", "front")
def student(s: Sheet, d: Details) -> None:
    p = d.person
    guilloche(s, (232, 236, 250), (250, 250, 252), (150, 160, 210), seed=91, strength=0.14)
    s.rect(0, 0, s.width, 10.0, outline=None, fill=(36, 58, 120))
    s.specimen(x=52, y=32, size=8)
    s.text(4.0, 7.0, "見本大学", 4.2, "bold", (255, 255, 255))
    s.text(81.6, 7.0, "学 生 証", 4.0, "bold", (255, 255, 255), anchor="r")
    portrait(s, 4.0, 13.6, 20.0, 26.0, p)
    rows = (("学部", "経済学部 経済学科", None, None), ("学籍番号", d.number("8"), "document_number", None),
            ("氏名", p.name, "name", None), ("生年月日", dates.western(p.birth), "birth_date", p.birth.isoformat()),
            ("有効期限", dates.western(d.expires), "expires_on", d.expires.isoformat()))
    for index, (label, text, name, value) in enumerate(rows):
        s.text(28.0, 17.0 + index * 5.6, label, 2.1, "label", SOFT)
        s.text(42.0, 17.2 + index * 5.6, text, 3.0, width=40, name=name, value=value)
    s.text(28.0, 47.4, "上記の者は本学の学生であることを証明する。", 2.1, "label")
    s.text(60.0, 51.2, "見本大学長", 2.6, name="issuer")
    square_seal(s, 75.6, 45.8, 6.2, "見本大学長之印")
    barcode(s, 4.0, 43.0, 20.0, 6.0, seed=7)


@layout("employee-card", "front")
def employee(s: Sheet, d: Details) -> None:
    p = d.person
    s.rect(0, 0, s.width, s.height, outline=None, fill=(250, 250, 250))
    s.rect(0, 44.0, s.width, 10.0, outline=None, fill=(200, 70, 40))
    s.specimen(x=54, y=28, size=8)
    s.text(4.0, 8.0, "サンプル商事株式会社", 3.8, "bold")
    s.text(81.6, 8.0, "社 員 証", 3.8, "bold", anchor="r")
    portrait(s, 4.0, 12.0, 22.0, 28.0, p)
    s.text(30.0, 18.4, "営業本部 第二営業部", 2.8)
    s.text(30.0, 25.4, p.name, 5.0, width=50, name="name")
    s.text(30.0, 30.0, f"{p.given_roman.title()} {p.family_roman.title()}", 2.8, "latin", SOFT)
    s.text(30.0, 35.6, f"社員番号 {d.number('6')}", 2.8, name="document_number", value=d.number("6"))
    s.text(30.0, 40.4, f"有効期限 {dates.western(d.expires)}", 2.6, name="expires_on", value=d.expires.isoformat())
    s.text(4.0, 50.6, "SPECIMEN TRADING CO., LTD.", 3.0, "latin-bold", (255, 255, 255))


def _licence(d: Details, scale: float) -> Sheet:
    from . import render

    return render("drivers-license", "front", d, scale)


@layout("copy-of-document", "front", (297.0, 210.0))
def copy(s: Sheet, d: Details) -> None:
    """A licence photocopied in black and white on A4."""
    s.rect(0, 0, s.width, s.height, outline=None, fill=(246, 246, 244))
    card = _licence(d, s.scale * 1.6)
    grey = np.asarray(card.image.convert("L"), np.float32)
    grey = np.clip((grey - 96) * 1.7, 0, 246).astype(np.uint8)
    s.blend(Image.fromarray(grey).convert("RGB"), 60.0, 44.0, card.mask())
    _adopt(s, card, 60.0, 44.0, 1.6)
    s.text(20.0, 20.0, "複写 COPY", 5.0, "label", SOFT)
    s.stamp(262.0, 192.0, size=7.0)


@layout("document-on-screen", "front", (152.0, 72.0), corner=8.0)
def screen(s: Sheet, d: Details) -> None:
    """A licence shown on a telephone held sideways."""
    s.rect(0, 0, s.width, s.height, outline=None, fill=(16, 16, 18))
    s.rect(6.0, 3.0, 140.0, 66.0, outline=None, fill=(32, 34, 38), radius=4.0)
    card = _licence(d, s.scale * 1.12)
    glow = np.asarray(card.image, np.float32)
    glow = np.clip(glow * np.float32([0.96, 1.0, 1.08]) + 6, 0, 255)
    rows = 1.0 - 0.05 * (np.arange(glow.shape[0]) % 3 == 0)
    glow = (glow * rows[:, None, None]).astype(np.uint8)
    s.blend(Image.fromarray(glow), 28.0, 5.8, card.mask())
    _adopt(s, card, 28.0, 5.8, 1.12)
    s.text(12.0, 10.0, "12:04", 3.4, "latin", (230, 230, 230))
    s.text(138.0, 10.0, "LTE", 3.0, "latin", (230, 230, 230), anchor="r")
    s.marks += card.marks


def _adopt(s: Sheet, card: Sheet, x: float, y: float, zoom: float) -> None:
    """Takes over the fields of a picture inside the picture."""
    for f in card.fields:
        x0, y0, x1, y1 = (v * zoom for v in f.box)
        s.fields.append(Field(f.name, f.text, f.printed, (x + x0, y + y0, x + x1, y + y1)))
