#!/usr/bin/env python3
"""Compares Loupe's feature extractors with scikit-image, SciPy and NumPy: numbers and speed; prints a table.

    releng/bench/run --features [CLASSES]      both sides in turn, each on one core
    releng/bench/features.py --reference       the numbers that Loupe's tests expect

CLASSES is a folder that holds the compiled bundles org.loupe.api, org.loupe.engine, org.loupe.tools.base and
org.loupe.tools.classic; without it, bundles/*/target/classes. Needs Debian's python3-skimage. What is measured is the
processor time of the whole process, which is the time that passes on a quiet machine. Ends with 1 if any number
differs by more than rounding.
"""
import argparse
import math
import os
import pathlib
import subprocess
import sys
import tempfile
import time

for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
    os.environ.setdefault(name, "1")
try:
    import numpy as np
    from scipy import ndimage, signal, stats
    from skimage import feature, filters, measure
except ImportError as e:
    sys.exit(f"{e}: install python3-skimage")

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
ANGLES = [0, np.pi / 4, np.pi / 2, 3 * np.pi / 4]
LEVELS = np.arange(256)
SUM = LEVELS[:, None] + LEVELS[None, :]
DIFFERENCE = np.abs(LEVELS[:, None] - LEVELS[None, :])


def entropy(p):
    p = p[p > 0]
    return -np.sum(p * np.log(p))


def haralick(image):
    """The properties of scikit-image and the 13 features of Haralick in four directions, as NumPy does them."""
    matrices = feature.graycomatrix(image, [1], ANGLES, 256, symmetric=True, normed=True)
    known = {name: feature.graycoprops(matrices, name)[0] for name in
             ("ASM", "contrast", "correlation", "homogeneity", "dissimilarity", "energy")}
    row = []
    for a in range(len(ANGLES)):
        p = matrices[:, :, 0, a]
        single = p.sum(0)
        mean = single @ LEVELS
        sums = np.bincount(SUM.ravel(), p.ravel())
        differences = np.bincount(DIFFERENCE.ravel(), p.ravel())
        sum_mean, difference_mean = sums @ np.arange(511), differences @ LEVELS
        h, hx = entropy(p), entropy(single)
        product = np.outer(single, single)
        with np.errstate(divide="ignore", invalid="ignore"):
            logs = np.where(product > 0, np.log(product), 0)
        h1, h2 = -np.sum(p * logs), -np.sum(product * logs)
        row += [known["ASM"][a], known["contrast"][a], known["correlation"][a], single @ (LEVELS - mean) ** 2,
                known["homogeneity"][a], sum_mean, sums @ (np.arange(511) - sum_mean) ** 2, entropy(sums), h,
                differences @ (LEVELS - difference_mean) ** 2, entropy(differences), (h - h1) / hx,
                math.sqrt(max(0, 1 - math.exp(-2 * (h2 - h)))), known["dissimilarity"][a], known["energy"][a]]
    return row


def lbp(image, points=8, radius=1):
    patterns = feature.local_binary_pattern(image, points, radius, "uniform")
    return np.bincount(patterns.astype(int).ravel(), minlength=points + 2) / patterns.size


def hog(image, angles=9, cell=16, block=2, norm="L2-Hys", root=False):
    return feature.hog(image, angles, (cell, cell), (block, block), norm, transform_sqrt=root)


def hu(image):
    image = image / image.mean()
    return measure.moments_hu(measure.moments_normalized(measure.moments_central(image)))


