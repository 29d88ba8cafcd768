package org.loupe.tools.classic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.loupe.api.Patch;
import org.loupe.api.Region;
import org.loupe.api.Shape;
import org.loupe.api.Tile;
import org.loupe.tools.classic.OrientedGradients.Norm;
import org.loupe.tools.classic.OrientedGradients.Params;

class OrientedGradientsTest {

    private static float[] hog(Patch patch, Params params) throws Exception {
        return Images.apply(new OrientedGradients(), params, patch).values();
    }

    /** Every 29th number of scikit-image 0.19.3: releng/bench/features.py --reference. */
    @Test
    void equalsScikitImage() throws Exception {
        compare(new Params(32, 8, 2, 9, Norm.L1, false, 0), 0.043244535520998044, 0.04899396820173257,
                0.029048143858504596, 0.04013838745934678, 0.021230351166726814, 0.01716188544892329,
                0.01054499651799824, 0.04557177672591974, 0.01684814409951371, 0.044420238624215916,
                0.024523175686436915, 0.05774700920844601);
        compare(new Params(32, 8, 2, 9, Norm.L1_SQRT, false, 0), 0.20795320512316717, 0.22134581134896716,
                0.17043516027658318, 0.2003456699291172, 0.14570638684260487, 0.13100337953245056,
                0.1026888334630316, 0.21347547101697595, 0.1298004009990482, 0.2107610937156474, 0.15659877294039348,
                0.24030607401488213);
        compare(new Params(32, 8, 2, 9, Norm.L2, false, 0), 0.23272065754579493, 0.26366125473005947,
                0.1582338282583235, 0.21510871232152068, 0.11717247988718987, 0.09437912056492238,
                0.057990568733884765, 0.24950079102687514, 0.09165302430019873, 0.24495643544460222,
                0.13401602057712542, 0.3155800241086553);
        compare(new Params(32, 8, 2, 9, Norm.L2_HYS, false, 0), 0.22135209562820746, 0.22135209562820746,
                0.1767249867129656, 0.23222421212751615, 0.1274135717277565, 0.10226297871725401,
                0.06283474841403436, 0.2251338399193545, 0.10214106463617958, 0.21783245547493837,
                0.15031960771009745, 0.2243308032319754);
        compare(new Params(32, 8, 2, 8, Norm.L2_HYS, true, 0), 0.23243314947362878, 0.15933835521152362,
                0.17163738953787563, 0.11387956186844499, 0.1943926646310773, 0.22011141406769003,
                0.2181866580619872, 0.13739294846759326, 0.22259050386833618, 0.22161030225865935);
    }

    private static void compare(Params params, double... expected) throws Exception {
        float[] found = hog(Images.patch(Images.texture(32, 32, 256, 5), 32, new Region(0, 0, 32, 32)), params);
        assertEquals(9 * 4 * params.angles(), found.length);
        assertEquals(expected.length, (found.length + 28) / 29);
        for (int i = 0; i < expected.length; i++)
            assertEquals(expected[i], found[29 * i], 2e-6, params.norm() + " " + 29 * i);
    }

    /** A ramp has one direction; one that lies on the border of two ranges of angles belongs to the latter. */
    @Test
    void anglesBeginAtTheLeft() throws Exception {
        for (int angle = 0; angle < 4; angle++) {
            int right = angle == 0 ? 1 : angle == 2 ? 0 : angle == 1 ? 1 : -1, down = angle == 0 ? 0 : 1;
            Tile ramp = Images.of(Shape.grey(64, 64), (x, y) -> 100 + right * x + down * y);
            float[] found = hog(Images.patch(ramp, new Region(0, 0, 64, 64)),
                    new Params(64, 64, 1, 4, Norm.L1, false, 0));
            for (int i = 0; i < 4; i++) // at the window's border one of two directions has no gradient
                assertTrue(i == angle ? found[i] > 0.9 : found[i] < 0.05, angle + ": " + i + " " + found[i]);
        }
    }

    /** A form of any size gives as many numbers and nearly the same, turned it gives others. */
    @Test
    void sizeDoesNotMatter() throws Exception {
        OrientedGradients tool = new OrientedGradients();
        float[] large = hog(disc(150, 1, 2), tool.defaults());
        assertEquals(324, large.length);
        double same = likeness(hog(disc(24, 1, 2), tool.defaults()), large);
        double turned = likeness(hog(disc(24, 2, 1), tool.defaults()), large);
        assertTrue(same > 0.8 && turned < 0.6, same + " and turned " + turned);
        assertEquals(324, hog(Images.patch(Images.of(Shape.grey(1, 1), (x, y) -> 7), new Region(0, 0, 1, 1)),
                tool.defaults()).length);
    }

    private static double likeness(float[] one, float[] other) {
        double product = 0, squares = 0, others = 0;
        for (int i = 0; i < one.length; i++) {
            product += one[i] * other[i];
            squares += one[i] * one[i];
            others += other[i] * other[i];
        }
        return product / Math.sqrt(squares * others);
    }

    private static Patch disc(int size, int narrow, int low) {
        int margin = size / 6;
        return Images.patch(Images.of(Shape.grey(size + 2 * margin, size + 2 * margin), (x, y) -> Math.hypot(
                (x - margin - size / 2.0) * narrow, (y - margin - size / 2.0) * low) < size / 2.0 ? 200 : 50),
                new Region(margin, margin, size, size));
    }

    @Test
    void whatCannotBeIsSaid() {
        assertTrue(assertThrows(IllegalArgumentException.class,
                () -> new Params(32, 16, 3, 9, Norm.L2, false, 0)).getMessage().contains("does not fit"));
        assertTrue(assertThrows(IllegalArgumentException.class,
                () -> new Params(1024, 4, 2, 9, Norm.L2, false, 0)).getMessage().contains("numbers for each defect"));
        OrientedGradients tool = new OrientedGradients();
        assertEquals(List.of("hog.0", "hog.1"), tool.names(tool.defaults()).subList(0, 2));
        assertEquals("hog.window-32.norm-l2.0", tool.names(new Params(32, 16, 2, 9, Norm.L2, false, 4)).get(0));
    }
}
