"""What is printed on one document: the holder, its dates, its numbers."""

from dataclasses import dataclass, field
from datetime import date, timedelta

import numpy as np

from . import digits, places
from .dates import add_years
from .people import Person

# Years that a document runs from its issue; None: prints no last day.
VALID_YEARS = {
    "drivers-license": 5, "individual-number-card": 10, "japanese-passport": 10, "foreign-passport": 10,
    "health-insurance-card": 5, "eligibility-certificate": 1, "special-permanent-resident-certificate": 7,
    "residence-card": 3, "specific-residence-card": 3, "alien-registration-certificate": 7,
    "basic-resident-register-card": 10, "mental-disability-handbook": 2, "rehabilitation-handbook": 5,
    "mofa-identity-card": 3, "international-license": 1, "student-card": 4, "employee-card": 5,
}
ENDED = {  # last issue of kinds that are no longer issued
    "alien-registration-certificate": date(2012, 7, 8),
    "basic-resident-register-card": date(2015, 12, 28),
    "health-insurance-card": date(2024, 12, 1),
    "individual-number-notification-card": date(2020, 5, 24),
}


@dataclass
class Details:
    """One document's contents. `rng` draws what is not given, in a fixed order."""

    person: Person
    rng: np.random.Generator
    issued: date
    expires: date | None
    moved_on: date | None = None  # a change of address written on the back
    today: date = date(2026, 11, 22)
    numbers: dict[str, str] = field(default_factory=dict)
    options: dict[str, object] = field(default_factory=dict)

    def number(self, kind: str) -> str:
        """The number of a kind, drawn once."""
        if kind not in self.numbers:
            self.numbers[kind] = self._draw(kind)
        return self.numbers[kind]

    def _draw(self, kind: str) -> str:
        rng = self.rng
        if kind == "my-number":
            return digits.my_number(rng)
        if kind == "licence":
            code = places.COMMISSION_CODES.get(self.person.home.prefecture, "30")
            since = self.person.birth.year + 18 + int(rng.integers(0, 8))
            return digits.licence_number(
                rng, code, min(since, self.issued.year), bool(self.options.get("like_my_number"))
            )
        if kind == "customer":
            return digits.customer_number(rng, bool(self.options.get("like_my_number")))
        if kind == "residence":
            return digits.residence_card_number(rng)
        if kind == "passport":
            return digits.passport_number(rng)
        return digits.random_digits(rng, int(kind))

    def choice(self, items):
        return items[int(self.rng.integers(0, len(items)))]

    def option(self, name: str, default=None):
        return self.options.get(name, default)


def last_day(document: str, person: Person, issued: date) -> date | None:
    """The last day of validity of a document issued on a day."""
    years = VALID_YEARS.get(document)
    if years is None:
        return None
    if document == "drivers-license":
        birthday = add_years(person.birth, issued.year - person.birth.year + years)
        return birthday + timedelta(days=31)
    if document == "individual-number-card":
        return add_years(person.birth, issued.year - person.birth.year + years)
    if document == "eligibility-certificate":
        return date(issued.year + years, 7, 31)
    return add_years(issued, years)


def random_details(
    document: str, person: Person, rng: np.random.Generator, today: date, valid: bool = True, **options
) -> Details:
    """Issue and last day that suit the document and the day."""
    years = VALID_YEARS.get(document) or 5
    end = min(today, ENDED.get(document, today))
    for _ in range(200):
        back = int(rng.integers(20, max(40, years * 330)))
        issued = end - timedelta(days=back if valid else back + years * 366 + 40)
        expires = last_day(document, person, issued)
        if expires is None or (expires >= today) == valid or document in ENDED:
            break
    moved_on = None
    if options.pop("moved", False):
        moved_on = issued + timedelta(days=int(rng.integers(10, max(11, (end - issued).days))))
    return Details(person, rng, issued, expires, moved_on, today, {}, dict(options))
