"""Large evaluation sets: random people, desks and camera faults, with the truth beside them."""

import zlib
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

import numpy as np
from PIL import ImageOps

from . import ranges
from .cast import TODAY
from .desk import DESKS
from .details import Details, random_details
from .layouts import FACES, LAYOUTS, render
from .layouts.otherwise import OTHERS, render_other
from .people import random_person
from .samples import write_index
from .scene import DRAWN, Look, Pose, corners
from .truth import Shot, fit, shoot

FOREIGN = (
    "residence-card", "specific-residence-card", "special-permanent-resident-certificate",
    "alien-registration-certificate", "mofa-identity-card", "housing-certificate", "foreign-passport",
)
# Shown on purpose in the My Number set only.
SHOWS_NUMBER = ("number-memo", "number-form")
NUMBER_SIDES = (("individual-number-card", "back"), ("specific-residence-card", "back"),
                ("individual-number-notification-card", "front"))
SIZE = (1920, 1080)


@dataclass
class Plan:
    """What one picture of a set is to show. `document` None: an empty desk."""

    document: str | None
    side: str | None
    label: str
    options: dict
    kind: str | None = None
    photocopy: bool = False
    desk: str | None = None
    otherwise: bool = False  # set by chance, as another maker might
    paired: bool = False  # every second picture shows the same document as the one before


def _pick(rng: np.random.Generator, items):
    return items[int(rng.integers(0, len(items)))]


def _anything(rng: np.random.Generator) -> tuple[str, str]:
    keys = [key for key in LAYOUTS if key[0] not in SHOWS_NUMBER and key not in NUMBER_SIDES]
    return _pick(rng, keys)


def _options(document: str, rng: np.random.Generator) -> dict:
    """What varies inside a layout."""
    options: dict = {"faces": _pick(rng, list(FACES)), "moved": rng.random() < 0.4}
    if document in ("drivers-license", "copy-of-document", "document-on-screen"):
        options |= {"band": _pick(rng, ("gold", "blue", "green")), "condition": _pick(rng, ("眼鏡等", "", "準中型車は準中型車(5t)に限る"))}
    if document == "individual-number-card":
        options["colour"] = _pick(rng, ("pink", "green", "blue", "grey"))
    if document == "utility-receipt":
        options |= {"utility": _pick(rng, ("electricity", "city-gas", "water", "propane")),
                    "invoice": rng.random() < 0.2, "credit_card": rng.random() < 0.2,
                    "groups": _pick(rng, ("none", "hyphens", "spaces"))}
    return options


def plan_documents(index: int, rng: np.random.Generator) -> Plan:
    document, side = _anything(rng)
    options = _options(document, rng)
    if document == "certificate-of-residence":
        options["with_number"] = rng.random() < 0.3
    return Plan(document, side, "good", options)


