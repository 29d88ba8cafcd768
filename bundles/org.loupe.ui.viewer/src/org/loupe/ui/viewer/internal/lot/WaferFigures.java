package org.loupe.ui.viewer.internal.lot;

import java.util.List;
import java.util.Optional;

import org.loupe.exchange.Loss;
import org.loupe.wafer.Dies;
import org.loupe.wafer.Outline;
import org.loupe.wafer.Wafer;
import org.loupe.wafer.statistics.Pareto;
import org.loupe.wafer.statistics.WaferStatistics;
import org.loupe.workspace.wafer.WaferBook;

/**
 * What the parts of a lot keep of each of its wafers, so that the wafers themselves need not stay in memory: its
 * figures and a small picture of it. Immutable: the picture is changed by nobody.
 *
 * @param wafer         what it is and who looked at it, in short
 * @param defects       number of defects
 * @param diesDefective dies with defects
 * @param diesInspected dies that were looked at, 0 if they are not known
 * @param density       defects per cm²
 * @param dieYield      share of good dies, NaN if unknown
 * @param classes       defects by class
 * @param losses        what of its file was not understood or is not of use
 * @param changed       what is to be said because its file was changed
 * @param round         whether it is a wafer, not a panel
 * @param notch         where its notch or flat is, in degrees as the outline has it; NaN for none
 * @param picture       {@link #EDGE} × {@link #EDGE} px, row by row from the top: 0 outside of dies, 1 a die without
 *                      defects, 2 to 4 with few, some and many
 */
public record WaferFigures(String wafer, int defects, int diesDefective, int diesInspected, double density,
        double dieYield, Pareto classes, List<Loss> losses, Optional<String> changed, boolean round, double notch,
        byte[] picture) {
    /** Px of a side of the picture. */
    public static final int EDGE = 112;
    private static final int MANY = 4, SCALED_FROM = 6;

    /** Any thread; too long for the UI thread. */
    static WaferFigures of(WaferBook.Opened opened) {
        Wafer wafer = opened.wafer();
        WaferStatistics counted = WaferStatistics.of(wafer);
        Outline outline = wafer.outline();
        return new WaferFigures(wafer.info().wafer(), counted.defects(), counted.diesDefective(),
                counted.diesInspected(), counted.density(), counted.dieYield(), counted.classes(), opened.losses(),
                opened.changed(), outline.round(), outline.mark() == Outline.Mark.NONE ? Double.NaN : outline.degrees(),
                picture(wafer, counted));
    }

    private static byte[] picture(Wafer wafer, WaferStatistics counted) {
        byte[] picture = new byte[EDGE * EDGE];
        double side = Math.max(wafer.outline().widthUm(), wafer.outline().heightUm());
        Dies dies = wafer.dies();
        int many = many(dies, counted);
        for (int py = 0; py < EDGE; py++)
            for (int px = 0; px < EDGE; px++) {
                double x = ((px + 0.5) / EDGE - 0.5) * side, y = (0.5 - (py + 0.5) / EDGE) * side;
                if (!wafer.outline().contains(x, y))
                    continue;
                int die = dies.find(wafer.grid().column(x), wafer.grid().row(y));
                if (die >= 0)
                    picture[py * EDGE + px] = step(counted.inDie(die), many);
            }
        if (dies.size() == 0)
            dots(wafer, side, picture);
        return picture;
    }

    private static byte step(int count, int many) {
        return (byte) (count == 0 ? 1 : count >= many ? 4 : 2 * count >= many ? 3 : 2);
    }

    /** From how many defects on a die is one with many: 4, or what one in five of those with defects has. */
    private static int many(Dies dies, WaferStatistics counted) {
        int[] some = new int[dies.size()];
        int n = 0;
        for (int i = 0; i < some.length; i++)
            if (counted.inDie(i) > 0)
                some[n++] = counted.inDie(i);
        java.util.Arrays.sort(some, 0, n);
        int high = n == 0 ? 0 : some[(int) (0.8 * (n - 1))];
        return high <= SCALED_FROM ? MANY : high;
    }

    /** A file that tells no dies shows its defects alone. */
    private static void dots(Wafer wafer, double side, byte[] picture) {
        for (int i = 0; i < wafer.defects().size(); i++) {
            int px = (int) ((wafer.defects().x(i) / side + 0.5) * EDGE);
            int py = (int) ((0.5 - wafer.defects().y(i) / side) * EDGE);
            if (px >= 0 && px < EDGE && py >= 0 && py < EDGE)
                picture[py * EDGE + px] = 4;
        }
    }
}
