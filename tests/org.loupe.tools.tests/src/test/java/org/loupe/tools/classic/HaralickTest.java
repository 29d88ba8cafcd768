package org.loupe.tools.classic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.loupe.api.Device;
import org.loupe.api.Features;
import org.loupe.api.Patch;
import org.loupe.api.Region;
import org.loupe.api.Step;
import org.loupe.testkit.TestRun;
import org.loupe.tools.base.Area;
import org.loupe.tools.base.Directions;
import org.loupe.tools.base.Haralick.Params;
import org.loupe.tools.base.Scale;

class HaralickTest {
    private static final int[][] STEPS = { { 1, 0 }, { 1, 1 }, { 0, 1 }, { -1, 1 } };

    private static Features features(Patch patch, Params params) throws Exception {
        try (TestRun run = new TestRun(); Step<Patch, Features> step = new Haralick().open(params, Device.CPU)) {
            return step.apply(patch, run);
        }
    }

    private static double value(double[] features, String name) {
        return features[CoOccurrence.NAMES.indexOf(name)];
    }

    /** Values of scikit-image 0.19.3: graycoprops(graycomatrix(…, symmetric, normed)) at 0°, 45°, 90° and 135°. */
    @Test
    void equalsScikitImage() {
        Map<String, double[]> near = Map.of(
                "asm", new double[] { 0.01832932692307693, 0.017808702256944448, 0.018838908112264546,
                    0.01821560329861111 },
                "contrast", new double[] { 10.47596153846154, 9.786458333333334, 11.91176470588236,
                    9.312499999999998 },
                "correlation", new double[] { -0.03288146060822214, 0.03150440197206198, -0.17654318643552885,
                    0.07636676711149379 },
                "idm", new double[] { 0.2949005300984938, 0.31152502191105136, 0.2757322907149897,
                    0.2893469487587133 },
                "dissimilarity", new double[] { 2.620192307692309, 2.515625, 2.852941176470589, 2.53125 },
                "energy", new double[] { 0.13538584461854544, 0.1334492497429058, 0.13725490196078444,
                    0.1349651929151035 });
        Map<String, double[]> far = Map.of(
                "asm", new double[] { 0.0004537822407721208, 0.0004771888103135567, 0.0004715401785713982,
                    0.0004743067381201188 },
                "contrast", new double[] { 11543.036617262032, 11364.745009074826, 10933.722321427944,
                    10711.129764065725 },
                "correlation", new double[] { -0.04857396331202116, -0.03679015742226628, -0.001169586185606261,
                    0.02286336144019105 },
                "idm", new double[] { 0.015068987197004589, 0.010569206112191238, 0.01547031487324998,
                    0.012809668387752247 },
                "dissimilarity", new double[] { 87.64341761115666, 87.67785843920487, 85.74553571428112,
                    83.7649727767728 },
                "energy", new double[] { 0.021302165166295205, 0.021844651755373822, 0.021714975905383783,
                    0.021778584392014987 });
        compare(Images.texture(17, 13, 8, 1), 17, 8, new int[][] { { 1, 0 }, { 1, 1 }, { 0, 1 }, { -1, 1 } }, near);
        compare(Images.texture(40, 31, 256, 7), 40, 256, new int[][] { { 3, 0 }, { 2, 2 }, { 0, 3 }, { -2, 2 } }, far);
    }

    private static void compare(short[] grey, int width, int levels, int[][] steps, Map<String, double[]> expected) {
        CoOccurrence matrix = new CoOccurrence(levels);
        for (int i = 0; i < steps.length; i++) {
            matrix.count(grey, width, steps[i][0], steps[i][1], new TestRun());
            double[] found = matrix.features();
            for (Map.Entry<String, double[]> one : expected.entrySet())
                assertEquals(one.getValue()[i], value(found, one.getKey()),
                        1e-9 * Math.max(1, Math.abs(one.getValue()[i])), one.getKey() + " " + i);
        }
    }

    /** All features by their definitions, from a matrix that is written out. */
    @Test
    void equalsTheDefinitions() {
        short[] grey = Images.texture(23, 19, 12, 5);
        for (int i = 30; i < 60; i++)
            grey[i] = -1;
        CoOccurrence matrix = new CoOccurrence(12);
        for (int[] step : STEPS) {
            matrix.count(grey, 23, step[0], step[1], new TestRun());
            double[] expected = defined(grey, 23, step[0], step[1], 12), found = matrix.features();
            for (int f = 0; f < expected.length; f++)
                assertEquals(expected[f], found[f], 1e-12, CoOccurrence.NAMES.get(f) + Arrays.toString(step));
        }
    }

