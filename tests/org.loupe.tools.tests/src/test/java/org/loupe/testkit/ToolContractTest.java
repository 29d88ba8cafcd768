package org.loupe.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.loupe.api.Detections;
import org.loupe.api.Detector;
import org.loupe.api.Device;
import org.loupe.api.Operator;
import org.loupe.api.Pair;
import org.loupe.api.Param;
import org.loupe.api.Run;
import org.loupe.api.Shape;
import org.loupe.api.Step;
import org.loupe.api.Tile;
import org.loupe.api.Tool;
import org.loupe.api.ToolException;
import org.loupe.api.ToolProvider;

/** Each promise of the contract is broken once: the test that guards it fails, a good tool passes all. */
class ToolContractTest {

    /** Adds a constant to 8-bit images; each fault is one of the ways in which tools go wrong. */
    private static class Brighten implements Operator<Brighten.Params> {

        record Params(@Param(label = "Amount", unit = "grey levels", min = 0, max = 255, step = 1,
                help = "How much brighter the image becomes.") int amount) {
        }

        @Override
        public Info info() {
            return Info.of("test.brighten", "Brighten", "Makes an image brighter by a constant, up to white.");
        }

        @Override
        public Params defaults() {
            return new Params(10);
        }

        @Override
        public int halo(Params params) {
            return 0;
        }

        @Override
        public void check(Params params, Shape in) throws ToolException {
            if (in.type() != Shape.Type.U8 || in.channels() != 1)
                throw new ToolException("Brighten needs 8-bit grey, got " + in + ".",
                        "Put 'Convert to grey' before this step.");
        }

        @Override
        public Shape output(Params params, Shape in) {
            return in;
        }

        @Override
        public Step<Tile, Tile> open(Params params, Device device) throws ToolException {
            return (in, run) -> apply(in, params, run);
        }

        Tile apply(Tile in, Params params, Run run) throws ToolException {
            check(params, in.shape());
            Tile out = target(in, run).at(in.x(), in.y());
            for (int row = 0; row < in.height(); row++) {
                run.checkCancelled();
                for (int column = 0; column < in.width(); column++)
                    out.set(column, row, 0, value(in, column, row, params));
            }
            return out;
        }

        Tile target(Tile in, Run run) {
            return run.tile(in.shape());
        }

        double value(Tile in, int column, int row, Params params) {
            return in.get(column, row, 0) + params.amount();
        }
    }

    private static ToolProvider of(Tool<?, ?, ?> tool) {
        return new ToolProvider() {
            @Override
            public List<Tool<?, ?, ?>> tools() {
                return List.of(tool);
            }
        };
    }

    /** Fails unless the contract's test whose name contains {@code what} fails for the tool. */
    private static DynamicTest finds(String fault, Tool<?, ?, ?> tool, String what) {
        return DynamicTest.dynamicTest(fault, () -> {
            DynamicTest guard = ToolContract.of(of(tool)).filter(t -> t.getDisplayName().contains(what)).findFirst()
                    .orElseThrow();
            Throwable failure = assertThrows(Throwable.class, guard.getExecutable());
            assertTrue(failure.getMessage() != null && !failure.getMessage().isBlank(), "it says what is wrong");
        });
    }

    @TestFactory
    Stream<DynamicTest> aGoodToolPasses() {
        return ToolContract.of(of(new Brighten()));
    }

