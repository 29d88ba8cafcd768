package org.loupe.tools.cuda;

import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.loupe.api.Kernels;
import org.loupe.api.Shape;
import org.loupe.api.Tile;
import org.loupe.testkit.TestRun;

/** What tests of lent arithmetic have in common: what a healthy GPU lends to each. */
abstract class LentKernelsTest extends FreshDriverTest {
    final TestRun run = new TestRun();
    Kernels kernels;

    @BeforeEach
    void borrow() {
        kernels = new CudaTools().kernels(CpuDriver.device()).orElseThrow();
    }

    static Tile noise(Shape shape) {
        Random random = new Random(11);
        Tile tile = Tile.allocate(shape);
        for (int y = 0; y < shape.height(); y++)
            for (int x = 0; x < shape.width(); x++)
                for (int c = 0; c < shape.channels(); c++)
                    tile.set(x, y, c, switch (shape.type()) {
                        case U8 -> random.nextInt(256);
                        case U16 -> random.nextInt(65536);
                        case S32 -> random.nextInt();
                        case F32 -> random.nextInt(50) == 0 ? Double.NaN : random.nextGaussian() * 1e4;
                    });
        return tile;
    }
}
