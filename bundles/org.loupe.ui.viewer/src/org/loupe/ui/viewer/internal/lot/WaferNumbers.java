package org.loupe.ui.viewer.internal.lot;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;

import org.loupe.api.ToolException;
import org.loupe.model.WaferEntry;
import org.loupe.ui.Failures;
import org.loupe.ui.Session;
import org.loupe.ui.Words;
import org.loupe.ui.viewer.internal.lot.FigureList.Figure;
import org.loupe.ui.viewer.internal.wafer.OpenWafer;
import org.loupe.wafer.Wafer;
import org.loupe.wafer.statistics.Adders;
import org.loupe.wafer.statistics.Pareto;
import org.loupe.wafer.statistics.Repeaters;
import org.loupe.wafer.statistics.Trend;
import org.loupe.wafer.statistics.WaferStatistics;
import org.loupe.workspace.wafer.WaferBook;
import org.loupe.workspace.wafer.WaferBook.Place;

/**
 * The figures of a wafer as they are written, and its defects by class. Immutable.
 *
 * @param figures in the order in which they are shown
 * @param classes defects by class
 */
record WaferNumbers(List<Figure> figures, Pareto classes) {
    /** How far apart two tools may see a defect, µm, and from how many defects on repeaters are not looked for. */
    private static final double SAME_UM = 40;
    private static final int MOST_REPEATING = 200_000, LEAST_WAFERS = 5;
    private static final BitSet NONE = new BitSet();

    /** The same wafer after another step of the process. @param step as people call it */
    record Before(String step, Place place) {
    }

    /** The same wafer after steps that were imported before. On the model's thread. */
    static List<Before> before(Session session, OpenWafer open) {
        WaferEntry own = open.entry().orElse(null);
        List<Before> before = new ArrayList<>();
        if (own == null || session.project().isEmpty() || own.getLot().isBlank())
            return before;
        for (WaferEntry other : session.project().get().project().getWafers()) {
            if (other == own)
                break;
            if (other.getLot().equals(own.getLot()) && other.getWafer().equals(own.getWafer())
                    && other.getSlot() == own.getSlot() && !other.getStep().equals(own.getStep()))
                before.add(new Before(other.getStep(), Place.of(session.project().get(), other)));
        }
        return before;
    }

    /** Counts. Any thread; too long for the UI thread. */
    static WaferNumbers of(Wafer wafer, List<Before> before, WaferBook book) {
        WaferStatistics counted = WaferStatistics.of(wafer);
        List<Figure> figures = new ArrayList<>();
        BitSet all = new BitSet();
        all.set(0, counted.defects());
        figures.add(figure("defects", Words.number(counted.defects(), 0), all));
        figures.add(figure("dies", counted.diesInspected() == 0 ? Words.number(counted.diesDefective(), 0)
                : Words.get("waferStatistics.of", counted.diesDefective(), counted.diesInspected()), NONE));
        figures.add(new Figure(Words.get("waferStatistics.density"), Double.isNaN(counted.density()) ? "–"
                : Words.get("waferStatistics.perCm2", density(counted.density())),
                Words.get("waferStatistics.area." + counted.areaFrom().name().toLowerCase(Locale.ROOT)), NONE));
        figures.add(new Figure(Words.get("waferStatistics.yield"), percent(counted.dieYield()),
                counted.yieldFromBins() ? Words.get("waferStatistics.yield.bins", counted.diesGood(),
                        counted.diesJudged()) : Words.get("waferStatistics.yield.clean"), NONE));
        figures.add(adders(wafer, before, book));
        figures.add(repeaters(wafer));
        return new WaferNumbers(List.copyOf(figures), counted.classes());
    }

    private static Figure figure(String key, String value, BitSet defects) {
        return new Figure(Words.get("waferStatistics." + key), value, "", defects);
    }

    private static String density(double perCm2) {
        return Words.number(perCm2, perCm2 == 0 ? 0 : perCm2 < 0.1 ? 4 : perCm2 < 10 ? 2 : perCm2 < 100 ? 1 : 0);
    }

    private static String percent(double share) {
        return Double.isNaN(share) ? "–" : Words.get("waferStatistics.percent", Words.number(100 * share, 1));
    }

    private static Figure adders(Wafer wafer, List<Before> before, WaferBook book) {
        String name = Words.get("waferStatistics.adders");
        if (before.isEmpty())
            return new Figure(name, "–", Words.get("waferStatistics.adders.none"), NONE);
        Before last = before.get(before.size() - 1);
        try {
            Adders found = Adders.of(book.open(last.place).wafer(), wafer, SAME_UM);
            BitSet adders = new BitSet();
            for (int i = 0; i < wafer.defects().size(); i++)
                adders.set(i, found.adder(i));
            return new Figure(name, Words.number(found.adders(), 0), Words.get("waferStatistics.adders.about",
                    last.step, Words.number(SAME_UM, 0)), adders);
        } catch (ToolException e) {
            return new Figure(name, Words.get("waferStatistics.failed"), Failures.text(e), NONE);
        }
    }

    private static Figure repeaters(Wafer wafer) {
        String name = Words.get("waferStatistics.repeaters");
        if (wafer.defects().size() > MOST_REPEATING)
            return new Figure(name, "–", Words.get("waferStatistics.repeaters.many", MOST_REPEATING), NONE);
        Repeaters found = Repeaters.find(wafer, Repeaters.Params.DEFAULT);
        BitSet defects = new BitSet();
        for (int i = 0; i < wafer.defects().size(); i++)
            defects.set(i, found.of(i) >= 0);
        return new Figure(name, Words.number(found.defects(), 0), Words.get("waferStatistics.repeaters.about",
                found.found().size(), found.fewest()), defects);
    }

    /**
     * The number of defects above which a wafer of a lot is out of control, where a few bad wafers do not move it. NaN
     * for fewer than five wafers.
     */
    static double limit(List<Integer> counts) {
        return counts.size() < LEAST_WAFERS ? Double.NaN
                : Trend.medians(counts.stream().mapToDouble(Integer::doubleValue).toArray()).upper();
    }
}
