#!/usr/bin/env python3
"""Compares Loupe's trainers with scikit-learn's counterparts: accuracy and loss, then seconds and rows per second.

    releng/bench/classifiers.py [--only ID] [--speed] [--rounds N] [CLASSES]

CLASSES is a class path of the bundles org.loupe.api and org.loupe.tools.tribuo and of Tribuo's jars; without it the
bundles' target/classes and the jars of the local Maven repository. Both sides get the same rows and their own
defaults, forests of 300 trees each, on one core, in turn. Accuracy is the mean over the splits of scikit-learn's
digits with 10, 30 and 50 examples per class, of wine and breast cancer, half of each to learn, and of made sets;
Loupe's defaults were chosen with digits, wine and breast cancer in sight, so those rows show that nothing is wrong,
not which side is better. Times are the least processor seconds of the rounds, in a warm process, so that what else
runs on the machine hardly counts. Needs Debian's python3-sklearn.
"""
import argparse
import os
import pathlib
import subprocess
import sys
import tempfile
import time
import warnings

os.environ["OMP_NUM_THREADS"] = os.environ["OPENBLAS_NUM_THREADS"] = "1"
warnings.filterwarnings("ignore")
try:
    import numpy
    from sklearn import datasets, ensemble, linear_model, metrics, neighbors, neural_network, svm
except ImportError as e:
    sys.exit(f"{e}: install python3-sklearn")

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
# rounds that begin later than this are left out, on both sides
SECONDS = 20
JAVA = ["java", "-Xmx3g", "-XX:ActiveProcessorCount=1"]


def class_path():
    found = [ROOT / f"bundles/{bundle}/target/classes" for bundle in ("org.loupe.api", "org.loupe.tools.tribuo")]
    local = pathlib.Path.home() / ".m2/repository"
    for group in ("org/tribuo", "com/oracle/labs/olcut", "com/google/protobuf/protobuf-java", "de/bwaldvogel",
                  "tw/edu/ntu/csie"):
        found += [jar for jar in (local / group).rglob("*.jar") if "bnd-" not in str(jar)]
    return os.pathsep.join(map(str, found))


def sets():
    """Name, rows to learn, their classes, rows to test, their classes."""
    for per_class in (10, 30, 50):
        x, y = datasets.load_digits(return_X_y=True)
        for seed in range(3):
            random = numpy.random.default_rng(seed)
            learn = numpy.concatenate([random.permutation(numpy.flatnonzero(y == c))[:per_class] for c in range(10)])
            test = numpy.setdiff1d(numpy.arange(len(y)), learn)
            yield f"digits, {per_class} per class", x[learn], y[learn], x[test], y[test]
    for name, load in (("wine", datasets.load_wine), ("breast cancer", datasets.load_breast_cancer)):
        x, y = load(return_X_y=True)
        for seed in range(3):
            order = numpy.random.default_rng(seed).permutation(len(y))
            half = len(y) // 2
            yield name, x[order[:half]], y[order[:half]], x[order[half:]], y[order[half:]]
    yield from made()


def made():
    """Three groups of each class, so that no plane tells them all."""
    for count, columns, classes in ((600, 300, 6), (10_000, 64, 10)):
        random = numpy.random.default_rng(count)
        centres = random.normal(0, 0.5, (classes, 3, columns))
        y = numpy.arange(count + 10_000) % classes
        x = centres[y, random.integers(0, 3, len(y))] + random.normal(0, 1.2, (len(y), columns))
        yield f"made, {count:,} × {columns}", x[:count], y[:count], x[count:], y[count:]


PEERS = {
    "loupe.logistic-regression": lambda: linear_model.LogisticRegression(max_iter=1000),
    "loupe.linear-svm": lambda: svm.LinearSVC(),
    "loupe.random-forest": lambda: ensemble.RandomForestClassifier(300, class_weight="balanced", random_state=0),
    "loupe.gradient-boosting": lambda: ensemble.HistGradientBoostingClassifier(early_stopping=False),
    "loupe.nearest-neighbours": lambda: neighbors.KNeighborsClassifier(weights="distance"),
    "loupe.neural-net": lambda: neural_network.MLPClassifier(random_state=0, early_stopping=False),
}


def loupe(path, trainer, learn, truth, test, classes, rounds, folder):
    """Seconds of training and of predicting, and the probabilities (of novelty: the novelty) of the test rows."""
    data, result = folder / "data", folder / "result"
    with open(data, "wb") as out:
        out.write(learn.astype(">f4").tobytes() + test.astype(">f4").tobytes() + truth.astype(">i4").tobytes())
    run = subprocess.run([*pinned(), *JAVA, "-cp", path, "Classifiers", str(data), str(len(learn)),
                          str(len(test)), str(learn.shape[1]), str(classes), trainer, str(result), str(rounds), str(SECONDS)],
                         capture_output=True, text=True)
    if run.returncode:
        sys.exit(run.stderr)
    seconds = [float(word) for word in run.stdout.split()]
    return seconds, numpy.fromfile(result, ">f4").reshape(len(test), -1)


