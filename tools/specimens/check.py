"""Self-checks of the committed samples: `python -m specimens --check`."""

import io
import json
from pathlib import Path

from PIL import Image

from . import codes, digits, samples
from .cases import CASES
from .layouts import LAYOUTS, render
from .ranges import floor_dpi

LIMIT_BYTES = 20_000_000

# Every document and side that the counter's rules name.
WANTED = """drivers-license front back;individual-number-card front back;japanese-passport photo-page address-page
health-insurance-card front back;eligibility-certificate front;special-permanent-resident-certificate front back
residence-card front back;specific-residence-card front;alien-registration-certificate front back
basic-resident-register-card front;driving-history-certificate front back
physical-disability-handbook photo-page address-page;mental-disability-handbook photo-page address-page
rehabilitation-handbook photo-page address-page;mofa-identity-card front;certificate-of-residence page-1
utility-receipt page-1;housing-certificate page-1;individual-number-notification-card front;international-license front
student-card front;employee-card front;foreign-passport photo-page;copy-of-document front;document-on-screen front"""
FLAWS = ("blurred", "glare", "cut-off", "dark", "bright", "tilted", "small", "finger", "expired")


def _wanted() -> list[tuple[str, str]]:
    rows = (row.split() for row in WANTED.replace("\n", ";").split(";"))
    return [(document, side) for document, *sides in rows for side in sides]


def _complete(folder: Path, items: dict) -> list[str]:
    names = [f"{document}.{side}.jpg" for document, side in _wanted()]
    names += [f"bad/drivers-license.front.{flaw}.jpg" for flaw in FLAWS]
    names += ["bad/individual-number-card.front.my-number-visible.jpg", "bad/truncated.jpg", "bad/png-named.jpg"]
    wrong = [f"{name}: not in index.json" for name in names if name not in items]
    on_disk = {str(path.relative_to(folder)) for path in folder.rglob("*.jpg") if path.parent.name != "codes"}
    wrong += [f"{name}: in index.json but not there" for name in items if name not in on_disk]
    wrong += [f"{name}: there but not in index.json" for name in on_disk if name not in items]
    total = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
    if total > LIMIT_BYTES:
        wrong.append(f"the folder has {total} bytes, more than {LIMIT_BYTES}")
    return wrong


def _numbers(item: dict) -> list[str]:
    """Check digits of what is printed."""
    wrong = []
    for field in item["fields"]:
        name, text = field["name"], field["text"]
        if name == "my_number" and not digits.is_my_number(text):
            wrong.append("the My Number's check digit is wrong")
        if name == "mrz" and not digits.mrz_is_valid(*text.split("\n")):
            wrong.append("a check digit of the MRZ is wrong")
        if name == "document_number" and item["document"] in ("drivers-license", "driving-history-certificate"):
            if digits.licence_check(text[:10]) != text[10]:
                wrong.append("the licence number's check digit is wrong")
            if digits.is_my_number(text):
                wrong.append("the licence number passes for a My Number")
        if name == "customer_number" and digits.is_my_number(text):
            wrong.append("the customer number passes for a My Number")
    return wrong


def _picture(path: Path, item: dict) -> list[str]:
    data = path.read_bytes()
    if item["flaw"] == "truncated":
        return [] if data[:2] == b"\xff\xd8" and b"\xff\xd9" not in data[-2:] else ["is not cut off"]
    if item["flaw"] == "png-named":
        return [] if data[:8] == b"\x89PNG\r\n\x1a\n" else ["is not a PNG"]
    with Image.open(io.BytesIO(data)) as picture:
        picture.load()
        if picture.format != "JPEG" or picture.size != (item["width"], item["height"]):
            return ["is not a JPEG of the size that index.json says"]
    return []


