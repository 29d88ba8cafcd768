#!/usr/bin/env python3
"""Compares Loupe's embedding with PyTorch for Python on one core: images per second and numbers; prints a table.

    releng/bench/embeddings.py [CLASSPATH]

Both cut 64 x 64 px out of an RGB image, bring them to the input size, run a net up to its last feature layer and
average it. CLASSPATH holds Loupe's api, testkit and tools.torch and JavaCPP's jars of PyTorch and OpenBLAS with their natives;
without it, the classes of the built bundles and the jars of the local Maven repository are taken. Needs Debian's
python3-torch and python3-torchvision. Runs alternate, the best of each counts; time is that of the processor for the
one thread that computes, so that a busy machine does little harm. Python is given the batch that suits it best. Ends
with 1 if the numbers differ by more than 1e-4 of their sum.
"""
import os
import pathlib
import subprocess
import sys
import tempfile
import time

for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[name] = "1"

import numpy
import torch
import torch.nn.functional as functional
import torchvision

import embedding_reference as reference
import jars

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
CASES = (("squeezenet1_0", "features", 128, 64), ("squeezenet1_0", "features", 224, 24),
         ("resnet18", "layer4", 128, 48), ("resnet18", "layer4", 224, 24), ("resnet50", "layer4", 128, 24), ("resnet50", "layer4", 224, 8))
BATCHES = (1, 4, 8)
ROUNDS = 4


def classpath():
    if len(sys.argv) > 1:
        return sys.argv[1]
    folders = [ROOT / f"bundles/org.loupe.{name}/target/classes" for name in ("api", "testkit", "tools.base", "tools.torch")]
    return os.pathsep.join(map(str, folders + jars.torch()))


def write(state, path):
    """A safetensors file."""
    import json
    import struct
    header, at = {}, 0
    state = {k: v.contiguous() for k, v in state.items() if v.dtype == torch.float32}
    for name, tensor in state.items():
        header[name] = {"dtype": "F32", "shape": list(tensor.shape), "data_offsets": [at, at + 4 * tensor.numel()]}
        at += 4 * tensor.numel()
    text = json.dumps(header).encode()
    with open(path, "wb") as out:
        out.write(struct.pack("<Q", len(text)) + text)
        for tensor in state.values():
            out.write(tensor.numpy().tobytes())


def crops(count):
    pixels = ((numpy.arange(96 * 96 * 3) * 31 % 251).astype(numpy.uint8)).reshape(96, 96, 3)
    return [pixels[i // 32 % 32:i // 32 % 32 + 64, i % 32:i % 32 + 64] for i in range(count)]


def python(model, part, size, cut, batch):
    """Seconds of the processor and the sum of all numbers."""
    body = model.features if part == "features" else torch.nn.Sequential(*list(model.children())[:-2])
    start, total = time.thread_time(), 0.0
    with torch.no_grad():
        for at in range(0, len(cut), batch):
            x = torch.from_numpy(numpy.stack(cut[at:at + batch]).astype(numpy.float32) / 255).permute(0, 3, 1, 2)
            x = functional.interpolate(x, (size, size), mode="bilinear", antialias=True)
            total += body(reference.imagenet(x)).mean((2, 3)).double().sum().item()
    return time.thread_time() - start, total


def main():
    torch.set_num_threads(1)
    core = sorted(os.sched_getaffinity(0))[-1]
    os.sched_setaffinity(0, {core})
    equal = True
    print(f"{'net':>14} {'size':>4}  {'Loupe/s':>8} {'Python/s':>8} {'ratio':>6}  open s  MiB first-last  difference")
    with tempfile.TemporaryDirectory() as folder:
        for name, part, size, count in CASES:
            model = reference.fill(getattr(torchvision.models, name)())
            weights = pathlib.Path(folder, name + ".safetensors")
            write(model.state_dict(), weights)
            cut, best, ours = crops(count), float("inf"), None
            theirs = None
            for _ in range(2):
                for batch in BATCHES:
                    for _ in range(2):
                        seconds, theirs = python(model, part, size, cut, batch)
                        best = min(best, seconds)
                run = subprocess.run(["java", "-Xmx1g", "-cp", classpath(), str(HERE / "Embeddings.java"),
                                      str(weights), str(size), str(count), str(ROUNDS)], stdout=subprocess.PIPE,
                                     check=True, text=True)
                told = list(map(float, run.stdout.split()))
                ours = told if ours is None or told[1] < ours[1] else ours
            difference = abs(ours[4] - theirs) / abs(theirs)
            equal &= difference < 1e-4
            print(f"{name:>14} {size:>4}  {count / ours[1]:8.1f} {count / best:8.1f} {best / ours[1]:6.2f}"
                  f"  {ours[0]:6.2f}  {ours[2]:5.0f}-{ours[3]:.0f}  {difference:.1e}", flush=True)
    return 0 if equal else 1


if __name__ == "__main__":
    sys.exit(main())
