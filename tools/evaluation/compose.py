"""Lays the documents of another maker's photographs anew on the desks they lie on.

    python compose.py FOLDER OUT [--seed 1] [--rounds 12]

FOLDER holds a truth.json as that maker writes it: `items` with `file`, `kind`, `doc_quad` (corners, clockwise from the
document's own top-left) and `params` (`px_per_mm`, `desk`, `glare`, `blur_sigma`, `motion`, `exposure`). From each photograph
without a flaw come pictures that are good, too small, cut off or under a lamp, and of the bare desk. The desk is
put together from patches of the photograph's own. OUT is measured like any other folder (`make evaluate FOLDERS=OUT`).
"""

import argparse
import collections
import json
from pathlib import Path

import cv2
import numpy as np

WIDTH, HEIGHT = 1920, 1080
LABELS = ("small", "good", "cut-off", "small", "glare", "bare")
FRAME = np.float32([[0, 0], [WIDTH, 0], [WIDTH, HEIGHT], [0, HEIGHT]])
PATCH = 176


def floor_dpi(kind):
    """The least resolution at which a document is readable."""
    if kind == "passport":
        return 180
    return 110 if kind.startswith("juminhyo") else 140 if kind == "utility" else 230


def linear(picture):
    return (picture.astype(np.float32) / 255) ** 2.2


def as_seen(light, noise, rng):
    """Through a sensor with that much noise, in grey levels."""
    grain = rng.normal(0, 1, light.shape).astype(np.float32)
    grain = 0.7 * grain + 0.5 * cv2.GaussianBlur(grain, (0, 0), 0.8)
    return np.clip(np.clip(light, 0, 1) ** (1 / 2.2) * 255 + noise * grain, 0, 255).astype(np.uint8)


def patches(light, quad):
    """Pieces of the desk, without the document and what else lies there."""
    height, width = light.shape[:2]
    taken = cv2.fillConvexPoly(np.zeros((height, width), np.uint8), np.int32(quad), 1)
    taken = cv2.dilate(taken, np.ones((41, 41)))
    usual = np.median(light[taken == 0], axis=0)
    other = np.abs(cv2.GaussianBlur(light, (0, 0), 5) - usual).sum(2) > 0.10 + 0.35 * usual.sum()
    taken = cv2.dilate(np.maximum(taken, other.astype(np.uint8)), np.ones((9, 9)))
    sums = cv2.integral(taken)
    inside = sums[PATCH:, PATCH:] - sums[:-PATCH, PATCH:] - sums[PATCH:, :-PATCH] + sums[:-PATCH, :-PATCH]
    places = [(y, x) for y, x in np.argwhere(inside == 0) if y % 8 == 0 and x % 8 == 0]
    return [light[y : y + PATCH, x : x + PATCH] for y, x in places]


