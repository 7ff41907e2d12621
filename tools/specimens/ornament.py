"""What security printing looks like from afar: fine line patterns, portraits, seals, chips, QR codes."""

from functools import lru_cache

import numpy as np
import segno
from PIL import Image, ImageDraw, ImageFilter

from .people import Person
from .sheet import RED, Sheet

PATTERN_PER_MM = 8.0


def _waves(width: int, height: int, seed: int, pitch: float) -> np.ndarray:
    """Two families of waves crossing each other, `pitch` mm apart: 0..1, float32 (height, width)."""
    rng = np.random.default_rng(seed)
    y, x = (axis.astype(np.float32) / np.float32(PATTERN_PER_MM) for axis in np.mgrid[0:height, 0:width])
    out = np.zeros((height, width), np.float32)
    for lean in (-0.35, 0.35):
        angle = lean + rng.uniform(-0.15, 0.15)
        along, across = x * np.cos(angle) + y * np.sin(angle), y * np.cos(angle) - x * np.sin(angle)
        swell = rng.uniform(1.6, 2.6) * np.sin(along * rng.uniform(0.16, 0.26) + rng.uniform(0, 6))
        ripple = rng.uniform(0.5, 0.9) * np.sin(along * rng.uniform(0.7, 1.1) + across * 0.25)
        line = np.abs(np.sin((across + swell + ripple) * np.float32(np.pi / pitch)))
        out = np.maximum(out, np.clip(1.0 - line * 2.4, 0, 1))
    return out


@lru_cache(maxsize=64)
def _ground(size_mm, left, right, ink, seed: int, strength: float, pitch: float) -> Image.Image:
    """The printed ground of a document, drawn once at a fixed resolution."""
    width, height = (round(side * PATTERN_PER_MM) for side in size_mm)
    ramp = np.linspace(0, 1, width, dtype=np.float32)[None, :, None] * 0.8
    ramp = ramp + np.linspace(0, 0.2, height, dtype=np.float32)[:, None, None]
    base = np.float32(left) * (1 - ramp) + np.float32(right) * ramp
    lines = _waves(width, height, seed, pitch)[:, :, None] * strength
    return Image.fromarray((base * (1 - lines) + np.float32(ink) * lines).astype(np.uint8))


def guilloche(
    sheet: Sheet, left=(232, 244, 238), right=(248, 236, 240), ink=(120, 170, 160), seed: int = 1,
    strength: float = 0.35, pitch_mm: float = 1.1,
) -> None:
    """Fills the sheet with a slanted gradient under fine interwoven lines."""
    ground = _ground(sheet.size, left, right, ink, seed, strength, pitch_mm)
    sheet.image.paste(ground.resize(sheet.image.size, Image.Resampling.BICUBIC))


SKINS = ((238, 205, 180), (226, 186, 156), (214, 170, 138), (180, 134, 104))
HAIR = ((30, 26, 26), (52, 38, 32), (84, 60, 44))
CLOTHES = ((44, 52, 74), (70, 70, 72), (110, 44, 54), (64, 92, 82), (206, 206, 210), (30, 30, 34))


