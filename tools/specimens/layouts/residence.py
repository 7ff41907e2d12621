"""在留カード, 特定在留カード, 特別永住者証明書, 外国人登録証明書."""

from datetime import timedelta

from .. import dates
from ..details import Details
from ..ornament import guilloche, hologram, portrait, square_seal
from ..sheet import SOFT, Sheet
from . import layout

STATUS = (
    ("技術・人文知識・国際業務", "就労制限の有無", "在留資格に基づく就労活動のみ可"),
    ("留学", "就労制限の有無", "就労不可"),
    ("永住者", "就労制限の有無", "就労制限なし"),
    ("家族滞在", "就労制限の有無", "就労不可"),
    ("特定技能1号", "就労制限の有無", "指定書記載機関での就労活動のみ可"),
)


def _pair(s: Sheet, x, y, ja, en) -> None:
    s.text(x, y, ja, 1.9, "label", SOFT)
    s.text(x, y + 2.1, en, 1.15, "latin", SOFT)


def _head(s: Sheet, d: Details, title: str, english: str) -> None:
    s.text(3.2, 5.2, "日本国政府", 2.4, "bold")
    s.text(3.2, 7.6, "GOVERNMENT OF JAPAN", 1.4, "latin", SOFT)
    s.text(38.5, 5.6, title, 3.4, "bold", anchor="m")
    s.text(38.5, 8.0, english, 1.5, "latin", SOFT, anchor="m")
    s.text(57.4, 5.4, "番号", 1.9, "label", SOFT)
    s.text(57.4, 7.5, "No.", 1.2, "latin", SOFT)
    s.text(62.2, 6.0, d.number("residence"), 2.9, "latin", width=21, name="document_number")
    s.line(3.0, 9.4, 82.6, 9.4, 0.12)


def _person_rows(s: Sheet, d: Details) -> None:
    p = d.person
    _pair(s, 3.2, 12.2, "氏名", "NAME")
    s.text(11.6, 13.6, p.name, 3.3, "latin", width=47, name="name")
    _pair(s, 3.2, 17.2, "生年月日", "DATE OF BIRTH")
    s.text(14.6, 18.2, dates.western(p.birth, pad=True), 2.6, name="birth_date", value=p.birth.isoformat())
    _pair(s, 36.0, 17.2, "性別", "SEX")
    s.text(41.0, 18.2, f"{p.sex_ja} {p.sex}.", 2.6)
    _pair(s, 3.2, 22.0, "国籍・地域", "NATIONALITY/REGION")
    s.text(21.0, 23.0, p.country_ja, 2.6, width=38)
    _pair(s, 3.2, 26.8, "住居地", "ADDRESS")
    s.paragraph(12.6, 27.6, p.home.address, 2.5, 46, leading=1.2, name="address")


def _validity(s: Sheet, d: Details, y: float) -> None:
    s.text(3.2, y, "このカードは", 2.1, "label")
    right = s.text(17.0, y + 0.2, f"{dates.western(d.expires, pad=True)}まで有効", 3.1, "bold",
                   name="expires_on", value=d.expires.isoformat())
    s.text(right + 1.0, y, "です。", 2.1, "label")
    s.text(3.2, y + 2.3, "PERIOD OF VALIDITY OF THIS CARD", 1.2, "latin", SOFT)


