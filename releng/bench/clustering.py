#!/usr/bin/env python3
"""Compares Loupe's clusterers with SciPy and scikit-learn: results and speed; prints a table.

    releng/bench/clustering.py [--classes FOLDER] [--only NAME]  both sides in turn, each on one core, and Loupe on two
    releng/bench/clustering.py --memory [--classes FOLDER]       what a hierarchy over 10,000 and 20,000 rows needs
    releng/bench/clustering.py --neighbours [--classes FOLDER]   nearest rows in 1,000,000 x 128
    releng/bench/clustering.py --projection [--classes FOLDER]   UMAP of 100,000 x 64

FOLDER holds the compiled bundles org.loupe.api, org.loupe.engine and org.loupe.tools.openblas, each in a folder of its
name; without it, bundles/*/target/classes. JavaCPP and OpenBLAS come from bundles/org.loupe.bytedeco/lib and the local
Maven repository. Needs Debian's python3-sklearn. The ratio on one core is that of processor time, which is the time that
passes on a quiet machine; that of one core to two is of the time that passes, and means something on a quiet machine
only. Ends with 1 if a result differs, or a hierarchy over n rows needs more than 5 n² bytes.
"""
import argparse
import os
import pathlib
import subprocess
import sys
import tempfile
import time

for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
    os.environ.setdefault(name, "1")
try:
    import numpy
    from scipy.cluster.hierarchy import linkage
    from sklearn.cluster import AffinityPropagation, KMeans
    from sklearn.metrics import adjusted_rand_score
except ImportError as e:
    sys.exit(f"{e}: install python3-sklearn")

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
ROUNDS = 3


def classpath(classes):
    names = ("org.loupe.api", "org.loupe.engine", "org.loupe.tools.openblas")
    folders = [pathlib.Path(classes, n) if classes else ROOT / "bundles" / n / "target/classes" for n in names]
    maven = pathlib.Path.home() / ".m2/repository"
    jars = [*(ROOT / "bundles/org.loupe.bytedeco/lib").glob("*.jar"),
            *(maven / "org/bytedeco/openblas").glob("*/openblas-*-linux-x86_64.jar")]
    return os.pathsep.join(map(str, [*folders, *jars]))


def blobs(count, columns, groups, spread, seed):
    random = numpy.random.default_rng(seed)
    centres = random.normal(size=(groups, columns))
    return (centres[random.integers(groups, size=count)] + spread * random.normal(size=(count, columns))).astype("<f4")


class Loupe:
    def __init__(self, classes, folder):
        self.path, self.folder = classpath(classes), pathlib.Path(folder)
        subprocess.run(["javac", "-d", folder, "-cp", self.path, str(HERE / "Clustering.java")], check=True)

    def run(self, method, points, threads, rounds, *more, heap="3g", cores=None):
        """Least seconds that passed, least of the processor, and the result."""
        file, out = self.folder / "points", self.folder / "result"
        points.tofile(file)
        pin = ["taskset", "-c", ",".join(map(str, sorted(os.sched_getaffinity(0))[:cores]))] if cores else []
        command = [*pin, "java", f"-Xmx{heap}", "-cp", os.pathsep.join([str(self.folder), self.path]),
                   "ClusteringBench", method, file, *points.shape, threads, rounds, out, *more]
        run = subprocess.Popen([str(word) for word in command], stdout=subprocess.PIPE, text=True)
        lines = run.stdout.read().splitlines()
        _, status, usage = os.wait4(run.pid, 0)
        if status:
            sys.exit(f"{method} failed")
        self.peak = usage.ru_maxrss * 1024
        times = numpy.array([line.split() for line in lines], float)
        return times[:, 0].min(), times[:, 1].min(), numpy.fromfile(out, "<f8") if out.exists() else None


def timed(work, rounds):
    best = float("inf")
    for _ in range(rounds):
        began = time.process_time()
        result = work()
        best = min(best, time.process_time() - began)
    return best, result


