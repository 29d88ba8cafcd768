package org.loupe.engine.evaluation;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.loupe.engine.TextTable;

/** An evaluation for machines and for a console. */
final class EvaluationFormat {
    private static final int CURVE_LINES = 10;

    private EvaluationFormat() {
    }

    static String json(Evaluation e) {
        JsonObject root = new JsonObject();
        root.addProperty("loupe", "evaluation");
        root.addProperty("version", 1);
        root.addProperty("iou", e.settings().iou());
        root.addProperty("classAgnostic", e.settings().classAgnostic());
        root.addProperty("minScore", e.settings().minScore());
        root.addProperty("images", e.images());
        root.add("overall", scores(e.overall()));
        root.addProperty("map", known(e.map()));
        root.addProperty("map5095", known(e.map5095()));
        JsonArray classes = new JsonArray();
        for (Evaluation.ClassScores c : e.classes()) {
            JsonObject o = scores(c.scores());
            o.addProperty("ap", known(c.ap()));
            o.addProperty("ap5095", known(c.ap5095()));
            JsonObject named = new JsonObject();
            named.addProperty("class", c.name());
            o.entrySet().forEach(p -> named.add(p.getKey(), p.getValue()));
            classes.add(named);
        }
        root.add("classes", classes);
        JsonObject confusion = new JsonObject();
        confusion.add("truth", strings(e.confusion().truthClasses()));
        confusion.add("found", strings(e.confusion().foundClasses()));
        JsonArray rows = new JsonArray();
        for (long[] row : e.confusion().counts()) {
            JsonArray cells = new JsonArray();
            for (long cell : row)
                cells.add(cell);
            rows.add(cells);
        }
        confusion.add("counts", rows);
        root.add("confusion", confusion);
        root.add("perImage", decisions(e.perImage()));
        root.add("perDefect", decisions(e.perDefect()));
        JsonArray curve = new JsonArray();
        for (Evaluation.CurvePoint p : e.curve())
            curve.add(point(p));
        root.add("curve", curve);
        return new GsonBuilder().setPrettyPrinting().serializeNulls().disableHtmlEscaping().create().toJson(root)
                + "\n";
    }

    private static JsonObject scores(Evaluation.Scores s) {
        JsonObject o = new JsonObject();
        o.addProperty("truths", s.truths());
        o.addProperty("found", s.found());
        o.addProperty("matched", s.matched());
        o.addProperty("precision", known(s.precision()));
        o.addProperty("recall", known(s.recall()));
        o.addProperty("f", known(s.f()));
        return o;
    }

    private static JsonObject decisions(Evaluation.Decisions d) {
        JsonObject o = new JsonObject();
        o.add("overkill", rate(d.overkill()));
        o.add("escape", rate(d.escape()));
        return o;
    }

    private static JsonObject rate(Rate r) {
        JsonObject o = new JsonObject();
        o.addProperty("count", r.count());
        o.addProperty("of", r.of());
        o.addProperty("rate", known(r.value()));
        return o;
    }

    private static JsonObject point(Evaluation.CurvePoint p) {
        JsonObject o = new JsonObject();
        o.addProperty("score", known(p.score()));
        o.addProperty("precision", known(p.precision()));
        o.addProperty("recall", known(p.recall()));
        o.addProperty("f", known(p.f()));
        o.addProperty("overkill", known(p.overkill()));
        o.addProperty("escape", known(p.escape()));
        return o;
    }

    private static JsonArray strings(List<String> values) {
        JsonArray array = new JsonArray();
        values.forEach(array::add);
        return array;
    }

    private static Double known(double value) {
        return Double.isFinite(value) ? value : null;
    }

    static String text(Evaluation e) {
        StringBuilder out = new StringBuilder();
        out.append(e.images()).append(" images, IoU > ").append(plain(e.settings().iou())).append(", ")
                .append(e.settings().classAgnostic() ? "any class" : "class by class").append(", score ≥ ")
                .append(plain(e.settings().minScore())).append("\n\n");
        List<List<String>> table = new ArrayList<>();
        boolean agnostic = e.settings().classAgnostic();
        table.add(List.of("class", "true", "found", "matched", "precision", "recall", "F", "AP", "AP.50:.95"));
        for (Evaluation.ClassScores c : e.classes())
            table.add(row(c.name(), c.scores(), c.ap(), c.ap5095(), agnostic));
        table.add(row("all", e.overall(), e.map(), e.map5095(), false));
        TextTable.append(out, table);
        out.append("\nconfusion: rows true, columns found\n");
        table = new ArrayList<>();
        List<String> head = new ArrayList<>(List.of(""));
        head.addAll(e.confusion().foundClasses());
        head.add("(missed)");
        table.add(head);
        long[][] counts = e.confusion().counts();
        for (int r = 0; r < counts.length; r++) {
            List<String> row = new ArrayList<>();
            row.add(r < e.confusion().truthClasses().size() ? e.confusion().truthClasses().get(r) : "(false)");
            for (int c = 0; c < counts[r].length; c++)
                row.add(r == counts.length - 1 && c == counts[r].length - 1 ? "" : Long.toString(counts[r][c]));
            table.add(row);
        }
        TextTable.append(out, table);
        out.append("\noverkill per image   ").append(rate(e.perImage().overkill(), "good images rejected"))
                .append('\n');
        out.append("escape per image     ").append(rate(e.perImage().escape(), "defective images passed")).append('\n');
        out.append("overkill per defect  ").append(rate(e.perDefect().overkill(), "found boxes false")).append('\n');
        out.append("escape per defect    ").append(rate(e.perDefect().escape(), "true defects missed")).append('\n');
        if (e.curve().isEmpty())
            return out.toString();
        out.append('\n');
        table = new ArrayList<>();
        table.add(List.of("score ≥", "precision", "recall", "F", "overkill/image", "escape/image", ""));
        Evaluation.CurvePoint best = e.best().orElse(null);
        int n = e.curve().size(), lines = Math.min(CURVE_LINES, n);
        List<Evaluation.CurvePoint> chosen = new ArrayList<>();
        for (int i = 0; i < lines; i++)
            chosen.add(e.curve().get(lines == 1 ? 0 : i * (n - 1) / (lines - 1)));
        if (best != null && !chosen.contains(best)) {
            int at = 0;
            while (at < chosen.size() && chosen.get(at).score() > best.score())
                at++;
            chosen.add(at, best);
        }
        for (Evaluation.CurvePoint p : chosen)
            table.add(List.of(number(p.score(), 3), number(p.precision(), 4), number(p.recall(), 4), number(p.f(), 4),
                    percent(p.overkill()), percent(p.escape()), p.equals(best) ? "best F" : ""));
        TextTable.append(out, table);
        return out.toString();
    }

    private static List<String> row(String name, Evaluation.Scores s, double ap, double ap5095, boolean recallOnly) {
        return List.of(name, Long.toString(s.truths()), recallOnly ? "–" : Long.toString(s.found()),
                Long.toString(s.matched()), number(s.precision(), 4), number(s.recall(), 4), number(s.f(), 4),
                number(ap, 4), number(ap5095, 4));
    }

    private static String rate(Rate r, String what) {
        return percent(r.value()) + " (" + r.count() + " of " + r.of() + " " + what + ")";
    }

    private static String percent(double share) {
        return Double.isNaN(share) ? "–" : String.format(Locale.ROOT, "%.2f %%", share * 100);
    }

    private static String number(double value, int decimals) {
        return Double.isNaN(value) ? "–" : String.format(Locale.ROOT, "%." + decimals + "f", value);
    }

    private static String plain(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
    }
}