def _front(s: Sheet, d: Details, title: str, english: str) -> None:
    _head(s, d, title, english)
    _person_rows(s, d)
    status, label, work = STATUS[int(d.number("1")) % len(STATUS)]
    _pair(s, 3.2, 34.2, "在留資格", "STATUS")
    s.text(14.2, 35.0, status, 2.5, width=30)
    s.text(3.2, 39.2, label, 1.8, "label", SOFT)
    s.text(17.4, 39.2, work, 2.2, width=40)
    _pair(s, 3.2, 42.4, "在留期間(満了日)", "PERIOD OF STAY")
    s.text(22.6, 43.2, f"3年({dates.western(d.expires, pad=True)})", 2.4)
    s.text(3.2, 47.2, f"交付年月日 {dates.western(d.issued, pad=True)}", 1.9, "label",
           name="issued_on", value=d.issued.isoformat())
    _validity(s, d, 50.4)
    portrait(s, 61.4, 13.6, 20.6, 26.4, d.person)
    s.text(60.4, 44.0, "出入国在留管理庁長官", 1.9, width=18, name="issuer")
    square_seal(s, 76.8, 45.0, 5.6, "出入国在留管理庁長官")
    hologram(s, 57.0, 31.6, 2.4)
    s.stamp(63.0, 46.4, size=2.4)


@layout("residence-card", "front")
def card_front(s: Sheet, d: Details) -> None:
    guilloche(s, (232, 240, 246), (244, 234, 240), (130, 140, 190), seed=31)
    s.specimen(x=36, y=28, size=9)
    _front(s, d, "在留カード", "RESIDENCE CARD")


def _address_table(s: Sheet, d: Details, heading: str) -> None:
    s.text(4.0, 5.8, heading, 2.2, "label")
    s.grid(4.0, 7.0, [17.0, 48.0, 12.6], [4.0, 6.2, 6.2, 6.2], 0.12)
    for x, word in ((5.0, "届出年月日"), (36.0, "住居地"), (70.4, "記載者印")):
        s.text(x, 9.9, word, 1.9, "label", SOFT)
    if d.moved_on is None:
        return
    s.text(4.6, 15.2, dates.western(d.moved_on, pad=True), 2.0, width=16, name="changed_on",
           value=d.moved_on.isoformat())
    s.paragraph(21.8, 13.6, d.person.new_home.address, 2.1, 46.4, leading=1.15, name="address")
    square_seal(s, 72.0, 11.4, 5.2, d.person.new_home.city.split("市")[0] + "市長印")


@layout("residence-card", "back")
def card_back(s: Sheet, d: Details) -> None:
    guilloche(s, (240, 238, 246), (236, 244, 246), (160, 160, 200), seed=32, strength=0.22)
    s.specimen()
    _address_table(s, d, "住居地記載欄")
    s.text(4.0, 33.4, "資格外活動許可欄", 2.2, "label")
    s.rect(4.0, 34.4, 77.6, 5.6)
    if int(d.number("1")) % len(STATUS) == 1:
        s.text(5.4, 38.2, "許可:原則週28時間以内・風俗営業等の従事を除く", 2.1)
    s.text(4.0, 43.4, "在留期間更新等許可申請欄", 2.2, "label")
    s.rect(4.0, 44.4, 77.6, 6.4)
    if d.option("renewal_pending"):
        s.text(5.4, 48.6, "在留期間更新許可申請中", 2.6)
    s.stamp(72.0, 45.6, size=2.4)


@layout("specific-residence-card", "front")
def specific_front(s: Sheet, d: Details) -> None:
    guilloche(s, (250, 232, 236), (228, 240, 238), (190, 120, 150), seed=33)
    s.specimen(x=36, y=28, size=9)
    _front(s, d, "特定在留カード", "SPECIFIC RESIDENCE CARD")


@layout("special-permanent-resident-certificate", "front")
def permanent_front(s: Sheet, d: Details) -> None:
    guilloche(s, (236, 244, 232), (240, 238, 226), (120, 160, 120), seed=34)
    s.specimen(x=36, y=28, size=9)
    _head(s, d, "特別永住者証明書", "SPECIAL PERMANENT RESIDENT CERTIFICATE")
    _person_rows(s, d)
    s.text(3.2, 38.4, f"交付年月日 {dates.western(d.issued, pad=True)}", 2.1, "label",
           name="issued_on", value=d.issued.isoformat())
    s.text(3.2, 42.6, "この証明書を交付された者は、特別永住者です。", 1.9, "label", SOFT)
    _validity(s, d, 49.6)
    portrait(s, 61.4, 13.6, 20.6, 26.4, d.person)
    s.text(62.4, 44.0, "法務大臣", 2.4, name="issuer")
    square_seal(s, 76.0, 41.6, 6.0, "法務大臣之印")
    s.stamp(63.0, 46.4, size=2.4)