def compare(loupe, only):
    equal = True
    print(f"{'':34} {'Loupe s':>8} {'peer s':>8} {'ratio':>6} {'2 cores':>8}  result")

    def line(name, method, points, more, peer, same):
        nonlocal equal
        if only not in name:
            return
        _, ours, result = loupe.run(method, points, 1, ROUNDS, *more, cores=1)
        one, _, _ = loupe.run(method, points, 1, ROUNDS, *more)
        two, _, _ = loupe.run(method, points, 2, ROUNDS, *more)
        theirs, expected = timed(peer, 1 if theirs_slow(points) else 2)
        text, fine = same(result, expected)
        equal &= fine
        print(f"{name:34} {ours:8.2f} {theirs:8.2f} {theirs / ours:6.2f} {one / two:7.2f}x  {text}", flush=True)

    points = blobs(10_000, 512, 20, 1.0, 2)
    exact = points.astype(float)
    for method in ("ward", "average", "complete", "single"):
        line(f"{method} 10,000 x 512", method, points, (), lambda: linkage(exact, method), same_tree)
    for count, columns in ((1_000, 32), (2_500, 64)):
        points = blobs(count, columns, 12, 0.4, 3)
        exact = points.astype(float)
        line(f"affinity propagation {count:,} x {columns}", "affinity-propagation", points, (-200, 0.7),
             lambda: AffinityPropagation(preference=-200, damping=0.7, random_state=0).fit_predict(exact), same_labels)
    for count, columns, clusters in ((10_000, 512, 20), (100_000, 64, 20), (100_000, 32, 200)):
        points = blobs(count, columns, clusters, 1.0, 4)
        line(f"k-means {count:,} x {columns}, {clusters} clusters", "k-means", points, (clusters, 10),
             lambda: KMeans(clusters, n_init=10, random_state=0).fit(points).labels_,
             lambda ours, theirs: inertia(points, ours, theirs))
    return equal


def theirs_slow(points):
    return points.size > 5_000_000


def same_tree(found, expected):
    found = found.reshape(-1, 3)
    nodes = numpy.array_equal(found[:, :2], expected[:, :2])
    apart = abs(found[:, 2] - expected[:, 2]).max()
    return f"nodes {'equal' if nodes else 'DIFFERENT'}, heights within {apart:.1e}", nodes and apart <= 1e-9


def same_labels(found, expected):
    agreement = adjusted_rand_score(expected, found)
    return f"labels {'equal' if agreement == 1 else 'DIFFERENT'}, {len(set(expected))} clusters", agreement == 1


def inertia(points, ours, theirs):
    def of(labels):
        labels, exact = labels.astype(int), points.astype(float)
        sums = numpy.zeros((labels.max() + 1, points.shape[1]))
        numpy.add.at(sums, labels, exact)
        return ((exact - (sums / numpy.bincount(labels)[:, None])[labels]) ** 2).sum()
    a, b = of(ours), of(theirs)
    return f"inertia {a / b:.4f} of theirs", a <= 1.01 * b


def memory(loupe):
    """Peak resident memory over that of a run with a hundred rows, without the rows themselves."""
    peaks = {}
    for count in (100, 10_000, 20_000):
        points = blobs(count, 64, 20, 1.0, 2)
        loupe.run("ward", points, 2, 1)
        peaks[count] = loupe.peak - points.nbytes
    start = peaks.pop(100)
    most = max((peak - start) / count**2 for count, peak in peaks.items())
    for count, peak in peaks.items():
        print(f"{count:,} rows: {(peak - start) / 1e6:.0f} MB over {start / 1e6:.0f} MB, "
              f"{(peak - start) / count**2:.2f} n² bytes")
    return most <= 5


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--classes")
    parser.add_argument("--only", default="")
    for name in ("memory", "neighbours", "projection"):
        parser.add_argument(f"--{name}", action="store_true")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        loupe = Loupe(args.classes, folder)
        if args.memory:
            sys.exit(0 if memory(loupe) else 1)
        if args.neighbours:
            random = numpy.random.default_rng(1)
            for name, points in (("200 groups", blobs(1_001_000, 128, 200, 0.5, 1)),
                                 ("16 directions and noise", (random.normal(size=(1_001_000, 16)).astype("<f4")
                                  @ random.normal(size=(16, 128)).astype("<f4")
                                  + 0.4 * random.normal(size=(1_001_000, 128)).astype("<f4")).astype("<f4"))):
                print(name, flush=True)
                loupe.run("neighbours", points, 1, 1, 1000, heap="4g")
        elif args.projection:
            passed, used, _ = loupe.run("umap", blobs(100_000, 64, 12, 0.7, 1), 1, 1)
            print(f"UMAP of 100,000 x 64: {passed:.1f} s, {used:.1f} s of processors")
        else:
            sys.exit(0 if compare(loupe, args.only) else 1)


if __name__ == "__main__":
    main()