def gabor(image, wavelength=4, scales=3, angles=6):
    image, row = image.astype(float), []
    for scale in range(scales):
        length = wavelength * 2 ** scale
        deviation = 3 * math.sqrt(math.log(2) / 2) / math.pi * length
        reach = math.ceil(3 * deviation)
        wide = np.pad(image, reach, "edge")
        bell = np.exp(-0.5 * np.arange(-reach, reach + 1) ** 2 / deviation ** 2)
        bell = np.outer(bell, bell) / bell.sum() ** 2
        for angle in range(angles):
            part = filters.gabor_kernel(1 / length, np.pi * angle / angles, n_stds=6)
            middle = np.array(part.shape) // 2
            kernel = part[middle[0] - reach:middle[0] + reach + 1, middle[1] - reach:middle[1] + reach + 1]
            kernel = kernel / np.abs(kernel).sum()
            kernel = kernel - bell * kernel.sum()
            answer = signal.fftconvolve(wide, kernel, "valid")
            row.append(2 * math.sqrt(np.mean(np.abs(answer) ** 2)))
    return row


def histogram(image, bins=16):
    values = image.ravel().astype(float)
    return [*np.histogram(values, bins, (0, 256))[0] / values.size, values.mean(), values.std(), stats.skew(values),
            stats.kurtosis(values), *np.percentile(values, (5, 25, 50, 75, 95))]


