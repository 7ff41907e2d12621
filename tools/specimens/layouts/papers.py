"""Auxiliaries: 住民票の写し, utility receipts and invoices, housing certificate."""

from datetime import timedelta

from .. import dates
from ..details import Details
from ..ornament import barcode, guilloche, round_seal, square_seal
from ..sheet import INK, SOFT, Sheet
from . import layout
from .my_number import grouped, mayor

A4_WIDE = (297.0, 210.0)
SLIP = (182.0, 104.0)

UTILITIES = {
    "electricity": ("電気料金", "サンプル電力株式会社", "供給地点特定番号", "ご使用量 312kWh", (232, 240, 250)),
    "city-gas": ("ガス料金", "見本都市ガス株式会社", "ガスメーター番号", "ご使用量 28㎥(都市ガス13A)", (250, 242, 226)),
    "water": ("水道料金・下水道使用料", "見本市水道局", "水栓番号", "使用水量 21㎥", (228, 246, 244)),
    "propane": ("LPガス料金", "サンプルプロパン販売", "メーター番号", "ご使用量 9.4㎥(プロパンガス)", (250, 236, 230)),
}


def _box(s: Sheet, x, y, w, label, text, *, size=4.2, name=None, value=None, height=12.0, label_width=34.0) -> None:
    s.grid(x, y, [label_width, w - label_width], [height], 0.25)
    s.text(x + 3, y + height * 0.62, label, 3.6, "mincho")
    s.text(x + label_width + 3, y + height * 0.64, text, size, width=w - label_width - 6, name=name, value=value)


@layout("certificate-of-residence", "page-1", A4_WIDE)
def resident_record(s: Sheet, d: Details) -> None:
    p = d.person
    guilloche(s, (240, 246, 240), (244, 246, 250), (150, 190, 170), seed=81, strength=0.22, pitch_mm=2.0)
    s.specimen(size=34, strength=0.2)
    s.text(s.width / 2, 22.0, "住  民  票", 9.0, "mincho-bold", anchor="m")
    s.text(280.0, 18.0, p.home.city, 4.2, anchor="r")
    _box(s, 16, 30, 200, "住所", p.home.address, size=4.8, name="address")
    _box(s, 216, 30, 66, "世帯主", f"{p.name}", size=4.2, label_width=20)
    _box(s, 16, 46, 150, "氏名", p.name, size=6.0, name="name", height=16)
    _box(s, 166, 46, 116, "生年月日", dates.era(p.birth), name="birth_date", value=p.birth.isoformat(), height=16)
    _box(s, 16, 62, 90, "性別", p.sex_ja)
    _box(s, 106, 62, 88, "続柄", "世帯主", label_width=24)
    arrived = d.issued - timedelta(days=900)
    _box(s, 194, 62, 88, "住民となった年月日", dates.era(arrived), label_width=42)
    _box(s, 16, 74, 266, "前住所", "省略")
    _box(s, 16, 86, 266, "本籍", "省略")
    _box(s, 16, 98, 133, "筆頭者", "省略")
    if d.option("with_number"):
        number = d.number("my-number")
        shown = grouped(number, str(d.option("groups", "none")))
        _box(s, 149, 98, 133, "個人番号", shown, size=5.0, name="my_number", value=number)
    else:
        _box(s, 149, 98, 133, "個人番号", "省略")
    _box(s, 16, 110, 266, "備考", "")
    s.text(24.0, 146.0, "この写しは、世帯全員の住民票の原本と相違ないことを証明する。", 5.0, "mincho")
    s.text(24.0, 164.0, dates.era(d.issued), 5.0, "mincho", name="issued_on", value=d.issued.isoformat())
    s.text(250.0, 184.0, f"{p.home.prefecture}{mayor(d)}  見本 太郎", 6.0, "mincho", anchor="r", width=150, name="issuer")
    square_seal(s, 254.0, 168.0, 24.0, mayor(d) + "之印")
    s.text(148.5, 202.0, "1 / 1", 3.6, anchor="m")
    s.stamp(18.0, 12.0, size=6.0)


