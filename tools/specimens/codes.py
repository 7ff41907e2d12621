"""Codes that customers and packages bring along: a QR code on a telephone, a bar code on a SIM package."""

import json
from collections.abc import Iterator
from pathlib import Path

import segno

from .degrade import Wear
from .scene import DRAWN, Look, Pose
from .sheet import INK, SOFT, Sheet
from .truth import Shot, fit, shoot

TELEPHONE = (71.0, 147.0)
PACKAGE = (120.0, 78.0)

# Code 128 (ISO/IEC 15417): widths of bars and gaps by value; code set C holds two digits a value.
PATTERNS = """212222 222122 222221 121223 121322 131222 122213 122312 132212 221213 221312 231212 112232 122132 122231
113222 123122 123221 223211 221132 221231 213212 223112 312131 311222 321122 321221 312212 322112 322211 212123
212321 232121 111323 131123 131321 112313 132113 132311 211313 231113 231311 112133 112331 132131 113123 113321
133121 313121 211331 231131 213113 213311 213131 311123 311321 331121 312113 312311 332111 314111 221411 431111
111224 111422 121124 121421 141122 141221 112214 112412 122114 122411 142112 142211 241211 221114 413111 241112
134111 111242 121142 121241 114212 124112 124211 411212 421112 421211 212141 214121 412121 111143 111341 131141
114113 114311 411113 411311 113141 114131 311141 411131 211412 211214 211232 2331112""".split()
START_C, TO_B, STOP = 105, 100, 106


def luhn(number: str) -> str:
    """The number with its check digit behind it (ISO/IEC 7812-1)."""
    doubled = [int(digit) * (2 if place % 2 == 0 else 1) for place, digit in enumerate(reversed(number))]
    return number + str(-sum(value - 9 * (value > 9) for value in doubled) % 10)


def code_128(digits: str) -> list[int]:
    """Widths of bars and gaps in turn, beginning with a bar."""
    values = [START_C, *(int(digits[at:at + 2]) for at in range(0, len(digits) - 1, 2))]
    if len(digits) % 2:
        values += [TO_B, ord(digits[-1]) - 32]
    values.append((values[0] + sum(place * value for place, value in enumerate(values[1:], 1))) % 103)
    return [int(width) for value in [*values, STOP] for width in PATTERNS[value]]


def telephone(text: str, caption: str) -> Sheet:
    """A telephone that shows a QR code."""
    w, h = TELEPHONE
    sheet = Sheet(w, h, DRAWN * fit(TELEPHONE, 0.9), paper=(22, 23, 26), corner=9.0)
    sheet.rect(3.2, 4.2, w - 6.4, h - 8.4, outline=None, fill=(250, 250, 252), radius=6.0)
    sheet.text(w / 2, 24, caption, 5.0, "gothic-bold", anchor="m", width=w - 14)
    modules = [list(row) for row in segno.make(text, error="m", micro=False).matrix]
    size = 46.0 / len(modules)
    left, top = (w - 46.0) / 2, 40.0
    for y, row in enumerate(modules):
        for x, dark in enumerate(row):
            if dark:
                sheet.draw.rectangle(sheet.px(left + x * size, top + y * size, left + (x + 1) * size, top + (y + 1) * size), fill=INK)
    sheet.text(w / 2, 98, "この画面を窓口でお見せください", 3.2, "gothic", SOFT, anchor="m")
    sheet.stamp(w / 2 - 9, 112, "見本 SAMPLE", 4.0)
    return sheet


def package(number: str) -> Sheet:
    """A SIM package with its number as a bar code."""
    w, h = PACKAGE
    sheet = Sheet(w, h, DRAWN * fit(PACKAGE, 0.7), paper=(248, 248, 246), corner=1.5)
    sheet.rect(0, 0, w, 16, outline=None, fill=(206, 60, 40))
    sheet.text(6, 11, "SIM パッケージ", 6.5, "gothic-bold", (255, 255, 255))
    sheet.text(6, 27, "音声通話 / データ通信 共通", 4.0, "gothic")
    widths = code_128(number)
    unit, x = 88.0 / sum(widths), 16.0
    for place, width in enumerate(widths):
        if place % 2 == 0:
            sheet.draw.rectangle(sheet.px(x, 38, x + width * unit, 56), fill=INK)
        x += width * unit
    sheet.text(w / 2, 62, " ".join(number[at:at + 4] for at in range(0, len(number), 4)), 4.2, "latin", anchor="m")
    sheet.stamp(84, 67, "見本 SAMPLE", 3.4)
    return sheet


def pictures() -> Iterator[tuple[str, str, Shot]]:
    """File name, what the code says, picture."""
    from .samples import generator

    ours = "https://sim.example.jp/reservations/BIC-1002"
    right, wrong = luhn("898110000123456789"), luhn("898110000987654321")
    wrong = wrong[:-1] + str((int(wrong[-1]) + 3) % 10)
    rows = [
        ("reservation.1", "BIC-1001", telephone("BIC-1001", "予約コード BIC-1001"), "wood", 3.0),
        ("reservation.2-other", "https://example.jp/coupon?shop=7", telephone("https://example.jp/coupon?shop=7", "お買い物クーポン"), "cloth", -4.0),
        ("reservation.3-address", ours, telephone(ours, "ご予約の確認"), "leather", -9.0),
        ("sim-package.1", right, package(right), "wood", 2.0),
        ("sim-package.2-damaged", wrong, package(wrong), "cloth", -2.0),
        ("sim-package.3", luhn("898110000555000333"), package(luhn("898110000555000333")), "dark", -3.0),
    ]
    for name, text, sheet, desk, turn in rows:
        rng = generator(f"code {name}")
        pose = Pose(fit(sheet.size, 0.66), 960 + rng.uniform(-30, 30), 540, turn, rng.uniform(-2, 4), rng.uniform(-3, 3))
        wear = Wear(blur=rng.uniform(0.45, 0.65), exposure=0.97, noise=1.2, jpeg=74)
        yield f"codes/{name}.jpg", text, shoot(None, None, sheet, pose, Look(desk, light=0.07), wear, rng)


def build(out: Path) -> int:
    """Writes the pictures and what they say. Returns their number."""
    (out / "codes").mkdir(parents=True, exist_ok=True)
    items = []
    for name, text, shot in pictures():
        (out / name).write_bytes(shot.jpeg())
        items.append({"file": name, "says": text})
    rows = ",\n".join(json.dumps(item, ensure_ascii=False) for item in items)
    (out / "codes" / "index.json").write_text(f'{{"items": [\n{rows}\n]}}\n', encoding="utf-8")
    return len(items)


def faults(folder: Path) -> list[str]:
    """What is wrong with the pictures that are there."""
    index = folder / "codes" / "index.json"
    if not index.exists():
        return ["codes/index.json is not there"]
    items = json.loads(index.read_text(encoding="utf-8"))["items"]
    wrong = [f"{item['file']}: in codes/index.json but not there" for item in items if not (folder / item["file"]).exists()]
    listed = {item["file"] for item in items}
    wrong += [f"{name}: there but not in codes/index.json" for path in (folder / "codes").glob("*.jpg")
              if (name := f"codes/{path.name}") not in listed]
    for item in items:
        number = item["says"]
        if number.isdigit() and (luhn(number[:-1]) == number) == ("damaged" in item["file"]):
            wrong.append(f"{item['file']}: its check digit is not what its name says")
    return wrong
