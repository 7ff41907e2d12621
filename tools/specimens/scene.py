"""A document on a desk under a camera: pinhole projection, shadow, clutter, light."""

from dataclasses import dataclass, field

import numpy as np
from PIL import Image, ImageDraw, ImageFilter

from .desk import desk_picture, smooth_noise
from .sheet import Sheet

# A sheet is drawn this much finer than it will be seen.
DRAWN = 1.35


@dataclass
class Pose:
    """How the document lies. Lengths in pixels of the frame, angles in degrees."""

    px_per_mm: float
    cx: float = 960.0
    cy: float = 540.0
    turn: float = 0.0  # in the desk's plane, clockwise in the picture
    pitch: float = 0.0  # the upper edge leans away and looks shorter
    yaw: float = 0.0  # the right edge leans away and looks shorter
    focal: float = 1900.0


@dataclass
class Look:
    """What is around the document."""

    desk: str = "wood"
    desk_variant: int | None = None
    light: float = 0.10  # fall-off of the light across the frame
    clutter: list[str] = field(default_factory=list)
    finger: str | None = None  # edge on which a fingertip lies
    shadow: float = 0.35


def project(points: np.ndarray, sheet: tuple[float, float], pose: Pose) -> np.ndarray:
    """Points in mm on the document -> pixels of the frame, (n, 2)."""
    flat = np.asarray(points, np.float64) - np.float64([sheet[0] / 2, sheet[1] / 2])
    a = np.deg2rad(pose.turn)
    x = flat[:, 0] * np.cos(a) - flat[:, 1] * np.sin(a)
    y = flat[:, 0] * np.sin(a) + flat[:, 1] * np.cos(a)
    z = np.zeros_like(x)
    p, w = np.deg2rad(pose.pitch), np.deg2rad(pose.yaw)
    y, z = y * np.cos(p), z - y * np.sin(p)
    x, z = x * np.cos(w), z + x * np.sin(w)
    depth = pose.focal / pose.px_per_mm + z
    return np.stack([pose.cx + pose.focal * x / depth, pose.cy + pose.focal * y / depth], axis=1)


def corners(size_mm: tuple[float, float], pose: Pose) -> np.ndarray:
    """A document's corners in the frame, clockwise from its own top-left."""
    w, h = size_mm
    return project(np.array([[0, 0], [w, 0], [w, h], [0, h]]), (w, h), pose)


def field_quads(sheet: Sheet, pose: Pose) -> list[np.ndarray]:
    quads = []
    for f in sheet.fields:
        x0, y0, x1, y1 = f.box
        quads.append(project(np.array([[x0, y0], [x1, y0], [x1, y1], [x0, y1]]), sheet.size, pose))
    return quads


def _perspective(source: np.ndarray, target: np.ndarray) -> list[float]:
    """Pillow's eight coefficients: target pixel -> source pixel."""
    rows, right = [], []
    for (sx, sy), (tx, ty) in zip(source, target):
        rows.append([tx, ty, 1, 0, 0, 0, -sx * tx, -sx * ty])
        rows.append([0, 0, 0, tx, ty, 1, -sy * tx, -sy * ty])
        right += [sx, sy]
    return list(np.linalg.solve(np.array(rows), np.array(right)))