def _frame(item: dict) -> list[str]:
    """The document lies inside the frame, large enough, and its fields lie on it."""
    if item["corners"] is None:
        return []
    wrong, (w, h) = [], (item["width"], item["height"])
    inside = all(0 <= x <= w and 0 <= y <= h for x, y in item["corners"])
    if item["flaw"] not in ("cut-off", "moving") and not inside:
        wrong.append("a corner is outside the frame")
    if item["flaw"] == "cut-off" and inside:
        wrong.append("is not cut off")
    (x0, y0), (x1, y1) = item["corners"][:2]
    dpi = ((x1 - x0) ** 2 + (y1 - y0) ** 2) ** 0.5 / item["size_mm"][0] * 25.4
    if item["flaw"] is None and w == 1920 and dpi < floor_dpi(tuple(item["size_mm"])):
        wrong.append(f"only {dpi:.0f} dpi")
    for field in item["fields"]:
        if not all(_on(item["corners"], point) for point in field["quad"]):
            wrong.append(f"the field {field['name']} is not on the document")
    return wrong


def _on(quad: list, point: list, slack: float = 2.0) -> bool:
    """Is a point inside a clockwise quad?"""
    for (x0, y0), (x1, y1) in zip(quad, quad[1:] + quad[:1]):
        cross = (x1 - x0) * (point[1] - y0) - (y1 - y0) * (point[0] - x0)
        if cross < -slack * ((x1 - x0) ** 2 + (y1 - y0) ** 2) ** 0.5:
            return False
    return True


def _marked() -> list[str]:
    """見本 on every layout: the painters count their marks."""
    wrong, seen = [], set()
    for _, document, side, details in samples.good_stills():
        if (document, side) not in seen:
            seen.add((document, side))
            if render(document, side, details, 4.0).marks == 0:
                wrong.append(f"{document} {side}: no 見本 on it")
    wrong += [f"{document} {side}: nothing draws it" for document, side in _wanted() if (document, side) not in LAYOUTS]
    return wrong


def _cases(folder: Path, items: dict) -> list[str]:
    """The cases are the built ones, and what they say is what the documents say."""
    wrong = []
    for name, case in CASES.items():
        path = folder / "cases" / f"{name}.json"
        if not path.exists() or json.loads(path.read_text(encoding="utf-8")) != case:
            wrong.append(f"cases/{name}.json: missing or not as built")
        for key in ("primary", "auxiliary"):
            wrong += [f"cases/{name}.json: {text}" for text in _printed(case[key], items)]
    return wrong


def _printed(evidence: dict | None, items: dict) -> list[str]:
    """Name, birth date, address of a case stand on a picture of that document."""
    if evidence is None:
        return []
    fields = [f for item in items.values() if item["document"] == evidence["document"] for f in item["fields"]]
    wanted = {"name": evidence["name"], "address": evidence["address"], "birth_date": evidence.get("birth_date")}
    return [
        f"{evidence['document']}: no picture shows the {name} {text}"
        for name, text in wanted.items()
        if text and not any(f["name"] == name and f["text"] == text for f in fields)
    ]


def _reproducible(folder: Path) -> list[str]:
    """One still, rebuilt here, has the committed bytes (same fonts, same library versions)."""
    name, document, side, details = samples.good_stills()[0]
    shot = samples.still(name, document, side, details, "wood")
    same = shot.jpeg() == (folder / f"{name}.jpg").read_bytes()
    return [] if same else [f"{name}.jpg: other bytes when rebuilt (are the versions those of requirements.txt?)"]


def run(folder: Path) -> int:
    """Prints what is wrong. 0 when nothing is."""
    index = folder / "index.json"
    if not index.exists():
        print(f"{index} is not there: run --samples first")
        return 1
    items = {item["file"]: item for item in json.loads(index.read_text(encoding="utf-8"))["items"]}
    wrong = _complete(folder, items) + _marked() + _cases(folder, items) + _reproducible(folder) + codes.faults(folder)
    for file, item in items.items():
        if (folder / file).exists():
            wrong += [f"{file}: {text}" for text in _picture(folder / file, item) + _numbers(item) + _frame(item)]
    for line in wrong:
        print(line)
    total = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
    print(f"{len(items)} pictures, {len(CASES)} cases, {total / 1e6:.1f} MB, {len(wrong)} wrong")
    return 1 if wrong else 0
