#!/usr/bin/env python3
"""Prints how well defects of DeepPCB are classified and clustered by hand-made, deep and fused features.

    releng/bench/accuracy.py [FOLDER] [--weights FILE] [--seeds N] [--classpath CLASSES]

FOLDER holds DeepPCB (NAME.txt, NAME_test.jpg, NAME_temp.jpg); without it LOUPE_DATA/deeppcb, else shared/data/deeppcb
beside the checkout. FILE holds the weights of a backbone; without it the one in weights/ beside FOLDER, and without
that the table has no deep rows. Examples are chosen from three boards, on which features, weights and the trainer were
chosen too; all figures are of the other four. CLASSES is a class path with the bundles, their compiled classes and the
libraries; without it the bundles' target/classes and the jars of the local Maven repository. Takes some minutes.
"""
import argparse
import os
import pathlib
import subprocess
import sys

import jars

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
BUNDLES = ("api", "engine", "store", "exchange", "wafer", "model", "model.edit", "workspace", "tools.base",
           "tools.classic", "tools.imageio", "tools.openblas", "tools.tribuo", "tools.torch")
JARS = ("org/tribuo", "com/oracle/labs/olcut", "com/google/protobuf/protobuf-java", "de/bwaldvogel", "tw/edu/ntu/csie",
        "com/google/code/gson", "org/yaml", "com/twelvemonkeys")


def class_path():
    found = [ROOT / f"bundles/org.loupe.{name}/target/classes" for name in BUNDLES]
    found += [ROOT / f"bundles/org.loupe.{name}" for name in BUNDLES]
    found += jars.torch()
    for group in JARS:
        found += jars.under(group)
    return os.pathsep.join(map(str, found))


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("folder", nargs="?", type=pathlib.Path)
    arguments.add_argument("--weights", type=pathlib.Path)
    arguments.add_argument("--seeds", type=int, default=10)
    arguments.add_argument("--classpath")
    options = arguments.parse_args()
    data = os.environ.get("LOUPE_DATA")
    places = [options.folder] if options.folder else ([pathlib.Path(data) / "deeppcb"] if data else []) \
        + [ROOT.parent / "shared/data/deeppcb"]
    folder = next((p for p in places if p.is_dir()), None)
    if folder is None:
        sys.exit("There are no boards. Name the folder of DeepPCB.")
    weights = options.weights or next((folder.parent / "weights").glob("*.safetensors"), pathlib.Path("none"))
    sys.exit(subprocess.run(["java", "-Xmx3g", "-cp", options.classpath or class_path(), str(HERE / "Accuracy.java"),
                             str(folder), str(weights), str(options.seeds)]).returncode)


if __name__ == "__main__":
    main()
