"""The committed samples: good stills, bad ones, a sequence, empty desks, cases."""

import io
import json
import zlib
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import numpy as np

from . import cast, codes, digits
from .cases import CASES
from .degrade import Wear
from .desk import DESKS
from .details import Details, last_day
from .layouts import LAYOUTS, render
from .people import Person
from .scene import DRAWN, Look, Pose
from .truth import Shot, fit, shoot

SEED = 20261122
QUALITY = 82


def generator(name: str, seed: int = SEED) -> np.random.Generator:
    """Random numbers of one picture: adding a picture does not change the others."""
    return np.random.default_rng([seed, zlib.crc32(name.encode())])


def _details(document: str, person: Person, issued: date, expires: date | None = None, moved: date | None = None,
             numbers: dict | None = None, **options) -> Details:
    if expires is None:
        expires = last_day(document, person, issued)
    # Numbers belong to the document, not to the side: front and back agree.
    rng = generator(f"numbers {document} {person.family}{person.given}")
    return Details(person, rng, issued, expires, moved, cast.TODAY, dict(numbers or {}), options)


D = date
LICENCE_NUMBER = digits.licence_number(generator("licence"), "43", 2007)
CARD_NUMBER = digits.my_number(generator("card"))


def licence(**changes) -> Details:
    values = {"issued": D(2024, 6, 20), "expires": D(2029, 8, 14)} | changes
    return _details("drivers-license", cast.LICENCE_HOLDER, numbers={"licence": LICENCE_NUMBER}, **values)


def card() -> Details:
    return _details("individual-number-card", cast.CARD_HOLDER, D(2025, 2, 18), numbers={"my-number": CARD_NUMBER})


def good_stills() -> list[tuple[str, str, str, Details]]:
    """File name without .jpg, document, side, contents."""
    c, rows = cast, []

    def add(document: str, sides: str, details: Details, variant: str = "") -> None:
        for side in sides.split():
            rows.append((f"{document}.{side}{variant}", document, side, details))

    add("drivers-license", "front back", licence(moved=D(2026, 9, 3)))
    add("individual-number-card", "front back", card())
    add("japanese-passport", "photo-page address-page", _details("japanese-passport", c.TRAVELLER, D(2018, 4, 9)))
    add("health-insurance-card", "front back", _details("health-insurance-card", c.INSURED, D(2023, 4, 1), D(2027, 3, 31)))
    add("eligibility-certificate", "front", _details("eligibility-certificate", c.INSURED, D(2026, 8, 1)))
    add("special-permanent-resident-certificate", "front back",
        _details("special-permanent-resident-certificate", c.PERMANENT, D(2022, 9, 2), moved=D(2025, 4, 14)))
    add("residence-card", "front back", _details("residence-card", c.RESIDENT, D(2025, 10, 10), moved=D(2026, 10, 5)))
    add("specific-residence-card", "front", _details("specific-residence-card", c.NEWCOMER, D(2026, 7, 6)))
    add("alien-registration-certificate", "front back",
        _details("alien-registration-certificate", c.PERMANENT, D(2010, 9, 16), moved=D(2011, 5, 20)))
    add("basic-resident-register-card", "front", _details("basic-resident-register-card", c.RETIRED, D(2015, 11, 2)))
    add("driving-history-certificate", "front back",
        _details("driving-history-certificate", c.RETIRED, D(2022, 5, 16), moved=D(2025, 7, 1)))
    h = c.HANDBOOK_HOLDER
    add("physical-disability-handbook", "photo-page address-page",
        _details("physical-disability-handbook", h, D(2016, 6, 1), moved=D(2021, 3, 29)))
    add("mental-disability-handbook", "photo-page address-page", _details("mental-disability-handbook", h, D(2025, 12, 1)))
    add("rehabilitation-handbook", "photo-page address-page", _details("rehabilitation-handbook", c.STUDENT, D(2024, 2, 13)))
    add("mofa-identity-card", "front", _details("mofa-identity-card", c.ATTACHE, D(2025, 3, 31)))
    add("individual-number-notification-card", "front back",
        _details("individual-number-notification-card", c.RETIRED, D(2015, 10, 30), moved=D(2019, 2, 6)))
    add("international-license", "front", _details("international-license", c.LICENCE_HOLDER, D(2026, 5, 11)))
    add("student-card", "front", _details("student-card", c.STUDENT, D(2025, 4, 1), D(2029, 3, 31)))
    add("employee-card", "front", _details("employee-card", c.CARD_HOLDER, D(2025, 4, 1)))
    add("foreign-passport", "photo-page", _details("foreign-passport", c.RESIDENT, D(2022, 3, 15)))
    add("copy-of-document", "front", licence())
    add("document-on-screen", "front", licence())
    residence = "certificate-of-residence"
    add(residence, "page-1", _details(residence, c.TRAVELLER, D(2026, 10, 20)))
    add(residence, "page-1", _details(residence, c.CARD_HOLDER, D(2026, 10, 27), with_number=True,
                                      numbers={"my-number": CARD_NUMBER}), ".my-number")
    receipt = "utility-receipt"
    moved = c.LICENCE_HOLDER.moved()
    add(receipt, "page-1", _details(receipt, moved, D(2026, 10, 5)))
    add(receipt, "page-1", _details(receipt, c.INSURED, D(2026, 9, 28), utility="city-gas"), ".city-gas")
    add(receipt, "page-1", _details(receipt, h.moved(), D(2026, 11, 2), utility="water"), ".water")
    add(receipt, "page-1", _details(receipt, moved, D(2026, 11, 4), invoice=True), ".invoice")
    add(receipt, "page-1", _details(receipt, moved, D(2026, 10, 6), credit_card=True), ".credit-card")
    add("housing-certificate", "page-1", _details("housing-certificate", c.ATTACHE, D(2026, 9, 15)))
    return rows