    private static double[] defined(short[] grey, int width, int dx, int dy, int levels) {
        double[][] p = new double[levels][levels];
        double n = 0;
        for (int y = 0; y < grey.length / width; y++)
            for (int x = 0; x < width; x++) {
                int u = x + dx, v = y + dy;
                if (u < 0 || u >= width || v < 0 || v >= grey.length / width)
                    continue;
                int i = grey[y * width + x], j = grey[v * width + u];
                if (i < 0 || j < 0)
                    continue;
                p[i][j]++;
                p[j][i]++;
                n += 2;
            }
        double[] single = new double[levels], sums = new double[2 * levels], differences = new double[levels];
        double asm = 0, contrast = 0, product = 0, idm = 0, entropy = 0, dissimilarity = 0, mean = 0;
        for (int i = 0; i < levels; i++)
            for (int j = 0; j < levels; j++) {
                double q = p[i][j] / n;
                asm += q * q;
                contrast += q * (i - j) * (i - j);
                product += q * i * j;
                idm += q / (1 + (i - j) * (i - j));
                entropy -= q > 0 ? q * Math.log(q) : 0;
                dissimilarity += q * Math.abs(i - j);
                mean += q * i;
                single[i] += q;
                sums[i + j] += q;
                differences[Math.abs(i - j)] += q;
            }
        double variance = 0, hx = 0, h1 = 0, h2 = 0;
        for (int i = 0; i < levels; i++) {
            variance += single[i] * (i - mean) * (i - mean);
            hx -= single[i] > 0 ? single[i] * Math.log(single[i]) : 0;
            for (int j = 0; j < levels; j++) {
                double both = single[i] * single[j];
                h1 -= both > 0 ? p[i][j] / n * Math.log(both) : 0;
                h2 -= both > 0 ? both * Math.log(both) : 0;
            }
        }
        double[] s = spread(sums), d = spread(differences);
        return new double[] { asm, contrast, (product - mean * mean) / variance, variance, idm, s[0], s[1], s[2],
            entropy, d[1], d[2], (entropy - h1) / hx, Math.sqrt(1 - Math.exp(-2 * (h2 - entropy))), dissimilarity,
            Math.sqrt(asm) };
    }

    /** Mean, variance and entropy of a distribution. */
    private static double[] spread(double[] of) {
        double mean = 0, variance = 0, entropy = 0;
        for (int i = 0; i < of.length; i++)
            mean += of[i] * i;
        for (int i = 0; i < of.length; i++) {
            variance += of[i] * (i - mean) * (i - mean);
            entropy -= of[i] > 0 ? of[i] * Math.log(of[i]) : 0;
        }
        return new double[] { mean, variance, entropy };
    }

    @Test
    void theMeanOverDirectionsDoesNotDependOnHowThePartLies() throws Exception {
        short[] grey = Images.texture(20, 20, 256, 3), turned = new short[400];
        for (int y = 0; y < 20; y++)
            for (int x = 0; x < 20; x++)
                turned[x * 20 + 19 - y] = grey[y * 20 + x];
        Region all = new Region(0, 0, 20, 20);
        for (Directions directions : List.of(Directions.MEAN, Directions.MEAN_AND_RANGE)) {
            Params params = new Params(16, "1", directions, Area.BOX, 0, Scale.TYPE);
            float[] one = features(Images.patch(grey, 20, all), params).values();
            assertEquals(directions == Directions.MEAN ? 15 : 30, one.length);
            float[] other = features(Images.patch(turned, 20, all), params).values();
            for (int i = 0; i < one.length; i++)
                assertEquals(one[i], other[i], 1e-6 * Math.max(1, Math.abs(one[i])));
        }
    }

    @Test
    void whatLiesOutsideDoesNotCount() throws Exception {
        short[] grey = Images.texture(30, 24, 256, 9), other = grey.clone();
        Region box = new Region(8, 6, 12, 9);
        for (int y = 0; y < 24; y++)
            for (int x = 0; x < 30; x++)
                if (!box.contains(x, y))
                    other[y * 30 + x] = (short) (255 - grey[y * 30 + x]);
        for (Area area : Area.values())
            for (Scale scale : Scale.values()) {
                Params params = new Params(32, "2", Directions.EACH, area, 0, scale);
                assertEquals(List.of(box(features(Images.patch(grey, 30, box), params))),
                        List.of(box(features(Images.patch(other, 30, box), params))));
            }
        Params around = new Params(32, "2", Directions.EACH, Area.BOX, 3, Scale.TYPE);
        assertTrue(!box(features(Images.patch(grey, 30, box), around))
                .equals(box(features(Images.patch(other, 30, box), around))));
    }

