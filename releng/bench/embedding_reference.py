#!/usr/bin/env python3
"""Makes what the tests of the embedding are compared with: weights files of every kind, each of a few kB, and the
numbers that PyTorch for Python and torchvision give for nets with the weights that `hashed` makes.

    releng/bench/embedding_reference.py [SQUEEZENET.safetensors]

Needs Debian's python3-torch and python3-torchvision; python3-safetensors is not needed. Writes into the resources of
tests/org.loupe.tools.tests.
"""
import collections
import hashlib
import json
import pathlib
import struct
import sys

import numpy
import torch
import torch.nn.functional as functional
import torchvision

ROOT = pathlib.Path(__file__).resolve().parents[2]
RESOURCES = ROOT / "tests/org.loupe.tools.tests/src/test/resources/org/loupe/tools/torch"
MEAN, DEVIATION = (0.485, 0.456, 0.406), (0.229, 0.224, 0.225)


def hashed(count, seed):
    """Numbers from -0.5 to below 0.5 that any language can make: the test does the same."""
    h = (numpy.arange(count, dtype=numpy.uint64) + seed * 7919 + 1) * 2654435761 % 2**32
    h = (h ^ (h >> numpy.uint64(15))) * 2246822519 % 2**32
    h = (h ^ (h >> numpy.uint64(13))) * 3266489917 % 2**32
    h ^= h >> numpy.uint64(16)
    return (h / 2.0**32 - 0.5).astype(numpy.float32)


def fill(model):
    """Gives a net weights of the size that keeps its activations from vanishing; the n-th tensor has seed n."""
    state = model.state_dict()
    names = [name for name in state if not name.endswith("num_batches_tracked")]
    for seed, name in enumerate(names):
        tensor = state[name]
        values = torch.from_numpy(hashed(tensor.numel(), seed)).reshape(tensor.shape)
        if tensor.dim() > 1:
            values = values * float(numpy.float32((12 / tensor[0].numel()) ** 0.5))
        elif name.endswith("running_var") or name.endswith("weight"):
            values = 1 + 0.5 * values
        else:
            values = 0.2 * values
        state[name].copy_(values)
    return model.eval()


def image(width, height, seed):
    """8-bit RGB, height x width x 3."""
    return (numpy.floor((hashed(width * height * 3, seed) + 0.5) * 256)).astype(numpy.uint8).reshape(height, width, 3)


def square(pixels, box, context, size):
    """The square around a box, padded by the edge, brought to size; 1 x 3 x size x size of 0..1."""
    x, y, w, h = box
    side = max(w, h) + 2 * context
    left, top = x + (w - side) // 2, y + (h - side) // 2
    rows = numpy.clip(numpy.arange(top, top + side), 0, pixels.shape[0] - 1)
    columns = numpy.clip(numpy.arange(left, left + side), 0, pixels.shape[1] - 1)
    cut = torch.from_numpy(pixels[rows][:, columns].astype(numpy.float32) / 255).permute(2, 0, 1)[None]
    return functional.interpolate(cut, (size, size), mode="bilinear", antialias=True)


def imagenet(x):
    return (x - torch.tensor(MEAN).reshape(1, 3, 1, 1)) / torch.tensor(DEVIATION).reshape(1, 3, 1, 1)


def caffe(x):
    return x.flip(1) * 255 - torch.tensor((104.0, 117.0, 123.0)).reshape(1, 3, 1, 1)


def layer(model, name, x):
    """Output of a module, averaged over the image."""
    found = []
    handle = dict(model.named_modules())[name].register_forward_hook(lambda m, i, o: found.append(o.detach().clone()))
    with torch.no_grad():
        model(x)
    handle.remove()
    return found[0].mean((2, 3))[0].double().numpy()


def safetensors(path):
    data = pathlib.Path(path).read_bytes()
    length = struct.unpack("<Q", data[:8])[0]
    header = json.loads(data[8:8 + length])
    state = collections.OrderedDict()
    for name, entry in header.items():
        if name != "__metadata__":
            begin, end = entry["data_offsets"]
            values = numpy.frombuffer(data[8 + length + begin:8 + length + end], numpy.float32).copy()
            state[name] = torch.from_numpy(values).reshape(entry["shape"])
    return state


