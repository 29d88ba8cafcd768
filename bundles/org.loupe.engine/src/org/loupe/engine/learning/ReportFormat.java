package org.loupe.engine.learning;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.loupe.engine.TextTable;
import org.loupe.engine.evaluation.Rate;
import org.loupe.engine.evaluation.SignTest;

/** Reports on classifiers for machines and for a console. */
final class ReportFormat {
    private static final int CURVE_POINTS = 200;
    private static final int PAIRS = 10;
    private static final double[] PURITIES = {0.9, 0.95, 0.98, 0.99};

    private ReportFormat() {
    }

    // ---- JSON

    static String json(ClassificationReport report) {
        JsonObject root = new JsonObject();
        root.addProperty("loupe", "classification");
        root.addProperty("version", 1);
        figures(root, report);
        root.add("classes", classes(report, true));
        root.add("confusion", confusion(report));
        JsonArray pairs = new JsonArray();
        for (ClassificationReport.Pair p : report.confusablePairs()) {
            JsonObject o = new JsonObject();
            o.addProperty("first", p.first());
            o.addProperty("second", p.second());
            o.addProperty("firstAsSecond", p.firstAsSecond());
            o.addProperty("secondAsFirst", p.secondAsFirst());
            o.addProperty("share", p.share());
            pairs.add(o);
        }
        root.add("confusablePairs", pairs);
        JsonArray bins = new JsonArray();
        for (Reliability.Bin b : report.reliability().bins()) {
            JsonObject o = new JsonObject();
            o.addProperty("from", b.from());
            o.addProperty("to", b.to());
            o.addProperty("objects", b.objects());
            o.addProperty("confidence", b.confidence());
            o.addProperty("right", b.right());
            bins.add(o);
        }
        root.add("reliability", bins);
        JsonArray rejection = new JsonArray();
        for (RejectCurve.Point p : thinned(report.rejection().points())) {
            JsonObject o = new JsonObject();
            o.addProperty("limit", p.limit());
            o.addProperty("classified", known(p.classified().value()));
            o.addProperty("purity", known(p.right().value()));
            rejection.add(o);
        }
        root.add("rejection", rejection);
        JsonArray rows = new JsonArray();
        Scored scored = report.scored();
        for (int row = 0; row < scored.rows(); row++) {
            JsonObject o = new JsonObject();
            o.addProperty("id", scored.ids().get(row));
            o.addProperty("group", scored.groups().get(row));
            o.addProperty("truth", scored.classes().get(scored.truth()[row]));
            o.addProperty("class", scored.predictions().className(row));
            o.addProperty("confidence", scored.predictions().confidence(row));
            o.addProperty("novelty", known(scored.predictions().novelty()[row]));
            rows.add(o);
        }
        root.add("rows", rows);
        return write(root);
    }

    static String json(ModelComparison comparison) {
        JsonObject root = new JsonObject();
        root.addProperty("loupe", "model-comparison");
        root.addProperty("version", 1);
        JsonObject first = new JsonObject(), second = new JsonObject(), test = new JsonObject();
        figures(first, comparison.first());
        figures(second, comparison.second());
        root.add("first", first);
        root.add("second", second);
        SignTest sign = comparison.test();
        test.addProperty("better", sign.better());
        test.addProperty("worse", sign.worse());
        test.addProperty("same", sign.same());
        test.addProperty("p", sign.p());
        root.add("test", test);
        JsonArray classes = new JsonArray();
        for (ModelComparison.ClassChange c : comparison.classes()) {
            JsonObject o = new JsonObject();
            o.addProperty("class", c.name());
            o.addProperty("truths", c.truths());
            o.addProperty("firstF1", known(c.firstF1()));
            o.addProperty("secondF1", known(c.secondF1()));
            o.addProperty("better", c.better());
            o.addProperty("worse", c.worse());
            classes.add(o);
        }
        root.add("classes", classes);
        root.add("better", rows(comparison, comparison.better()));
        root.add("worse", rows(comparison, comparison.worse()));
        root.add("otherwiseWrong", rows(comparison, comparison.changed()));
        return write(root);
    }