def _good_pose(sheet, rng: np.random.Generator) -> Pose:
    fill = rng.uniform(0.69, 0.74)
    return Pose(
        fit(sheet.size, fill), 960 + rng.uniform(-18, 18), 540 + rng.uniform(-8, 8), rng.uniform(-1.6, 1.6),
        rng.uniform(-2.0, 3.0), rng.uniform(-2.0, 2.0),
    )


def _good_wear(rng: np.random.Generator) -> Wear:
    return Wear(blur=rng.uniform(0.45, 0.7), exposure=rng.uniform(0.93, 1.0), warmth=rng.uniform(-0.5, 0.6),
                noise=rng.uniform(0.9, 1.5), jpeg=QUALITY)


def flat(document: str, side: str, details: Details):
    """The drawn document, fine enough for a photograph that it fills."""
    face = LAYOUTS[document, side]
    return render(document, side, details, DRAWN * fit((face.width, face.height), 0.74))


def still(name: str, document: str, side: str, details: Details, desk: str) -> Shot:
    rng = generator(name)
    sheet = flat(document, side, details)
    return shoot(document, side, sheet, _good_pose(sheet, rng), Look(desk, light=0.07), _good_wear(rng), rng)


def stills() -> Iterator[tuple[str, Shot]]:
    for index, (name, document, side, details) in enumerate(good_stills()):
        # A white A4 sheet on a white desk is a hard case, not a good still.
        desks = ("wood", "cloth", "leather", "dark") if LAYOUTS[document, side].width > 140 else DESKS
        yield f"{name}.jpg", still(name, document, side, details, desks[index % len(desks)])


def bad_stills() -> Iterator[tuple[str, Shot]]:
    """One flaw each, on the licence that is good elsewhere."""
    front = flat("drivers-license", "front", licence())
    settings = {
        "blurred": ({}, {"blur": 5.5}, {}), "glare": ({}, {"glare": 2, "glare_size": 120.0}, {}),
        "cut-off": ({"cx": 1500.0, "cy": 600.0}, {}, {}),
        "dark": ({}, {"exposure": 0.16, "noise": 4.0}, {}),
        "bright": ({}, {"exposure": 2.1}, {}),
        "tilted": ({"px_per_mm": 12.4, "pitch": 38.0, "yaw": 16.0, "turn": 11.0, "focal": 1250.0}, {}, {}),
        "small": ({"px_per_mm": 5.2}, {}, {}), "finger": ({}, {}, {"finger": "bottom"}),
    }
    for flaw, (pose_changes, wear_changes, look_changes) in settings.items():
        rng = generator(f"bad {flaw}")
        pose, wear, look = _good_pose(front, rng), _good_wear(rng), Look("wood", light=0.07)
        for thing, changes in ((pose, pose_changes), (wear, wear_changes), (look, look_changes)):
            for key, value in changes.items():
                setattr(thing, key, value)
        name = f"bad/drivers-license.front.{flaw}.jpg"
        yield name, shoot("drivers-license", "front", front, pose, look, wear, rng, flaw=flaw)
    expired = flat("drivers-license", "front", licence(issued=D(2021, 7, 2), expires=D(2026, 8, 14)))
    rng = generator("bad expired")
    pose, wear = _good_pose(expired, rng), _good_wear(rng)
    yield "bad/drivers-license.front.expired.jpg", shoot(
        "drivers-license", "front", expired, pose, Look("cloth", light=0.07), wear, rng, flaw="expired")
    back = still("bad my number", "individual-number-card", "back", card(), "wood")
    # Asked for the front, the back lies on the desk.
    back.entry |= {"flaw": "my-number-visible", "asked_side": "front"}
    yield "bad/individual-number-card.front.my-number-visible.jpg", back


