"""Papers with a 12-digit number by hand or in boxes; only the My Number set uses them."""

from ..details import Details
from ..sheet import INK, SOFT, Sheet
from . import layout
from .my_number import grouped

PEN = (34, 38, 96)


def _number(d: Details) -> tuple[str, str]:
    """The number and what it is: a My Number, or one that only looks like it."""
    if d.option("order"):
        return d.number("customer"), "order_number"
    return d.number("my-number"), "my_number"


@layout("number-memo", "page-1", (148.0, 105.0))
def memo(s: Sheet, d: Details) -> None:
    """A slip on which somebody wrote a number."""
    s.rect(0, 0, s.width, s.height, outline=None, fill=(252, 250, 240))
    s.specimen(size=16, strength=0.14, y=70)
    for y in range(20, 100, 12):
        s.line(8, y, 140, y, 0.2, (170, 190, 220))
    hand = str(d.option("hand", "hand"))
    number, name = _number(d)
    word = "ご注文番号" if name == "order_number" else str(d.option("word", "マイナンバー"))
    s.text(14.0, 30.0, word, 7.0, hand, PEN)
    _handwritten(s, d, 18.0, 54.0, grouped(number, str(d.option("groups", "spaces"))), hand, name, number)
    s.text(14.0, 78.0, d.person.name, 7.0, hand, PEN, name="name")
    s.stamp(112.0, 86.0, size=6.0)


def _handwritten(s: Sheet, d: Details, x: float, y: float, text: str, face: str, name: str, value: str) -> None:
    """Digit by digit, as uneven as a hand writes."""
    size, first = 10.5, len(s.fields)
    for char in text:
        wobble = d.rng.uniform(-0.7, 0.7)
        drawn = size * d.rng.uniform(0.92, 1.06)
        right = s.text(x, y + wobble, char, drawn, face, PEN, name=None if char == " " else "digit")
        x = right + d.rng.uniform(0.1, 0.9)
    s.merge(name, ["digit"], "")
    s.fields[-1].text, s.fields[-1].printed = value, text
    s.fields[first:] = s.fields[-1:]


@layout("number-form", "page-1", (210.0, 148.0))
def form(s: Sheet, d: Details) -> None:
    """A printed form with a box for each digit."""
    s.rect(0, 0, s.width, s.height, outline=None, fill=(252, 252, 250))
    s.specimen(size=22, strength=0.16, y=90)
    number, name = _number(d)
    order = name == "order_number"
    s.text(s.width / 2, 18.0, "お取引照会票" if order else "個人番号(マイナンバー)届出書", 7.0, "bold", anchor="m")
    s.text(16.0, 38.0, "氏名", 4.2, "label", SOFT)
    s.text(36.0, 38.4, d.person.name, 5.6, width=110, name="name")
    s.text(16.0, 54.0, "住所", 4.2, "label", SOFT)
    s.paragraph(36.0, 54.2, d.person.home.address, 4.6, 158, name="address")
    s.text(16.0, 78.0, "お客さま番号" if order else "個人番号", 4.2, "label", SOFT)
    hand = d.option("hand-filled")
    for index in range(12):
        s.rect(46.0 + 11.0 * index, 68.0, 10.0, 14.0, outline=INK, width=0.3)
    s.text(45.5, 79.4, number, 9.5, "hand" if hand else "mono", PEN if hand else INK, pitch=11.0, name=name, value=number)
    s.text(16.0, 104.0, "上記のとおり届け出ます。", 4.4, "mincho")
    s.stamp(182.0, 130.0, size=6.0)
