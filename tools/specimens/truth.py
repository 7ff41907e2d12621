"""What is known about a picture, as index.json and truth.json hold it."""

from dataclasses import dataclass

import numpy as np
from PIL import Image

from .degrade import Wear, degrade, jpeg_bytes
from .scene import Look, Pose, compose, corners, field_quads
from .sheet import Sheet


@dataclass
class Shot:
    """A finished picture and what it shows."""

    picture: Image.Image
    quality: int
    entry: dict

    def jpeg(self) -> bytes:
        return jpeg_bytes(self.picture, self.quality)


def _points(quad: np.ndarray) -> list[list[float]]:
    return [[round(float(x), 1), round(float(y), 1)] for x, y in quad]


def describe(document: str | None, side: str | None, sheet: Sheet | None, pose: Pose | None, desk: str,
             size: tuple[int, int], flaw: str | None) -> dict:
    """Where everything is: corners clockwise from the document's own top-left, in pixels."""
    entry = {
        "file": None, "document": document, "side": side, "flaw": flaw, "desk": desk, "width": size[0], "height": size[1],
        "corners": None, "size_mm": None, "my_number": False, "fields": [],
    }
    if sheet is not None and pose is not None:
        entry["corners"] = _points(corners(sheet.size, pose))
        entry["size_mm"] = list(sheet.size)
        entry["my_number"] = any(f.name == "my_number" for f in sheet.fields)
        entry["fields"] = [
            {"name": f.name, "text": f.text, "printed": f.printed, "quad": _points(q)}
            for f, q in zip(sheet.fields, field_quads(sheet, pose))
        ]
    return entry


def shoot(document: str | None, side: str | None, sheet: Sheet | None, pose: Pose | None, look: Look, wear: Wear,
          rng: np.random.Generator, size: tuple[int, int] = (1920, 1080), flaw: str | None = None,
          grain: np.random.Generator | None = None) -> Shot:
    """Takes one photograph. `rng` sets the scene; `grain` the camera's noise, if it is to differ from frame to frame."""
    scene = compose(sheet, pose, look, rng, size)
    quad = corners(sheet.size, pose) if sheet is not None and pose is not None else None
    picture, hidden = degrade(scene, wear, grain or rng, quad)
    entry = describe(document, side, sheet, pose, look.desk, size, flaw)
    if wear.glare:
        entry["hidden"] = round(hidden, 3)
    return Shot(picture, wear.jpeg, entry)


def fit(size_mm: tuple[float, float], fill: float, size: tuple[int, int] = (1920, 1080), turned: bool = False) -> float:
    """Pixels per mm at which a document takes `fill` of the width, or 93 % of the height if that is less."""
    w, h = size_mm[::-1] if turned else size_mm
    return min(fill * size[0] / w, 0.93 * size[1] / h)