class Zernike:
    """Magnitudes of the moments up to order 8 by a product with the polynomials, which are made only once."""

    def __init__(self, order=8, size=64, fine=5):
        places = (np.arange(size * fine) + 0.5) / (size * fine) * 2 - 1
        x, y = np.meshgrid(places, places)
        r, angle = np.hypot(x, y), np.arctan2(y, x)
        rows = []
        for n in range(order + 1):
            for m in range(n % 2, n + 1, 2):
                radial = sum((-1) ** s * math.factorial(n - s) / math.factorial(s) / math.factorial((n + m) // 2 - s)
                             / math.factorial((n - m) // 2 - s) * r ** (n - 2 * s) for s in range((n - m) // 2 + 1))
                whole = np.where(r <= 1, radial * np.exp(-1j * m * angle), 0) * (n + 1) / math.pi
                rows.append(whole.reshape(size, fine, size, fine).mean((1, 3)).ravel() * (2 / size) ** 2)
        self.basis = np.array(rows)

    def __call__(self, image):
        moments = np.abs(self.basis @ image.ravel().astype(float))
        return moments / moments[0]


def textures(count, side, seed):
    """Grain, clouds and noise around mid-grey, as surfaces look."""
    random = np.random.default_rng(seed)
    grain = ndimage.gaussian_filter(random.normal(0, 1, (count, side, side)), (0, 1, 1))
    clouds = ndimage.gaussian_filter(random.normal(0, 1, (count, side, side)), (0, 6, 6))
    values = 128 + 30 * grain / grain.std() + 40 * clouds / clouds.std() + random.normal(0, 6, grain.shape)
    return np.clip(values, 0, 255).astype(np.uint8)


# name, tool and parameters, side of the images in px, the same in Python
CASES = [
    ("Haralick, 1 MPix", ["loupe.haralick", "levels=256", "directions=each"], 1024, haralick),
    ("Haralick, 64 × 64", ["loupe.haralick", "levels=256", "directions=each"], 64, haralick),
    ("Zernike, 64 × 64", ["loupe.zernike"], 64, Zernike()),
    ("LBP, 1 MPix", ["loupe.lbp"], 1024, lbp),
    ("LBP, 64 × 64", ["loupe.lbp"], 64, lbp),
    ("HOG, 1 MPix", ["loupe.hog", "window=1024", "cell=32", "context=0"], 1024,
     lambda image: hog(image, cell=32)),
    ("HOG, 64 × 64", ["loupe.hog", "context=0"], 64, hog),
    ("Hu, 64 × 64", ["loupe.hu", "source=image", "logarithmic=false"], 64, hu),
    ("Gabor, 64 × 64", ["loupe.gabor", "directions=each"], 64, gabor),
    ("Histogram, 64 × 64", ["loupe.histogram", "around=false", "difference=false"], 64, histogram),
]


def ours(command, core):
    run = subprocess.run(command, check=True, capture_output=True, text=True,
                         preexec_fn=lambda: os.sched_setaffinity(0, {core}))
    rate, row = run.stdout.splitlines()[:2]
    return float(rate), np.array(row.split(), float)


def theirs(describe, images, seconds):
    best, row = float("inf"), np.array(describe(images[0]))
    end, number = time.process_time() + seconds, 0
    while number < 3 or time.process_time() < end:
        batch = images if len(images) < 10 else images[number % 10::10]
        started = time.process_time()
        for image in batch:
            describe(image)
        best = min(best, (time.process_time() - started) / len(batch))
        number += 1
    return 1 / best, row


def compare(folder, rounds, seconds):
    """Prints the table. @return whether all numbers agree"""
    core = sorted(os.sched_getaffinity(0))[-1]
    os.sched_setaffinity(0, {core})
    bundles = [folder / name if folder else ROOT / "bundles" / name / "target/classes"
               for name in ("org.loupe.api", "org.loupe.engine", "org.loupe.tools.base", "org.loupe.tools.classic")]
    load = os.getloadavg()[0]
    agree = True
    print(f"core {core}, load {load:.1f}, best of {rounds} rounds in turn; images per second of processor time")
    print(f"{'':<20} {'Loupe':>10} {'Python':>10} {'ratio':>7}  largest difference")
    with tempfile.TemporaryDirectory() as scratch:
        path = ":".join(map(str, [*bundles, scratch]))
        subprocess.run(["javac", "-d", scratch, "-cp", path, str(HERE / "Features.java")], check=True)
        for name, tool, side, describe in CASES:
            images = textures(2 if side > 64 else 200, side, side)
            file = pathlib.Path(scratch, "images")
            images.tofile(file)
            command = ["java", "-Xmx1g", "-cp", path, "Features", str(file), str(side), str(seconds), *tool]
            us, them = [], []
            for _ in range(rounds):
                us.append(ours(command, core))
                them.append(theirs(describe, images, seconds))
            found, expected = us[0][1], them[0][1]
            far = np.max(np.abs(found - expected) / np.maximum(1e-3, np.abs(expected)))
            agree &= bool(far < 1e-4)
            rate, other = max(r for r, _ in us), max(r for r, _ in them)
            print(f"{name:<20} {rate:10,.1f} {other:10,.1f} {rate / other:7.1f}  {far:.1e}", flush=True)
    return agree


def texture(width, height, levels, seed):
    """The texture of Loupe's tests: a linear congruential generator and a slope."""
    state, image = seed, np.zeros((height, width), np.uint8)
    for y in range(height):
        for x in range(width):
            state = state * 1103515245 + 12345 & 0x7fffffff
            image[y, x] = ((state >> 16) % levels + (x * 3 + y) // 5) % levels
    return image


def reference():
    """Prints the numbers that Loupe's tests expect."""
    image, square = texture(40, 31, 256, 7), texture(32, 32, 256, 5)
    for points, radius in ((8, 1), (16, 2), (12, 2.5)):
        print("lbp", points, radius, (lbp(image, points, radius) * image.size).round().astype(int).tolist())
    for norm in ("L1", "L1-sqrt", "L2", "L2-Hys"):
        print("hog", norm, hog(square, 9, 8, 2, norm)[::29].tolist())
    print("hog of the root, 8 angles", hog(square, 8, 8, 2, "L2-Hys", True)[::29].tolist())
    print("hu", hu(image).tolist())
    print("gabor", gabor(image, 4, 3, 4))
    print("histogram", histogram(image, 8))


if __name__ == "__main__":
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("folder", nargs="?", type=pathlib.Path)
    arguments.add_argument("--reference", action="store_true")
    arguments.add_argument("--rounds", type=int, default=3)
    arguments.add_argument("--seconds", type=float, default=2)
    options = arguments.parse_args()
    if options.reference:
        reference()
    else:
        sys.exit(0 if compare(options.folder, options.rounds, options.seconds) else 1)
