#!/usr/bin/env python3
"""Writes one large board and its golden reference as tiled TIFFs, row of tiles by row of tiles, from board pairs.

The boards are laid side by side until the edge is full; test boards are in the first file, templates in the second.
"""
import argparse
import pathlib
import struct

import cv2
import numpy as np

TILE = 512


def write_tiff(file, edge, rows):
    """An uncompressed 8-bit grey BigTIFF of tiles; ``rows`` yields bands of TILE rows (the last may be lower)."""
    across = -(-edge // TILE)
    count = across * across
    with file.open("wb") as out:
        out.write(struct.pack("<2sHHHQ", b"II", 43, 8, 0, 0))
        offsets = []
        for band in rows:
            full = np.zeros((TILE, across * TILE), np.uint8)
            full[:band.shape[0], :edge] = band
            for column in range(across):
                offsets.append(out.tell())
                out.write(full[:, column * TILE:(column + 1) * TILE].tobytes())
        where_offsets = out.tell()
        out.write(struct.pack(f"<{count}Q", *offsets))
        where_sizes = out.tell()
        out.write(struct.pack(f"<{count}Q", *[TILE * TILE] * count))
        directory = out.tell()
        entries = [(256, 4, 1, edge), (257, 4, 1, edge), (258, 3, 1, 8), (259, 3, 1, 1), (262, 3, 1, 1),
                   (277, 3, 1, 1), (322, 3, 1, TILE), (323, 3, 1, TILE), (324, 16, count, where_offsets),
                   (325, 16, count, where_sizes)]
        out.write(struct.pack("<Q", len(entries)))
        for tag, kind, number, value in entries:
            out.write(struct.pack("<HHQQ", tag, kind, number, value))
        out.write(struct.pack("<Q", 0))
        out.seek(8)
        out.write(struct.pack("<Q", directory))


def bands(files, edge):
    size = cv2.imread(str(files[0]), cv2.IMREAD_GRAYSCALE).shape[0]
    per_row = -(-edge // size)
    kept = np.zeros((0, edge), np.uint8)
    written = index = 0
    while written < edge:
        while len(kept) < min(TILE, edge - written):
            row = [cv2.imread(str(files[(index + k) % len(files)]), cv2.IMREAD_GRAYSCALE) for k in range(per_row)]
            index += per_row
            kept = np.vstack([kept, np.hstack(row)[:, :edge]])
        height = min(TILE, edge - written)
        yield kept[:height]
        kept = kept[height:]
        written += height


def main():
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("boards", type=pathlib.Path, help="searched for *_test.* beside *_temp.*")
    arguments.add_argument("folder", type=pathlib.Path, help="gets large_test.tif and large_temp.tif")
    arguments.add_argument("--edge", type=int, default=30000, help="px")
    options = arguments.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    tests = sorted(options.boards.rglob("*_test.*"))
    write_tiff(options.folder / "large_test.tif", options.edge, bands(tests, options.edge))
    references = [t.with_name(t.name.replace("_test", "_temp")) for t in tests]
    write_tiff(options.folder / "large_temp.tif", options.edge, bands(references, options.edge))


if __name__ == "__main__":
    main()
