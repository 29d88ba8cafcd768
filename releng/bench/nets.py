#!/usr/bin/env python3
"""Nets in Loupe beside the same nets in PyTorch for Python.

    releng/bench/nets.py [--rounds N] [--classpath CLASSPATH] [NET ...]
    releng/bench/nets.py memory [center-net | faster-rcnn] [STEPS]
    releng/bench/nets.py inspect DEEPPCB [NET [own | onnx-runtime [IMAGES]]]
    releng/bench/nets.py learn DEEPPCB MINUTES HELD TRAINER [NAME=VALUE ...]

The first prints a table of ratios: a step of training (forward, loss, backward, AdamW) as Loupe's trainers do it, and a
forward pass of what they learned, for center-net, unet, resnet18 and faster-rcnn. Both have one thread on one core and
work in turn; the best time of each counts, by the processor for the thread that computes and by the clock. Python has
the memory format that suits it best. Ends with 1 if what the nets give differs by more than 1e-4 of its sum.
The second trains a small net for so many steps, 10,000 if none are given, with a checkpoint and a judged image after
each epoch, and prints the resident memory; it ends with 1 if that grows by more than 5 %. Java's heap keeps its size.
The third measures what reading, preparing and storing cost beside the pass of a net, with one worker, by the processor
and by the clock: center-net, unet or faster-rcnn, trained for two steps, or that of a model's file.
The fourth lets Loupe learn from boards, judged after each epoch on boards held apart, and prints what it reached.
CLASSPATH holds the classes of Loupe's bundles and the jars that they need; without it, those of a build with Maven are
taken. Needs Debian's python3-torch and python3-torchvision.
"""
import argparse
import os
import pathlib
import subprocess
import sys
import tempfile
import time

import jars

for variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[variable] = "1"

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
BUNDLES = ("api", "testkit", "bytedeco", "tools.base", "tools.onnx", "tools.torch")
CLASSES = 6
# net: px of the windows that are learned from, how many at once, px of the image that is looked at
CASES = {"center-net": (256, 8, 640), "unet": (256, 4, 512), "resnet18": (224, 8, 224), "faster-rcnn": (256, 2, 640)}
STEPS, PASSES = 3, 6


def classpath(bundles=BUNDLES):
    return joined(bundles, jars.torch() + jars.bytedeco("onnxruntime") + jars.under("com/google/code/gson/gson"))


def everything():
    return joined([folder.name[len("org.loupe."):] for folder in (ROOT / "bundles").iterdir()], jars.product())


def joined(bundles, found):
    folders = [ROOT / f"bundles/org.loupe.{name}{part}" for name in bundles for part in ("/target/classes", "")]
    return os.pathsep.join(map(str, folders + found))


