"""The same documents as another maker might set them: labels, order, faces, forms of dates and places by chance.

No rule of the reader is written for these; they show whether one holds for layouts that nobody has seen.
"""

from dataclasses import dataclass
from datetime import timedelta

from .. import dates, digits
from ..details import Details
from ..ornament import guilloche, portrait, qr, square_seal
from ..sheet import INK, SOFT, Sheet
from . import CARD_CORNER, FACES, ID1
from .insurance import INSURERS
from .licence import commission
from .my_number import grouped, mayor
from .papers import UTILITIES

STYLES = ("beside", "colon", "above", "ruled")


@dataclass
class Item:
    """One labelled value; no label: the value stands alone."""

    labels: tuple[str, ...]
    text: str
    name: str | None = None
    value: str | None = None
    large: bool = False
    long: bool = False


def _spaced(day) -> str:
    era = dates.era(day)
    return "".join(f" {c} " if c in "年月" else c for c in era)


def _date(d: Details, day) -> str:
    forms = (dates.era, lambda x: dates.era(x, pad=True), dates.western, lambda x: dates.western(x, pad=True),
             _spaced, lambda x: f"{x:%Y/%m/%d}", lambda x: f"{x.year}.{x.month}.{x.day}", dates.both)
    return d.choice(forms)(day)


def _dated(d: Details, labels, day, name, tail="") -> Item:
    return Item(labels, _date(d, day) + tail, name, day.isoformat())


def _holder(d: Details, address: bool = True) -> list[Item]:
    p = d.person
    items = [Item(("氏名", "氏　名", "氏名/Name") if not p.foreign else ("氏名", "氏名 NAME", "氏名/Name"), p.name, "name", large=True)]
    birth = (("生年月日", "生年月日 DATE OF BIRTH"), "") if d.rng.random() < 0.7 else (("",), "生")
    items.append(_dated(d, birth[0], p.birth, "birth_date", birth[1]))
    if address:
        items.append(Item(("住所", "住　所", "現住所") if not p.foreign else ("住居地", "住居地 ADDRESS"), p.home.address, "address", long=True))
    items.append(Item(("性別",), p.sex_ja))
    return items


def _expiry(d: Details, until: float = 0.6) -> Item:
    if d.rng.random() < until:
        return _dated(d, ("", "このカードは"), d.expires, "expires_on", "まで有効")
    return _dated(d, ("有効期限", "有効期間の満了日", "有効期限 "), d.expires, "expires_on")


def _licence(d: Details) -> tuple[list[str], list[Item]]:
    first = d.issued - timedelta(days=2900)
    number = d.number("licence")
    shown = (Item(("番号", ""), f"第 {number} 号", "document_number", number) if d.rng.random() < 0.7
             else Item(("免許証の番号", "免許番号"), number, "document_number", number))
    items = [*_holder(d), _dated(d, ("交付", "交付年月日"), d.issued, "issued_on"), _expiry(d, 0.9), Item(("免許の条件等",), "眼鏡等"), shown,
             _dated(d, ("二・小・原",), first, None), _dated(d, ("他", "普通"), first + timedelta(days=90), None),
             Item(("",), commission(d.person.home.prefecture), "issuer")]
    return ["運転免許証", "運 転 免 許 証"], items


def _card(d: Details) -> tuple[list[str], list[Item]]:
    items = [*_holder(d), _expiry(d), Item(("",), mayor(d), "issuer")]
    return ["個人番号カード", "個人番号カード　見本"], items


def _card_back(d: Details) -> tuple[list[str], list[Item]]:
    number = d.number("my-number")
    holder = [item for item in _holder(d, address=False) if item.text != d.person.sex_ja]
    items = [Item(("個人番号", "個人番号", ""), grouped(number, str(d.option("groups", "spaces"))), "my_number", number, large=True), *holder]
    return [""], items


def _notice(d: Details) -> tuple[list[str], list[Item]]:
    number = d.number("my-number")
    items = [Item(("個人番号",), grouped(number, str(d.option("groups", "spaces"))), "my_number", number, large=True), *_holder(d),
             _dated(d, ("発行日",), d.issued, "issued_on"), Item(("",), mayor(d), "issuer")]
    return ["通知カード", "通 知 カ ー ド"], items


def _residence(d: Details) -> tuple[list[str], list[Item]]:
    number = d.number("residence")
    items = [Item(("番号", "番号 No."), number, "document_number"), *_holder(d), Item(("国籍・地域",), d.person.country_ja), Item(("在留資格",), "技術・人文知識・国際業務"),
             Item(("在留期間(満了日)",), f"3年 ({dates.western(d.expires)})"), _dated(d, ("許可年月日",), d.issued, None),
             _dated(d, ("交付年月日",), d.issued + timedelta(days=1), "issued_on"), _expiry(d, 1.0)]
    return ["在留カード", "在留カード RESIDENCE CARD"], items


