package org.loupe.tools.opencv;

import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.opencv_core.Mat;
import org.loupe.api.Shape;
import org.loupe.api.Tile;

/**
 * Tiles as OpenCV matrices over the same memory: nothing is copied, what OpenCV writes is in the tile. A matrix is to
 * be made inside a {@link PointerScope}, which frees its header, and used only while the tile is reachable.
 */
final class Mats {

    private Mats() {
    }

    /** The whole tile. */
    static Mat of(Tile tile) {
        return rows(tile, 0, tile.height());
    }

    /**
     * Rows {@code from} to below {@code to}. To OpenCV it is a matrix of its own, not a part of a larger one, so that
     * filters never look at the rows around it.
     */
    static Mat rows(Tile tile, int from, int to) {
        int rowBytes = tile.width() * tile.shape().channels() * tile.shape().type().bytes();
        var data = tile.data().slice(from * rowBytes, (to - from) * rowBytes);
        return new Mat(to - from, tile.width(), type(tile.shape()), new BytePointer(data));
    }

    /** OpenCV's code for samples of this type and number of channels. */
    static int type(Shape shape) {
        int depth = switch (shape.type()) {
            case U8 -> opencv_core.CV_8U;
            case U16 -> opencv_core.CV_16U;
            case S32 -> opencv_core.CV_32S;
            case F32 -> opencv_core.CV_32F;
        };
        return opencv_core.CV_MAKETYPE(depth, shape.channels());
    }
}