def modules():
    """The nets of Python, whose parameters have the names of Loupe's."""
    import torch
    from torch import nn
    from torch.nn import functional

    class Normed(nn.Module):
        def __init__(self, into, out, kernel, stride=1, relu=True):
            super().__init__()
            self.conv = nn.Conv2d(into, out, kernel, stride, kernel // 2, bias=False)
            self.bn = nn.BatchNorm2d(out)
            self.relu = nn.ReLU(inplace=True) if relu else nn.Identity()

        def forward(self, x):
            return self.relu(self.bn(self.conv(x)))

    class Residual(nn.Module):
        def __init__(self, into, out, stride):
            super().__init__()
            self.conv1, self.conv2 = Normed(into, out, 3, stride), Normed(out, out, 3, relu=False)
            self.downsample = Normed(into, out, 1, stride, False) if stride > 1 or into != out else nn.Identity()

        def forward(self, x):
            return functional.relu(self.conv2(self.conv1(x)) + self.downsample(x), inplace=True)

    class CenterNet(nn.Module):
        def __init__(self, channels=2, classes=CLASSES, width=16):
            super().__init__()
            self.stem = nn.Sequential(Normed(channels, width, 3, 2))
            for stage in range(3):
                into, out = width << stage, width << stage + 1
                setattr(self, f"stage{stage}", nn.Sequential(Residual(into, out, 2), Residual(out, out, 1)))
                setattr(self, f"lateral{stage}", Normed(out, 2 * width, 1, relu=False))
            self.smooth = Normed(2 * width, 2 * width, 3)
            self.heat = nn.Sequential(Normed(2 * width, 2 * width, 3), nn.Conv2d(2 * width, classes, 1))
            self.box = nn.Sequential(Normed(2 * width, 2 * width, 3), nn.Conv2d(2 * width, 4, 1))

        def forward(self, x):
            x = self.stem(x)
            fine = self.stage0(x)
            middle = self.stage1(fine)
            top = functional.relu(self.lateral2(self.stage2(middle)))
            for lateral, stage in ((self.lateral1, middle), (self.lateral0, fine)):
                own = lateral(stage)
                top = functional.relu(own + functional.interpolate(top, own.shape[2:]))
            x = self.smooth(top)
            return self.heat(x), self.box(x)

    class Twice(nn.Module):
        def __init__(self, into, out):
            super().__init__()
            self.conv = nn.Sequential(
                nn.Conv2d(into, out, 3, 1, 1, bias=False), nn.BatchNorm2d(out), nn.ReLU(inplace=True),
                nn.Conv2d(out, out, 3, 1, 1, bias=False), nn.BatchNorm2d(out), nn.ReLU(inplace=True))

        def forward(self, x):
            return self.conv(x)

    class UNet(nn.Module):
        def __init__(self, channels=2, maps=1, width=16, levels=4):
            super().__init__()
            sides = [width << level for level in range(levels)]
            self.downs = nn.ModuleList(Twice(into, out) for into, out in zip([channels] + sides, sides))
            self.bottleneck = Twice(sides[-1], 2 * sides[-1])
            self.ups = nn.ModuleList()
            for side in reversed(sides):
                self.ups += [nn.ConvTranspose2d(2 * side, side, 2, 2), Twice(2 * side, side)]
            self.final_conv = nn.Conv2d(width, maps, 1)

        def forward(self, x):
            skips = []
            for down in self.downs:
                x = down(x)
                skips.append(x)
                x = functional.max_pool2d(x, 2)
            x = self.bottleneck(x)
            for i, skip in enumerate(reversed(skips)):
                x = self.ups[2 * i + 1](torch.cat((skip, self.ups[2 * i](x)), 1))
            return (self.final_conv(x),)

    return {"center-net": CenterNet, "unet": UNet}


class Python:
    """The net of Python: a step of its training, and a pass."""

    def __init__(self, name, side, batch, looked):
        import torch
        import torchvision
        self.torch, self.name, self.side, self.batch = torch, name, side, batch
        torch.set_num_threads(1)
        torch.manual_seed(1)
        if name == "resnet18":
            self.model = torchvision.models.resnet18()
        elif name == "faster-rcnn":
            from detector_reference import detector, weighted
            self.model = detector("resnet18", CLASSES, smallest=16, box_batch_size_per_image=128)
            self.model.backbone.body.conv1 = torch.nn.Conv2d(2, 64, 7, 2, 3, bias=False)
            weighted(self.model, torch.float32)  # which find many objects
        else:
            self.model = modules()[name]()
        self.images = self.numbers(self.channels() * side * side).reshape(1, -1, side, side).repeat(batch, 1, 1, 1)
        self.looked = self.boards(looked) if name == "faster-rcnn" else \
            self.numbers(self.channels() * looked * looked).reshape(1, -1, looked, looked)
        self.learner = torch.optim.AdamW(self.model.parameters(), 1e-5, weight_decay=1e-4)
        # what a person would try: both orders of an image in memory
        self.formats, self.best = [torch.contiguous_format, torch.channels_last], None

    def channels(self):
        return 3 if self.name == "resnet18" else 2

    def numbers(self, count):
        import numpy
        return self.torch.from_numpy(((numpy.arange(count) * 7919 % 4001) / 1000 - 2).astype(numpy.float32))

    def boards(self, side):
        import numpy
        pixels = numpy.arange(side * side)
        planes = numpy.stack([pixels * 7919 % 251, pixels * 7907 % 241]).astype(numpy.float32)
        return self.torch.from_numpy((planes / 255 - 0.449) / 0.226).reshape(1, 2, side, side)

    def loss(self, images):
        torch = self.torch
        functional, batch, side = torch.nn.functional, self.batch, self.side
        if self.name == "resnet18":
            return functional.cross_entropy(self.model(images), torch.arange(batch))
        if self.name == "unet":
            given = self.model(images)[0]
            wanted, counted = torch.zeros_like(given), torch.ones(batch, 1, side, side)
            wanted[:, :, :side // 2] = 1
            entropy = functional.binary_cross_entropy_with_logits(given, wanted, counted.expand_as(given),
                                                                  pos_weight=torch.ones(1))
            sure = given.sigmoid() * counted
            dice = (2 * (sure * wanted).sum((0, 2, 3)) + 1) / (sure.sum((0, 2, 3)) + wanted.sum((0, 2, 3)) + 1)
            return entropy + 1 - dice.mean()
        if self.name == "faster-rcnn":
            from torchvision.models.detection.image_list import ImageList
            boxes = torch.tensor([[20.0 + 35 * c, 30 + 20 * (c % 3), 44 + 35 * c, 50 + 20 * (c % 3)]
                                  for c in range(CLASSES)])
            truth = [{"boxes": boxes, "labels": torch.arange(CLASSES) + 1}] * batch
            features = self.model.backbone(images)
            regions, first = self.model.rpn(ImageList(images, [(side, side)] * batch), features, truth)
            _, second = self.model.roi_heads(features, regions, [(side, side)] * batch, truth)
            return sum({**first, **second}.values())
        heat, box = self.model(images)
        wanted, edges = torch.zeros_like(heat), torch.full_like(box, 12)
        weight = torch.zeros(batch, side // 4, side // 4)
        wanted[:, :, ::16, ::16] = 1
        weight[:, ::16, ::16] = 1
        sure = heat.sigmoid().clamp(1e-4, 1 - 1e-4)
        centre, counted = (wanted == 1).float(), (wanted >= 0).float()
        missed = sure.log() * (1 - sure) ** 2 * centre
        falsely = (1 - sure).log() * sure ** 2 * (1 - wanted) ** 4 * counted
        peaks = -(missed + falsely).sum() / max(1, centre.sum().item())
        got = functional.softplus(box) * 16
        area = lambda e: (e[:, 0] + e[:, 2]) * (e[:, 1] + e[:, 3])
        both, hull = area(torch.minimum(got, edges)), area(torch.maximum(got, edges))
        union = area(got) + area(edges) - both
        overlap = both / (union + 1e-6) - (hull - union) / (hull + 1e-6)
        return peaks + 5 * ((1 - overlap) * weight).sum() / (weight.sum() + 1e-4)

    def step(self, memory):
        self.learner.zero_grad(set_to_none=True)
        loss = self.loss(self.images.contiguous(memory_format=memory))
        loss.backward()
        self.torch.nn.utils.clip_grad_norm_(self.model.parameters(), 10)
        self.learner.step()
        loss.item()

    def run(self, memory):
        x = self.looked.contiguous(memory_format=memory)
        if self.name != "faster-rcnn":
            given = self.model(x)
            return [given] if isinstance(given, self.torch.Tensor) else list(given)
        from torchvision.models.detection.image_list import ImageList
        size = [tuple(x.shape[2:])]
        features = self.model.backbone(x)
        regions, _ = self.model.rpn(ImageList(x, size), features)
        found = self.model.roi_heads(features, regions, size)[0][0]
        return [self.torch.tensor([float(len(found["scores"]))]), found["scores"]]

    def timed(self, call, count):
        """The best of so many calls in the better of the two formats: seconds of processor and clock, and the result."""
        used, clock, given = float("inf"), float("inf"), None
        for memory in self.formats if self.best is None else [self.best]:
            self.model.to(memory_format=memory)
            call(memory)
            fastest = float("inf")
            for _ in range(count):
                start, began = time.perf_counter(), time.thread_time()
                given = call(memory)
                fastest, clock = min(fastest, time.thread_time() - began), min(clock, time.perf_counter() - start)
            if fastest < used:
                used, chosen = fastest, memory
        self.best = chosen
        return used, clock, given

    def train(self, count):
        self.model.train()
        return self.timed(self.step, count)[:2]

    def load(self, file):
        import json
        import struct
        raw = file.read_bytes()
        length = struct.unpack("<Q", raw[:8])[0]
        state = {}
        for name, entry in json.loads(raw[8:8 + length]).items():
            if name != "__metadata__":
                begin, end = (8 + length + at for at in entry["data_offsets"])
                state[name] = self.torch.frombuffer(bytearray(raw[begin:end]), dtype=self.torch.float32) \
                    .reshape(entry["shape"])
        missing, unknown = self.model.load_state_dict(state, strict=False)
        assert not unknown and all("num_batches" in name for name in missing), (missing, unknown)
        self.model.eval()
        self.best = None

    def infer(self, count):
        with self.torch.inference_mode():
            used, clock, given = self.timed(self.run, count)
            return used, clock, sum(part.abs().double().sum().item() for part in given)


def ratios(names, rounds, classes):
    equal = True
    core = sorted(os.sched_getaffinity(0))[-1]
    os.sched_setaffinity(0, {core})
    print(f"one thread on core {core}, {rounds} rounds in turn, best of each; ms")
    print(f"{'net':>12} {'':>22} {'Loupe':>8} {'Python':>8} {'ratio':>6} {'by clock':>9}  difference")
    for name in names:
        side, batch, looked = CASES[name]
        with tempfile.TemporaryDirectory() as folder:
            weights = pathlib.Path(folder, "weights.safetensors")
            theirs = Python(name, side, batch, looked)
            if name == "faster-rcnn":
                from embeddings import write
                write(theirs.model.state_dict(), weights)
            ours = subprocess.Popen(
                ["java", "-Xmx1g", "-cp", classes, str(HERE / "NetSteps.java"), name, str(side), str(batch),
                 str(looked), str(weights)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

            def ask(what):
                ours.stdin.write(f"{what}\n")
                ours.stdin.flush()
                return ours.stdout.readline().split()

            for what, count, told in ((f"step, {batch} of {side} px", STEPS, theirs.train),
                                      (f"pass, 1 of {looked} px", PASSES, theirs.infer)):
                if what.startswith("pass"):
                    assert ask("infer") == ["infer"]
                    theirs.load(weights)
                ask(count)
                told(1)
                best, sums, runtime = [float("inf")] * 4, [], [float("inf"), 0.0]
                for _ in range(rounds):
                    numbers = [float(n) for n in ask(count)]
                    given = told(count)
                    best = [min(a, b) for a, b in zip(best, (*numbers[:2], *given[:2]))]
                    sums = [numbers[2], given[2]] if len(given) > 2 else []
                    if len(numbers) > 5 and numbers[3]:
                        runtime = [min(runtime[0], numbers[3]), numbers[5]]
                difference = abs(sums[0] - sums[1]) / max(sums[1], 1e-9) if sums else None
                if runtime[1]:
                    difference = max(difference, abs(runtime[1] / sums[1] - 1))
                equal &= difference is None or difference < 1e-4
                print(f"{name:>12} {what:>22} {1e3 * best[0]:8.1f} {1e3 * best[2]:8.1f} {best[2] / best[0]:6.2f} "
                      f"{best[3] / best[1]:9.2f}  {'' if difference is None else format(difference, '.1e')}"
                      f"{'  Python: channels last' if theirs.best == theirs.torch.channels_last else ''}"
                      + (f"  ONNX Runtime {1e3 * runtime[0]:.1f}, {best[0] / runtime[0]:.2f} x PyTorch in Loupe"
                         if runtime[1] else ""), flush=True)
            ours.stdin.close()
            ours.wait()
    return 0 if equal else 1


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("what", nargs="*")
    arguments.add_argument("--rounds", type=int, default=4)
    arguments.add_argument("--classpath")
    options = arguments.parse_args()
    if options.what[:1] == ["learn"]:
        classes = options.classpath or classpath(("api", "testkit", "engine", "tools.base", "tools.torch"))
        return subprocess.run(["java", "-Xmx2g", "-cp", classes, str(HERE / "Nets.java"), *options.what[1:]]).returncode
    if options.what[:1] == ["memory"]:
        net, steps = options.what[1:] + ["center-net", "10000"][len(options.what) - 1:]
        return subprocess.run(["java", "-Xms256m", "-Xmx256m", "-XX:+AlwaysPreTouch", "-cp",
                               options.classpath or classpath(), str(HERE / "NetMemory.java"), net, steps]).returncode
    if options.what[:1] == ["inspect"]:
        net, engine, images = options.what[2:] + ["center-net", "onnx-runtime", "120"][len(options.what) - 2:]
        return subprocess.run(["java", "-Xmx3g", "-cp", options.classpath or everything(),
                               str(HERE / "NetInspect.java"), options.what[1], net, engine, images,
                               str(options.rounds)]).returncode
    return ratios(options.what or list(CASES), options.rounds, options.classpath or classpath())


if __name__ == "__main__":
    sys.exit(main())
