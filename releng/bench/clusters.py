#!/usr/bin/env python3
"""Compares Loupe's clusters of defects with scikit-learn's DBSCAN: labels and time; prints a table.

    releng/bench/clusters.py [CLASSES]

CLASSES is a folder of the compiled bundle org.loupe.wafer, without it bundles/org.loupe.wafer/target/classes. Needs
Debian's python3-sklearn. Ends with 1 if any label differs, up to other numbers of the clusters.
"""
import os
import pathlib
import subprocess
import sys
import tempfile
import time

os.environ.setdefault("OMP_NUM_THREADS", "1")
try:
    import numpy
    from sklearn.cluster import DBSCAN
except ImportError as e:
    sys.exit(f"{e}: install python3-sklearn")

HERE = pathlib.Path(__file__).resolve().parent
CLASSES = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else HERE.parent.parent / "bundles/org.loupe.wafer/target/classes")


def wafer(count, seed):
    """Places on a wafer of 200 mm: four fifths anywhere, a scratch, a spot and a ring at the edge."""
    random = numpy.random.default_rng(seed)
    part = count // 20
    radius = numpy.sqrt(random.uniform(0, 1, count - 3 * part)) * 100_000
    ring = random.uniform(92_000, 97_000, part)
    angle = random.uniform(0, 2 * numpy.pi, count - 2 * part)
    polar = numpy.concatenate([radius, ring])
    along = random.uniform(0, 1, part)
    scratch = numpy.stack([along * 70_000 - 50_000, along * 90_000 - 60_000 + 30_000 * along * (1 - along)], 1)
    points = numpy.concatenate([numpy.stack([polar * numpy.cos(angle), polar * numpy.sin(angle)], 1),
                                scratch + random.normal(0, 150, (part, 2)), random.normal(30_000, 3_000, (part, 2))])
    return random.permutation(points)


def same(ours, theirs):
    """Whether two lists of labels are equal but for the numbers of the clusters."""
    pairs = set(zip(ours.tolist(), theirs.tolist()))
    return len(pairs) == len({a for a, _ in pairs}) == len({b for _, b in pairs}) \
        and all((a == -1) == (b == -1) for a, b in pairs)


def main():
    equal = True
    print(f"{'defects':>9} {'reach µm':>9} {'least':>5} {'clusters':>8} {'Loupe s':>8} {'sklearn s':>9} {'ratio':>6}  labels")
    for count, reach, least in ((200, 9000, 5), (2_000, 2500, 5), (20_000, 900, 7), (100_000, 350, 9),
                                (100_000, 1200, 60), (1_000_000, 118, 11)):
        points = wafer(count, count)
        rounds = 50 if count <= 20_000 else 10 if count <= 100_000 else 3
        with tempfile.TemporaryDirectory() as folder:
            file, labels = pathlib.Path(folder, "points"), pathlib.Path(folder, "labels")
            points.astype(">f8").tofile(file)
            run = subprocess.run(["java", "-Xmx2g", "-cp", str(CLASSES), str(HERE / "Clusters.java"), str(file),
                                  str(count), str(reach), str(least), str(labels), str(rounds)],
                                 check=True, capture_output=True, text=True)
            ours = numpy.loadtxt(labels, dtype=int)
        best = float("inf")
        for _ in range(3 if count <= 100_000 else 1):
            started = time.perf_counter()
            theirs = DBSCAN(eps=reach, min_samples=least).fit_predict(points)
            best = min(best, time.perf_counter() - started)
        found = same(ours, theirs)
        equal &= found
        print(f"{count:9,} {reach:9} {least:5} {ours.max() + 1:8} {float(run.stdout):8.3f} {best:9.3f} "
              f"{best / float(run.stdout):6.1f}  {'equal' if found else 'DIFFERENT'}", flush=True)
    sys.exit(0 if equal else 1)


if __name__ == "__main__":
    main()