    @TestFactory
    Stream<DynamicTest> faultsAreFound() {
        List<Tile> kept = new ArrayList<>();
        return Stream.of(
                finds("a label is missing", new Brighten() {
                    @Override
                    public Info info() {
                        return Info.of("test.brighten", "", "Makes an image brighter by a constant, up to white.");
                    }
                }, "describes itself"),
                finds("the default is out of range", new Brighten() {
                    @Override
                    public Params defaults() {
                        return new Params(300);
                    }
                }, "describes its parameters"),
                finds("another shape than announced", new Brighten() {
                    @Override
                    public Shape output(Params params, Shape in) {
                        return in.size(in.width() + 1, in.height());
                    }
                }, "gives what it announced"),
                finds("the place in the full image is lost", new Brighten() {
                    @Override
                    Tile apply(Tile in, Params params, Run run) throws ToolException {
                        return super.apply(in, params, run).at(0, 0).at(1, 1);
                    }
                }, "gives what it announced"),
                finds("a limit of a parameter throws", new Brighten() {
                    @Override
                    double value(Tile in, int column, int row, Params params) {
                        return in.get(column, row, 0) + 10 / params.amount();
                    }
                }, "bears the limits"),
                finds("a wrong type throws something else", new Brighten() {
                    @Override
                    Tile apply(Tile in, Params params, Run run) throws ToolException {
                        if (in.shape().channels() > 1)
                            throw new IllegalStateException("RGB");
                        return super.apply(in, params, run);
                    }
                }, "refuses what does not suit"),
                finds("the remedy is missing", new Brighten() {
                    @Override
                    public void check(Params params, Shape in) throws ToolException {
                        if (in.type() != Shape.Type.U8 || in.channels() != 1)
                            throw new ToolException("This image does not suit.", "");
                    }
                }, "refuses what does not suit"),
                finds("one pixel is too little", new Brighten() {
                    @Override
                    double value(Tile in, int column, int row, Params params) {
                        return in.get(in.width() - 2, row, 0);
                    }
                }, "bears the smallest input"),
                finds("the input is written", new Brighten() {
                    @Override
                    Tile target(Tile in, Run run) {
                        return in;
                    }
                }, "leaves its input"),
                finds("it counts on zeroed memory", new Brighten() {
                    @Override
                    double value(Tile in, int column, int row, Params params) {
                        return 0;
                    }

                    @Override
                    Tile apply(Tile in, Params params, Run run) throws ToolException {
                        check(params, in.shape());
                        Tile out = run.tile(in.shape()).at(in.x(), in.y());
                        for (int column = 0; column < in.width(); column += 2)
                            out.set(column, 0, 0, 1);
                        return out;
                    }
                }, "gives the same again"),
                finds("it remembers what it did before", new Brighten() {
                    @Override
                    public Step<Tile, Tile> open(Params params, Device device) {
                        int[] calls = new int[1];
                        return (in, run) -> apply(in, new Params(params.amount() + calls[0]++), run);
                    }
                }, "gives the same again"),
                finds("its random numbers are its own", new Brighten() {
                    @Override
                    double value(Tile in, int column, int row, Params params) {
                        return in.get(column, row, 0) + Math.random() * 20;
                    }
                }, "gives the same again"),
                finds("the halo is too small", new Brighten() {
                    @Override
                    double value(Tile in, int column, int row, Params params) {
                        return in.get(Math.max(0, column - 2), row, 0);
                    }
                }, "gives the same in tiles"),
                finds("it cannot be cancelled", new Brighten() {
                    @Override
                    Tile apply(Tile in, Params params, Run run) throws ToolException {
                        check(params, in.shape());
                        long end = System.nanoTime() + in.shape().pixels() * 100;
                        while (System.nanoTime() < end)
                            Thread.onSpinWait();
                        return in;
                    }
                }, "stops within"),
                finds("it keeps memory", new Brighten() {
                    @Override
                    Tile target(Tile in, Run run) {
                        Tile tile = Tile.allocate(in.shape());
                        ByteBuffer data = tile.data();
                        while (data.hasRemaining())
                            data.put((byte) 1);
                        kept.add(tile);
                        return tile;
                    }
                }, "does not grow"),
                finds("it reports where nothing is valid", new EveryPixel(), "nothing where nothing is valid"),
                finds("a box lies outside", new EveryPixel(), "gives what it announced"));
    }

    /** Reports a box that is larger than the image, valid or not. */
    private static final class EveryPixel implements Detector<EveryPixel.Params> {

        record Params() {
        }

        @Override
        public Info info() {
            return Info.of("test.every-pixel", "Every pixel",
                    "Reports the image as a defect, and a little more of it.");
        }

        @Override
        public Params defaults() {
            return new Params();
        }

        @Override
        public int halo(Params params) {
            return 0;
        }

        @Override
        public Step<Pair, Detections> open(Params params, Device device) {
            return (pair, run) -> new Detections.Builder(classes(params))
                    .add(0, 0, pair.test().width() + 1, pair.test().height(), 1, 0, null).build();
        }
    }

    @Test
    void otherResultsUnderOneIdAreFound() {
        Brighten other = new Brighten() {
            @Override
            double value(Tile in, int column, int row, Params params) {
                return in.get(column, row, 0) + params.amount() + (column == 20 && row == 30 ? 1 : 0);
            }
        };
        List<DynamicTest> same = ToolContract.sameResults(of(new Brighten()), of(other)).toList();
        assertEquals(1, same.size());
        Throwable failure = assertThrows(AssertionError.class, same.get(0).getExecutable());
        assertTrue(failure.getMessage().contains("column 20, row 30"), failure.getMessage());
    }

    @Test
    void otherDefaultsUnderOneIdAreFound() {
        Brighten other = new Brighten() {
            @Override
            public Params defaults() {
                return new Params(11);
            }
        };
        DynamicTest same = ToolContract.sameResults(of(new Brighten()), of(other)).findFirst().orElseThrow();
        Throwable failure = assertThrows(AssertionError.class, same.getExecutable());
        assertTrue(failure.getMessage().contains("amount: defaults 10 and 11"), failure.getMessage());
    }

    @Test
    void providersWithoutACommonIdAreFound() {
        assertThrows(AssertionError.class, () -> ToolContract.sameResults(of(new Brighten()), of(new EveryPixel())));
    }
}