def bare_desk(pieces, rng):
    """A desk of such pieces, its light a little uneven."""
    means = [piece.mean((0, 1)) for piece in pieces]
    window = np.hanning(PATCH + 2)[1:-1].astype(np.float32)
    window = np.outer(window, window)[..., None]
    texture = np.zeros((HEIGHT + 2 * PATCH, WIDTH + 2 * PATCH, 3), np.float32)
    weight = np.zeros(texture.shape[:2] + (1,), np.float32)
    for y in range(0, HEIGHT + PATCH, PATCH // 2):
        for x in range(0, WIDTH + PATCH, PATCH // 2):
            piece = rng.integers(len(pieces))
            texture[y : y + PATCH, x : x + PATCH] += (pieces[piece] - means[piece]) * window
            weight[y : y + PATCH, x : x + PATCH] += window**2
    texture = (texture / np.sqrt(np.maximum(weight, 1e-4)))[PATCH:-PATCH, PATCH:-PATCH]
    y, x = np.mgrid[0:HEIGHT, 0:WIDTH].astype(np.float32)
    across, down = rng.uniform(-0.25, 0.25, 2)
    fall = 1 + across * (x / WIDTH - 0.5) + down * (y / HEIGHT - 0.5)
    return np.maximum(np.mean(means, axis=0) + texture, 0) * fall[..., None]


def place(size, label, rng):
    """Corners of a document of that size in pixels, a little turned and leant; None where it does not fit."""
    turn, leans = np.radians(rng.uniform(-9, 9)), np.radians(rng.uniform(-8, 8, 2))
    box = np.float32([[-1, -1], [1, -1], [1, 1], [-1, 1]]) * np.float32(size) / 2
    flat = np.column_stack([box @ np.array([[np.cos(turn), np.sin(turn)], [-np.sin(turn), np.cos(turn)]]), np.zeros(4)])
    leant = flat @ cv2.Rodrigues(np.array([*leans, 0.0]))[0].T
    box = np.float32(leant[:, :2] * (1900 / (1900 + leant[:, 2:])))
    if label == "cut-off":
        for _ in range(400):
            corners = box + np.float32([rng.uniform(0, WIDTH), rng.uniform(0, HEIGHT)])
            seen, _ = cv2.intersectConvexConvex(corners, FRAME)
            if 0.06 < 1 - seen / cv2.contourArea(box) < 0.25:
                return corners
        return None
    reach = np.abs(box).max(0) + 12
    if reach[0] > WIDTH / 2 or reach[1] > HEIGHT / 2:
        return None
    return box + np.float32([rng.uniform(reach[0], WIDTH - reach[0]), rng.uniform(reach[1], HEIGHT - reach[1])])


def laid(light, quad, desk, corners, size_mm, per_mm, rng):
    """The document of `light` on a desk, its shadow beside it."""
    share = np.sqrt(cv2.contourArea(corners) / cv2.contourArea(quad))
    soft = cv2.GaussianBlur(light, (0, 0), max(0.01, 0.45 * np.sqrt(max(1 / share**2 - 1, 0.01))))
    way = cv2.getPerspectiveTransform(quad, corners)
    document = cv2.warpPerspective(soft, way, (WIDTH, HEIGHT), flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE)
    wide, high = (int(side * 20) for side in size_mm)
    round_by = 68 if abs(size_mm[0] - 85.6) < 1 else 12
    form = np.zeros((high, wide), np.uint8)
    inner = (round_by + 6, round_by + 6, wide - round_by - 7, high - round_by - 7)
    cv2.rectangle(form, (inner[0], 6), (inner[2], high - 7), 255, -1)
    cv2.rectangle(form, (6, inner[1]), (wide - 7, inner[3]), 255, -1)
    for corner in ((inner[0], inner[1]), (inner[2], inner[1]), (inner[2], inner[3]), (inner[0], inner[3])):
        cv2.circle(form, corner, round_by, 255, -1)
    form = cv2.GaussianBlur(form, (0, 0), max(0.3, 9 / per_mm))
    way = cv2.getPerspectiveTransform(np.float32([[0, 0], [wide, 0], [wide, high], [0, high]]), corners)
    form = cv2.warpPerspective(form, way, (WIDTH, HEIGHT)).astype(np.float32) / 255
    off = np.float32([[1, 0, rng.uniform(-0.5, 0.9) * per_mm], [0, 1, rng.uniform(0.2, 1.0) * per_mm]])
    shadow = cv2.GaussianBlur(cv2.warpAffine(form, off, (WIDTH, HEIGHT)), (0, 0), max(0.7, 0.5 * per_mm))
    shaded = desk * (1 - 0.35 * shadow[..., None])
    return shaded * (1 - form[..., None]) + document * form[..., None] * rng.uniform(0.92, 1.05)


def lamp(corners, rng):
    """A lamp mirrored in the document: a disc, a tube or a window, with the long tails of a surface that is not smooth."""
    u, v = rng.uniform(0.2, 0.8, 2)
    at = (corners[0] * (1 - u) + corners[1] * u) * (1 - v) + (corners[3] * (1 - u) + corners[2] * u) * v
    radius = np.sqrt(cv2.contourArea(corners) * rng.uniform(0.02, 0.06) / np.pi)
    y, x = np.mgrid[0:HEIGHT, 0:WIDTH].astype(np.float32)
    turn = rng.uniform(0, np.pi)
    along = (x - at[0]) * np.cos(turn) + (y - at[1]) * np.sin(turn)
    beside = (y - at[1]) * np.cos(turn) - (x - at[0]) * np.sin(turn)
    core = ((0.35, 0.35), (1.3, 0.12), (0.7, 0.5))[rng.integers(3)]
    dx, dy = np.maximum(np.abs(along) - core[0] * radius, 0), np.maximum(np.abs(beside) - core[1] * radius, 0)
    light = 1 / (1 + (dx**2 + dy**2) / radius**2 / rng.uniform(0.25, 0.45)) ** rng.choice([1.5, 2, 3])
    return (rng.uniform(1.2, 4) * light)[..., None]


def main():
    args = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    args.add_argument("folder", type=Path)
    args.add_argument("out", type=Path)
    args.add_argument("--seed", type=int, default=1)
    args.add_argument("--rounds", type=int, default=12, help="pictures of each photograph")
    args = args.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    rng, items = np.random.default_rng(args.seed), []
    for item in json.loads((args.folder / "truth.json").read_text())["items"]:
        params = item["params"]
        if params["glare"] or params["blur_sigma"] > 1.15 or params["motion"] > 4 or params["exposure"] < 0.7:
            continue
        file = next(args.folder.rglob(item["file"]))
        light, quad = linear(cv2.imread(str(file))), np.float32(item["doc_quad"])
        size_mm = tuple(np.linalg.norm(quad[end] - quad[0]) / params["px_per_mm"] for end in (1, 3))
        if floor_dpi(item["kind"]) > 200:
            size_mm = (85.6, 53.98)
        pieces = patches(light, quad)
        if len(pieces) < 4:
            continue
        for number in range(args.rounds):
            label = LABELS[number % len(LABELS)]
            floor, own = floor_dpi(item["kind"]), params["px_per_mm"] * 25.4
            dpi = floor * rng.uniform(0.5, 0.85) if label == "small" else min(floor * rng.uniform(1.15, 1.7), own)
            corners = place(np.multiply(size_mm, dpi / 25.4), label, rng)
            if corners is None or (label != "small" and dpi < 1.08 * floor):
                continue
            desk = bare_desk(pieces, rng)
            seen = desk if label == "bare" else laid(light, quad, desk, corners, size_mm, dpi / 25.4, rng)
            if label == "glare":
                seen = seen * rng.uniform(0.6, 0.85) + lamp(corners, rng)
            seen = as_seen(cv2.GaussianBlur(seen, (0, 0), rng.uniform(0.35, 0.7)), rng.uniform(0.8, 2.5), rng)
            name = f"{file.stem}_{number:02}_{label}.jpg"
            cv2.imwrite(str(args.out / name), seen, [cv2.IMWRITE_JPEG_QUALITY, int(rng.integers(80, 93))])
            there = {"label": label, "doc_quad": np.float64(corners).tolist(), "dpi": dpi} if label != "bare" else {}
            items.append({"file": name, "kind": item["kind"], "desk": params["desk"], **there})
    note = "Invented data; put together from another maker's photographs."
    (args.out / "truth.json").write_text(json.dumps({"note": note, "seed": args.seed, "items": items}))
    print(dict(collections.Counter(item.get("label", "bare") for item in items)))


if __name__ == "__main__":
    main()
