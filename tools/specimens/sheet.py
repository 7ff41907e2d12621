"""One flat document: drawn in millimetres, remembering where each printed field stands."""

from dataclasses import dataclass

import numpy as np
from PIL import Image, ImageDraw

from .fonts import font

INK = (28, 28, 32)
SOFT = (92, 96, 104)
RED = (196, 38, 34)


@dataclass
class Field:
    """`text` is the value (dates ISO), `printed` what the paper says, `box` x0 y0 x1 y1 in mm."""

    name: str
    text: str
    printed: str
    box: tuple[float, float, float, float]


class Sheet:
    """A document of `width` x `height` mm at `scale` pixels per mm."""

    def __init__(self, width: float, height: float, scale: float, paper=(250, 250, 246), corner: float = 0.0):
        self.width, self.height, self.scale, self.corner = width, height, scale, corner
        self.image = Image.new("RGB", (round(width * scale), round(height * scale)), paper)
        self.draw = ImageDraw.Draw(self.image)
        self.fields: list[Field] = []
        self.marks = 0
        self.faces = {"body": "gothic", "bold": "gothic-bold", "label": "gothic"}

    @property
    def size(self) -> tuple[float, float]:
        """Width and height in mm."""
        return self.width, self.height

    def px(self, *values: float) -> list[int]:
        return [round(v * self.scale) for v in values]

    def face(self, role: str, size: float):
        return font(self.faces.get(role, role), max(4, round(size * self.scale)))

    # ---- text -------------------------------------------------------------------------------

    def text_width(self, text: str, size: float, role: str = "body", pitch: float | None = None) -> float:
        if pitch is not None:
            return pitch * len(text)
        return self.face(role, size).getlength(text) / self.scale

    def text(
        self, x: float, y: float, text: str, size: float, role: str = "body", fill=INK, *,
        anchor: str = "l", width: float | None = None, pitch: float | None = None,
        name: str | None = None, value: str | None = None,
    ) -> float:
        """One line with its baseline at `y`; shrunk to `width`. Returns the right edge in mm."""
        if width is not None and pitch is None:
            needed = self.text_width(text, size, role)
            if needed > width:
                size *= width / needed
        length = self.text_width(text, size, role, pitch)
        left = x - {"l": 0.0, "m": length / 2, "r": length}[anchor]
        face = self.face(role, size)
        if pitch is None:
            self.draw.text(self.px(left, y), text, fill=fill, font=face, anchor="ls")
            box = self.draw.textbbox(self.px(left, y), text, font=face, anchor="ls")
        else:
            box = self._pitched(left, y, text, face, pitch, fill)
        if name is not None:
            shown = text if value is None else value
            self.fields.append(Field(name, shown, text, tuple(v / self.scale for v in box)))
        return left + length

    def _pitched(self, left, y, text, face, pitch, fill):
        boxes = []
        for index, char in enumerate(text):
            at = self.px(left + pitch * (index + 0.5), y)
            self.draw.text(at, char, fill=fill, font=face, anchor="ms")
            if not char.isspace():
                boxes.append(self.draw.textbbox(at, char, font=face, anchor="ms"))
        low, high = np.min(boxes, axis=0), np.max(boxes, axis=0)
        return (low[0], low[1], high[2], high[3])

    def paragraph(
        self, x: float, y: float, text: str, size: float, width: float, role: str = "body", fill=INK, *,
        leading: float = 1.35, lines: int = 2, name: str | None = None, value: str | None = None,
    ) -> float:
        """Text broken to `width`, at most `lines` lines (the last one shrinks). Returns the last baseline."""
        rows, rest = [], text
        while rest and len(rows) < lines - 1 and self.text_width(rest, size, role) > width:
            cut = len(rest)
            while cut > 1 and self.text_width(rest[:cut], size, role) > width:
                cut -= 1
            spaced = max(rest.rfind("　", 1, cut), rest.rfind(" ", 1, cut))
            cut = spaced if spaced > cut // 3 else cut
            rows.append(rest[:cut])
            rest = rest[cut:].lstrip(" 　")
        rows.append(rest)
        first = len(self.fields)
        for index, row in enumerate(rows):
            self.text(x, y + index * size * leading, row, size, role, fill, width=width, name="row")
        parts = np.array([f.box for f in self.fields[first:]])
        del self.fields[first:]
        if name is not None:
            box = (*parts[:, :2].min(axis=0), *parts[:, 2:].max(axis=0))
            self.fields.append(Field(name, text if value is None else value, text, tuple(map(float, box))))
        return y + (len(rows) - 1) * size * leading

    def merge(self, name: str, parts: list[str], joiner: str = "\n") -> None:
        """Adds one field that spans others: the lines of an MRZ, the two names of a passport."""
        found = [f for f in self.fields if f.name in parts]
        boxes = np.array([f.box for f in found])
        box = (*boxes[:, :2].min(axis=0), *boxes[:, 2:].max(axis=0))
        text, printed = joiner.join(f.text for f in found), joiner.join(f.printed for f in found)
        self.fields.append(Field(name, text, printed, tuple(map(float, box))))

    # ---- lines and areas --------------------------------------------------------------------

    def line(self, x0, y0, x1, y1, width: float = 0.12, fill=SOFT) -> None:
        self.draw.line(self.px(x0, y0, x1, y1), fill=fill, width=max(1, round(width * self.scale)))

    def rect(self, x, y, w, h, outline=SOFT, fill=None, width: float = 0.12, radius: float = 0.0) -> None:
        self.draw.rounded_rectangle(
            self.px(x, y, x + w, y + h), radius=round(radius * self.scale), fill=fill, outline=outline,
            width=max(1, round(width * self.scale)) if outline else 0,
        )

    def grid(self, x, y, columns: list[float], rows: list[float], width: float = 0.15, fill=SOFT) -> None:
        """A table: column widths and row heights in mm."""
        right, bottom = x + sum(columns), y + sum(rows)
        for edge in np.cumsum([0.0, *columns]):
            self.line(x + edge, y, x + edge, bottom, width, fill)
        for edge in np.cumsum([0.0, *rows]):
            self.line(x, y + edge, right, y + edge, width, fill)

    def blend(self, overlay: Image.Image, x: float, y: float, mask: Image.Image | None = None) -> None:
        self.image.paste(overlay, tuple(self.px(x, y)), mask)

    # ---- marks ------------------------------------------------------------------------------

    def specimen(self, text: str = "見本 SAMPLE", size: float | None = None, angle: float = 22.0,
                 x: float | None = None, y: float | None = None, strength: float = 0.24) -> None:
        """The diagonal 見本 SAMPLE that every document carries."""
        size = size or min(self.width / (len(text) * 0.8), self.height * 0.30)
        face = self.face("gothic-bold", size)
        box = face.getbbox(text)
        pad = round(size * self.scale * 0.2)
        stamp = Image.new("L", (box[2] + 2 * pad, box[3] + 2 * pad), 0)
        ImageDraw.Draw(stamp).text((pad, pad), text, fill=round(255 * strength), font=face)
        stamp = stamp.rotate(angle, Image.Resampling.BICUBIC, expand=True)
        cx, cy = self.px(self.width / 2 if x is None else x, self.height / 2 if y is None else y)
        colour = Image.new("RGB", stamp.size, (224, 70, 70))
        self.image.paste(colour, (cx - stamp.width // 2, cy - stamp.height // 2), stamp)
        self.marks += 1

    def stamp(self, x: float, y: float, text: str = "見本", size: float = 3.0, fill=RED) -> None:
        """A small upright 見本 in a frame."""
        width = self.text_width(text, size, "gothic-bold")
        self.rect(x, y, width + size * 0.5, size * 1.35, outline=fill, width=size * 0.06)
        self.text(x + size * 0.25, y + size * 1.05, text, size, "gothic-bold", fill)
        self.marks += 1

    def mask(self) -> Image.Image:
        """Where the document is: all but rounded corners."""
        mask = Image.new("L", self.image.size, 255)
        if self.corner:
            mask = Image.new("L", self.image.size, 0)
            ImageDraw.Draw(mask).rounded_rectangle(
                (0, 0, mask.width - 1, mask.height - 1), radius=round(self.corner * self.scale), fill=255
            )
        return mask
