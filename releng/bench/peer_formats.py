#!/usr/bin/env python3
"""The other side of releng/bench/formats: label formats read and written without Loupe, after their definitions.

    peer_formats.py LOUPE BOARDS WORK

Prints one line for each check: what was compared, how many, the worst overlap or the boxes that differ; ends with 1 if
any of them is not as it must be.
"""
import base64
import csv
import io
import json
import logging
import pathlib
import subprocess
import sys

import cv2
import numpy as np
import PIL.Image
from lxml import etree
from skimage import draw, measure

logging.disable(logging.WARNING)
TYPES = ["open", "short", "mousebite", "spur", "spurious-copper", "pin-hole"]
SIZE = 256
LOUPE, BOARDS, WORK = sys.argv[1], pathlib.Path(sys.argv[2]), pathlib.Path(sys.argv[3])
failed = False


def convert(source, target, form, *more):
    """Has Loupe convert labels; exit code 1 says that something was lost, which is told on its output."""
    done = subprocess.run([LOUPE, "convert", source, target, "--to", form, *more], capture_output=True, text=True)
    if done.returncode not in (0, 1):
        sys.exit(f"loupe convert --to {form} ended with {done.returncode}:\n{done.stdout}{done.stderr}")
    return done.stdout


def told(what, count, result, good):
    global failed
    failed |= not good
    print(f"{what:<70} {count:>6}  {result:<34} {'ok' if good else 'WRONG'}", flush=True)


# ---- COCO's run lengths, after the definition of its masks

def unpacked(text):
    """Run lengths of a packed text: 6-bit characters, 5 bits of digits each, differences from the fourth on."""
    counts, at = [], 0
    while at < len(text):
        value, shift, more = 0, 0, True
        while more:
            digit = ord(text[at]) - 48
            value |= (digit & 31) << shift
            more, shift, at = bool(digit & 32), shift + 5, at + 1
            if not more and digit & 16:
                value |= -1 << shift
        counts.append(value + (counts[-2] if len(counts) > 2 else 0))
    return counts


def decoded(segmentation):
    rows, columns = segmentation["size"]
    counts = segmentation["counts"]
    counts = unpacked(counts) if isinstance(counts, str) else counts
    flat = np.zeros(rows * columns, bool)
    at = 0
    for i, count in enumerate(counts):
        flat[at:at + count] = i % 2 == 1
        at += count
    assert at == rows * columns, f"runs make {at} of {rows * columns}"
    return flat.reshape((columns, rows)).T


def encoded(mask):
    """Run lengths as a list, from the columns of a mask."""
    flat = np.concatenate([[0], mask.T.reshape(-1).astype(np.int8), [0]])
    edges = np.flatnonzero(np.diff(flat))
    counts = np.diff(np.concatenate([[0], edges, [mask.size]]))
    return {"size": list(mask.shape), "counts": [int(c) for c in counts]}


def filled(rings):
    """Pixels whose centres lie in any ring; corners on edges of pixels lie half a pixel beside centres."""
    mask = np.zeros((SIZE, SIZE), bool)
    for ring in rings:
        xy = np.asarray(ring, float).reshape(-1, 2) - 0.5
        mask |= draw.polygon2mask((SIZE, SIZE), xy[:, ::-1])
    return mask


