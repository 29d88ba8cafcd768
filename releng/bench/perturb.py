#!/usr/bin/env python3
"""Copies board pairs with every test image disturbed in one way, and the true boxes moved with it.

Boards are pairs NAME_test.jpg and NAME_temp.jpg with boxes in NAME.txt (x1 y1 x2 y2 type). The copies are PNG, so that
nothing but the named disturbance is added. The draws are fixed by the seed and the name of the pair.
"""
import argparse
import pathlib
import zlib

import cv2
import numpy as np

KINDS = {
    "none": "as it is",
    "shift": "moved by up to 8 px in both directions",
    "rotate": "turned by up to 1 degree about its centre",
    "dim": "20 % darker",
    "vignette": "20 % darker in the corners, falling off with the square of the radius",
    "noise": "Gaussian noise of 8 grey levels standard deviation",
}


def disturb(kind, image, boxes, draw):
    height, width = image.shape
    if kind in ("shift", "rotate"):
        if kind == "shift":
            warp = np.float32([[1, 0, draw.uniform(-8, 8)], [0, 1, draw.uniform(-8, 8)]])
        else:
            warp = cv2.getRotationMatrix2D(((width - 1) / 2, (height - 1) / 2), draw.uniform(-1, 1), 1)
        image = cv2.warpAffine(image, warp, (width, height), flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
        moved = []
        for x1, y1, x2, y2, kind_of_defect in boxes:
            x, y = warp @ [(x1 + x2) / 2, (y1 + y2) / 2, 1]
            w, h = x2 - x1, y2 - y1
            if 0 <= x < width and 0 <= y < height:
                moved.append((round(x - w / 2), round(y - h / 2), round(x + w / 2), round(y + h / 2), kind_of_defect))
        return image, moved
    pixels = image.astype(np.float32)
    if kind == "dim":
        pixels *= 0.8
    elif kind == "vignette":
        y, x = np.mgrid[:height, :width]
        radius = np.hypot(x - (width - 1) / 2, y - (height - 1) / 2) / np.hypot(width / 2, height / 2)
        pixels *= 1 - 0.2 * radius ** 2
    elif kind == "noise":
        pixels += draw.normal(0, 8, pixels.shape)
    return np.clip(np.rint(pixels), 0, 255).astype(np.uint8), boxes


def main():
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("source", type=pathlib.Path)
    arguments.add_argument("target", type=pathlib.Path)
    arguments.add_argument("--kind", choices=KINDS, required=True, help="; ".join(f"{k}: {v}" for k, v in KINDS.items()))
    arguments.add_argument("--seed", type=int, default=1)
    options = arguments.parse_args()
    options.target.mkdir(parents=True, exist_ok=True)
    for file in sorted(options.source.rglob("*_test.jpg")):
        name = file.name.removesuffix("_test.jpg")
        draw = np.random.default_rng([options.seed, zlib.crc32(name.encode())])
        boxes = [tuple(map(int, line.split())) for line in file.with_name(name + ".txt").read_text().splitlines() if line]
        image, boxes = disturb(options.kind, cv2.imread(str(file), cv2.IMREAD_GRAYSCALE), boxes, draw)
        cv2.imwrite(str(options.target / f"{name}_test.png"), image)
        cv2.imwrite(str(options.target / f"{name}_temp.png"),
                    cv2.imread(str(file.with_name(name + "_temp.jpg")), cv2.IMREAD_GRAYSCALE))
        (options.target / f"{name}.txt").write_text("".join(" ".join(map(str, b)) + "\n" for b in boxes))


if __name__ == "__main__":
    main()