@lru_cache(maxsize=8)
def _face(person: Person, tall: int) -> Image.Image:
    """A drawn head and shoulders on a plain ground, 360 x `tall` pixels; the same for the same person."""
    rng = np.random.default_rng(sum(map(ord, person.name)) + person.birth.toordinal())
    wide, female = 360, person.sex == "F"
    big = Image.new("RGB", (wide, tall))
    draw = ImageDraw.Draw(big)
    ground = [(186, 206, 226), (214, 222, 228), (196, 214, 210), (226, 226, 230)][rng.integers(0, 4)]
    draw.rectangle((0, 0, wide, tall), fill=ground)
    skins = SKINS if person.foreign else SKINS[:3]
    skin, hair, cloth = (table[rng.integers(0, len(table))] for table in (skins, HAIR, CLOTHES))
    if person.birth.year < 1962:
        hair = (132, 128, 126)
    cx, top, head_w, head_h = wide / 2 + rng.uniform(-6, 6), tall * 0.16, wide * 0.40, tall * 0.42
    dark = tuple(int(c * 0.82) for c in skin)
    if female:
        drop = rng.uniform(0.2, 0.5)
        draw.rounded_rectangle(
            (cx - head_w * 0.66, top - 14, cx + head_w * 0.66, top + head_h * (1 + drop)), radius=90, fill=hair)
    draw.polygon(
        [(cx - wide * 0.46, tall), (cx - wide * 0.40, tall * 0.78), (cx - wide * 0.14, tall * 0.67),
         (cx + wide * 0.14, tall * 0.67), (cx + wide * 0.40, tall * 0.78), (cx + wide * 0.46, tall)], fill=cloth)
    draw.rectangle((cx - wide * 0.10, tall * 0.5, cx + wide * 0.10, tall * 0.70), fill=dark)
    draw.polygon([(cx - wide * 0.13, tall * 0.66), (cx, tall * 0.80), (cx + wide * 0.13, tall * 0.66)], fill=dark)
    draw.ellipse((cx - head_w / 2 - 12, top + head_h * 0.42, cx + head_w / 2 + 12, top + head_h * 0.62), fill=dark)
    draw.ellipse((cx - head_w / 2, top, cx + head_w / 2, top + head_h), fill=skin)
    draw.chord((cx - head_w / 2 - 6, top - 16, cx + head_w / 2 + 6, top + head_h * 0.86), 188, 352, fill=hair)
    if female:
        draw.polygon([(cx - head_w / 2 - 6, top + head_h * 0.36), (cx - head_w * 0.1, top + 8),
                      (cx - head_w * 0.36, top + head_h * 0.42)], fill=hair)
    eye = top + head_h * 0.50
    for side in (-1, 1):
        ex = cx + side * head_w * 0.21
        draw.ellipse((ex - 13, eye - 5, ex + 13, eye + 6), fill=(250, 248, 246))
        draw.ellipse((ex - 6, eye - 6, ex + 6, eye + 6), fill=(36, 28, 26))
        draw.line((ex - 18, eye - 22, ex + 18, eye - 24), fill=hair, width=6)
    draw.line((cx, eye + 8, cx - 5, eye + 40, cx + 7, eye + 42), fill=dark, width=4)
    draw.line((cx - 18, eye + 66, cx, eye + 69, cx + 18, eye + 66), fill=(176, 92, 88), width=6)
    if rng.random() < 0.25:
        for side in (-1, 1):
            ex = cx + side * head_w * 0.21
            draw.rounded_rectangle((ex - 26, eye - 18, ex + 26, eye + 20), radius=12, outline=(40, 40, 44), width=4)
    return big.filter(ImageFilter.GaussianBlur(1.2))


def portrait(sheet: Sheet, x: float, y: float, w: float, h: float, person: Person, frame: bool = False) -> None:
    """The holder's picture: an illustration, nobody in particular."""
    picture = _face(person, round(360 * h / w))
    sheet.blend(picture.resize(sheet.px(w, h), Image.Resampling.LANCZOS), x, y)
    sheet.rect(x, y, w, h, outline=(150, 150, 150) if frame else None)
    # Marked by itself, so that the portrait cut out is marked as well.
    sheet.text(x + w / 2, y + h * 0.955, "見本", w * 0.2, "gothic-bold", (250, 250, 250), anchor="m")