def as_the_coco_api(rings):
    """Pixels as the COCO API draws polygons: edges in steps of a fifth of a pixel, then filled down the columns."""
    mask = np.zeros((SIZE, SIZE), bool)
    for ring in rings:
        points = (5 * np.asarray(ring, float).reshape(-1, 2) + 0.5).astype(int)
        xs, ys = [], []
        for (x0, y0), (x1, y1) in zip(points, np.roll(points, -1, axis=0)):
            steps = max(abs(x1 - x0), abs(y1 - y0))
            flip = (x0 > x1) if abs(x1 - x0) >= abs(y1 - y0) else (y0 > y1)
            if flip:
                x0, y0, x1, y1 = x1, y1, x0, y0
            t = np.arange(steps + 1)
            if abs(x1 - x0) >= abs(y1 - y0):
                slope = (y1 - y0) / (x1 - x0) if x1 != x0 else 0
                u, v = t + x0, (y0 + slope * t + 0.5).astype(int)
            else:
                slope = (x1 - x0) / (y1 - y0)
                u, v = (x0 + slope * t + 0.5).astype(int), t + y0
            if flip:
                u, v = u[::-1], v[::-1]
            xs.append(u)
            ys.append(v)
        u, v = np.concatenate(xs), np.concatenate(ys)
        at = []
        for j in range(1, len(u)):
            if u[j] != u[j - 1]:
                x = u[j] if u[j] < u[j - 1] else u[j] - 1
                x = (x + 0.5) / 5 - 0.5
                if x != np.floor(x) or x < 0 or x > SIZE - 1:
                    continue
                y = min(v[j], v[j - 1])
                y = np.ceil(min(max((y + 0.5) / 5 - 0.5, 0), SIZE))
                at.append(int(x) * SIZE + int(y))
        flips = np.zeros(SIZE * SIZE + 1, int)
        np.add.at(flips, np.array(at, int), 1)
        mask |= (np.cumsum(flips)[:-1] % 2 == 1).reshape(SIZE, SIZE).T
    return mask


def overlap(a, b):
    return (a & b).sum() / max(1, (a | b).sum())


# ---- what goes in

def boards():
    """True boxes by names of images, as the text files have them."""
    boxes = {}
    for text in sorted(BOARDS.rglob("*.txt")):
        lines = [line.replace(",", " ").split() for line in text.read_text().splitlines() if line.strip()]
        if all(len(line) == 5 and all(cell.lstrip("-").isdigit() for cell in line) for line in lines):
            boxes[text.stem] = sorted((TYPES[int(c) - 1], int(x0), int(y0), int(x1) - int(x0), int(y1) - int(y0))
                                      for x0, y0, x1, y1, c in lines)
    return boxes


def drawn(count):
    """Masks of blobs, rings and loose pixels."""
    random = np.random.default_rng(5)
    y, x = np.mgrid[:SIZE, :SIZE]
    masks = []
    for n in range(count):
        mask = np.zeros((SIZE, SIZE), bool)
        for _ in range(random.integers(1, 5)):
            cx, cy, r = random.uniform(10, SIZE - 10, 2).tolist() + [random.uniform(4, 60)]
            d = np.hypot(x - cx, y - cy)
            mask |= (d < r) & (d >= (r * random.uniform(0.2, 0.8) if random.random() < 0.5 else 0))
        if n % 3 == 0:
            mask ^= random.random(mask.shape) < 0.01
        masks.append(mask)
    return masks


def coco(masks):
    """A dataset of one image for each mask, written without Loupe."""
    images = [{"id": i + 1, "file_name": f"{i:04d}.png", "width": SIZE, "height": SIZE} for i in range(len(masks))]
    annotations = []
    for i, mask in enumerate(masks):
        left, top, width, height = cv2.boundingRect(mask.astype(np.uint8))
        annotations.append({"id": i + 1, "image_id": i + 1, "category_id": 3, "segmentation": encoded(mask),
                            "bbox": [left, top, width, height], "area": int(mask.sum()), "iscrowd": 0})
    return {"images": images, "annotations": annotations, "categories": [{"id": 3, "name": "void 空洞"}]}


# ---- readers

def boxes_of_coco(path):
    data = json.loads(path.read_text())
    names = {c["id"]: c["name"] for c in data["categories"]}
    boxes = {pathlib.Path(i["file_name"]).stem: [] for i in data["images"]}
    images = {i["id"]: pathlib.Path(i["file_name"]).stem for i in data["images"]}
    for a in data["annotations"]:
        boxes[images[a["image_id"]]].append((names[a["category_id"]], *a["bbox"]))
    return boxes


