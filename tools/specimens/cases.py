"""CASE.json files for the people of the samples, as of 2026-11-22."""

from . import cast
from .people import Person


def _order(*services: str) -> dict:
    return {"lines": [{"service": service, "quantity": 1} for service in services], "reservation": None}


def _applicant(p: Person) -> dict:
    return {
        "family_name": p.family, "given_name": p.given, "family_kana": p.family_kana, "given_kana": p.given_kana,
        "family_roman": p.family_roman, "given_roman": p.given_roman, "birth_date": p.birth.isoformat(),
        "postal_code": p.home.postal, "address": p.home.address, "phone": p.phone,
        "email": f"{p.family_roman.lower()}@example.jp",
    }


def _primary(document: str, p: Person, **changes) -> dict:
    values = {
        "document": document, "name": p.name, "birth_date": p.birth.isoformat(), "address": p.home.address,
        "issued_on": None, "expires_on": None, "issuer": None, "has_photo": True, "shows_address": True,
        "address_on_back": False, "renewal_pending": False, "dependant": False, "chip_read": False, "original": True,
    }
    return values | changes


def _auxiliary(document: str, p: Person, issued_on: str, utility: str | None = None) -> dict:
    receipt = utility is not None
    return {
        "document": document, "utility": utility, "kind": "receipt" if receipt else None,
        "paid_by": "convenience-store" if receipt else None, "issued_on": issued_on, "name": p.name,
        "address": p.home.address,
    }


def _case(order: dict, p: Person, primary: dict | None, auxiliary: dict | None = None) -> dict:
    return {"order": order, "applicant": _applicant(p), "primary": primary, "auxiliary": auxiliary}


def _licence(p: Person, **changes) -> dict:
    values = {"issued_on": "令和06年06月20日", "expires_on": "2029年(令和11年)08月14日まで有効", "issuer": "埼玉県公安委員会"}
    return _primary("drivers-license", p, **(values | changes))


def _cases() -> dict[str, dict]:
    holder, voice = cast.LICENCE_HOLDER, _order("voice-sim")
    moved = holder.moved()
    insured, gas = cast.INSURED, _auxiliary("utility-receipt", cast.INSURED, "2026-09-28", "city-gas")
    resident = cast.RESIDENT
    stay = {"issued_on": "2025-10-10", "expires_on": "2028年10月10日"}
    return {
        "drivers-license": _case(voice, holder, _licence(holder)),
        "drivers-license-changed-on-back": _case(voice, moved, _licence(moved, address_on_back=True)),
        "moved-house": _case(voice, moved, _licence(holder), _auxiliary("utility-receipt", moved, "令和8年10月5日", "electricity")),
        "moved-house-without-receipt": _case(voice, moved, _licence(holder)),
        "expired-license": _case(voice, holder, _licence(
            holder, issued_on="令和03年07月02日", expires_on="2026年(令和8年)08月14日まで有効")),
        "sim-and-device": _case(_order("voice-sim", "supply-device"), holder, _licence(holder)),
        "data-only": _case(_order("data-sim"), cast.STUDENT, None),
        "individual-number-card": _case(_order("voice-esim"), cast.CARD_HOLDER, _primary(
            "individual-number-card", cast.CARD_HOLDER, issued_on="2025-02-18", expires_on="2035年3月3日まで有効")),
        "residence-card": _case(_order("voice-sim", "data-sim"), resident, _primary("residence-card", resident, **stay)),
        "residence-card-changed-on-back": _case(voice, resident.moved(), _primary(
            "residence-card", resident.moved(), address_on_back=True, **stay)),
        "health-insurance-card": _case(voice, insured, _primary(
            "health-insurance-card", insured, issued_on="令和5年4月1日", expires_on="令和9年3月31日", has_photo=False,
            address_on_back=True), gas),
        "eligibility-certificate": _case(voice, insured, _primary(
            "eligibility-certificate", insured, issued_on="令和8年8月1日", expires_on="令和9年7月31日", has_photo=False,
            shows_address=False, address=""), gas),
        "japanese-passport": _case(_order("sms-sim"), cast.TRAVELLER, _primary(
            "japanese-passport", cast.TRAVELLER, name="WATANABE SAE", issued_on="2018-04-09", expires_on="2028-04-09"),
            _auxiliary("certificate-of-residence", cast.TRAVELLER, "令和8年10月20日")),
    }


CASES = _cases()
