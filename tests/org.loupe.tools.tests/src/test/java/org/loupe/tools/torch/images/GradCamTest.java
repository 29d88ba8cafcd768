package org.loupe.tools.torch.images;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.loupe.api.Shape;
import org.loupe.api.Tile;
import org.loupe.api.ToolException;
import org.loupe.testkit.TestRun;
import org.loupe.tools.torch.compute.Natives;
import org.loupe.tools.torch.compute.TorchNet;
import org.loupe.tools.torch.net.Layer;
import org.loupe.tools.torch.net.Net;
import org.loupe.tools.torch.weights.NamedTensors;

/** The arithmetic of Grad-CAM on a net that is small enough to be computed by hand. */
class GradCamTest {
    /** Two maps of an image of 2 × 2 px, and a score that sums them with weights of its own for each place. */
    private static final Net NET = new Net("tiny", 1, List.of(
            new Net.Node("conv", new Layer.Conv(1, 2, 1, 1, 0, true), List.of(Net.INPUT)),
            new Net.Node("maps", new Layer.Relu(), List.of("conv")),
            new Net.Node("score", new Layer.Conv(2, 1, 2, 1, 0, false), List.of("maps")),
            new Net.Node("sure", new Layer.Relu(), List.of("score"))), Map.of(), "");

    /** The maps are 2 x and 5 - x; of the first the corners count, of the second, against the score, the upper row. */
    private static NamedTensors weights() {
        Map<String, float[]> values = Map.of("conv.weight", new float[] { 2, -1 }, "conv.bias", new float[] { 0, 5 },
                "score.weight", new float[] { 1, 0, 0, 1, -1, -1, 0, 0 });
        Map<String, long[]> shapes = Map.of("conv.weight", new long[] { 2, 1, 1, 1 }, "conv.bias", new long[] { 2 },
                "score.weight", new long[] { 1, 2, 2, 2 });
        return new NamedTensors() {
            @Override
            public Set<String> names() {
                return values.keySet();
            }

            @Override
            public long[] shape(String name) {
                return shapes.get(name);
            }

            @Override
            public void read(Collection<String> names, Sink sink) throws ToolException {
                for (String name : names)
                    sink.accept(name, values.get(name));
            }
        };
    }

    private static float[] cells(boolean near, float... pixels) throws Exception {
        Natives.load();
        try (TorchNet net = TorchNet.load(NET, List.of("maps", "sure"), weights())) {
            List<GradCam.Cells> all = GradCam.of(net, new Planes(1, 2, 2, pixels), List.of("maps"), known -> {
                net.derive(known, List.of("sure"));
                return GradCam.sum(known.get("sure"), new float[] { 1 });
            }, near, () -> { });
            assertEquals(1, all.size());
            assertEquals(2, all.get(0).height());
            return all.get(0).cells();
        }
    }

    @Test
    void channelsCountByTheMeanOfTheirGradientAndOnlyWhatRaisesTheScoreIsKept() throws Exception {
        // maps 2 4 6 8 and 4 3 2 1; score 2 + 8 - 4 - 3 = 3, so the ReLU behind lets the gradient through;
        // mean gradients (1 + 0 + 0 + 1) / 4 and (-1 - 1 + 0 + 0) / 4
        assertArrayEquals(new float[] { 0, 0.5f, 2, 3.5f }, cells(false, 1, 2, 3, 4), 1e-6f);
        assertArrayEquals(new float[] { 0, 0.5f, 0, 3.5f }, cells(true, 1, 2, 3, 4), 1e-6f,
                "the score does not depend on the third place");
    }

    @Test
    void wherePartsDoNotReachTheScoreNothingSpeaksForIt() throws Exception {
        // maps 0 0 0 0 and 6 6 5 5; the score is below 0, and its ReLU has no slope there
        assertArrayEquals(new float[4], cells(false, -1, -1, 0, 0), 0);
    }

    @Test
    void aMapIsLaidOverTheImageBetweenTheMiddlesOfItsCells() throws Exception {
        Tile image = Tile.allocate(Shape.grey(7, 4)).at(100, 50);
        try (TestRun run = new TestRun()) {
            // the input is 8 px wide, as it was padded: cells of 4 px with middles at 2 and 6
            Tile heat = GradCam.spread(List.of(new GradCam.Cells(new float[] { 0, 4 }, 1, 2)), 0, 0, 4, 8, image, run);
            assertEquals(7, heat.width());
            assertEquals(100, heat.x());
            float[] row = new float[7];
            for (int x = 0; x < 7; x++)
                row[x] = heat.data().getFloat(x * Float.BYTES);
            assertArrayEquals(new float[] { 0, 0, 0.125f, 0.375f, 0.625f, 0.875f, 1 }, row, 1e-6f);
            Tile none = GradCam.spread(List.of(new GradCam.Cells(new float[2], 1, 2)), 0, 0, 4, 8, image, run);
            assertTrue(none.data().getFloat(0) == 0, "nothing is divided by 0");
        }
    }
}