def square_seal(sheet: Sheet, x: float, y: float, size: float, text: str, fill=RED) -> None:
    """An office's square seal, its characters in columns from the right."""
    per = int(np.ceil(np.sqrt(len(text))))
    columns = [text[i:i + per] for i in range(0, len(text), per)]
    layer = Image.new("L", sheet.px(size, size), 0)
    pen, side = ImageDraw.Draw(layer), layer.width
    pen.rectangle((1, 1, side - 2, side - 2), outline=210, width=max(2, side // 22))
    cell_w, cell_h = side * 0.86 / len(columns), side * 0.86 / per
    face = sheet.face("mincho-bold", min(cell_w, cell_h) / sheet.scale * 0.98)
    for c, column in enumerate(columns):
        for r, char in enumerate(column):
            at = (side * 0.93 - cell_w * (c + 0.5), side * 0.07 + cell_h * (r + 0.5))
            pen.text(at, char, fill=205, font=face, anchor="mm")
    sheet.blend(Image.new("RGB", layer.size, fill), x, y, layer)


def round_seal(sheet: Sheet, x: float, y: float, size: float, lines: list[str], fill=RED) -> None:
    """A dated receipt stamp."""
    side = round(size * sheet.scale)
    layer = Image.new("L", (side, side), 0)
    pen = ImageDraw.Draw(layer)
    pen.ellipse((2, 2, side - 3, side - 3), outline=200, width=max(2, side // 40))
    for index, line in enumerate(lines):
        size_px = side * 0.17 / sheet.scale
        at = (side / 2, side * (0.5 + 0.25 * (index - (len(lines) - 1) / 2)))
        while sheet.text_width(line, size_px, "gothic-bold") > size * (0.92 if index == 1 else 0.7):
            size_px *= 0.95
        pen.text(at, line, fill=200, font=sheet.face("gothic-bold", size_px), anchor="mm")
    layer = layer.rotate(8, Image.Resampling.BICUBIC)
    sheet.blend(Image.new("RGB", layer.size, fill), x, y, layer)


def chip(sheet: Sheet, x: float, y: float, w: float = 13.0, h: float = 11.8) -> None:
    """Contact plate of an IC chip."""
    gold, edge = (212, 178, 92), (128, 100, 44)
    sheet.rect(x, y, w, h, outline=edge, fill=gold, radius=1.6, width=0.14)
    for part in (1 / 4, 1 / 2, 3 / 4):
        sheet.line(x, y + h * part, x + w * 0.36, y + h * part, 0.14, edge)
        sheet.line(x + w * 0.64, y + h * part, x + w, y + h * part, 0.14, edge)
    sheet.rect(x + w * 0.36, y + h * 0.18, w * 0.28, h * 0.64, outline=edge, radius=0.8, width=0.14)


def qr(sheet: Sheet, x: float, y: float, size: float, data: str) -> None:
    """A real QR code, `size` mm without its quiet zone."""
    modules = np.array([list(row) for row in segno.make(data, error="m", micro=False).matrix], np.uint8)
    picture = Image.fromarray(np.where(modules > 0, 22, 246).astype(np.uint8))
    picture = picture.resize(sheet.px(size, size), Image.Resampling.NEAREST).convert("RGB")
    sheet.rect(x - 0.8, y - 0.8, size + 1.6, size + 1.6, outline=None, fill=(246, 246, 246))
    sheet.blend(picture, x, y)


def barcode(sheet: Sheet, x: float, y: float, w: float, h: float, seed: int) -> None:
    """Bars that stand for a payment barcode; they encode nothing."""
    rng, at = np.random.default_rng(seed), x
    while at < x + w:
        bar = float(rng.choice([0.25, 0.5, 0.75]))
        sheet.rect(at, y, bar, h, outline=None, fill=(20, 20, 20))
        at += bar + float(rng.choice([0.25, 0.5, 0.75]))


def hologram(sheet: Sheet, x: float, y: float, r: float) -> None:
    """A rainbow patch, faint."""
    side = round(2 * r * sheet.scale)
    v, u = np.mgrid[-1:1:side * 1j, -1:1:side * 1j].astype(np.float32)
    angle = np.arctan2(v, u)
    rgb = np.stack([150 + 90 * np.sin(angle * 2 + p) for p in (0, 2.1, 4.2)], axis=2)
    inside = np.clip((1 - np.hypot(u, v)) * 6, 0, 1) * 46
    sheet.blend(Image.fromarray(rgb.astype(np.uint8)), x - r, y - r, Image.fromarray(inside.astype(np.uint8)))