def _insurance(d: Details) -> tuple[list[str], list[Item]]:
    items = [Item(("記号",), d.number("8"), "insurance_symbol"), Item(("番号",), d.number("7"), "insurance_number"), *_holder(d, address=False),
             _dated(d, ("資格取得年月日", "認定年月日"), d.issued - timedelta(days=400), None),
             _dated(d, ("交付年月日", "発行年月日"), d.issued, "issued_on"), _expiry(d, 0.0),
             Item(("保険者番号",), "06" + d.number("6"), "insurer_number"), Item(("保険者名称",), d.choice(INSURERS), "issuer")]
    return ["健康保険資格確認書", "健康保険被保険者証", "資格確認書"], items


def _record(d: Details) -> tuple[list[str], list[Item]]:
    number = d.number("my-number")
    shown = grouped(number, str(d.option("groups", "none"))) if d.option("with_number") else "省略"
    items = [*_holder(d), Item(("世帯主",), d.person.name), Item(("続柄",), "本人"),
             _dated(d, ("住民となった年月日", "住定日"), d.issued - timedelta(days=900), None), Item(("本籍",), "省略"),
             Item(("個人番号", "マイナンバー"), shown, "my_number" if d.option("with_number") else None, number),
             Item(("",), "この写しは、住民票の原本と相違ないことを証明する。"), _dated(d, ("", "発行日", "交付日"), d.issued, "issued_on"),
             Item(("",), f"{mayor(d)}　見本 太郎", "issuer")]
    return ["住民票", "住 民 票", "住民票の写し"], items


def _receipt(d: Details) -> tuple[list[str], list[Item]]:
    p, number = d.person, d.number("customer")
    title, company, meter, _, _ = UTILITIES[str(d.option("utility", "electricity"))]
    items = [Item(("", "ご住所"), p.home.address, "address", long=True), Item(("", "お名前", "ご契約者"), f"{p.name} 様", "name", p.name, large=True),
             Item(("お客さま番号", "お客様番号", "ご契約番号"), grouped(number, str(d.option("groups", "none"))), "customer_number", number),
             Item((meter,), d.number("10")), Item(("領収金額",), f"{int(d.number('4')) + 2400:,}円", large=True),
             _dated(d, ("領収日", "領収年月日"), d.issued, "issued_on"), Item(("",), company, "issuer")]
    return [f"{title}等領収証", f"{title} 領収書"], items


def _draw_items(s: Sheet, d: Details, items: list[Item], left: float, top: float, width: float, bottom: float, style: str) -> None:
    pitch = (bottom - top) / sum(1.5 if item.long and style == "above" else 1.0 for item in items)
    size = min(pitch * d.rng.uniform(0.4, 0.6), width * 0.055)
    label_size = size * d.rng.uniform(0.62, 1.0)
    column = max(s.text_width(label, label_size, "label") for item in items for label in item.labels) + size * d.rng.uniform(0.5, 1.6)
    column = min(column, width * 0.34)
    y = top
    for item in items:
        label = d.choice(item.labels)
        here = size * (1.3 if item.large else 1.0)
        baseline = y + pitch * 0.72
        kept = {"name": item.name, "value": item.value}
        if style == "ruled":
            s.grid(left, y, [column + 1, width - column - 1], [pitch], 0.12)
        if style == "above" and label:
            s.text(left, y + pitch * 0.32, label, min(label_size, pitch * 0.26), "label", SOFT)
            s.text(left, y + pitch * 0.86, item.text, min(here, pitch * 0.48), "body", width=width, **kept)
        elif style == "colon" and label:
            at = s.text(left, baseline, f"{label}：", label_size, "label", SOFT, width=width * 0.3)
            s.text(at + size * 0.2, baseline, item.text, here, "body", width=width - (at - left), **kept)
        else:
            inset = 1.0 if style == "ruled" else 0.0
            if label:
                s.text(left + inset, baseline, label, label_size, "label", SOFT, width=column - size * 0.3)
            start = column + inset + 1.0 if label or style == "ruled" else 0.0
            if item.long and s.text_width(item.text, here) > width - start and style != "ruled" and d.rng.random() < 0.6:
                s.paragraph(left + start, y + pitch * 0.42, item.text, min(here, pitch * 0.42), width - start, leading=1.25, **kept)
            else:
                s.text(left + start, baseline, item.text, here, "body", width=width - start - inset, **kept)
        y += pitch


