package org.loupe.workspace;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.loupe.api.Detections;
import org.loupe.api.Detector;
import org.loupe.api.Device;
import org.loupe.api.FeatureExtractor;
import org.loupe.api.Features;
import org.loupe.api.Generator;
import org.loupe.api.ImageInfo;
import org.loupe.api.Pair;
import org.loupe.api.Param;
import org.loupe.api.Patch;
import org.loupe.api.Region;
import org.loupe.api.Run;
import org.loupe.api.Sample;
import org.loupe.api.Shape;
import org.loupe.api.Step;
import org.loupe.api.Tile;
import org.loupe.api.Tool;
import org.loupe.api.ToolException;
import org.loupe.api.ToolProvider;

/** Tiny tools for tests: squares are put onto a grey image, and found again by their difference from it. */
public final class SquareTools implements ToolProvider {
    private static final int CELL = 16;

    @Override
    public List<Tool<?, ?, ?>> tools() {
        return List.of(new Squares(), new Difference(), new Mean());
    }

    /** Bright squares in some cells of a grid. */
    public static final class Squares implements Generator<Squares.Params> {
        public record Params(
                @Param(label = "Squares", min = 0, max = 20, help = "How many squares an image has.") int squares,
                @Param(label = "Cells", min = 2, max = 200, help = "Cells of the grid in each direction.") int cells) {
        }

        @Override
        public Info info() {
            return Info.of("test.generate-squares", "Squares", "Squares on grey.");
        }

        @Override
        public Params defaults() {
            return new Params(3, 6);
        }

        @Override
        public Step<Integer, Sample> open(Params params, Device device) {
            return (number, run) -> {
                Shape shape = Shape.grey(params.cells * CELL, params.cells * CELL).scale(0.5);
                byte[] samples = new byte[shape.width() * shape.height()];
                for (int i = 0; i < samples.length; i++)
                    samples[i] = (byte) (60 + (i / 7 + i / shape.width()) % 20);
                Tile reference = Tile.of(shape, samples);
                Detections.Builder truth = new Detections.Builder(List.of("square"));
                List<Integer> cells = new ArrayList<>();
                while (cells.size() < params.squares) {
                    int cell = run.random().nextInt(params.cells * params.cells);
                    if (cells.contains(cell))
                        continue;
                    cells.add(cell);
                    int x = cell % params.cells * CELL + 3, y = cell / params.cells * CELL + 4;
                    for (int dy = 0; dy < 8; dy++)
                        Arrays.fill(samples, (y + dy) * shape.width() + x, (y + dy) * shape.width() + x + 9,
                                (byte) 200);
                    truth.add(x, y, 9, 8, 1, 0, null);
                }
                return new Sample(Tile.of(shape, samples), Optional.of(reference), truth.build(),
                        new ImageInfo.Conditions("M1", "BF", 20, Double.NaN));
            };
        }
    }

    /** One box per cell that differs from the reference. */
    public static final class Difference implements Detector<Difference.Params> {
        public record Params(
                @Param(label = "Threshold", unit = "grey levels", min = 1, max = 255,
                        help = "Smallest difference that counts.") int threshold,
                @Param(label = "Pause", unit = "ms", min = 0, max = 10_000, help = "Time to wait.") int pause) {
        }

        @Override
        public Info info() {
            return Info.of("test.difference", "Difference", "Finds squares.");
        }

        @Override
        public Params defaults() {
            return new Params(30, 0);
        }

        @Override
        public boolean needsReference() {
            return true;
        }

        @Override
        public List<String> classes(Params params) {
            return List.of("square");
        }

        @Override
        public int halo(Params params) {
            return CELL;
        }

        @Override
        public void check(Params params, Shape in) throws ToolException {
            if (in.channels() != 1 || in.type() != Shape.Type.U8)
                throw new ToolException("Difference needs 8-bit grey, got " + in + ".", "Convert to grey before it.");
        }

        @Override
        public Step<Pair, Detections> open(Params params, Device device) {
            return (pair, run) -> {
                pause(params.pause, run);
                Detections.Builder found = new Detections.Builder(classes(params));
                Tile test = pair.test(), reference = pair.reference().orElseThrow();
                for (int top = 0; top < test.height(); top += CELL)
                    for (int left = 0; left < test.width(); left += CELL)
                        cell(params, test, reference, left, top, found);
                return found.build();
            };
        }

        private static void pause(int millis, Run run) {
            for (int waited = 0; waited < millis; waited += 10) {
                run.checkCancelled();
                try {
                    Thread.sleep(10);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    return;
                }
            }
        }

        private static void cell(Params params, Tile test, Tile reference, int left, int top,
                Detections.Builder found) {
            Region box = new Region(0, 0, 0, 0);
            for (int y = top; y < Math.min(top + CELL, test.height()); y++)
                for (int x = left; x < Math.min(left + CELL, test.width()); x++)
                    if (Math.abs(test.get(x, y, 0) - reference.get(x, y, 0)) >= params.threshold)
                        box = box.union(new Region(x, y, 1, 1));
            if (!box.isEmpty())
                found.add(box.x(), box.y(), box.width(), box.height(), 0.9, 0, null);
        }
    }

    /** The mean of a defect. */
    public static final class Mean implements FeatureExtractor<Mean.Params> {
        public record Params(@Param(label = "Offset", help = "Added to it.") double offset) {
        }

        @Override
        public Info info() {
            return Info.of("test.mean", "Mean", "Mean grey level.");
        }

        @Override
        public Params defaults() {
            return new Params(0);
        }

        @Override
        public List<String> names(Params params) {
            return List.of("mean");
        }

        @Override
        public Step<Patch, Features> open(Params params, Device device) {
            return (patch, run) -> {
                double sum = 0;
                Region box = patch.box();
                for (int y = box.y(); y < box.bottom(); y++)
                    for (int x = box.x(); x < box.right(); x++)
                        sum += patch.image().get(x, y, 0);
                return new Features(names(params), 1,
                        new float[] {(float) (sum / box.width() / box.height() + params.offset)});
            };
        }
    }
}