def references(squeezenet):
    lines = ["# net, layer, module, input size, context, numbers: norm of all, then the first 16"]
    pixels, box = image(90, 70, 1000), (30, 5, 31, 18)

    def add(name, model, feature, module, size, context, standard):
        row = layer(model, module, standard(square(pixels, box, context, size)))
        numbers = [numpy.linalg.norm(row), *row[:16]]
        lines.append(f"{name} {feature} {size} {context} " + " ".join(f"{n:.9g}" for n in numbers))

    for name in ("resnet18", "resnet34", "resnet50"):
        model = fill(getattr(torchvision.models, name)())
        add(name, model, "layer4", "layer4", 128, 16, imagenet)
        add(name, model, "layer2", "layer2", 96, 0, imagenet)
    for name, last in (("squeezenet1_0", "features.12"), ("squeezenet1_1", "features.12")):
        model = fill(getattr(torchvision.models, name)())
        add(name, model, "fire9", last, 128, 16, imagenet)
    if squeezenet:
        model = torchvision.models.squeezenet1_0()
        model.load_state_dict(safetensors(squeezenet))
        model.eval()
        add("imagenet", model, "fire9", "features.12", 128, 16, caffe)
        add("imagenet", model, "fire5", "features.7", 224, 8, caffe)
    (RESOURCES / "embeddings.txt").write_text("\n".join(lines) + "\n")


def nets():
    """Of each net: how many numbers it learns, and a hash of the names and shapes of all its tensors."""
    lines = []
    for name in ("resnet18", "resnet34", "resnet50", "squeezenet1_0", "squeezenet1_1"):
        model = getattr(torchvision.models, name)()
        text = "".join(f"{k} {list(v.shape)}\n" for k, v in model.state_dict().items())
        count = sum(p.numel() for p in model.parameters())
        lines.append(f"{name} {count} {hashlib.sha256(text.encode()).hexdigest()}")
    (RESOURCES / "nets.txt").write_text("\n".join(lines) + "\n")


class Tiny(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.conv = torch.nn.Conv2d(3, 4, 3, bias=True)
        self.bn = torch.nn.BatchNorm2d(4)

    def forward(self, x):
        return self.bn(self.conv(x)).relu()


def files():
    tiny = fill(Tiny())
    state = tiny.state_dict()

    def save(name, what, **options):
        torch.save(what, RESOURCES / name, **options)

    save("plain.pth", {k: v.clone() for k, v in state.items()})
    save("ordered.pth", state)
    save("nested.pth", {"epoch": 3, "mean": torch.zeros(2), "optimizer": {"state": {0: {"step": torch.tensor(1.0)}}},
                        "best": 0.5, "state_dict": state})
    save("wrapped.pth", {"model": {"module." + k: v for k, v in state.items()}})
    save("half.pth", {k: v.half() if v.is_floating_point() else v for k, v in state.items()})
    save("bfloat16.pth", {k: v.bfloat16() if v.is_floating_point() else v for k, v in state.items()})
    save("double.pth", {k: v.double() if v.is_floating_point() else v for k, v in state.items()})
    save("parameters.pth", dict(tiny.named_parameters()) | dict(tiny.named_buffers()))
    save("strided.pth", {k: v.to(memory_format=torch.channels_last) if v.dim() == 4 else
                         torch.stack([v, v + 1], -1)[..., 0] for k, v in state.items()})
    save("protocol4.pth", state, pickle_protocol=4)
    save("legacy.pth", state, _use_new_zipfile_serialization=False)
    save("whole.pth", tiny)
    save("numbers.pth", {"epoch": 3, "loss": [0.5, 0.25]})
    with torch.no_grad():
        torch.jit.trace(tiny, torch.zeros(1, 3, 32, 32)).save(str(RESOURCES / "traced.pt"))


if __name__ == "__main__":
    torch.set_num_threads(1)
    RESOURCES.mkdir(parents=True, exist_ok=True)
    files()
    nets()
    references(sys.argv[1] if len(sys.argv) > 1 else None)