def boxes_of_voc(folder):
    """As the development kit has them: from 1, the last pixel inside."""
    boxes = {}
    for path in folder.rglob("*.xml"):
        root = etree.parse(str(path)).getroot()
        boxes[pathlib.Path(root.findtext("filename")).stem] = found = []
        for thing in root.iter("object"):
            x0, y0, x1, y1 = (int(thing.find("bndbox").findtext(n)) for n in ("xmin", "ymin", "xmax", "ymax"))
            found.append((thing.findtext("name"), x0 - 1, y0 - 1, x1 - x0 + 1, y1 - y0 + 1))
    return boxes


def boxes_of_yolo(folder, size):
    names = (folder / "classes.txt").read_text().splitlines()
    boxes = {}
    for path in (folder / "labels").rglob("*.txt"):
        boxes[path.stem] = found = []
        for line in path.read_text().splitlines():
            c, x, y, w, h = line.split()
            x, y, w, h = (float(v) * size for v in (x, y, w, h))
            found.append((names[int(c)], *(round(v, 2) for v in (x - w / 2, y - h / 2, w, h))))
    return boxes


def labelme_files(folder):
    """Files as labelme itself reads them; it wants the image beside them, so an empty one is put there."""
    from labelme import LabelFile
    for path in sorted(folder.rglob("*.json")):
        data = json.loads(path.read_text())
        image = path.parent / data["imagePath"]
        if not image.suffix:
            data["imagePath"] += ".png"
            path.write_text(json.dumps(data))
            image = path.parent / data["imagePath"]
        if not image.exists():
            PIL.Image.new("L", (data["imageWidth"], data["imageHeight"])).save(image)
        yield path.stem, LabelFile(str(path))


def boxes_of_labelme(folder):
    boxes = {}
    for stem, file in labelme_files(folder):
        boxes[stem] = [(s["label"], p[0][0], p[0][1], p[1][0] - p[0][0], p[1][1] - p[0][1])
                       for s in file.shapes for p in [s["points"]] if s["shape_type"] == "rectangle"]
    return boxes


def masks_of_labelme(folder):
    for stem, file in labelme_files(folder):
        mask = np.zeros((SIZE, SIZE), bool)
        for shape in file.shapes:
            (x0, y0), (x1, y1) = np.asarray(shape["points"], int)
            png = base64.b64decode(shape["other_data"]["mask"])
            mask[y0:y1 + 1, x0:x1 + 1] = np.asarray(PIL.Image.open(io.BytesIO(png))) > 0
        yield stem, mask


def boxes_of_csv(path):
    boxes = {}
    with open(path, newline="") as file:
        for row in csv.DictReader(file):
            found = boxes.setdefault(pathlib.Path(row["image"]).stem, [])
            if row["class"]:
                found.append((row["class"], *(float(row[c]) for c in ("x", "y", "width", "height"))))
    return boxes


# ---- what is compared

def same(what, expected, found):
    found = {name: sorted(tuple([b[0]] + [float(v) for v in b[1:]]) for b in boxes) for name, boxes in found.items()}
    wanted = {name: sorted(tuple([b[0]] + [float(v) for v in b[1:]]) for b in boxes)
              for name, boxes in expected.items()}
    wrong = sum(found.get(name) != boxes for name, boxes in wanted.items()) + len(found.keys() - wanted.keys())
    total = sum(len(b) for b in wanted.values())
    told(what, total, f"{wrong} of {len(wanted)} images differ", wrong == 0)


def iou(what, pairs, least):
    values = [overlap(a, b) for a, b in pairs]
    told(what, len(values), f"worst IoU {min(values):.6f}", min(values) >= least)


