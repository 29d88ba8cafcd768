#!/usr/bin/env python3
"""What an engineer would write today: golden comparison of boards with OpenCV and scikit-image.

Reads, registers, compares, measures and stores, as Loupe's golden-board recipe does, and prints one JSON line with the
seconds spent and the pixels of the test images. Used by releng/bench/run as the other side of each ratio.
"""
import argparse
import csv
import json
import multiprocessing
import pathlib
import time

import cv2
import numpy as np
from skimage import filters, measure


def register(test, reference):
    """Phase correlation, then ECC up to affine, accepted only where it correlates better."""
    size = (test.shape[1], test.shape[0])
    window = cv2.createHanningWindow(size, cv2.CV_32F)
    (dx, dy), _ = cv2.phaseCorrelate(test.astype(np.float32), reference.astype(np.float32), window)
    best = np.array([[1, 0, dx], [0, 1, dy]], np.float32)
    flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP

    def correlation(warp):
        moved = cv2.warpAffine(reference, warp, size, flags=flags, borderMode=cv2.BORDER_REPLICATE)
        with np.errstate(invalid="ignore"):
            return np.corrcoef(moved[::4, ::4].ravel(), test[::4, ::4].ravel())[0, 1]

    score = correlation(best)
    small = [cv2.resize(cv2.GaussianBlur(i, (0, 0), 1.5), None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA)
             for i in (test, reference)]
    half = best.copy()
    half[:, 2] /= 2
    criteria = (cv2.TERM_CRITERIA_EPS | cv2.TERM_CRITERIA_COUNT, 30, 1e-4)
    for motion in (cv2.MOTION_EUCLIDEAN, cv2.MOTION_AFFINE):
        try:
            _, found = cv2.findTransformECC(small[0], small[1], half.copy(), motion, criteria, None, 1)
        except cv2.error:
            continue
        full = found.copy()
        full[:, 2] *= 2
        better = correlation(full)
        if better > score + 1e-4:
            best, score, half = full, better, found
    moved = cv2.warpAffine(reference, best, size, flags=flags, borderMode=cv2.BORDER_REPLICATE)
    valid = cv2.warpAffine(np.full_like(reference, 255), best, size, flags=cv2.INTER_NEAREST | cv2.WARP_INVERSE_MAP)
    return moved, cv2.erode(valid, np.ones((5, 5), np.uint8))


def compare(test, reference, valid, tolerance=4, low=40, high=90, thick=5, smallest=12):
    """Difference beyond an edge tolerance with hysteresis; thick differences count inside it too."""
    local = [cv2.blur(i, (129, 129)).astype(np.float32) + 8 for i in (test, reference)]
    matched = cv2.convertScaleAbs(reference * np.clip(local[0] / local[1], 0.5, 1.5))
    disc = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * tolerance + 1,) * 2)
    beyond = cv2.max(cv2.subtract(test, cv2.dilate(matched, disc)), cv2.subtract(cv2.erode(matched, disc), test))
    plain = cv2.morphologyEx(cv2.absdiff(test, matched), cv2.MORPH_OPEN, np.ones((thick, thick), np.uint8))
    difference = cv2.bitwise_and(cv2.max(beyond, plain), valid)
    mask = filters.apply_hysteresis_threshold(difference, low, high).astype(np.uint8)
    mask = cv2.morphologyEx(mask, cv2.MORPH_CLOSE, np.ones((7, 7), np.uint8))
    labels = measure.label(mask)
    columns = measure.regionprops_table(labels, test, properties=(
        "bbox", "area", "feret_diameter_max", "eccentricity", "orientation", "mean_intensity"))
    keep = columns["area"] >= smallest
    return {name: values[keep] for name, values in columns.items()}


def inspect(pair):
    test_file, reference_file = pair
    cv2.setNumThreads(1)
    test = cv2.imread(str(test_file), cv2.IMREAD_GRAYSCALE)
    reference = cv2.imread(str(reference_file), cv2.IMREAD_GRAYSCALE)
    found = compare(test, *register(test, reference))
    rows = []
    for i in range(len(found["area"])):
        y0, x0, y1, x1 = (found[f"bbox-{k}"][i] for k in range(4))
        rows.append([test_file.name, x0 - 10, y0 - 10, x1 - x0 + 20, y1 - y0 + 20, found["area"][i],
                     found["feret_diameter_max"][i], found["eccentricity"][i], found["orientation"][i],
                     found["mean_intensity"][i]])
    return rows, test.size


def main():
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("folder", type=pathlib.Path, help="searched for *_test.* beside *_temp.*")
    arguments.add_argument("--processes", type=int, default=1)
    arguments.add_argument("--out", type=pathlib.Path, required=True, help="CSV file to write")
    options = arguments.parse_args()
    pairs = [(t, t.with_name(t.name.replace("_test", "_temp"))) for t in sorted(options.folder.rglob("*_test.*"))]
    started = time.perf_counter()
    if options.processes == 1:
        results = map(inspect, pairs)
    else:
        pool = multiprocessing.Pool(options.processes)
        results = pool.imap(inspect, pairs, chunksize=4)
    pixels = detections = 0
    with options.out.open("w", newline="") as file:
        table = csv.writer(file)
        table.writerow("image x y width height area feret eccentricity orientation mean".split())
        for rows, size in results:
            table.writerows(rows)
            pixels += size
            detections += len(rows)
    print(json.dumps({"images": len(pairs), "pixels": pixels, "detections": detections,
                      "seconds": time.perf_counter() - started}))


if __name__ == "__main__":
    main()