def _passport(s: Sheet, d: Details) -> None:
    p, number = d.person, d.number("passport")
    size, face = d.rng.uniform(2.8, 3.4), d.choice(("latin", "gothic", "ud-gothic"))
    right = d.rng.random() < 0.3
    portrait(s, s.width - 40.0 if right else 5.0, 14.0, 34.0, 44.0, p)
    left = 6.0 if right else 44.0
    s.text(6.0, 8.0, "日本国 JAPAN 旅券 PASSPORT", 3.4, "bold")
    items = [("旅券番号/Passport No.", number, "document_number", None), ("姓/Surname", p.family_roman, "surname", None),
             ("名/Given name", p.given_roman, "given_name", None), ("国籍/Nationality", "JAPAN", None, None),
             ("生年月日/Date of birth", dates.english(p.birth), "birth_date", p.birth.isoformat()),
             ("発行年月日/Date of issue", dates.english(d.issued), "issued_on", d.issued.isoformat()),
             ("有効期間満了日/Date of expiry", dates.english(d.expires), "expires_on", d.expires.isoformat())]
    pitch = d.rng.uniform(6.6, 7.2)
    for index, (label, text, name, value) in enumerate(items):
        y = 13.0 + pitch * index
        s.text(left, y, label, 1.6, "label", SOFT)
        s.text(left, y + 3.7, text, size, face, INK, name=name, value=value)
    first, second = digits.passport_mrz(p.country, p.family_roman, p.given_roman, number, p.birth, p.sex, d.expires)
    top = d.rng.uniform(65.0, 69.0)
    if d.rng.random() < 0.5:
        s.rect(0, 64.0, s.width, s.height - 64.0, outline=None, fill=(246, 246, 242))
    face, pitch = d.choice((("ocr-b", 2.54), ("latin-mono", 2.5), ("ocr-b", 2.4), ("mono", 2.5)))
    for y, line, name in ((top + 7.0, first, "mrz1"), (top + 7.0 + d.rng.uniform(6.2, 7.4), second, "mrz2")):
        s.text(6.0, y, line, 3.9, face, pitch=pitch, name=name)
    s.merge("mrz", ["mrz1", "mrz2"])
    s.merge("name", ["surname", "given_name"], " ")


# document, side: what stands on it, its size, whether it has a portrait
OTHERS = {
    ("drivers-license", "front"): (_licence, ID1, True), ("individual-number-card", "front"): (_card, ID1, True),
    ("individual-number-card", "back"): (_card_back, ID1, False),
    ("individual-number-notification-card", "front"): (_notice, ID1, False), ("residence-card", "front"): (_residence, ID1, True),
    ("health-insurance-card", "front"): (_insurance, ID1, False), ("eligibility-certificate", "front"): (_insurance, ID1, False),
    ("certificate-of-residence", "page-1"): (_record, (210.0, 148.0), False), ("utility-receipt", "page-1"): (_receipt, (150.0, 105.0), False),
    ("japanese-passport", "photo-page"): (None, (125.0, 88.0), True),
}


def render_other(document: str, side: str, d: Details, scale: float) -> Sheet:
    """Draws one side in a layout of chance."""
    content, (width, height), pictured = OTHERS[document, side]
    s = Sheet(width, height, scale, corner=CARD_CORNER if (width, height) == ID1 else 0.0)
    s.faces = dict(FACES[d.choice(list(FACES))])
    light = [int(v) for v in d.rng.integers(222, 250, 6)]
    if d.rng.random() < 0.75:
        guilloche(s, tuple(light[:3]), tuple(light[3:]), (130, 150, 170), seed=int(d.rng.integers(0, 999)), strength=float(d.rng.uniform(0.1, 0.3)))
    s.specimen(strength=float(d.rng.uniform(0.1, 0.22)), x=width * float(d.rng.uniform(0.4, 0.7)), y=height * float(d.rng.uniform(0.5, 0.8)))
    if content is None:
        _passport(s, d)
        return s
    titles, items = content(d)
    style = d.choice(STYLES if len(items) <= 6 or width > 100 else ("beside", "colon", "ruled"))
    left, right, top, bottom = width * 0.05, width * 0.95, height * 0.05, height * 0.95
    title = d.choice(titles)
    if title:
        size = height * float(d.rng.uniform(0.055, 0.08))
        at_foot = document == "individual-number-card" and d.rng.random() < 0.6
        anchor = d.choice("lmr")
        x = {"l": left, "m": width / 2, "r": right}[anchor]
        s.text(x, bottom if at_foot else top + size, title, size, "bold", anchor=anchor)
        if at_foot:
            bottom -= size * 1.6
        else:
            top += size * 1.6
    if pictured:
        share = 0.26 * width
        on_left = d.rng.random() < 0.35
        x = left if on_left else right - share
        portrait(s, x, top + (bottom - top) * 0.3, share, (bottom - top) * 0.6, d.person)
        left, right = (left + share + 2, right) if on_left else (left, right - share - 2)
    if document == "individual-number-card" and side == "back" and d.rng.random() < 0.7:
        qr(s, right - 12.0, bottom - 12.0, 12.0, d.number("my-number"))
        s.text(left, bottom, "個人番号カードコールセンター 0000-00-0000", 1.8, "label", width=48)
        bottom -= 14.0
    _draw_items(s, d, items, left, top, right - left, bottom, style)
    if d.rng.random() < 0.4:
        square_seal(s, right - 6.0, bottom - 5.0, 6.0, "見本之印")
    return s