def _warp(sheet: Sheet, pose: Pose, size: tuple[int, int]):
    """The sheet as the camera sees it: (picture, mask, left, top), only as large as it must be."""
    quad = corners(sheet.size, pose)
    low = np.floor(np.maximum(quad.min(axis=0) - 2, 0)).astype(int)
    high = np.ceil(np.minimum(quad.max(axis=0) + 2, size)).astype(int)
    if (high <= low).any():
        return None
    flat, mask = sheet.image, sheet.mask()
    # Shrinking to slightly above the final size first is what keeps small print free of moire.
    factor = pose.px_per_mm * DRAWN / sheet.scale
    if factor < 0.9:
        shrunk = (round(flat.width * factor), round(flat.height * factor))
        flat, mask = (picture.resize(shrunk, Image.Resampling.HAMMING) for picture in (flat, mask))
    w, h = flat.size
    # A clear border of repeated colour gives the edges their antialiasing.
    border = ((2, 2), (2, 2))
    layers = np.dstack([np.pad(np.asarray(flat), (*border, (0, 0)), mode="edge"), np.pad(np.asarray(mask), border)])
    source = np.array([[2, 2], [w + 2, 2], [w + 2, h + 2], [2, h + 2]], float)
    coefficients = _perspective(source, quad - low)
    extent = (int(high[0] - low[0]), int(high[1] - low[1]))
    seen = Image.fromarray(layers).transform(
        extent, Image.Transform.PERSPECTIVE, coefficients, Image.Resampling.BICUBIC)
    return seen.convert("RGB"), seen.getchannel("A"), int(low[0]), int(low[1])


