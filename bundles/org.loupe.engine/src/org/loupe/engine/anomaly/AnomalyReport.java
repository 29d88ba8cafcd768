package org.loupe.engine.anomaly;

import com.google.gson.GsonBuilder;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.loupe.engine.Plural;
import org.loupe.engine.evaluation.Rate;
import org.loupe.engine.learning.RankCurve;

/**
 * How well a detector of anomalies tells defective images from good ones. An image counts as defective if its score,
 * the largest value of its heat map, is above a limit, which is 1 unless told otherwise. Immutable.
 *
 * @param images in the order they were judged
 */
public record AnomalyReport(List<Image> images) {
    /** What an escape costs where the cheapest limit is told; an overkill costs 1. */
    private static final double ESCAPE_COST = 10;

    /**
     * An image that was judged.
     *
     * @param defect whether it truly shows one
     * @param score  1 is what good images reach
     */
    public record Image(String name, boolean defect, double score) {
    }

    /**
     * What a limit comes to.
     *
     * @param overkill good images above it
     * @param escape   defective images that are not
     */
    public record Point(double limit, Rate overkill, Rate escape) {

        /** An escape costs {@value AnomalyReport#ESCAPE_COST} overkills. */
        double cost() {
            return overkill.count() + ESCAPE_COST * escape.count();
        }
    }

    public AnomalyReport {
        images = List.copyOf(images);
    }

    private long count(boolean defect) {
        return images.stream().filter(i -> i.defect == defect).count();
    }

    /** The figures at a limit. */
    public Point at(double limit) {
        return new Point(limit, new Rate(images.stream().filter(i -> !i.defect && i.score > limit).count(),
                count(false)), new Rate(images.stream().filter(i -> i.defect && !(i.score > limit)).count(),
                count(true)));
    }

    /** The cheapest of all limits, the lowest of equal ones. */
    public Point cheapest() {
        return Stream.concat(Stream.of(0.0), images.stream().map(Image::score)).distinct().sorted().map(this::at)
                .min(Comparator.comparingDouble(Point::cost)).orElseThrow();
    }

    /** How well scores tell the two apart, whatever the limit. */
    public RankCurve curve() {
        boolean[] defects = new boolean[images.size()];
        for (int i = 0; i < defects.length; i++)
            defects[i] = images.get(i).defect;
        return RankCurve.of(defects, images.stream().mapToDouble(Image::score).toArray());
    }

    /** For people: a few lines. */
    public String toText() {
        RankCurve curve = curve();
        return String.format(Locale.ROOT, "%s: %d good, %d defective%nAUROC %.4f, average precision %.4f%n",
                Plural.of(images.size(), "image"), count(false), count(true), curve.auc(), curve.ap())
                + "\na defect above this score\n" + line(at(1), "  the model's limit")
                + line(cheapest(), "  least cost, an escape costing 10 overkills");
    }

    private static String line(Point p, String note) {
        return String.format(Locale.ROOT, "  %.3f  overkill %d of %d  escape %d of %d%s%n", p.limit, p.overkill.count(),
                p.overkill.of(), p.escape.count(), p.escape.of(), note);
    }

    /** For programs. Figures that are unknown are null: JSON has no NaN. */
    public String toJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("good", count(false));
        json.put("defective", count(true));
        json.put("auroc", known(curve().auc()));
        json.put("averagePrecision", known(curve().ap()));
        json.put("limit", at(1));
        json.put("cheapest", cheapest());
        json.put("images", images);
        return new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().serializeNulls().create().toJson(json)
                + "\n";
    }

    private static Double known(double value) {
        return Double.isNaN(value) ? null : value;
    }
}