def sequence_frames(count: int = 15) -> Iterator[tuple[str, Shot]]:
    """The licence comes in from the right, turns straight and lies still for the last frames."""
    sheet, size, document = flat("drivers-license", "front", licence()), (1280, 720), "drivers-license"
    rest = fit(sheet.size, 0.71, size)
    for frame in range(count):
        t = min(1.0, frame / (count - 5))
        left = (1 - t) ** 3
        pose = Pose(rest, 640 + left * 1350, 362 - left * 130, 0.8 - left * 24, 1.0, 0.6 + left * 4, focal=1270.0)
        speed = 3 * (1 - t) ** 2 * 9
        wear = Wear(blur=0.6 + 1.2 * (1 - t), motion=speed, motion_angle=6, noise=1.2, jpeg=72)
        flaw = "moving" if speed >= 2 else None
        # The desk and the lamp stay as they are; only the grain is new in each frame.
        scene, grain = generator("sequence"), generator(f"sequence grain {frame}")
        look = Look("wood", 0, 0.07)
        if frame == 0:
            shot = shoot(None, None, None, None, look, Wear(blur=0.6, noise=1.2, jpeg=72), scene, size, grain=grain)
        else:
            shot = shoot(document, "front", sheet, pose, look, wear, scene, size, flaw, grain)
        yield f"sequence/{document}.front/{frame + 1:04d}.jpg", shot


def empty_desks() -> Iterator[tuple[str, Shot]]:
    for desk in DESKS:
        rng = generator(f"empty {desk}")
        wear = Wear(blur=0.6, noise=1.0, jpeg=76)
        yield f"desk/empty-{desk}.jpg", shoot(None, None, None, None, Look(desk, 0, 0.07), wear, rng)


def _broken(out: Path) -> list[dict]:
    """A JPEG that ends in the middle, and a PNG with the wrong name."""
    shot = still("bad truncated", "drivers-license", "front", licence(), "leather")
    data = shot.jpeg()
    (out / "bad/truncated.jpg").write_bytes(data[: len(data) // 2])
    first = shot.entry | {"file": "bad/truncated.jpg", "flaw": "truncated"}
    sheet = flat("drivers-license", "front", licence())
    rng = generator("bad png")
    small = shoot("drivers-license", "front", sheet, Pose(fit(sheet.size, 0.7, (1280, 720)), 640, 360, focal=1270.0),
                  Look("dark", light=0.05), Wear(noise=0), rng, (1280, 720))
    buffer = io.BytesIO()
    small.picture.quantize(128).save(buffer, "PNG", optimize=True)
    (out / "bad/png-named.jpg").write_bytes(buffer.getvalue())
    return [first, small.entry | {"file": "bad/png-named.jpg", "flaw": "png-named"}]


def build(out: Path) -> int:
    """Writes the whole folder. Returns the number of pictures."""
    index = []
    for folder in ("bad", "desk", "cases", "sequence/drivers-license.front"):
        (out / folder).mkdir(parents=True, exist_ok=True)
    for source in (stills(), bad_stills(), sequence_frames(), empty_desks()):
        for name, shot in source:
            (out / name).write_bytes(shot.jpeg())
            index.append(shot.entry | {"file": name})
    index += _broken(out)
    index.sort(key=lambda entry: entry["file"])
    note = "Invented people and numbers; every document is marked 見本 SAMPLE. Made by tools/specimens."
    write_index(out / "index.json", {"note": note, "seed": SEED, "items": index})
    for name, case in CASES.items():
        text = json.dumps(case, ensure_ascii=False, indent=2) + "\n"
        (out / "cases" / f"{name}.json").write_text(text, encoding="utf-8")
    return len(index) + codes.build(out)


def write_index(path: Path, document: dict) -> None:
    """One picture a line: readable in a diff, small on the disk."""
    rows = ",\n".join(json.dumps(item, ensure_ascii=False) for item in document["items"])
    head = {key: value for key, value in document.items() if key != "items"}
    start = json.dumps(head, ensure_ascii=False)[:-1]
    path.write_text(f'{start}, "items": [\n{rows}\n]}}\n', encoding="utf-8")