    private static JsonArray rows(ModelComparison comparison, int[] rows) {
        Scored first = comparison.first().scored(), second = comparison.second().scored();
        JsonArray all = new JsonArray();
        for (int row : rows) {
            JsonObject o = new JsonObject();
            o.addProperty("id", first.ids().get(row));
            o.addProperty("truth", first.classes().get(first.truth()[row]));
            o.addProperty("first", first.predictions().className(row));
            o.addProperty("second", second.predictions().className(row));
            all.add(o);
        }
        return all;
    }

    private static void figures(JsonObject to, ClassificationReport report) {
        to.addProperty("objects", report.scored().rows());
        to.addProperty("accuracy", known(report.accuracy()));
        to.addProperty("balancedAccuracy", known(report.balancedAccuracy()));
        to.addProperty("macroF1", known(report.macroF1()));
        to.addProperty("ece", known(report.reliability().ece()));
    }

    private static JsonArray classes(ClassificationReport report, boolean curves) {
        JsonArray all = new JsonArray();
        for (int c = 0; c < report.classes().size(); c++) {
            ClassificationReport.ClassFigures f = report.classes().get(c);
            JsonObject o = new JsonObject();
            o.addProperty("class", f.name());
            o.addProperty("truths", f.truths());
            o.addProperty("given", f.given());
            o.addProperty("right", f.right());
            o.addProperty("precision", known(f.precision()));
            o.addProperty("recall", known(f.recall()));
            o.addProperty("f1", known(f.f1()));
            o.addProperty("auc", known(f.auc()));
            o.addProperty("ap", known(f.ap()));
            JsonArray curve = new JsonArray();
            for (RankCurve.Point p : curves ? report.curve(c).thinned(CURVE_POINTS) : List.<RankCurve.Point>of()) {
                JsonObject point = new JsonObject();
                point.addProperty("limit", p.limit());
                point.addProperty("recall", known(p.recall()));
                point.addProperty("falseAlarm", known(p.falseAlarm()));
                point.addProperty("precision", known(p.precision()));
                curve.add(point);
            }
            o.add("curve", curve);
            all.add(o);
        }
        return all;
    }

    private static JsonObject confusion(ClassificationReport report) {
        JsonObject confusion = new JsonObject();
        JsonArray names = new JsonArray(), counts = new JsonArray();
        report.classes().forEach(c -> names.add(c.name()));
        for (int[] row : report.confusion()) {
            JsonArray cells = new JsonArray();
            for (int cell : row)
                cells.add(cell);
            counts.add(cells);
        }
        confusion.add("classes", names);
        confusion.add("counts", counts);
        return confusion;
    }

    private static <T> List<T> thinned(List<T> points) {
        int n = points.size();
        List<T> kept = new ArrayList<>();
        for (int i = 0; i < Math.min(n, CURVE_POINTS); i++)
            kept.add(points.get(n <= CURVE_POINTS ? i : (int) ((long) i * (n - 1) / (CURVE_POINTS - 1))));
        return kept;
    }

    private static String write(JsonElement root) {
        return new GsonBuilder().setPrettyPrinting().serializeNulls().disableHtmlEscaping().create().toJson(root)
                + "\n";
    }

    private static Double known(double value) {
        return Double.isFinite(value) ? value : null;
    }

    // ---- text

