package org.loupe.tools.classic;

import java.util.List;
import org.loupe.api.Examples;
import org.loupe.api.Run;
import org.loupe.api.Shape;
import org.loupe.api.Tile;
import org.loupe.api.ToolException;

/** What detectors of anomalies ask of the feature maps that they learn from. */
final class GoodMaps {

    private GoodMaps() {
    }

    /** A visit of one map. */
    interface Visit {
        void map(Shape shape, float[] values) throws ToolException;
    }

    /**
     * Reads all maps in order.
     *
     * @param from     0..1, how far the work is before
     * @param to       how far it is after
     * @param sameSize whether all must have the first one's size
     * @throws ToolException if there is none, or one is no map or unlike the first
     */
    static void each(String label, Examples<Tile, Tile> good, boolean sameSize, Run run, double from, double to,
            Visit visit) throws ToolException {
        List<Tile> maps = good.inputs();
        if (maps.isEmpty())
            throw new ToolException(label + " learns from good images, and there is none.",
                    "Give it images without defects: ten or more that show how much good ones differ.");
        Shape first = null;
        for (int i = 0; i < maps.size(); i++) {
            run.checkCancelled();
            run.progress(from + (to - from) * i / maps.size(), "");
            Tile map = maps.get(i);
            require(label, map.shape(), first == null ? map.shape().channels() : first.channels());
            if (first != null && sameSize && (map.width() != first.width() || map.height() != first.height()))
                throw new ToolException(label + " compares the same places of images of one size; the feature map of the"
                        + " first is " + first.width() + " × " + first.height() + ", that of number " + (i + 1) + " is "
                        + map.width() + " × " + map.height() + ".",
                        "Give it images of one size, or choose that all places are alike.");
            first = first == null ? map.shape() : first;
            visit.map(map.shape(), values(map));
        }
    }

    /** @throws ToolException if it is no map with so many numbers at each place */
    static void require(String label, Shape map, int channels) throws ToolException {
        if (map.type() != Shape.Type.F32 || map.channels() != channels)
            throw new ToolException(label + " needs feature maps of " + channels + " numbers at each place, got " + map
                    + ".", "Describe the image by the local features that it was learned with.");
    }

    /** All numbers of a map; those that are none count as 0. */
    static float[] values(Tile map) {
        float[] values = new float[map.width() * map.height() * map.shape().channels()];
        map.data().asFloatBuffer().get(values);
        for (int i = 0; i < values.length; i++)
            if (!Float.isFinite(values[i]))
                values[i] = 0;
        return values;
    }
}
