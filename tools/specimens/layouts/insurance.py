"""健康保険 被保険者証 and 資格確認書: numbers, symbol, insurer number and QR are what gets masked."""

from .. import dates
from ..details import Details
from ..ornament import guilloche, qr, square_seal
from ..sheet import SOFT, Sheet
from . import layout

INSURERS = ("見本健康保険組合", "全国健康保険協会　見本支部", "サンプル市国民健康保険", "見本県後期高齢者医療広域連合")


def _masked_numbers(s: Sheet, d: Details, y: float) -> None:
    s.text(4.0, y, "記号", 2.2, "label", SOFT)
    s.text(12.0, y + 0.2, d.number("8"), 3.2, name="insurance_symbol")
    s.text(40.0, y, "番号", 2.2, "label", SOFT)
    s.text(48.0, y + 0.2, d.number("7"), 3.2, name="insurance_number")
    s.text(69.0, y, f"(枝番) {int(d.number('2')) % 4:02d}", 2.5, name="insurance_branch")


def _insurer(s: Sheet, d: Details, y: float) -> None:
    insurer = INSURERS[int(d.number("1")) % len(INSURERS)]
    s.text(4.0, y, "保険者番号", 2.2, "label", SOFT)
    s.text(21.0, y + 0.2, _insurer_number(d), 3.0, name="insurer_number")
    s.text(4.0, y + 5.0, "保険者名称", 2.2, "label", SOFT)
    s.text(21.0, y + 5.1, insurer, 2.8, width=44, name="issuer")
    square_seal(s, 67.0, y - 2.6, 7.2, "見本保険者印")


def _insurer_number(d: Details) -> str:
    return "06" + d.number("6")


@layout("health-insurance-card", "front")
def front(s: Sheet, d: Details) -> None:
    p, kin = d.person, bool(d.option("dependant"))
    guilloche(s, (232, 240, 250), (246, 246, 250), (130, 160, 210), seed=51, strength=0.28)
    s.specimen(x=46, y=30)
    s.text(4.0, 6.0, f"健康保険  {'被扶養者証' if kin else '被保険者証'}", 3.3, "bold")
    s.text(50.0, 6.0, "本人(被保険者)" if not kin else "家族(被扶養者)", 2.2, "label")
    s.text(81.6, 9.6, f"{dates.era(d.issued)}交付", 2.1, anchor="r", name="issued_on", value=d.issued.isoformat())
    _masked_numbers(s, d, 13.2)
    s.text(4.0, 18.8, "氏名", 2.2, "label", SOFT)
    s.text(12.0, 19.2, p.name, 4.0, width=48, name="name")
    s.text(62.0, 19.0, f"性別  {p.sex_ja}", 2.6)
    s.text(4.0, 24.4, "生年月日", 2.2, "label", SOFT)
    s.text(21.0, 24.6, dates.era(p.birth), 3.0, name="birth_date", value=p.birth.isoformat())
    s.text(4.0, 29.4, "資格取得年月日", 2.2, "label", SOFT)
    s.text(21.0, 29.6, dates.era(d.issued), 2.7)
    if d.expires:
        s.text(4.0, 34.2, "有効期限", 2.2, "label", SOFT)
        s.text(21.0, 34.4, dates.era(d.expires), 2.8, name="expires_on", value=d.expires.isoformat())
    _insurer(s, d, 41.2)
    qr(s, 73.6, 21.8, 8.6, _insurer_number(d) + d.number("8"))
    s.stamp(52.0, 32.0, size=2.6)


@layout("health-insurance-card", "back")
def back(s: Sheet, d: Details) -> None:
    guilloche(s, (246, 246, 248), (240, 244, 248), (180, 190, 200), seed=52, strength=0.18)
    s.specimen(y=34)
    s.text(4.0, 6.0, "注意事項  保険医療機関等において診療を受けようとするときは、必ずこの証を提示してください。",
           1.9, "label", width=77)
    s.text(4.0, 11.6, "氏名", 2.1, "label", SOFT)
    s.text(13.0, 11.8, d.person.name, 3.2, "hand", (36, 40, 92), name="name")
    s.text(4.0, 17.6, "住所", 2.1, "label", SOFT)
    home = d.person.new_home if d.moved_on else d.person.home
    s.paragraph(13.0, 17.8, home.address, 3.1, 66, "hand", (36, 40, 92), leading=1.5, name="address")
    s.line(12.4, 19.0, 81.0, 19.0, 0.1)
    s.line(12.4, 23.6, 81.0, 23.6, 0.1)
    s.text(4.0, 28.4, "備考", 2.1, "label", SOFT)
    s.text(4.0, 35.6, "以下の欄に記入することにより、臓器提供に関する意思を表示することができます。", 1.8, "label", width=77)
    for index, row in enumerate(("1. 私は、脳死後及び心臓が停止した死後のいずれでも、提供します。",
                                 "2. 私は、心臓が停止した死後に限り、提供します。", "3. 私は、臓器を提供しません。")):
        s.text(4.0, 39.2 + 3 * index, row, 1.9, "label")
    s.text(4.0, 50.6, "署名年月日       年    月    日    本人署名(自筆)", 1.9, "label")


@layout("eligibility-certificate", "front")
def eligibility(s: Sheet, d: Details) -> None:
    p = d.person
    guilloche(s, (250, 240, 230), (248, 248, 240), (210, 170, 120), seed=53, strength=0.28)
    s.specimen(x=46, y=32)
    s.text(4.0, 6.2, "資 格 確 認 書", 3.5, "bold")
    s.text(40.0, 6.0, "本人(被保険者)", 2.2, "label")
    s.text(81.6, 9.8, f"{dates.era(d.issued)}交付", 2.1, anchor="r", name="issued_on", value=d.issued.isoformat())
    _masked_numbers(s, d, 13.4)
    s.text(4.0, 19.2, "氏名", 2.2, "label", SOFT)
    s.text(12.0, 19.6, p.name, 3.9, width=48, name="name")
    s.text(64.0, 19.4, f"性別  {p.sex_ja}", 2.6)
    s.text(4.0, 24.8, "生年月日", 2.2, "label", SOFT)
    s.text(21.0, 25.0, dates.era(p.birth), 3.0, name="birth_date", value=p.birth.isoformat())
    s.text(4.0, 29.8, "資格取得年月日", 2.2, "label", SOFT)
    s.text(24.0, 30.0, dates.era(d.issued), 2.6)
    s.text(4.0, 34.6, "有効期限", 2.2, "label", SOFT)
    s.text(24.0, 34.8, dates.era(d.expires), 2.8, name="expires_on", value=d.expires.isoformat())
    _insurer(s, d, 41.4)
    s.stamp(70.0, 29.0, size=2.6)
