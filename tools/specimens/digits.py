"""Numbers printed on documents, with the check digits that their issuers use."""

import numpy as np

MRZ_ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def my_number_check(eleven: str) -> str:
    """Check digit of a My Number's first eleven digits."""
    total = 0
    for n, digit in enumerate(reversed(eleven), start=1):
        total += int(digit) * (n + 1 if n <= 6 else n - 5)
    remainder = total % 11
    return str(0 if remainder <= 1 else 11 - remainder)


def is_my_number(text: str) -> bool:
    return len(text) == 12 and text.isdecimal() and my_number_check(text[:11]) == text[11]


def licence_check(ten: str) -> str:
    """Digit 11 of a licence number, by the unofficial rule."""
    total = sum(int(d) * w for d, w in zip(ten, (5, 4, 3, 2, 7, 6, 5, 4, 3, 2)))
    return str((11 - total % 11) % 10)


def mrz_check(text: str) -> str:
    """ICAO 9303 check digit, weights 7-3-1."""
    total = 0
    for index, char in enumerate(text):
        value = 0 if char == "<" else MRZ_ALPHABET.index(char)
        total += value * (7, 3, 1)[index % 3]
    return str(total % 10)


def random_digits(rng: np.random.Generator, count: int) -> str:
    return "".join(str(d) for d in rng.integers(0, 10, count))


def random_letters(rng: np.random.Generator, count: int) -> str:
    return "".join(LETTERS[i] for i in rng.integers(0, 26, count))


def my_number(rng: np.random.Generator) -> str:
    eleven = random_digits(rng, 11)
    return eleven + my_number_check(eleven)


def licence_number(
    rng: np.random.Generator, commission_code: str, year: int, like_my_number: bool = False
) -> str:
    """A licence number; `like_my_number` makes it pass the My Number check by chance, else it fails it."""
    while True:
        ten = commission_code + f"{year % 100:02d}" + random_digits(rng, 6)
        eleven = ten + licence_check(ten)
        for reissues in "0123456789":
            number = eleven + reissues
            if like_my_number and is_my_number(number):
                return number
            if not like_my_number and reissues == "0" and not is_my_number(number):
                return number


def customer_number(rng: np.random.Generator, like_my_number: bool) -> str:
    """A 12-digit customer number that does or does not pass the My Number check."""
    while True:
        number = my_number(rng) if like_my_number else random_digits(rng, 12)
        if is_my_number(number) == like_my_number:
            return number


def residence_card_number(rng: np.random.Generator) -> str:
    return random_letters(rng, 2) + random_digits(rng, 8) + random_letters(rng, 2)


def passport_number(rng: np.random.Generator) -> str:
    return "T" + "RSTZHK"[rng.integers(0, 6)] + random_digits(rng, 7)


def passport_mrz(
    country: str, surname: str, given: str, number: str, birth, sex: str, expires
) -> tuple[str, str]:
    """The two 44-character lines of a passport (TD3)."""
    names = f"{surname}<<{given}".replace(" ", "<").replace("-", "<")
    first = f"P<{country}{names}".ljust(44, "<")[:44]
    number = number.ljust(9, "<")
    birth, expires = birth.strftime("%y%m%d"), expires.strftime("%y%m%d")
    optional = "<" * 14
    number += mrz_check(number)
    birth += mrz_check(birth)
    expires += mrz_check(expires)
    # A blank optional field may carry "<" in place of its check digit.
    body = f"{number}{country}{birth}{sex}{expires}{optional}<"
    total = mrz_check(number + birth + expires + optional + "<")
    return first, body + total


def mrz_is_valid(first: str, second: str) -> bool:
    """Every check digit of a TD3 zone holds."""
    if len(first) != 44 or len(second) != 44 or not first.startswith("P<"):
        return False
    parts = ((second[0:9], second[9]), (second[13:19], second[19]), (second[21:27], second[27]))
    whole = second[0:10] + second[13:20] + second[21:43]
    return all(mrz_check(text) == digit for text, digit in parts) and mrz_check(whole) == second[43]