def plan_quality(index: int, rng: np.random.Generator) -> Plan:
    """Every second picture is clearly good, the others have one clear fault each."""
    faults = [label for label in ranges.LABELS if label != "good"]
    label = "good" if index % 2 == 0 else faults[index // 2 % len(faults)]
    document, side = _anything(rng)
    return Plan(document, side, label, _options(document, rng))


def plan_desks(index: int, rng: np.random.Generator) -> Plan:
    """Outlines: every desk equally often, one in eight empty."""
    desk = DESKS[index % len(DESKS)]
    if index // len(DESKS) % 8 == 7:
        return Plan(None, None, "empty", {}, desk=desk)
    document, side = _anything(rng)
    return Plan(document, side, "good", _options(document, rng), desk=desk)


def plan_empty(index: int, rng: np.random.Generator) -> Plan:
    """Every desk with nothing to be found on it but clutter."""
    return Plan(None, None, "empty", {}, desk=DESKS[index % len(DESKS)])


POSITIVES: tuple[tuple[str, str, str], ...] = (
    ("card-back", "individual-number-card", "back"), ("card-back-copied", "individual-number-card", "back"),
    ("notification-card", "individual-number-notification-card", "front"),
    ("residence-record", "certificate-of-residence", "page-1"), ("memo", "number-memo", "page-1"),
    ("form", "number-form", "page-1"), ("specific-residence-card-back", "specific-residence-card", "back"),
)
NEGATIVES: tuple[tuple[str, str, str], ...] = (
    ("licence-passes-check", "drivers-license", "front"), ("licence", "drivers-license", "front"),
    ("receipt-passes-check", "utility-receipt", "page-1"), ("receipt", "utility-receipt", "page-1"),
    ("order-memo-passes-check", "number-memo", "page-1"), ("order-form-passes-check", "number-form", "page-1"),
    ("residence-record-without", "certificate-of-residence", "page-1"), ("card-front", "individual-number-card", "front"),
    ("history-passes-check", "driving-history-certificate", "front"), ("insurance", "health-insurance-card", "front"),
    ("passport", "japanese-passport", "photo-page"), ("residence-card", "residence-card", "front"),
)


def plan_my_number(index: int, rng: np.random.Generator) -> Plan:
    """Positives and negatives by turns, each going round its layouts."""
    table = POSITIVES if index % 2 == 0 else NEGATIVES
    kind, document, side = table[index // 2 % len(table)]
    options = _options(document, rng) | {
        "with_number": table is POSITIVES, "like_my_number": "passes-check" in kind, "order": table is NEGATIVES,
        "groups": _pick(rng, ("spaces", "wide", "none", "hyphens")), "digit-face": _pick(rng, ("mono", "gothic", "ocr-b", "ud-gothic")),
        "hand": _pick(rng, ("hand", "marker")), "hand-filled": rng.random() < 0.5, "stripe": rng.random() < 0.5,
        "word": _pick(rng, ("マイナンバー", "個人番号", "My Number", "")),
    }
    if document == "individual-number-card":
        options["groups"] = _pick(rng, ("spaces", "wide"))
    label = "my-number" if table is POSITIVES else "no-my-number"
    return Plan(document, side, label, options, kind, kind.endswith("copied"))


# What the set of chance layouts goes round, positives and negatives mixed.
BY_CHANCE: tuple[tuple[str, str, str], ...] = (
    ("licence", "drivers-license", "front"), ("card-back", "individual-number-card", "back"),
    ("residence-card", "residence-card", "front"), ("notification-card", "individual-number-notification-card", "front"),
    ("passport", "japanese-passport", "photo-page"), ("residence-record", "certificate-of-residence", "page-1"),
    ("card-front", "individual-number-card", "front"), ("card-back", "individual-number-card", "back"),
    ("insurance", "health-insurance-card", "front"), ("notification-card", "individual-number-notification-card", "front"),
    ("receipt-passes-check", "utility-receipt", "page-1"), ("residence-record", "certificate-of-residence", "page-1"),
    ("residence-record-without", "certificate-of-residence", "page-1"), ("licence-passes-check", "drivers-license", "front"),
    ("eligibility", "eligibility-certificate", "front"), ("passport", "japanese-passport", "photo-page"),
)
SHOWING = ("card-back", "notification-card", "residence-record")


def plan_layouts(index: int, rng: np.random.Generator) -> Plan:
    """Documents set by chance; six of sixteen show a My Number."""
    kind, document, side = BY_CHANCE[index % len(BY_CHANCE)]
    options = _options(document, rng) | {
        "with_number": kind in SHOWING, "like_my_number": "passes-check" in kind,
        "groups": _pick(rng, ("spaces", "wide", "none", "hyphens"))}
    label = "my-number" if kind in SHOWING else "no-my-number"
    return Plan(document, side, label, options, kind, otherwise=True)


def plan_hands(index: int, rng: np.random.Generator) -> Plan:
    """A finger far over the document on every second picture."""
    document, side = _anything(rng)
    return Plan(document, side, ("good", "hand")[index % 2], _options(document, rng))


def _two_sided() -> list[tuple[str, list[str]]]:
    documents = dict.fromkeys(document for document, _ in LAYOUTS)
    sides = [(document, [side for of, side in LAYOUTS if of == document]) for document in documents]
    return [both for both in sides if len(both[1]) == 2]


def plan_pairs(index: int, rng: np.random.Generator) -> Plan:
    """Two photographs of a document each: of the same side or of both sides, by turns."""
    table = _two_sided()
    turn, at = divmod(index // 2, len(table))
    document, sides = table[at]
    first, same = turn % 2, (turn + at) % 2 == 0
    side, label = (sides[first], "good") if index % 2 == 0 else \
        (sides[first], "same-side") if same else (sides[1 - first], "other-side")
    return Plan(document, side, label, {}, paired=True)


SETS: dict[str, Callable[[int, np.random.Generator], Plan]] = {
    "documents": plan_documents, "my-number": plan_my_number, "quality": plan_quality, "desks": plan_desks,
    "empty": plan_empty, "layouts": plan_layouts, "hands": plan_hands, "pairs": plan_pairs,
}


def _details(plan: Plan, rng: np.random.Generator) -> Details:
    options = dict(plan.options)
    valid = rng.random() < 0.85
    country = "KOR" if plan.document == "special-permanent-resident-certificate" else None
    person = random_person(rng, TODAY, plan.document in FOREIGN, country)
    document = "drivers-license" if plan.document in ("copy-of-document", "document-on-screen") else plan.document
    return random_details(document, person, rng, TODAY, valid, **options)


def _keep_inside(pose: Pose, size_mm: tuple[float, float]) -> Pose:
    """Moves, then shrinks, until the whole document is in the frame."""
    for _ in range(40):
        quad = corners(size_mm, pose)
        over = np.maximum(14 - quad.min(axis=0), 0) - np.maximum(quad.max(axis=0) - (np.array(SIZE) - 14), 0)
        if not over.any():
            break
        pose = replace(pose, cx=pose.cx + float(over[0]), cy=pose.cy + float(over[1]), px_per_mm=pose.px_per_mm * 0.985)
    return pose


def _pose(plan: Plan, conditions: ranges.Conditions, size_mm: tuple[float, float], rng: np.random.Generator) -> Pose:
    """Large enough to be read and inside the frame, unless the label says otherwise."""
    enough, quarter = ranges.floor_dpi(size_mm) * 1.08 / 25.4, conditions.quarter
    if fit(size_mm, 0.9, SIZE, quarter % 2 == 1) < enough:
        quarter -= quarter % 2  # lying sideways, this one can not be large enough
    base = max(enough, fit(size_mm, conditions.fill, SIZE, quarter % 2 == 1))
    if plan.label == "small":
        base = ranges.floor_dpi(size_mm) / 25.4 * rng.uniform(0.45, 0.75)
    # A large sheet leaves little room: it has to lie straighter to stay readable.
    for straighten in (1.0, 0.5, 0.2, 0.0):
        pose = Pose(
            base, 960 + conditions.shift[0], 540 + conditions.shift[1], quarter * 90 + conditions.turn * straighten,
            conditions.pitch * straighten, conditions.yaw * straighten, conditions.focal)
        if plan.label == "cut-off":
            return ranges.cut(pose, size_mm, rng)
        inside = _keep_inside(pose, size_mm)
        if plan.label in ("small", "tilted") or inside.px_per_mm >= enough * 0.98:
            break
    return inside


def make(name: str, index: int, seed: int, level: str) -> Shot:
    """One picture of a set: the same for the same name, index, seed and level."""
    rng = np.random.default_rng([seed, index, zlib.crc32(f"{name} {level}".encode())])
    plan = SETS[name](index, rng)
    conditions = ranges.conditions(plan.label, level, rng)
    look = Look(plan.desk or _pick(rng, DESKS), None, conditions.light, conditions.clutter, conditions.finger)
    facts = {"label": plan.label, "level": level, "kind": plan.kind, "wear": conditions.wear.params()}
    if plan.document is None:
        shot = shoot(None, None, None, None, look, conditions.wear, rng)
        shot.entry |= facts
        return shot
    face = LAYOUTS[plan.document, plan.side]
    size_mm = OTHERS[plan.document, plan.side][1] if plan.otherwise else (face.width, face.height)
    if name in ("my-number", "layouts"):
        conditions.finger = look.finger = None  # a hidden number would make the label a lie
    pose = _pose(plan, conditions, size_mm, rng)
    paint = render_other if plan.otherwise else render
    holder = np.random.default_rng([seed, index // 2]) if plan.paired else rng
    sheet = paint(plan.document, plan.side, _details(plan, holder), pose.px_per_mm * DRAWN)
    if plan.photocopy:
        sheet.image = ImageOps.autocontrast(sheet.image.convert("L"), cutoff=2).convert("RGB")
    flaw = plan.label if plan.label in ranges.LABELS and plan.label != "good" else None
    shot = shoot(plan.document, plan.side, sheet, pose, look, conditions.wear, rng, flaw=flaw)
    lean = np.degrees(np.arccos(np.cos(np.deg2rad(pose.pitch)) * np.cos(np.deg2rad(pose.yaw))))
    shot.entry |= facts | {"turn": round(pose.turn, 1), "lean": round(float(lean), 1), "dpi": round(pose.px_per_mm * 25.4)}
    return shot


def _write(index: int, name: str, seed: int, level: str, out: Path) -> dict:
    chosen = ranges.LEVELS[index % 3] if level == "mixed" else level
    shot = make(name, index, seed, chosen)
    file = f"{index:05d}_{shot.entry['document'] or 'empty'}_{shot.entry['label']}_{chosen}.jpg"
    (out / file).write_bytes(shot.jpeg())
    return shot.entry | {"file": file}


def build(name: str, count: int, seed: int, level: str, out: Path, jobs: int = 1) -> int:
    """Writes `count` pictures and truth.json to `out`. Returns the count."""
    out.mkdir(parents=True, exist_ok=True)
    work = partial(_write, name=name, seed=seed, level=level, out=out)
    if jobs > 1:
        with ProcessPoolExecutor(jobs) as pool:
            items = list(pool.map(work, range(count), chunksize=8))
    else:
        items = [work(index) for index in range(count)]
    note = "Invented people and numbers; every document is marked 見本 SAMPLE."
    write_index(out / "truth.json", {"note": note, "set": name, "seed": seed, "level": level, "items": items})
    return len(items)
