"""Every document's face, one function each, registered by document id and side."""

import importlib
from collections.abc import Callable
from dataclasses import dataclass

from ..details import Details
from ..sheet import Sheet

ID1 = (85.60, 53.98)
CARD_CORNER = 3.18

# The body faces that sets vary: what the issuer's printer would use.
FACES = {
    "noto": {"body": "gothic", "bold": "gothic-bold", "label": "gothic"},
    "mincho": {"body": "mincho", "bold": "mincho-bold", "label": "mincho"},
    "ipa": {"body": "ipa-gothic", "bold": "gothic-bold", "label": "ipa-gothic"},
    "ipa-mincho": {"body": "ipa-mincho", "bold": "mincho-bold", "label": "ipa-gothic"},
    "ud": {"body": "ud-gothic", "bold": "gothic-bold", "label": "ud-gothic"},
}


@dataclass(frozen=True)
class Layout:
    document: str
    side: str
    width: float  # mm
    height: float  # mm
    corner: float  # mm, radius
    paint: Callable[[Sheet, Details], None]


LAYOUTS: dict[tuple[str, str], Layout] = {}


def layout(document: str, side: str, size=ID1, corner: float | None = None):
    """Registers a painter; cards of ID-1 size get ID-1 corners."""
    if corner is None:
        corner = CARD_CORNER if size == ID1 else 0.0

    def register(paint):
        LAYOUTS[document, side] = Layout(document, side, *size, corner, paint)
        return paint

    return register


def render(document: str, side: str, details: Details, scale: float) -> Sheet:
    """Draws one side at `scale` pixels per mm."""
    face = LAYOUTS[document, side]
    sheet = Sheet(face.width, face.height, scale, corner=face.corner)
    sheet.faces = dict(FACES[str(details.option("faces", "noto"))])
    face.paint(sheet, details)
    return sheet


_MODULES = (
    "licence", "my_number", "residence", "passport", "insurance", "cards", "handbook", "papers", "numbers", "refused",
)
for _module in _MODULES:
    importlib.import_module(f"{__name__}.{_module}")
