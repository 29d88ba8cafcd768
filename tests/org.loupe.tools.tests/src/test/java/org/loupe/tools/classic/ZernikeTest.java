package org.loupe.tools.classic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.loupe.api.Device;
import org.loupe.api.Features;
import org.loupe.api.Patch;
import org.loupe.api.Region;
import org.loupe.api.Shape;
import org.loupe.api.Step;
import org.loupe.api.Tile;
import org.loupe.testkit.TestRun;
import org.loupe.tools.base.Samples;
import org.loupe.tools.base.Source;
import org.loupe.tools.base.Zernike.Params;
import org.loupe.tools.base.ZernikeBasis;

class ZernikeTest {

    /** A function of the plane; the unit disc fits into the image. */
    private interface Form {
        double at(double x, double y);
    }

    private static float[] drawn(Form form, int size) {
        float[] image = new float[size * size];
        int fine = 8;
        for (int y = 0; y < size; y++)
            for (int x = 0; x < size; x++) {
                double sum = 0;
                for (int i = 0; i < fine * fine; i++)
                    sum += form.at((x + (i % fine + 0.5) / fine) * 2 / size - 1,
                            (y + (i / fine + 0.5) / fine) * 2 / size - 1);
                image[y * size + x] = (float) (sum / fine / fine);
            }
        return image;
    }

    private static Patch patch(float[] image, int width, int height, Region box) {
        Tile tile = Tile.allocate(new Shape(width, height, 1, Shape.Type.F32, Double.NaN));
        for (int y = 0; y < height; y++) {
            float[] line = new float[width];
            System.arraycopy(image, y * width, line, 0, width);
            Samples.write(tile, y, line);
        }
        Tile mask = Tile.allocate(Shape.grey(width, height));
        for (int i = 0; i < image.length; i++)
            mask.data().put(i, (byte) (image[i] > 0.5 ? 255 : 0));
        return new Patch(tile, Optional.empty(), box, mask);
    }

    /** R of n and m at a radius of 0 to 1, as it is defined. */
    private static double radial(int n, int m, double r) {
        double sum = 0;
        for (int s = 0; s <= (n - m) / 2; s++) {
            double term = s % 2 == 0 ? 1 : -1;
            for (int i = 2; i <= n - s; i++)
                term *= i;
            for (int i = 2; i <= s; i++)
                term /= i;
            for (int i = 2; i <= (n + m) / 2 - s; i++)
                term /= i;
            for (int i = 2; i <= (n - m) / 2 - s; i++)
                term /= i;
            sum += term * Math.pow(r, n - 2 * s);
        }
        return sum;
    }

    private static Features features(Patch patch, Params params) throws Exception {
        try (TestRun run = new TestRun(); Step<Patch, Features> step = new Zernike().open(params, Device.CPU)) {
            return step.apply(patch, run);
        }
    }

    /** A polynomial's own moment is 1, or 1/2 of its real part, and its moments with the others are 0. */
    @Test
    void polynomialsAreOrthogonal() {
        ZernikeBasis basis = new ZernikeBasis(12, 64);
        assertEquals(49, basis.moments().size());
        for (ZernikeBasis.Moment of : List.of(new ZernikeBasis.Moment(0, 0), new ZernikeBasis.Moment(2, 0),
                new ZernikeBasis.Moment(3, 1), new ZernikeBasis.Moment(4, 4), new ZernikeBasis.Moment(7, 3),
                new ZernikeBasis.Moment(8, 6))) {
            for (boolean imaginary : of.m() == 0 ? new boolean[] { false } : new boolean[] { false, true }) {
                double[] moments = basis.of(drawn((x, y) -> {
                    double r = Math.hypot(x, y), angle = of.m() * Math.atan2(y, x);
                    return radial(of.n(), of.m(), r) * (imaginary ? Math.sin(angle) : Math.cos(angle));
                }, 64));
                for (int i = 0; i < basis.moments().size(); i++) {
                    boolean own = basis.moments().get(i).equals(of);
                    double whole = of.m() == 0 ? 1 : 0.5;
                    assertEquals(own && !imaginary ? whole : 0, moments[2 * i], 0.01,
                            basis.moments().get(i) + " of " + of);
                    assertEquals(own && imaginary ? whole : 0, moments[2 * i + 1], 0.01,
                            basis.moments().get(i) + " of " + of);
                }
            }
        }
    }

    /** Of a half of the disc: Z00 is 1/2, Z11 is 4/(3π), Z20 is 0, Z22 is 0, Z31 is 8/(15π) but for its sign. */
    @Test
    void equalsTheClosedFormOfAHalfDisc() {
        ZernikeBasis basis = new ZernikeBasis(3, 64);
        double[] moments = basis.of(drawn((x, y) -> x > 0 ? 1 : 0, 64));
        double[] expected = new double[12];
        expected[0] = 0.5;
        expected[2] = 4 / (3 * Math.PI); // 2/π ∫ r² dr ∫ cos = 2/π · 1/3 · 2
        expected[8] = 4 / Math.PI * 2 * (3.0 / 5 - 2.0 / 3); // 4/π ∫ (3r⁴ − 2r²) dr ∫ cos
        expected[10] = 4 / Math.PI / 5 * -2.0 / 3; // 4/π ∫ r⁴ dr ∫ cos 3θ
        for (int i = 0; i < expected.length; i++)
            assertEquals(expected[i], moments[i], 1e-3, basis.moments().get(i / 2).toString());
    }