    static String text(ClassificationReport report) {
        StringBuilder out = new StringBuilder();
        out.append(report.scored().rows()).append(" objects: accuracy ").append(percent(report.accuracy()))
                .append(", balanced accuracy ").append(percent(report.balancedAccuracy())).append(", macro-F1 ")
                .append(number(report.macroF1())).append(", ECE ").append(number(report.reliability().ece()))
                .append("\n\n");
        List<List<String>> table = new ArrayList<>();
        table.add(List.of("class", "true", "given", "right", "precision", "recall", "F1", "AUC", "AP"));
        for (ClassificationReport.ClassFigures f : report.classes())
            table.add(List.of(f.name(), Integer.toString(f.truths()), Integer.toString(f.given()),
                    Integer.toString(f.right()), number(f.precision()), number(f.recall()), number(f.f1()),
                    number(f.auc()), number(f.ap())));
        TextTable.append(out, table);
        out.append("\nconfusion: rows true, columns given\n");
        table = new ArrayList<>();
        List<String> head = new ArrayList<>(List.of(""));
        report.classes().forEach(c -> head.add(c.name()));
        table.add(head);
        for (int truth = 0; truth < report.classes().size(); truth++) {
            List<String> row = new ArrayList<>(List.of(report.classes().get(truth).name()));
            for (int count : report.confusion()[truth])
                row.add(Integer.toString(count));
            table.add(row);
        }
        TextTable.append(out, table);
        List<ClassificationReport.Pair> pairs = report.confusablePairs();
        if (!pairs.isEmpty())
            out.append("\nmost often taken for each other\n");
        for (ClassificationReport.Pair p : pairs.subList(0, Math.min(PAIRS, pairs.size())))
            out.append(p.first()).append(" / ").append(p.second()).append(": ").append(p.total()).append(" (")
                    .append(p.firstAsSecond()).append(" as ").append(p.second()).append(", ")
                    .append(p.secondAsFirst()).append(" as ").append(p.first()).append("), ")
                    .append(percent(p.share())).append(" of both\n");
        RejectCurve rejection = report.rejection();
        out.append("\nif objects of a low confidence are left to a person\n");
        table = new ArrayList<>();
        table.add(List.of("purity wanted", "least confidence", "classified", "purity"));
        for (double purity : PURITIES) {
            Optional<RejectCurve.Point> p = rejection.reaching(purity);
            table.add(List.of(percent(purity), p.map(q -> number(q.limit())).orElse("–"),
                    p.map(q -> rate(q.classified())).orElse("–"), p.map(q -> percent(q.right().value()))
                            .orElse("–")));
        }
        TextTable.append(out, table);
        return out.toString();
    }

    static String text(ModelComparison comparison) {
        StringBuilder out = new StringBuilder();
        List<List<String>> table = new ArrayList<>();
        table.add(List.of("", "first", "second"));
        table.add(List.of("accuracy", percent(comparison.first().accuracy()), percent(comparison.second().accuracy())));
        table.add(List.of("balanced accuracy", percent(comparison.first().balancedAccuracy()),
                percent(comparison.second().balancedAccuracy())));
        table.add(List.of("macro-F1", number(comparison.first().macroF1()), number(comparison.second().macroF1())));
        table.add(List.of("ECE", number(comparison.first().reliability().ece()),
                number(comparison.second().reliability().ece())));
        TextTable.append(out, table);
        out.append('\n');
        table = new ArrayList<>();
        table.add(List.of("class", "true", "first F1", "second F1", "better", "worse"));
        for (ModelComparison.ClassChange c : comparison.classes())
            table.add(List.of(c.name(), Integer.toString(c.truths()), number(c.firstF1()), number(c.secondF1()),
                    Integer.toString(c.better()), Integer.toString(c.worse())));
        TextTable.append(out, table);
        SignTest test = comparison.test();
        out.append("\nThe second alone is right on ").append(test.better()).append(" of ").append(test.pairs())
                .append(" objects, the first alone on ").append(test.worse())
                .append("; McNemar's exact test p = ").append(test.p() < 0.001
                        ? String.format(Locale.ROOT, "%.1e", test.p()) : String.format(Locale.ROOT, "%.3f", test.p()))
                .append(".\n");
        return out.toString();
    }

    private static String rate(Rate rate) {
        return percent(rate.value()) + " (" + rate.count() + " of " + rate.of() + ")";
    }

    static String percent(double share) {
        return Double.isNaN(share) ? "–" : String.format(Locale.ROOT, "%.2f %%", share * 100);
    }

    static String number(double value) {
        return Double.isNaN(value) ? "–" : String.format(Locale.ROOT, "%.4f", value);
    }
}