def _shadow(frame: Image.Image, mask: Image.Image, left: int, top: int, strength: float, rng) -> None:
    dx, dy = int(rng.integers(2, 8)), int(rng.integers(3, 10))
    small = Image.new("L", (frame.width // 4, frame.height // 4), 0)
    small.paste(mask.resize((max(1, mask.width // 4), max(1, mask.height // 4))), ((left + dx) // 4, (top + dy) // 4))
    small = small.filter(ImageFilter.GaussianBlur(2.2)).point(lambda v: round(v * strength))
    frame.paste((6, 6, 10), (0, 0), small.resize(frame.size, Image.Resampling.BILINEAR))


def _pen(draw: ImageDraw.ImageDraw, rng, w: int, h: int) -> None:
    x, y = (rng.uniform(0.02, 0.16) if rng.random() < 0.5 else rng.uniform(0.84, 0.98)) * w, rng.uniform(0.2, 0.8) * h
    a, length, thick = rng.uniform(60, 120) * np.pi / 180, rng.uniform(420, 700), rng.uniform(16, 26)
    end = (x + np.cos(a) * length, y + np.sin(a) * length)
    body = [(30, 40, 110), (24, 24, 26), (150, 30, 34), (206, 206, 210)][rng.integers(0, 4)]
    draw.line((x, y, *end), fill=body, width=int(thick))
    draw.ellipse((x - thick / 2, y - thick / 2, x + thick / 2, y + thick / 2), fill=body)
    shift = thick * 0.22
    draw.line((x - shift, y, end[0] - shift, end[1]), fill=tuple(min(255, c + 70) for c in body), width=max(2, int(thick / 6)))


def _paper(draw: ImageDraw.ImageDraw, rng, w: int, h: int) -> None:
    corner = rng.integers(0, 4)
    x, y = (0 if corner % 2 == 0 else w), (0 if corner < 2 else h)
    reach_x, reach_y = rng.uniform(0.08, 0.2) * w, rng.uniform(0.15, 0.5) * h
    sx, sy = (1 if x == 0 else -1), (1 if y == 0 else -1)
    shade = int(rng.integers(206, 246))
    points = [(x - sx * 200, y - sy * 200), (x + sx * reach_x, y - sy * 200),
              (x + sx * reach_x * rng.uniform(0.7, 1), y + sy * reach_y), (x - sx * 200, y + sy * reach_y * rng.uniform(0.8, 1.1))]
    draw.polygon(points, fill=(shade, shade, shade - 6))
    for row in range(6):
        ly = y + sy * (reach_y * 0.12 * (row + 1))
        draw.line((x, ly, x + sx * reach_x * 0.6, ly), fill=(shade - 70,) * 3, width=3)


def _cup(draw: ImageDraw.ImageDraw, rng, w: int, h: int) -> None:
    r = rng.uniform(150, 230)
    x = rng.choice([-0.45 * r, w + 0.45 * r])
    y = rng.choice([rng.uniform(-0.2, 0.2) * r, h + rng.uniform(-0.2, 0.2) * r])
    draw.ellipse((x - r, y - r, x + r, y + r), fill=(236, 234, 230), outline=(196, 194, 190), width=5)
    draw.ellipse((x - r * 0.86, y - r * 0.86, x + r * 0.86, y + r * 0.86), fill=(64, 40, 26))


def _finger(frame: Image.Image, quad: np.ndarray, edge: str, rng) -> None:
    """A fingertip that holds the document at one edge."""
    a, b = {"top": (0, 1), "right": (1, 2), "bottom": (2, 3), "left": (3, 0)}[edge]
    along = quad[b] - quad[a]
    inward = quad.mean(axis=0) - (quad[a] + quad[b]) / 2
    inward /= np.linalg.norm(inward)
    tip = quad[a] + along * rng.uniform(0.35, 0.65) + inward * rng.uniform(90, 150)
    root = tip - inward * 620 + along / np.linalg.norm(along) * rng.uniform(-120, 120)
    width = rng.uniform(120, 160)
    skin = np.array([(222, 178, 150), (206, 158, 128), (170, 122, 96)][rng.integers(0, 3)])
    layer = Image.new("L", frame.size, 0)
    pen = ImageDraw.Draw(layer)
    pen.line((*root, *tip), fill=255, width=int(width))
    pen.ellipse((*(tip - width / 2), *(tip + width / 2)), fill=255)
    soft = layer.resize((frame.width // 4, frame.height // 4)).filter(ImageFilter.GaussianBlur(7))
    shade = soft.point(lambda v: v // 3).resize(frame.size)
    frame.paste((10, 8, 8), (10, 12), shade)
    frame.paste(tuple(int(c) for c in skin * 0.86), (0, 0), layer.filter(ImageFilter.GaussianBlur(1.2)))
    core = soft.point(lambda v: max(0, v * 2 - 255)).resize(frame.size, Image.Resampling.BILINEAR)
    frame.paste(tuple(int(c) for c in skin), (0, 0), core)
    nail = Image.new("L", frame.size, 0)
    centre = tip + inward * width * 0.10
    ImageDraw.Draw(nail).ellipse((*(centre - width * 0.27), *(centre + width * 0.27)), fill=120)
    frame.paste((244, 214, 204), (0, 0), nail.filter(ImageFilter.GaussianBlur(2)))


def light_map(rng: np.random.Generator, width: int, height: int, strength: float) -> np.ndarray:
    """Uneven light: float32 (height, width, 1) around 1."""
    angle = rng.uniform(0, 2 * np.pi)
    y, x = np.mgrid[-1:1:height // 8 * 1j, -1:1:width // 8 * 1j].astype(np.float32)
    small = 1.0 + (x * np.cos(angle) + y * np.sin(angle)) * strength - 0.1 * strength * (x * x + y * y)
    small += smooth_noise(rng, width // 8, height // 8, 88, 64) * (strength * 0.12)
    whole = Image.fromarray(small.astype(np.float32)).resize((width, height), Image.Resampling.BILINEAR)
    return np.asarray(whole)[:, :, None]


def compose(sheet: Sheet | None, pose: Pose | None, look: Look, rng: np.random.Generator,
            size: tuple[int, int] = (1920, 1080)) -> np.ndarray:
    """The scene before the camera spoils it: float32 (height, width, 3), 0..255."""
    width, height = size
    frame = Image.fromarray(desk_picture(look.desk, rng, width, height, look.desk_variant))
    painters = {"pen": _pen, "paper": _paper, "cup": _cup}
    draw = ImageDraw.Draw(frame)
    for item in look.clutter:
        painters[item](draw, rng, width, height)
    if sheet is not None and pose is not None:
        warped = _warp(sheet, pose, size)
        if warped is not None:
            picture, mask, left, top = warped
            if look.shadow:
                _shadow(frame, mask, left, top, look.shadow, rng)
            frame.paste(picture, (left, top), mask)
        if look.finger:
            _finger(frame, corners(sheet.size, pose), look.finger, rng)
    return np.asarray(frame, np.float32) * light_map(rng, width, height, look.light)
