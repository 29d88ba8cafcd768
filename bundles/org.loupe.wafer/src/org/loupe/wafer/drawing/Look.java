package org.loupe.wafer.drawing;

import java.util.List;

/**
 * Colours of a map, 0xRRGGBB.
 *
 * @param ground  behind the wafer
 * @param wafer   the wafer where no dies are
 * @param edge    its outline
 * @param lines   between dies
 * @param text    titles
 * @param notes   other texts
 * @param zones   circles of the zones
 * @param limit   the line at the edge that dies must not pass
 * @param steps   of dies from no defects to many: four
 * @param pass    dies whose bin passes
 * @param fails   dies whose bin fails, from the most frequent bin on, used in turn
 * @param classes fills of defects by class, used in turn
 * @param strokes darker edges of the same
 */
public record Look(int ground, int wafer, int edge, int lines, int text, int notes, int zones, int limit,
        List<Integer> steps, int pass, List<Integer> fails, List<Integer> classes, List<Integer> strokes) {

    /** For white paper, as the workbench in its light theme. */
    public static final Look LIGHT = new Look(0xFFFFFF, 0xF5F6F7, 0x59626D, 0xFFFFFF, 0x1B1F24, 0x59626D, 0x0B63C5,
            0xC6282B, List.of(0xDDE1E7, 0xF8D9A9, 0xEFA855, 0xCE5E22), 0xCFE3D6,
            List.of(0xCE5E22, 0x3B82E6, 0xEFA855, 0xD9528F, 0xA67B5B, 0x00C4F0, 0x6B7683),
            List.of(0xFF6B2C, 0x3B82E6, 0x2CE5A7, 0xFFE223, 0x00C4F0, 0xD9528F, 0xA67B5B, 0xEDF3FB),
            List.of(0xC43E00, 0x0B57B0, 0x0B8F66, 0xB08900, 0x0090B8, 0xB83A75, 0x7E5A3C, 0x6B7683));

    public Look {
        steps = List.copyOf(steps);
        fails = List.copyOf(fails);
        classes = List.copyOf(classes);
        strokes = List.copyOf(strokes);
    }
}