    private static List<Float> box(Features features) {
        List<Float> all = new java.util.ArrayList<>();
        for (float value : features.values())
            all.add(value);
        return all;
    }

    @Test
    void ownScaleTakesAwayDifferencesOfLight() throws Exception {
        short[] grey = Images.texture(16, 16, 60, 2), brighter = grey.clone();
        for (int i = 0; i < grey.length; i++)
            brighter[i] += 100;
        Region all = new Region(0, 0, 16, 16);
        Params own = new Params(20, "1", Directions.MEAN, Area.BOX, 0, Scale.PATCH);
        assertEquals(box(features(Images.patch(grey, 16, all), own)),
                box(features(Images.patch(brighter, 16, all), own)));
        Params type = new Params(20, "1", Directions.MEAN, Area.BOX, 0, Scale.TYPE);
        Features dark = features(Images.patch(grey, 16, all), type);
        Features light = features(Images.patch(brighter, 16, all), type);
        assertTrue(light.get(0, light.column("glcm.levels-20_sum_average_d1"))
                > dark.get(0, dark.column("glcm.levels-20_sum_average_d1")) + 10);
    }

    @Test
    void aFlatPatchAndASinglePixel() throws Exception {
        short[] flat = new short[100];
        Arrays.fill(flat, (short) 77);
        Features told = features(Images.patch(flat, 10, new Region(0, 0, 10, 10)),
                new Params(32, "1", Directions.MEAN, Area.BOX, 0, Scale.TYPE));
        Map<String, Float> expected = Map.of("asm", 1f, "energy", 1f, "contrast", 0f, "correlation", 1f, "idm", 1f,
                "entropy", 0f, "imc1", 0f, "imc2", 0f, "variance", 0f, "difference_entropy", 0f);
        expected.forEach((name, value) -> assertEquals(value, told.get(0, told.column("glcm_" + name + "_d1")), name));
        Features none = features(Images.patch(flat, 10, new Region(4, 4, 1, 1)),
                new Params(32, "1", Directions.MEAN, Area.BOX, 0, Scale.TYPE));
        for (float value : none.values())
            assertTrue(Float.isNaN(value));
    }

    /** One look at several distances gives what a look at each of them gives, under names that tell them apart. */
    @Test
    void distancesStandBesideEachOther() throws Exception {
        Patch patch = Images.patch(Images.texture(30, 24, 256, 4), 30, new Region(0, 0, 30, 24));
        Features all = features(patch, new Params(32, "1, 4", Directions.MEAN_AND_RANGE, Area.BOX, 0, Scale.TYPE));
        assertEquals(60, all.names().stream().distinct().count());
        for (int distance : new int[] { 1, 4 }) {
            Features one = features(patch, new Params(32, String.valueOf(distance), Directions.MEAN_AND_RANGE, Area.BOX,
                    0, Scale.TYPE));
            assertEquals(30, one.names().size());
            for (String name : one.names())
                assertEquals(one.get(0, one.column(name)), all.get(0, all.column(name)), name);
        }
        for (String wrong : List.of("", "0", "65", "1, 1", "1; 2", "two"))
            assertTrue(assertThrows(IllegalArgumentException.class, () -> new Params(32, wrong, Directions.MEAN,
                    Area.BOX, 0, Scale.TYPE)).getMessage().contains("found \"" + wrong + "\""));
    }

    /** What was learned from one set of parameters is never taken for another. */
    @Test
    void parametersThatChangeNumbersChangeNames() {
        Haralick tool = new Haralick();
        assertEquals("glcm_asm_d1", tool.names(tool.defaults()).get(0));
        assertEquals("glcm.levels-64.area-mask_asm_d2_0",
                tool.names(new Params(64, "2", Directions.EACH, Area.MASK, 0, Scale.TYPE)).get(0));
    }

    /** A large image is counted in another way than a small one, to the same result. */
    @Test
    void largeImagesAreCountedLikeSmallOnes() {
        short[] grey = Images.texture(200, 150, 256, 11);
        CoOccurrence matrix = new CoOccurrence(256);
        for (int[] step : STEPS) {
            matrix.count(grey, 200, step[0], step[1], new TestRun());
            double[] expected = defined(grey, 200, step[0], step[1], 256), found = matrix.features();
            for (int f = 0; f < expected.length; f++)
                assertEquals(expected[f], found[f], 1e-9 * Math.max(1, Math.abs(expected[f])),
                        CoOccurrence.NAMES.get(f) + Arrays.toString(step));
        }
    }
}