    @Test
    void magnitudesDoNotChangeWhenTheFormIsTurned() throws Exception {
        Params params = new Params(8, Source.IMAGE, 64, 0, true, true);
        Features first = null;
        for (double degrees : new double[] { 0, 17, 45, 90, 133, 211.5 }) {
            double c = Math.cos(Math.toRadians(degrees)), s = Math.sin(Math.toRadians(degrees));
            float[] image = drawn((x, y) -> {
                double u = c * x + s * y, v = c * y - s * x; // a key: a bar with a head and a bit
                return Math.abs(v) < 0.12 && u > -0.6 && u < 0.7 || Math.hypot(u + 0.5, v) < 0.3
                        || u > 0.4 && u < 0.6 && v > 0 && v < 0.4 ? 1 : 0;
            }, 64);
            Features now = features(patch(image, 64, 64, new Region(0, 0, 64, 64)), params);
            if (first == null)
                first = now;
            for (int n = 0, column = 0; n <= 8; n++)
                for (int m = n % 2; m <= n; m += 2, column++)
                    assertEquals(first.get(0, column), now.get(0, column), 0.01, now.names().get(column) + " at "
                            + degrees + "°");
            double turned = now.get(0, now.column("zernike_1_1_phase")) - first.get(0, now.column("zernike_1_1_phase"));
            assertEquals(0, Math.IEEEremainder(turned - degrees, 360), 0.5, "the phase turns with it");
        }
    }

    /** All magnitudes to order 12 within 1 % of themselves, of a key as sharp as a lens draws it: 1.4 px wide edges. */
    @Test
    void magnitudesOfALensesPictureKeepToOnePerCent() throws Exception {
        Params params = new Params(12, Source.IMAGE, 64, 0, true, false);
        Features first = null;
        for (double degrees : new double[] { 0, 30, 77, 145, 260 }) {
            double c = Math.cos(Math.toRadians(degrees)), s = Math.sin(Math.toRadians(degrees));
            Form key = (x, y) -> {
                double u = c * x + s * y, v = c * y - s * x;
                double bar = edge(0.12 - Math.abs(v)) * edge(u + 0.6) * edge(0.7 - u);
                double head = edge(0.3 - Math.hypot(u + 0.5, v));
                double bit = edge(u - 0.4) * edge(0.6 - u) * edge(v) * edge(0.4 - v);
                return 1 - (1 - bar) * (1 - head) * (1 - bit);
            };
            Features now = features(patch(drawn(key, 64), 64, 64, new Region(0, 0, 64, 64)), params);
            first = first == null ? now : first;
            for (int i = 0; i < first.names().size(); i++)
                assertEquals(1, now.get(0, i) / first.get(0, i), 0.01, first.names().get(i) + " at " + degrees + "°");
        }
    }

    private static double edge(double inside) {
        return 1 / (1 + Math.exp(-inside / 0.01));
    }

    @Test
    void sizeAndBrightnessDoNotMatter() throws Exception {
        Form form = (x, y) -> Math.abs(x) + 2 * Math.abs(y) < 0.8 && x > -0.3 ? 1 : 0;
        Params params = new Params(6, Source.IMAGE, 48, 0, true, false);
        Features first = features(patch(drawn(form, 40), 40, 40, new Region(0, 0, 40, 40)), params);
        float[] large = drawn(form, 100), scene = new float[130 * 120];
        for (int y = 0; y < 100; y++)
            for (int x = 0; x < 100; x++)
                scene[(y + 5) * 130 + x + 20] = 7 * large[y * 100 + x];
        Features second = features(patch(scene, 130, 120, new Region(20, 5, 100, 100)), params);
        for (int i = 0; i < first.names().size(); i++)
            assertEquals(first.get(0, i), second.get(0, i), 0.02, first.names().get(i));
        Features mask = features(patch(scene, 130, 120, new Region(20, 5, 100, 100)),
                new Params(6, Source.MASK, 48, 0, true, false));
        for (int i = 0; i < first.names().size(); i++)
            assertEquals(first.get(0, i), mask.get(0, i), 0.1 * Math.max(1, first.get(0, i)),
                    first.names().get(i) + ", by a mask of whole pixels");
    }

    @Test
    void whatCannotBeToldIsNotANumber() throws Exception {
        Features none = features(patch(new float[400], 20, 20, new Region(2, 2, 10, 9)),
                new Params(2, Source.IMAGE, 16, 3, true, true));
        for (float value : none.values())
            assertTrue(Float.isNaN(value));
        assertTrue(assertThrows(IllegalArgumentException.class, () -> new Params(8, Source.IMAGE, 33, 0, true, false))
                .getMessage().contains("found 33. Use 34."));
    }
}
