"""How far a picture is from a good one: levels of difficulty, and one clear fault each."""

from dataclasses import dataclass, replace

import numpy as np

from .degrade import Wear
from .scene import Pose, corners

LEVELS = ("easy", "medium", "hard")
LABELS = ("good", "blurred", "glare", "dark", "bright", "cut-off", "small", "tilted")
# Nothing is wrong with these but what the label says.
CLEAR = (*LABELS, "hand", "same-side", "other-side")

# Per level: quarter turns other than 0 (share), turn in degrees, pitch and yaw in degrees, fill, blur in pixels, motion in
# pixels, noise in grey levels, exposure, JPEG quality, light fall-off, share with clutter, with a finger.
_EASY = {"quarter": 0.1, "turn": 3, "lean": 4, "fill": (0.66, 0.76), "blur": (0.35, 0.8), "motion": 0, "noise": (0.8, 2.0),
         "exposure": (0.92, 1.02), "jpeg": (84, 94), "light": 0.06, "clutter": 0.2, "finger": 0.0}
_MEDIUM = {"quarter": 0.3, "turn": 8, "lean": 9, "fill": (0.6, 0.8), "blur": (0.4, 1.2), "motion": 3, "noise": (1.5, 4.0),
           "exposure": (0.78, 1.1), "jpeg": (74, 90), "light": 0.12, "clutter": 0.5, "finger": 0.12}
_HARD = {"quarter": 0.5, "turn": 14, "lean": 14, "fill": (0.55, 0.86), "blur": (0.5, 1.7), "motion": 5, "noise": (2.5, 7.0),
         "exposure": (0.62, 1.2), "jpeg": (60, 86), "light": 0.2, "clutter": 0.8, "finger": 0.25}
_RANGES = {"easy": _EASY, "medium": _MEDIUM, "hard": _HARD}
_CLUTTER = ("pen", "paper", "cup")
_EDGES = ("top", "right", "bottom", "left")


@dataclass
class Conditions:
    fill: float
    quarter: int
    turn: float
    pitch: float
    yaw: float
    shift: tuple[float, float]
    focal: float
    light: float
    clutter: list[str]
    finger: str | None
    wear: Wear


def conditions(label: str, level: str, rng: np.random.Generator) -> Conditions:
    """Draws the conditions of one picture."""
    r = _RANGES[level]
    quarter = int(rng.integers(1, 4)) if rng.random() < r["quarter"] else 0
    clutter = [item for item in _CLUTTER if rng.random() < r["clutter"] / 2]
    finger = _EDGES[rng.integers(0, 4)] if rng.random() < r["finger"] else None
    wear = Wear(
        blur=rng.uniform(*r["blur"]), motion=rng.uniform(0, r["motion"]), motion_angle=rng.uniform(0, 180),
        exposure=rng.uniform(*r["exposure"]), warmth=rng.uniform(-1, 1), noise=rng.uniform(*r["noise"]),
        jpeg=int(rng.integers(*r["jpeg"])),
    )
    made = Conditions(
        rng.uniform(*r["fill"]), quarter, rng.uniform(-r["turn"], r["turn"]), rng.uniform(-r["lean"], r["lean"]),
        rng.uniform(-r["lean"], r["lean"]), (rng.uniform(-60, 60), rng.uniform(-30, 30)), rng.uniform(1500, 2400),
        r["light"], clutter, finger, wear,
    )
    if label in CLEAR:
        _be_clear(made, rng)
        _FAULTS.get(label, _good)(made, rng)
    return made


def _be_clear(c: Conditions, rng: np.random.Generator) -> None:
    """Where a class is to be recognised, nothing else may be wrong with the picture."""
    c.finger = None
    c.fill = min(c.fill, 0.8)
    c.wear.blur, c.wear.motion = min(c.wear.blur, 0.9), 0.0
    c.wear.exposure = float(np.clip(c.wear.exposure, 0.82, 1.04))
    c.wear.noise = min(c.wear.noise, 3.5)
    c.wear.jpeg = max(c.wear.jpeg, 75)
    c.light = min(c.light, 0.12)
    c.pitch, c.yaw = float(np.clip(c.pitch, -8, 8)), float(np.clip(c.yaw, -8, 8))


def _good(c: Conditions, rng) -> None:
    pass


def _blurred(c: Conditions, rng) -> None:
    if rng.random() < 0.5:
        c.wear.blur = rng.uniform(4.0, 8.0)
    else:
        c.wear.motion = rng.uniform(16.0, 34.0)


def _glare(c: Conditions, rng) -> None:
    c.wear.glare, c.wear.glare_size = int(rng.integers(1, 3)), rng.uniform(70.0, 170.0)


def _hand(c: Conditions, rng) -> None:
    c.finger = _EDGES[rng.integers(0, 4)]


def _dark(c: Conditions, rng) -> None:
    c.wear.exposure, c.wear.noise = rng.uniform(0.08, 0.2), rng.uniform(2.0, 5.0)


def _bright(c: Conditions, rng) -> None:
    c.wear.exposure = rng.uniform(1.9, 2.8)


def _tilted(c: Conditions, rng) -> None:
    signs = rng.choice([-1.0, 1.0], 2)
    c.pitch, c.yaw = signs[0] * rng.uniform(30, 40), signs[1] * rng.uniform(12, 24)
    c.focal, c.fill = rng.uniform(1200, 1500), min(c.fill, 0.68)


_FAULTS = {"blurred": _blurred, "glare": _glare, "hand": _hand, "dark": _dark, "bright": _bright, "tilted": _tilted}


def floor_dpi(size_mm: tuple[float, float]) -> int:
    """The least resolution at which a document of this size is readable."""
    longer = max(size_mm)
    return 230 if longer < 100 else 180 if longer < 200 else 110


def cut(pose: Pose, size_mm: tuple[float, float], rng: np.random.Generator) -> Pose:
    """Pushes the document over one edge of the frame until 12 to 40 % of its length is outside."""
    quad = corners(size_mm, pose)
    low, high = quad.min(axis=0), quad.max(axis=0)
    share, edge = rng.uniform(0.12, 0.4), int(rng.integers(0, 4))
    axis, limit = edge % 2, (1920, 1080)[edge % 2]
    over = (high - low)[axis] * share
    by = -(low[axis] + over) if edge < 2 else limit - high[axis] + over
    return replace(pose, cx=pose.cx + by) if axis == 0 else replace(pose, cy=pose.cy + by)
