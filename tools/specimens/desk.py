"""Bare desks as the camera sees them, drawn with noise: wood, cloth, leather, dark, white."""

from functools import lru_cache

import numpy as np
from PIL import Image

DESKS = ("wood", "cloth", "leather", "dark", "white")
VARIANTS = 3
_W, _H = 2240, 1400


def smooth_noise(rng: np.random.Generator, width: int, height: int, cell_x: float, cell_y: float) -> np.ndarray:
    """Noise with features of about `cell` pixels: float32 (height, width), -1..1."""
    small = rng.uniform(-1, 1, (int(height / cell_y) + 3, int(width / cell_x) + 3)).astype(np.float32)
    return np.asarray(Image.fromarray(small).resize((width, height), Image.Resampling.BICUBIC))


def _tint(value: np.ndarray, dark, light) -> np.ndarray:
    mix = np.clip(value, 0, 1)[:, :, None]
    return np.float32(dark) * (1 - mix) + np.float32(light) * mix


def _wood(rng, shade: int) -> np.ndarray:
    dark, light = (((104, 68, 40), (176, 128, 84)), ((134, 98, 62), (206, 168, 120)), ((70, 44, 30), (122, 82, 56)))[shade]
    y = np.mgrid[0:_H, 0:_W][0].astype(np.float32)
    bend = smooth_noise(rng, _W, _H, 900, 260) * 70 + smooth_noise(rng, _W, _H, 300, 90) * 9
    rings = 0.5 + 0.5 * np.sin((y + bend) / rng.uniform(13, 22))
    grain = smooth_noise(rng, _W, _H, 130, 1.7) * 0.22 + smooth_noise(rng, _W, _H, 420, 5) * 0.2
    return _tint(0.36 + rings * 0.26 + grain, dark, light)


def _cloth(rng, shade: int) -> np.ndarray:
    dark, light = (((40, 58, 92), (92, 116, 158)), ((74, 80, 66), (136, 142, 120)), ((110, 100, 92), (176, 166, 156)))[shade]
    y, x = np.mgrid[0:_H, 0:_W].astype(np.float32)
    weave = np.sin(x * 1.05) * np.sin(y * 1.05) * 0.22 + np.sin(x * 0.52 + y * 0.03) * 0.05
    return _tint(0.5 + weave + smooth_noise(rng, _W, _H, 3, 3) * 0.16 + smooth_noise(rng, _W, _H, 240, 240) * 0.14, dark, light)


def _leather(rng, shade: int) -> np.ndarray:
    dark, light = (((40, 24, 18), (112, 74, 54)), ((22, 22, 24), (74, 74, 78)), ((66, 24, 24), (130, 66, 60)))[shade]
    pores = np.abs(smooth_noise(rng, _W, _H, 9, 9)) + np.abs(smooth_noise(rng, _W, _H, 15, 15)) * 0.7
    lit = np.gradient(pores, axis=0) + np.gradient(pores, axis=1)
    return _tint(0.42 + lit * 1.2 + pores * 0.12 + smooth_noise(rng, _W, _H, 300, 300) * 0.12, dark, light)


def _dark(rng, shade: int) -> np.ndarray:
    dark, light = (((16, 16, 18), (50, 50, 54)), ((26, 28, 34), (64, 68, 76)), ((10, 10, 12), (36, 36, 40)))[shade]
    return _tint(0.45 + smooth_noise(rng, _W, _H, 2, 2) * 0.12 + smooth_noise(rng, _W, _H, 400, 300) * 0.3, dark, light)


def _white(rng, shade: int) -> np.ndarray:
    dark, light = (((188, 188, 184), (226, 226, 222)), ((196, 192, 184), (232, 228, 220)), ((176, 182, 186), (216, 220, 224)))[shade]
    return _tint(0.55 + smooth_noise(rng, _W, _H, 3, 3) * 0.06 + smooth_noise(rng, _W, _H, 500, 400) * 0.25, dark, light)


_PAINTERS = {"wood": _wood, "cloth": _cloth, "leather": _leather, "dark": _dark, "white": _white}


@lru_cache(maxsize=len(DESKS) * VARIANTS)
def _texture(desk: str, variant: int) -> np.ndarray:
    rng = np.random.default_rng([1000 + DESKS.index(desk), variant])
    return np.clip(_PAINTERS[desk](rng, variant % 3), 0, 255).astype(np.uint8)


def desk_picture(desk: str, rng: np.random.Generator, width: int, height: int, variant: int | None = None) -> np.ndarray:
    """A patch of desk: uint8 (height, width, 3)."""
    if variant is None:
        variant = int(rng.integers(0, VARIANTS))
    texture = _texture(desk, variant)
    x, y = int(rng.integers(0, _W - width + 1)), int(rng.integers(0, _H - height + 1))
    patch = texture[y:y + height, x:x + width]
    if rng.random() < 0.5:
        patch = patch[:, ::-1]
    return np.ascontiguousarray(patch)