def boxes_out(expected):
    images = WORK / "images"
    images.mkdir()
    for name in expected:
        PIL.Image.new("L", (640, 640)).save(images / f"{name}.png")
    for form, target, reader in (
            ("coco", "b.json", boxes_of_coco), ("voc", "voc", boxes_of_voc), ("labelme", "labelme", boxes_of_labelme),
            ("yolo", "yolo", lambda f: boxes_of_yolo(f, 640)), ("csv", "b.csv", boxes_of_csv)):
        convert(BOARDS, WORK / target, form, "--images", images)
        same(f"boxes: DeepPCB text → Loupe → {form} → peer", expected, reader(WORK / target))
    for source in ("b.json", "voc", "labelme", "yolo"):
        convert(WORK / source, WORK / f"{source}.csv", "csv", "--images", images)
        same(f"boxes: … {source} → Loupe → csv → peer", expected, boxes_of_csv(WORK / f"{source}.csv"))


def boxes_in(expected):
    """What others write, read by Loupe."""
    from labelme import LabelFile
    (WORK / "theirs").mkdir()
    blank = io.BytesIO()
    PIL.Image.new("L", (640, 640)).save(blank, "PNG")
    for name, boxes in expected.items():
        shapes = [dict(label=c, points=[[x + w, y + h], [x, y]], group_id=None, shape_type="rectangle", flags={})
                  for c, x, y, w, h in boxes]
        LabelFile().save(str(WORK / "theirs" / f"{name}.json"), shapes, f"{name}.png", 640, 640, blank.getvalue(),
                         flags={})
    convert(WORK / "theirs", WORK / "theirs.csv", "csv")
    same("boxes: labelme writes (with the image inside) → Loupe", expected, boxes_of_csv(WORK / "theirs.csv"))


def masks_out(masks):
    source = WORK / "masks.json"
    source.write_text(json.dumps(coco(masks)))
    holes = [measure.label(np.pad(~m, 1, constant_values=True), connectivity=2).max() > 1 for m in masks]
    for form in ("coco", "coco-polygons"):
        convert(source, WORK / f"{form}.json", form)
        found = [a["segmentation"] for a in json.loads((WORK / f"{form}.json").read_text())["annotations"]]
        runs = [(masks[i], decoded(s)) for i, s in enumerate(found) if isinstance(s, dict)]
        iou(f"masks: run lengths → Loupe → {form} → peer (run lengths)", runs, 1)
        rings = [(i, s) for i, s in enumerate(found) if isinstance(s, list)]
        if rings:
            iou(f"masks: … {form} → peer, polygons by centres of pixels", [(masks[i], filled(s)) for i, s in rings], 1)
            iou(f"masks: … {form} → peer, polygons as the COCO API draws",
                [(masks[i], as_the_coco_api(s)) for i, s in rings], 0.999)
            kept = sum(isinstance(found[i], dict) for i, hole in enumerate(holes) if hole)
            told(f"masks: … {form}, those with holes keep them", sum(holes), f"{kept} as run lengths",
                 kept == sum(holes))
    convert(source, WORK / "masks-labelme", "labelme")
    iou("masks: run lengths → Loupe → labelme → labelme", [(masks[int(stem)], mask) for stem, mask in
                                                           masks_of_labelme(WORK / "masks-labelme")], 1)
    for form in ("masks-instance", "masks-index"):
        convert(source, WORK / form, form)
        convert(WORK / form, WORK / f"{form}.json", "coco")
        data = json.loads((WORK / f"{form}.json").read_text())
        images = {i["id"]: int(pathlib.Path(i["file_name"]).stem) for i in data["images"]}
        joined = [np.zeros((SIZE, SIZE), bool) for _ in masks]
        for a in data["annotations"]:
            joined[images[a["image_id"]]] |= decoded(a["segmentation"])
        iou(f"masks: run lengths → Loupe → {form} → Loupe → coco → peer", list(zip(masks, joined)), 0.999)


if __name__ == "__main__":
    truth = boards()
    boxes_out(truth)
    boxes_in(truth)
    masks_out(drawn(200))
    sys.exit(failed)
