"""The usual way to find a document with OpenCV, on the same pictures: grey, blur, Canny, close, contours, the
largest one with four corners. For comparison only.

    python tools/evaluation/opencv_outline.py FOLDER...

A folder is one that examples/evaluate.rs reads: pictures and truth.json.
"""

import json
import sys
import time
from pathlib import Path

import cv2
import numpy as np

LONG_SIDE = 480  # as the kiosk's preview
LEAST_AREA = 0.02  # of the picture, as the kiosk's


def find(picture: np.ndarray) -> np.ndarray | None:
    """Corners in pixels of `picture` (BGR), or None."""
    factor = max(picture.shape[:2]) / LONG_SIDE
    size = (round(picture.shape[1] / factor), round(picture.shape[0] / factor))
    grey = cv2.cvtColor(cv2.resize(picture, size, interpolation=cv2.INTER_AREA), cv2.COLOR_BGR2GRAY)
    grey = cv2.GaussianBlur(grey, (5, 5), 0)
    # Otsu's threshold is the usual choice where the light is not known.
    high, _ = cv2.threshold(grey, 0, 255, cv2.THRESH_BINARY + cv2.THRESH_OTSU)
    edges = cv2.Canny(grey, 0.4 * high, 0.8 * high)
    edges = cv2.morphologyEx(edges, cv2.MORPH_CLOSE, np.ones((5, 5), np.uint8))
    contours, _ = cv2.findContours(edges, cv2.RETR_LIST, cv2.CHAIN_APPROX_SIMPLE)
    for contour in sorted(contours, key=cv2.contourArea, reverse=True)[:10]:
        hull = cv2.convexHull(contour)
        corners = cv2.approxPolyDP(hull, 0.03 * cv2.arcLength(hull, True), True)
        if len(corners) == 4 and cv2.contourArea(corners) > LEAST_AREA * grey.size:
            return corners.reshape(4, 2).astype(np.float32) * factor
    return None


def iou(a: np.ndarray, b: np.ndarray) -> float:
    a, b = (cv2.convexHull(np.float32(quad)) for quad in (a, b))
    shared, _ = cv2.intersectConvexConvex(a, b)
    return shared / (cv2.contourArea(a) + cv2.contourArea(b) - shared)


def main() -> None:
    cv2.setNumThreads(1)
    rows: dict[str, list[float]] = {}
    ghosts: dict[str, list[bool]] = {}
    times = []
    for folder in map(Path, sys.argv[1:]):
        pictures = folder / "images" if (folder / "images").is_dir() else folder
        for item in json.loads((folder / "truth.json").read_text())["items"]:
            picture = cv2.imread(str(pictures / item["file"]))
            if picture is None:
                continue
            start = time.thread_time()
            found = find(picture)
            times.append((time.thread_time() - start) * 1e3)
            truth = item.get("corners") or item.get("doc_quad")
            desk = item.get("desk") or item.get("params", {}).get("desk", "")
            for key in (desk, "(all)"):
                if truth is None:
                    ghosts.setdefault(key, []).append(found is not None)
                else:
                    rows.setdefault(key, []).append(0.0 if found is None else iou(found, np.float32(truth)))
    print("| desk | documents | IoU >= 0.90 | mean IoU | empty | found on empty |\n|---|---|---|---|---|---|")
    for desk in sorted(rows):
        values, empty = np.array(rows[desk]), ghosts.get(desk, [])
        good = f"{int((values >= 0.9).sum())} ({100 * (values >= 0.9).mean():.1f} %)"
        print(f"| {desk} | {len(values)} | {good} | {values.mean():.3f} | {len(empty)} | {sum(empty)} |")
    print(f"\nMilliseconds (median, p95), shrinking and outline: {np.median(times):.2f}, {np.percentile(times, 95):.2f}")


if __name__ == "__main__":
    main()