@layout("utility-receipt", "page-1", SLIP)
def utility(s: Sheet, d: Details) -> None:
    p, kind = d.person, str(d.option("utility", "electricity"))
    title, company, meter, usage, tint = UTILITIES[kind]
    invoice, card = bool(d.option("invoice")), bool(d.option("credit_card"))
    s.rect(0, 0, s.width, s.height, outline=None, fill=(252, 252, 249))
    s.rect(0, 0, s.width, 15.0, outline=None, fill=tint)
    s.specimen(size=20, strength=0.2, y=60)
    heading = "請求書(払込取扱票)" if invoice else "領収証"
    s.text(8.0, 10.4, f"{title}等 {heading}", 5.6, "bold", width=98)
    s.text(174.0, 9.8, company, 4.0, anchor="r", width=62, name="issuer")
    s.text(8.0, 25.0, f"〒{p.home.postal}", 3.6)
    s.paragraph(8.0, 31.6, p.home.address, 4.2, 92, leading=1.36, name="address")
    s.text(8.0, 46.6, p.name, 5.2, width=70, name="name")
    s.text(84.0, 46.4, "様", 4.4)
    number = d.number("customer")
    rows = [
        ("お客さま番号", grouped(number, str(d.option("groups", "none"))), "customer_number", number),
        (meter, d.number("10"), None, None),
        ("ご使用期間", f"{d.issued.month - 1 or 12}月分", None, None),
        ("ご使用量", usage.split(" ", 1)[1], None, None),
    ]
    for index, (label, text, name, value) in enumerate(rows):
        y = 58.0 + index * 9.0
        s.rect(8.0, y - 5.6, 94.0, 8.2, width=0.14)
        s.text(10.0, y, label, 3.1, "label", SOFT)
        s.text(48.0, y + 0.2, text, 3.8, width=52, name=name, value=value)
    amount = f"{int(d.number('4')) % 9000 + 2400:,}円"
    s.rect(108.0, 20.0, 66.0, 42.0, width=0.25)
    s.text(111.0, 27.0, "ご請求金額" if invoice else "領収金額", 3.6, "label", SOFT)
    s.text(171.0, 37.0, amount, 8.0, "bold", anchor="r", width=58)
    label = "お支払期限" if invoice else "領収日"
    shown = d.issued + timedelta(days=20) if invoice else d.issued
    s.text(111.0, 46.0, label, 3.6, "label", SOFT)
    s.text(171.0, 46.2, dates.era(shown), 4.2, anchor="r",
           name=None if invoice else "issued_on", value=shown.isoformat())
    s.text(111.0, 56.0, "発行日" if invoice else "お支払方法", 3.6, "label", SOFT)
    method = "クレジットカード払い" if card else str(d.option("method", "コンビニエンスストア払い"))
    if invoice:
        s.text(171.0, 56.2, dates.era(d.issued), 4.2, anchor="r", name="issued_on", value=d.issued.isoformat())
        barcode(s, 110.0, 68.0, 60.0, 14.0, seed=83)
        s.text(111.0, 88.0, "期限までにお支払いください。", 3.4)
    else:
        s.text(171.0, 56.2, method, 3.6, anchor="r", width=38, name="paid_by")
        if not card:
            stamp = ["見本コンビニ", f"{d.issued.year % 100}.{d.issued.month}.{d.issued.day}", "領収"]
            round_seal(s, 138.0, 66.0, 28.0, stamp)
        s.text(111.0, 70.0, "上記のとおり領収いたしました。", 3.2, width=30 if not card else 60)
    s.text(8.0, 98.0, "お問い合わせ 0120-000-000(受付時間 9:00-17:00)", 3.0, "label", SOFT)
    s.stamp(84.0, 19.0, size=4.0)
    s.line(104.5, 18.0, 104.5, 100.0, 0.15)


@layout("housing-certificate", "page-1", A4_WIDE)
def housing(s: Sheet, d: Details) -> None:
    p = d.person
    s.rect(0, 0, s.width, s.height, outline=None, fill=(252, 252, 250))
    s.specimen(size=34, strength=0.2)
    s.text(s.width / 2, 34.0, "住 宅 証 明 書", 9.0, "mincho-bold", anchor="m")
    s.text(s.width / 2, 43.0, "HOUSING CERTIFICATE", 5.0, "serif", anchor="m")
    rows = (
        ("氏名 / Name", p.name, "name", None), ("国籍 / Nationality", p.country_en, None, None),
        ("生年月日 / Date of birth", dates.western(p.birth), "birth_date", p.birth.isoformat()),
        ("住所 / Address", p.home.address, "address", None),
    )
    for index, (label, text, name, value) in enumerate(rows):
        _box(s, 30, 58 + index * 16, 237, label, text, size=5.4, name=name, value=value, height=16, label_width=62)
    s.text(34.0, 140.0, "上記の者は、上記住所に居住していることを証明します。", 5.2, "mincho")
    s.text(34.0, 148.0, "This is to certify that the above person resides at the above address.", 4.0, "serif")
    s.text(34.0, 164.0, dates.era(d.issued), 5.2, "mincho", name="issued_on", value=d.issued.isoformat())
    s.text(226.0, 184.0, "在日見本国大使館 EMBASSY OF SPECIMEN", 5.0, "mincho", INK, anchor="r", name="issuer")
    square_seal(s, 232.0, 168.0, 22.0, "大使館之印")
    s.stamp(18.0, 12.0, size=6.0)