@layout("special-permanent-resident-certificate", "back")
def permanent_back(s: Sheet, d: Details) -> None:
    guilloche(s, (240, 246, 238), (244, 242, 234), (150, 180, 150), seed=35, strength=0.22)
    s.specimen()
    _address_table(s, d, "住居地記載欄")
    s.text(4.0, 36.0, "備考", 2.2, "label")
    s.rect(4.0, 37.0, 77.6, 13.4)
    s.stamp(72.0, 44.6, size=2.4)


@layout("alien-registration-certificate", "front")
def alien_front(s: Sheet, d: Details) -> None:
    p = d.person
    guilloche(s, (244, 236, 228), (232, 226, 240), (180, 130, 110), seed=36)
    s.specimen(x=36, y=28, size=9)
    s.text(3.2, 5.4, "外国人登録証明書", 3.0, "bold")
    s.text(31.0, 5.4, "CERTIFICATE OF ALIEN REGISTRATION", 1.4, "latin", SOFT)
    s.text(60.0, 5.4, f"第{d.number('residence')[:1]}{d.number('9')}号", 2.3, name="document_number")
    rows = (
        ("(1)氏名", p.name, "name", None), ("(2)生年月日", dates.western(p.birth), "birth_date", p.birth.isoformat()),
        ("(3)性別", p.sex_ja, None, None), ("(4)国籍", p.country_ja, None, None),
        ("(7)居住地", p.home.address, "address", None), ("(8)世帯主", "本人", None, None),
        ("(15)在留の資格", "永住者", None, None),
    )
    y = 10.4
    for label, text, name, value in rows:
        s.text(3.2, y, label, 1.8, "label", SOFT)
        s.text(17.0, y + 0.2, text, 2.5, width=42, name=name, value=value)
        s.line(3.2, y + 1.4, 59.4, y + 1.4, 0.08)
        y += 4.6
    s.text(3.2, 44.4, "次回確認(切替)申請期間", 1.8, "label", SOFT)
    s.text(25.0, 44.6, f"{dates.western(d.expires)}から30日以内", 2.2, width=34)
    s.text(3.2, 49.4, dates.western(d.issued), 2.3, name="issued_on", value=d.issued.isoformat())
    s.text(30.0, 49.4, p.home.city.split("市")[0] + "市長", 2.5, name="issuer")
    square_seal(s, 47.0, 45.6, 6.0, p.home.city.split("市")[0] + "市長印")
    portrait(s, 61.4, 9.4, 21.0, 28.0, p)
    s.stamp(64.0, 42.0)


@layout("alien-registration-certificate", "back")
def alien_back(s: Sheet, d: Details) -> None:
    guilloche(s, (246, 242, 236), (238, 236, 244), (190, 160, 140), seed=37, strength=0.22)
    s.specimen()
    s.text(4.0, 6.0, "変更登録欄 / 居住地", 2.2, "label")
    s.grid(4.0, 7.4, [19.0, 46.0, 12.6], [6.4] * 5, 0.12)
    moved = d.moved_on or d.issued + timedelta(days=90)
    s.text(4.8, 11.6, dates.western(moved), 2.0, width=17.4, name="changed_on", value=moved.isoformat())
    s.text(24.0, 11.6, d.person.new_home.address, 2.2, width=43, name="address")
    square_seal(s, 71.6, 7.9, 5.2, "市長之印")
    s.text(4.0, 44.4, "この登録証明書は、常に携帯しなければなりません。", 2.0, "label")
    s.stamp(70.0, 46.0)
