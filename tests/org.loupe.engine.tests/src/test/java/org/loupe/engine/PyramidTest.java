package org.loupe.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.loupe.api.DeviceException;
import org.loupe.api.Kernels;
import org.loupe.api.Region;
import org.loupe.api.Shape;
import org.loupe.api.Tile;

class PyramidTest {

    private static Tile row(Shape.Type type, double... values) {
        Tile tile = Tile.allocate(new Shape(values.length, 1, 1, type, 0.5));
        for (int x = 0; x < values.length; x++)
            tile.set(x, 0, 0, values[x]);
        return tile;
    }

    private static SimpleRun run(Optional<Kernels> lent) {
        return new SimpleRun(Progress.NONE.lending(() -> lent), 1, 0);
    }

    @Test
    void bytesAreRoundedHalfUpOtherWholeNumbersHalfToEven() {
        SimpleRun run = run(Optional.empty());
        double[] values = { 1, 2, 2, 3, 3, 4, 7 };
        Tile bytes = Pyramid.reduce(row(Shape.Type.U8, values), new Region(0, 0, 7, 1), 2, run);
        assertEquals(new Region(0, 0, 4, 1), bytes.region());
        Tile shorts = Pyramid.reduce(row(Shape.Type.U16, values), new Region(0, 0, 7, 1), 2, run);
        Tile floats = Pyramid.reduce(row(Shape.Type.F32, values), new Region(0, 0, 7, 1), 2, run);
        double[][] expected = { { 2, 3, 4, 7 }, { 2, 2, 4, 7 }, { 1.5, 2.5, 3.5, 7 } };
        for (int x = 0; x < 4; x++) {
            assertEquals(expected[0][x], bytes.get(x, 0, 0));
            assertEquals(expected[1][x], shorts.get(x, 0, 0));
            assertEquals(expected[2][x], floats.get(x, 0, 0));
        }
    }

    @Test
    void squaresBeginAtTheRegionAndEndWithIt() {
        Tile image = Tile.allocate(new Shape(9, 8, 3, Shape.Type.U8, 0.5));
        for (int y = 0; y < 8; y++)
            for (int x = 0; x < 9; x++)
                for (int c = 0; c < 3; c++)
                    image.set(x, y, c, 10 * x + 3 * y + c);
        Tile small = Pyramid.reduce(image, new Region(2, 1, 5, 4), 3, run(Optional.empty()));
        assertEquals(new Region(2, 1, 2, 2), small.region());
        assertEquals(0.5, small.shape().umPerPx());
        for (int c = 0; c < 3; c++) {
            assertEquals(10 * 3 + 3 * 2 + c, small.get(0, 0, c));
            assertEquals(Math.round(10 * 5.5 + 3 * 2 + c), small.get(1, 0, c));
            assertEquals(10 * 3 + 3 * 4 + c, small.get(0, 1, c));
        }
    }

    /** What is lent is used, and what cannot do it is replaced by the loop. */
    @Test
    void aDeviceThatIsLentMakesIt() {
        Tile made = row(Shape.Type.U8, 9);
        List<Integer> asked = new ArrayList<>();
        Tile image = row(Shape.Type.U8, 1, 3);
        assertSame(made, Pyramid.reduce(image, image.shape().region(), 2, run(Optional.of(kernels(asked, made)))));
        assertEquals(2, Pyramid.reduce(image, image.shape().region(), 2, run(Optional.of(kernels(asked, null))))
                .get(0, 0, 0));
        assertEquals(List.of(2, 2), asked);
    }

    private static Kernels kernels(List<Integer> asked, Tile made) {
        return (Kernels) Proxy.newProxyInstance(Kernels.class.getClassLoader(), new Class<?>[] { Kernels.class },
                (proxy, method, a) -> {
                    asked.add((Integer) a[2]);
                    if (made == null)
                        throw new DeviceException(DeviceException.Cause.MEMORY, "It has no memory.", "Buy some.");
                    return made;
                });
    }
}
