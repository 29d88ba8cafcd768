#!/usr/bin/env python3
"""Makes what the tests of Faster R-CNN are compared with: names and numbers of torchvision's parameters, and what
torchvision's nets give, and lose while they learn, with the weights that `hashed` of embedding_reference.py makes. All
is computed with numbers of 64 bits: what differs from it is the error of the product alone.

    releng/bench/detector_reference.py

Needs Debian's python3-torch and python3-torchvision. Writes into the resources of tests/org.loupe.tools.tests.
"""
import hashlib

import numpy
import torch
import torchvision
from torchvision.models.detection import faster_rcnn
from torchvision.models.detection.anchor_utils import AnchorGenerator
from torchvision.models.detection.backbone_utils import resnet_fpn_backbone
from torchvision.models.detection.image_list import ImageList

from embedding_reference import RESOURCES, fill, image

MEAN, DEVIATION = 0.449, 0.226
CLASSES, SMALLEST = 3, 16


def detector(backbone, classes, norm=torch.nn.BatchNorm2d, smallest=32, **how):
    sizes = tuple((smallest * 2**level,) for level in range(5))
    return faster_rcnn.FasterRCNN(
        resnet_fpn_backbone(backbone_name=backbone, weights=None, norm_layer=norm, trainable_layers=5), classes + 1,
        rpn_anchor_generator=AnchorGenerator(sizes, ((0.5, 1.0, 2.0),) * 5), **how)


def nets():
    """Of each net: how many numbers it learns, and a hash of the names and shapes of all its tensors."""
    lines = []
    whole = faster_rcnn.fasterrcnn_resnet50_fpn(weights=None, weights_backbone=None)
    for name, model in (("resnet50", whole), ("resnet18", detector("resnet18", CLASSES))):
        text = "".join(f"{k} {list(v.shape)}\n" for k, v in model.state_dict().items())
        count = sum(p.numel() for p in model.parameters())
        lines.append(f"{name} {count} {hashlib.sha256(text.encode()).hexdigest()}")
    (RESOURCES / "detectors.txt").write_text("\n".join(lines) + "\n")


def weighted(model, precision=torch.float64):
    """The weights of the test: those of the last layers smaller, so that boxes and classes are many."""
    fill(model)
    state = model.state_dict()
    for name, factor in (("rpn.head.bbox_pred", 0.05), ("rpn.head.cls_logits", 0.1),
                         ("roi_heads.box_predictor.bbox_pred", 0.2), ("roi_heads.box_predictor.cls_score", 0.5)):
        state[name + ".weight"].mul_(float(numpy.float32(factor)))
    return model.to(precision)


def planes(pixels):
    return ((torch.from_numpy(pixels.astype(numpy.float64)) / 255 - MEAN) / DEVIATION).permute(2, 0, 1)[None]


def found(backbone):
    """Objects of an image whose sides are no multiples of 32: padded as the product does, mirrored."""
    width, height = 150, 118
    x = planes(image(width, height, 77))
    x = torch.nn.functional.pad(x, (0, -width % 32, 0, -height % 32), mode="reflect")
    model = weighted(detector(backbone, CLASSES, smallest=SMALLEST)).eval()
    with torch.no_grad():
        features = model.backbone(x)
        regions, _ = model.rpn(ImageList(x, [(height, width)]), features)
        objects, _ = model.roi_heads(features, regions, [(height, width)])
    return [[*box, score, label - 1] for box, score, label in
            zip(objects[0]["boxes"].tolist(), objects[0]["scores"].tolist(), objects[0]["labels"].tolist())]


def losses(backbone, precision=torch.float64):
    """The four losses of two windows with fixed normalisations, all anchors and regions learned from."""
    size = 96
    x = torch.cat([planes(image(size, size, seed)) for seed in (5, 6)]).to(precision)
    model = weighted(detector(backbone, CLASSES, torchvision.ops.FrozenBatchNorm2d, SMALLEST,
                              rpn_batch_size_per_image=10**6, box_batch_size_per_image=10**6), precision).train()
    truth = [{"boxes": torch.tensor([[10.0, 12, 30, 40], [50, 50, 90, 70]], dtype=precision),
              "labels": torch.tensor([1, 3])},
             {"boxes": torch.tensor([[5.0, 60, 25, 80]], dtype=precision), "labels": torch.tensor([2])}]
    features = model.backbone(x)
    regions, first = model.rpn(ImageList(x, [(size, size)] * 2), features, truth)
    _, second = model.roi_heads(features, regions, [(size, size)] * 2, truth)
    told = {**first, **second}
    sum(told.values()).backward()
    names = dict(model.named_parameters())
    gradients = [names[n].grad.norm().item() for n in (
        "backbone.body.conv1.weight", "backbone.fpn.layer_blocks.0.0.weight", "rpn.head.conv.0.0.weight",
        "roi_heads.box_head.fc6.weight")]
    return [told["loss_objectness"].item(), told["loss_rpn_box_reg"].item(), told["loss_classifier"].item(),
            told["loss_box_reg"].item()], gradients


if __name__ == "__main__":
    torch.set_num_threads(1)
    nets()
    lines = ["# backbone found: left top right bottom score class, the surest 25; backbone losses; backbone gradients and"
             " their rounding"]
    for name in ("resnet18", "resnet50"):
        objects = found(name)
        print(name, len(objects), "objects")
        lines += [f"{name} found " + " ".join(f"{n:.9g}" for n in row) for row in objects[:25]]
        parts, gradients = losses(name)
        lines.append(f"{name} losses " + " ".join(f"{n:.9g}" for n in parts))
        lines.append(f"{name} gradients " + " ".join(f"{n:.9g}" for n in gradients))
        rounded = losses(name, torch.float32)[1]
        lines.append(f"{name} rounding " + " ".join(f"{abs(r / n - 1):.2g}" for r, n in zip(rounded, gradients)))
    (RESOURCES / "faster-rcnn.txt").write_text("\n".join(lines) + "\n")
