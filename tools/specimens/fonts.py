"""The Debian fonts that the documents are set in, by role."""

from functools import lru_cache
from pathlib import Path

from PIL import ImageFont

ROOT = Path("/usr/share/fonts")

# role -> (file, index inside the collection, Debian package)
ROLES = {
    "gothic": ("opentype/noto/NotoSansCJK-Regular.ttc", 0, "fonts-noto-cjk"),
    "gothic-bold": ("opentype/noto/NotoSansCJK-Bold.ttc", 0, "fonts-noto-cjk"),
    "mono": ("opentype/noto/NotoSansCJK-Regular.ttc", 5, "fonts-noto-cjk"),
    "mincho": ("opentype/noto/NotoSerifCJK-Regular.ttc", 0, "fonts-noto-cjk"),
    "mincho-bold": ("opentype/noto/NotoSerifCJK-Bold.ttc", 0, "fonts-noto-cjk"),
    "ipa-mincho": ("opentype/ipafont-mincho/ipam.ttf", 0, "fonts-ipafont-mincho"),
    "ipa-gothic": ("opentype/ipafont-gothic/ipag.ttf", 0, "fonts-ipafont-gothic"),
    "ud-gothic": ("truetype/bizud-gothic/BIZUDGothic-Regular.ttf", 0, "fonts-morisawa-bizud-gothic"),
    "hand": ("truetype/klee/KleeOne-SemiBold.ttf", 0, "fonts-klee"),
    "marker": ("truetype/yusei-magic/YuseiMagic-Regular.ttf", 0, "fonts-yusei-magic"),
    "ocr-b": ("opentype/ocr-b/OCRB.otf", 0, "fonts-ocr-b"),
    "latin": ("truetype/dejavu/DejaVuSans.ttf", 0, "fonts-dejavu-core"),
    "latin-bold": ("truetype/dejavu/DejaVuSans-Bold.ttf", 0, "fonts-dejavu-core"),
    "latin-mono": ("truetype/dejavu/DejaVuSansMono.ttf", 0, "fonts-dejavu-core"),
    "serif": ("truetype/dejavu/DejaVuSerif.ttf", 0, "fonts-dejavu-core"),
}


def missing_packages() -> list[str]:
    """Debian packages whose fonts are not on this machine."""
    return sorted({package for file, _, package in ROLES.values() if not (ROOT / file).exists()})


@lru_cache(maxsize=512)
def font(role: str, pixels: int) -> ImageFont.FreeTypeFont:
    """The font of a role at an em height in pixels."""
    file, index, _ = ROLES[role]
    return ImageFont.truetype(
        str(ROOT / file), pixels, index=index, layout_engine=ImageFont.Layout.BASIC
    )
