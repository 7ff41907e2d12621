"""What a camera does to a scene: blur, glare, exposure, noise, JPEG."""

import io
from dataclasses import asdict, dataclass
from functools import lru_cache

import numpy as np
from PIL import Image, ImageDraw, ImageFilter


@dataclass
class Wear:
    """Blur in pixels, noise in grey levels, exposure as a factor."""

    blur: float = 0.5
    motion: float = 0.0
    motion_angle: float = 0.0
    glare: int = 0
    glare_size: float = 0.0  # radius in pixels
    exposure: float = 1.0
    warmth: float = 0.0  # -1 cold .. 1 warm
    noise: float = 1.6
    jpeg: int = 88

    def params(self) -> dict:
        return {key: round(value, 3) if isinstance(value, float) else value for key, value in asdict(self).items()}


def _motion(picture: Image.Image, length: float, angle: float) -> Image.Image:
    """A straight smear: the mean of shifted copies."""
    steps = max(2, int(np.ceil(length)))
    dx, dy = np.cos(np.deg2rad(angle)), np.sin(np.deg2rad(angle))
    pixels = np.asarray(picture, np.float32)
    padded = np.pad(pixels, ((steps, steps), (steps, steps), (0, 0)), mode="edge")
    height, width = pixels.shape[:2]
    total = np.zeros_like(pixels)
    for step in range(steps):
        at = (step / (steps - 1) - 0.5) * length
        x, y = steps + round(at * dx), steps + round(at * dy)
        total += padded[y:y + height, x:x + width]
    return Image.fromarray((total / steps).astype(np.uint8))


def glare_spot(pixels: np.ndarray, centre, radius: float, rng: np.random.Generator, strength: float = 300.0) -> None:
    """A lamp's reflection: burnt out in the middle, soft at the rim. Works in place."""
    angle, stretch = rng.uniform(0, np.pi), rng.uniform(1.0, 2.2)
    reach = int(radius * stretch * 2.2)
    x0, y0 = max(0, int(centre[0]) - reach), max(0, int(centre[1]) - reach)
    x1, y1 = min(pixels.shape[1], int(centre[0]) + reach), min(pixels.shape[0], int(centre[1]) + reach)
    if x1 <= x0 or y1 <= y0:
        return
    y, x = np.mgrid[y0:y1, x0:x1].astype(np.float32)
    u = ((x - centre[0]) * np.cos(angle) + (y - centre[1]) * np.sin(angle)) / stretch
    v = (y - centre[1]) * np.cos(angle) - (x - centre[0]) * np.sin(angle)
    distance = np.hypot(u, v) / radius
    pixels[y0:y1, x0:x1] += (strength / (1.0 + np.exp((distance - 1.0) * 9.0)))[:, :, None]


# Steps in brightness from here on are print.
PRINT = 24.0


def _steps(pixels: np.ndarray) -> np.ndarray:
    """How much brightness changes from each pixel to its neighbours."""
    luma = np.clip(pixels, 0, 255).mean(axis=2)
    return np.abs(np.diff(luma, axis=0, append=luma[-1:])) + np.abs(np.diff(luma, axis=1, append=luma[:, -1:]))


def hidden_print(before: np.ndarray, after: np.ndarray, quad: np.ndarray) -> float:
    """The share, 0 to 1, of what is printed inside `quad` that can be seen in `before` and no longer in `after`."""
    mask = Image.new("1", before.shape[1::-1])
    ImageDraw.Draw(mask).polygon([tuple(point) for point in quad], fill=1)
    steps = _steps(before)
    seen = np.asarray(mask) & (steps >= PRINT)
    return float(1.0 - np.minimum(_steps(after), steps)[seen].sum() / max(steps[seen].sum(), 1.0))


def degrade(scene: np.ndarray, wear: Wear, rng: np.random.Generator,
            target: np.ndarray | None = None) -> tuple[Image.Image, float]:
    """The picture that the camera hands over, and the share of the print that glare hides. `target`: quad on which
    glare falls."""
    pixels = scene * np.float32(wear.exposure) * np.float32([1 + 0.06 * wear.warmth, 1.0, 1 - 0.08 * wear.warmth])
    height, width = pixels.shape[:2]
    clear = pixels.copy() if wear.glare else pixels
    for _ in range(wear.glare):
        if target is None:
            centre = (rng.uniform(0, width), rng.uniform(0, height))
        else:
            u, v = rng.uniform(0.2, 0.8, 2)
            top, bottom = target[0] * (1 - u) + target[1] * u, target[3] * (1 - u) + target[2] * u
            centre = top * (1 - v) + bottom * v
        glare_spot(pixels, centre, wear.glare_size * rng.uniform(0.8, 1.2), rng)
    hidden = hidden_print(clear, pixels, target) if wear.glare and target is not None else 0.0
    picture = Image.fromarray(np.clip(pixels, 0, 255, out=pixels).astype(np.uint8))
    if wear.blur > 0.2:
        picture = picture.filter(ImageFilter.GaussianBlur(wear.blur))
    if wear.motion >= 2:
        picture = _motion(picture, wear.motion, wear.motion_angle)
    if wear.noise > 0:
        noisy = np.asarray(picture, np.float32) + _grain(rng, width, height) * np.float32(wear.noise)
        picture = Image.fromarray(np.clip(noisy + 0.5, 0, 255, out=noisy).astype(np.uint8))
    return picture, hidden


@lru_cache(maxsize=1)
def _grain_pool() -> np.ndarray:
    """Sensor noise of strength 1, fine in brightness and coarser in colour: (1400, 2400, 3)."""
    rng = np.random.default_rng(77)
    colour = rng.standard_normal((700, 1200, 3), dtype=np.float32).repeat(2, axis=0).repeat(2, axis=1)
    return rng.standard_normal((1400, 2400, 1), dtype=np.float32) + colour * np.float32(0.6)


def _grain(rng: np.random.Generator, width: int, height: int) -> np.ndarray:
    """A window of the pool: drawing millions of fresh numbers is what would take most of the time."""
    pool = _grain_pool()
    y, x = int(rng.integers(0, pool.shape[0] - height)), int(rng.integers(0, pool.shape[1] - width))
    window = pool[y:y + height, x:x + width]
    return window[::-1] if rng.random() < 0.5 else window


def jpeg_bytes(picture: Image.Image, quality: int) -> bytes:
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=quality, subsampling="4:2:0", optimize=True)
    return out.getvalue()