def pinned():
    return ["taskset", "-c", str(max(os.sched_getaffinity(0)))]


def peer(make, learn, truth, test, rounds):
    best = [float("inf"), float("inf")]
    end = time.perf_counter() + SECONDS
    for number in range(rounds):
        if number and time.perf_counter() > end:
            break
        model = make()
        started = time.process_time()
        model.fit(learn, truth)
        fitted = time.process_time()
        told = model.predict_proba(test) if hasattr(model, "predict_proba") else model.decision_function(test)
        best = [min(best[0], fitted - started), min(best[1], time.process_time() - fitted)]
    return best, told


def scaled(x, others):
    """Both on the scale that Loupe's fusion brings features to."""
    mean, deviation = x.mean(0), numpy.where(x.std(0) > 0, x.std(0), 1)
    return [numpy.clip((a - mean) / deviation, -6, 6) for a in (x, others)]


def run(path, trainer, x, y, others, rounds):
    x, others = scaled(x, others)
    with tempfile.TemporaryDirectory() as folder:
        ours = loupe(path, trainer, x, y, others, y.max() + 1, rounds, pathlib.Path(folder))
    return ours, peer(PEERS[trainer], x, y, others, rounds)


def loss(truth, told):
    return metrics.log_loss(truth, numpy.clip(told.astype("f8") / told.sum(1, keepdims=True), 1e-6, 1)) \
        if told.ndim == 2 and told.min() >= 0 else float("nan")


def accuracy(path, trainers):
    print(f"{'trainer':<26} {'set':<22} {'Loupe':>7} {'peer':>7} {'Loupe loss':>10} {'peer loss':>9}")
    for trainer in trainers:
        lines = {}
        for name, x, y, others, truth in sets():
            (_, told), (_, peer_told) = run(path, trainer, x, y, others, 1)
            best = peer_told.argmax(1) if peer_told.ndim == 2 else peer_told > 0
            lines.setdefault(name, []).append([(told.argmax(1) == truth).mean(), (best == truth).mean(),
                                               loss(truth, told), loss(truth, peer_told)])
        for name, figures in lines.items():
            print(f"{trainer:<26} {name:<22} " + "{:7.4f} {:7.4f} {:10.3f} {:9.3f}".format(*numpy.mean(figures, 0)),
                  flush=True)


def speed(path, trainers, rounds):
    print(f"\n{'trainer':<26} {'set':<22} {'train s':>8} {'peer s':>8} {'ratio':>6} {'rows/s':>9} {'peer':>9} {'ratio':>6}")
    for trainer in trainers:
        for name, x, y, others, _ in made():
            (ours, _), (theirs, _) = run(path, trainer, x, y, others, rounds)
            rate, peer_rate = len(others) / ours[1], len(others) / theirs[1]
            print(f"{trainer:<26} {name:<22} {ours[0]:8.3f} {theirs[0]:8.3f} {theirs[0] / ours[0]:6.2f} {rate:9.0f} "
                  f"{peer_rate:9.0f} {rate / peer_rate:6.2f}", flush=True)


def novelty(path, rounds):
    print(f"\n{'loupe.one-class-svm':<26} {'good class':<22} {'Loupe AUC':>9} {'peer AUC':>8} {'train s':>8} {'peer s':>8}")
    x, y = datasets.load_digits(return_X_y=True)
    for good in (0, 3, 8):
        order = numpy.random.default_rng(good).permutation(len(y))
        learn = order[y[order] == good][:100]
        test = numpy.setdiff1d(order, learn)
        a, b = scaled(x[learn], x[test])
        with tempfile.TemporaryDirectory() as folder:
            ours, told = loupe(path, "loupe.one-class-svm", a, numpy.zeros(len(a)), b, 1, rounds, pathlib.Path(folder))
        theirs, peer_told = peer(lambda: svm.OneClassSVM(nu=0.05), a, None, b, rounds)
        print(f"{'':<26} {good:<22} {metrics.roc_auc_score(y[test] != good, told[:, 0]):9.4f} "
              f"{metrics.roc_auc_score(y[test] != good, -peer_told):8.4f} {ours[0]:8.3f} {theirs[0]:8.3f}", flush=True)


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("classes", nargs="?")
    arguments.add_argument("--only", help="id of one trainer")
    arguments.add_argument("--speed", action="store_true", help="speed alone")
    arguments.add_argument("--rounds", type=int, default=5)
    options = arguments.parse_args()
    os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
    path = options.classes or class_path()
    with tempfile.TemporaryDirectory() as compiled:
        subprocess.run(["javac", "-d", compiled, "-cp", path, str(HERE / "Classifiers.java")], check=True)
        path = os.pathsep.join((compiled, path))
        trainers = [t for t in PEERS if options.only in (None, t)]
        if not options.speed:
            accuracy(path, trainers)
        speed(path, trainers, options.rounds)
        if options.only in (None, "loupe.one-class-svm"):
            novelty(path, options.rounds)


if __name__ == "__main__":
    main()
