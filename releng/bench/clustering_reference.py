#!/usr/bin/env python3
"""Prints what SciPy and scikit-learn find in the rows of clustering tests; the tests compare with it.

    cd tests
    ../releng/bench/clustering_reference.py tools > org.loupe.tools.tests/src/test/resources/clustering-reference.txt
    ../releng/bench/clustering_reference.py engine > org.loupe.engine.tests/src/test/resources/clustering-reference.txt

HDBSCAN*, which this scikit-learn does not have, is computed here from its definition (Campello and others, 2013 and
2015): all mutual reachabilities, SciPy's single linkage of them, clusters chosen by excess of mass, recursively.
"""
import sys
import warnings

import numpy
from scipy.cluster.hierarchy import linkage
from scipy.spatial.distance import pdist, squareform
from sklearn import metrics
from sklearn.cluster import AffinityPropagation, KMeans


def rows(count, columns, groups, spread):
    """As the tests make them: numbers of a congruential generator, in groups around centres."""
    state = 12345

    def next_number():
        nonlocal state
        state = (state * 1103515245 + 12345) % 2**31
        return state / 2**31

    centres = [[4 * next_number() for _ in range(columns)] for _ in range(groups)]
    return numpy.array([[centres[i % groups][c] + spread * (next_number() + next_number() - 1) for c in range(columns)]
                        for i in range(count)], numpy.float32).astype(float)


def hdbscan(points, smallest, density):
    distances = squareform(pdist(points))
    core = numpy.sort(distances, axis=1)[:, density - 1]
    reach = numpy.maximum(distances, numpy.maximum(core[:, None], core[None, :]))
    tree = linkage(squareform(reach, checks=False), "single")
    count = len(points)

    def leaves(node):
        return [node] if node < count else leaves(int(tree[node - count, 0])) + leaves(int(tree[node - count, 1]))

    def best(node, born, whole):
        """Clusters with the largest excess of mass at and below a node that became a cluster at 1 / distance born."""
        mass, inside, inner = 0.0, node, []
        while inside >= count:
            left, right = int(tree[inside - count, 0]), int(tree[inside - count, 1])
            at = 1 / tree[inside - count, 2]
            sizes = [len(leaves(left)), len(leaves(right))]
            if min(sizes) >= smallest:
                mass += sum(sizes) * (at - born)
                inner = [best(left, at, False), best(right, at, False)]
                break
            for child, size in zip((left, right), sizes):
                if size < smallest:
                    mass += size * (at - born)
            if max(sizes) < smallest:
                break
            inside = left if sizes[0] >= smallest else right
        below = sum(m for m, _ in inner)
        if whole or inner and below > mass:
            return below, [c for _, chosen in inner for c in chosen]
        return mass, [leaves(node)]

    labels = numpy.full(count, -1)
    for number, members in enumerate(best(2 * count - 2, 0.0, True)[1]):
        labels[members] = number
    return labels, tree[:, 2]


def show(name, numbers):
    print(name, *(repr(float(v)) if isinstance(v, float) else int(v) for v in numbers))


def tools():
    points = rows(90, 6, 5, 1.6)
    for method in ("ward", "average", "complete", "single"):
        tree = linkage(points, method)
        show(method + "-nodes", tree[:, :2].astype(int).ravel())
        show(method + "-heights", tree[:, 2])
    for metric in ("cosine", "correlation"):
        show(f"average-{metric}-heights", linkage(points, "average", metric)[:, 2])
    blobs = rows(120, 3, 4, 0.6)
    show("affinity-labels", AffinityPropagation(random_state=0).fit_predict(blobs))
    show("affinity-lower-labels", AffinityPropagation(preference=-50, damping=0.7, random_state=0).fit_predict(blobs))
    for clusters in (3, 5, 12):
        show(f"inertia-{clusters}", [KMeans(clusters, n_init=10, random_state=0).fit(points).inertia_])
    for smallest, density in ((5, 5), (8, 3)):
        labels, heights = hdbscan(points, smallest, density)
        show(f"hdbscan-{smallest}-{density}-labels", labels)
        show(f"hdbscan-{smallest}-{density}-heights", heights)


def engine():
    points = rows(90, 6, 5, 1.6)
    labels = numpy.array([(7 * i + i // 9) % 5 if i % 6 == 0 else i % 5 for i in range(90)])
    known = numpy.array([i % 5 for i in range(90)])
    show("silhouette", metrics.silhouette_samples(points, labels))
    show("adjusted-rand", [metrics.adjusted_rand_score(known, labels)])
    show("mutual-information", [metrics.normalized_mutual_info_score(known, labels)])
    centred = points - points.mean(axis=0)
    values, vectors = numpy.linalg.eigh(numpy.cov(centred.T))
    show("variance", values[::-1])
    first = vectors[:, -1] * numpy.sign(vectors[numpy.argmax(abs(vectors[:, -1])), -1])
    show("first-axis", first)
    show("first-component", centred @ first)


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    {"tools": tools, "engine": engine}[sys.argv[1]]()
