package org.loupe.engine.nets;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.loupe.api.Region;
import org.loupe.api.Task;
import org.loupe.engine.Plural;
import org.loupe.engine.TextTable;
import org.loupe.engine.evaluation.SignTest;

/** Trials of nets for machines and for a console. */
final class NetTrialFormat {
    /** Images that the text lists. */
    private static final int SHOWN = 30;
    private static final Gson GSON = new GsonBuilder().setPrettyPrinting().serializeNulls().disableHtmlEscaping()
            .create();

    private NetTrialFormat() {
    }

    // ---------------------------------------------------------------- JSON

    static String json(NetTrial t) {
        Map<String, Object> root = new LinkedHashMap<>();
        root.put("loupe", "net-evaluation");
        root.put("version", 1);
        root.put("model", t.model());
        root.put("task", t.task().name().toLowerCase(Locale.ROOT));
        if (t.task() == Task.DETECTION) {
            root.put("iou", t.settings().evaluationIou());
            root.put("leastScore", t.settings().leastScore());
            root.put("mergeIou", t.settings().mergeIou());
        }
        root.put("judged", t.total());
        root.put("figures", known(t.figures().overall()));
        root.put("classes", t.figures().classes().stream().map(c -> {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("class", c.name());
            one.put("truths", c.truths());
            one.putAll(known(c.values()));
            return one;
        }).toList());
        Map<String, Object> confusion = new LinkedHashMap<>();
        confusion.put("truth", t.confusion().truthClasses());
        confusion.put("found", t.confusion().foundClasses());
        confusion.put("counts", t.confusion().counts());
        root.put("confusion", confusion);
        root.put("failures", t.counts().entrySet().stream().map(e -> {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("failure", e.getKey().word());
            one.put("images", e.getValue()[0]);
            one.put("places", e.getValue()[1]);
            return one;
        }).toList());
        root.put("images", t.images().stream().map(NetTrialFormat::image).toList());
        root.put("notes", t.notes());
        return GSON.toJson(root) + "\n";
    }

    private static Map<String, Object> image(NetTrial.Image i) {
        Map<String, Object> one = new LinkedHashMap<>();
        one.put("image", i.name());
        one.put("group", i.group());
        one.put("learned", i.learned());
        one.put("truths", i.truths());
        one.put("found", i.found());
        one.putAll(known(i.figures()));
        one.put("failures", i.mistakes().stream().map(m -> {
            Map<String, Object> mistake = new LinkedHashMap<>();
            mistake.put("failure", m.failure().word());
            mistake.put("class", m.className());
            Region r = m.place();
            mistake.put("box", List.of(r.x(), r.y(), r.width(), r.height()));
            return mistake;
        }).toList());
        return one;
    }

    private static Map<String, Object> known(Map<String, Double> values) {
        Map<String, Object> known = new LinkedHashMap<>();
        values.forEach((name, value) -> known.put(name, known(value)));
        return known;
    }

    static String json(NetComparison c) {
        Map<String, Object> root = new LinkedHashMap<>();
        root.put("loupe", "net-comparison");
        root.put("version", 1);
        root.put("models", List.of(c.first().model(), c.second().model()));
        root.put("judged", c.first().total());
        Map<String, Object> figures = new LinkedHashMap<>();
        c.figures().forEach((name, two) -> figures.put(name, Arrays.asList(known(two[0]), known(two[1]))));
        root.put("figures", figures);
        SignTest test = c.test();
        root.put("better", test.better());
        root.put("worse", test.worse());
        root.put("same", test.same());
        root.put("p", test.p());
        root.put("images", IntStream.range(0, c.first().images().size()).mapToObj(i -> {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("image", c.first().images().get(i).name());
            one.put("difference", c.difference(i));
            one.put("mistakes", List.of(c.first().images().get(i).mistakes().size(),
                    c.second().images().get(i).mistakes().size()));
            return one;
        }).toList());
        root.put("notes", notes(c));
        return GSON.toJson(root) + "\n";
    }

    private static Object known(double value) {
        return Double.isFinite(value) ? value : null;
    }

    private static List<String> notes(NetComparison c) {
        List<String> notes = new ArrayList<>();
        for (NetTrial trial : List.of(c.first(), c.second()))
            trial.notes().forEach(note -> notes.add(trial.model() + ": " + note));
        return notes;
    }

    // ---------------------------------------------------------------- text

    static String text(NetTrial t) {
        StringBuilder out = new StringBuilder();
        out.append(t.model()).append(" on ").append(Plural.of(t.total(), "image"));
        if (t.task() == Task.DETECTION)
            out.append(", IoU > ").append(t.settings().evaluationIou()).append(", score ≥ ")
                    .append(t.settings().leastScore());
        out.append("\n\n");
        List<List<String>> table = new ArrayList<>();
        t.figures().overall().forEach((name, value) -> table.add(List.of(name, number(value))));
        TextTable.append(out, table);
        out.append('\n');
        classes(t, out);
        confusion(t, out);
        failures(t, out);
        t.notes().forEach(note -> out.append('\n').append(note));
        return t.notes().isEmpty() ? out.toString() : out.append('\n').toString();
    }

    static String text(NetComparison c) {
        StringBuilder out = new StringBuilder("On ").append(Plural.of(c.first().total(), "image"))
                .append("\n\n");
        List<List<String>> table = new ArrayList<>();
        table.add(List.of("", c.first().model(), c.second().model(), "difference"));
        c.figures().forEach((name, two) -> table.add(List.of(name, number(two[0]), number(two[1]),
                Double.isNaN(two[1] - two[0]) ? "–" : String.format(Locale.ROOT, "%+.4f", two[1] - two[0]))));
        SortedSet<Failure> kinds = new TreeSet<>(c.first().counts().keySet());
        kinds.addAll(c.second().counts().keySet());
        for (Failure kind : kinds) {
            int one = c.first().counts().getOrDefault(kind, new int[2])[1];
            int other = c.second().counts().getOrDefault(kind, new int[2])[1];
            table.add(List.of(kind.word(), Integer.toString(one), Integer.toString(other), String.format(Locale.ROOT,
                    "%+d", other - one)));
        }
        TextTable.append(out, table);
        SignTest test = c.test();
        out.append(String.format(Locale.ROOT, "%n%s is better on %d of %s and worse on %d; sign test p = %.2g.%n",
                c.second().model(), test.better(), Plural.of(test.pairs(), "image"), test.worse(), test.p()));
        notes(c).forEach(note -> out.append(note).append('\n'));
        return out.toString();
    }

    private static void classes(NetTrial t, StringBuilder out) {
        List<List<String>> table = new ArrayList<>();
        for (NetFigures.OfClass c : t.figures().classes()) {
            if (table.isEmpty()) {
                List<String> head = new ArrayList<>(List.of("class", t.task() == Task.SEGMENTATION ? "pixels" : "true"));
                head.addAll(c.values().keySet());
                table.add(head);
            }
            List<String> row = new ArrayList<>(List.of(c.name(), Long.toString(c.truths())));
            c.values().values().forEach(v -> row.add(number(v)));
            table.add(row);
        }
        if (!table.isEmpty())
            TextTable.append(out, table);
    }

    private static void confusion(NetTrial t, StringBuilder out) {
        boolean images = t.task() == Task.IMAGE_CLASSIFICATION, pixels = t.task() == Task.SEGMENTATION;
        long[][] counts = t.confusion().counts();
        int rows = t.confusion().truthClasses().size(), columns = t.confusion().foundClasses().size();
        out.append("\nconfusion").append(pixels ? " of pixels" : "").append(": rows true, columns found\n");
        List<List<String>> table = new ArrayList<>();
        List<String> head = new ArrayList<>(List.of(""));
        head.addAll(t.confusion().foundClasses());
        if (!images)
            head.add(pixels ? "(none)" : "(missed)");
        table.add(head);
        for (int r = 0; r < (images ? rows : rows + 1); r++) {
            List<String> row = new ArrayList<>(List.of(r < rows ? t.confusion().truthClasses().get(r)
                    : pixels ? "(none)" : "(false)"));
            for (int c = 0; c < (images ? columns : columns + 1); c++)
                row.add(!pixels && r == rows && c == columns ? "" : Long.toString(counts[r][c]));
            table.add(row);
        }
        TextTable.append(out, table);
    }

    private static void failures(NetTrial t, StringBuilder out) {
        if (t.counts().isEmpty()) {
            out.append(t.total() == 0 ? "\nNothing was judged.\n"
                    : t.images().size() == t.total() ? "\nNo mistakes.\n" : "\nNo mistakes of this kind.\n");
            return;
        }
        out.append('\n');
        List<List<String>> table = new ArrayList<>();
        table.add(List.of("failure", "images", "places"));
        t.counts().forEach((kind, count) -> table.add(List.of(kind.word(), Integer.toString(count[0]),
                Integer.toString(count[1]))));
        TextTable.append(out, table);
        List<NetTrial.Image> wrong = t.images().stream().filter(i -> !i.mistakes().isEmpty()).toList();
        List<List<String>> images = new ArrayList<>();
        List<String> head = new ArrayList<>(List.of("image", "true", "found"));
        head.addAll(wrong.get(0).figures().keySet());
        head.add("failures");
        images.add(head);
        for (NetTrial.Image i : wrong.subList(0, Math.min(SHOWN, wrong.size()))) {
            List<String> row = new ArrayList<>(List.of(i.name(), Integer.toString(i.truths()),
                    Integer.toString(i.found())));
            i.figures().values().forEach(v -> row.add(number(v)));
            row.add(i.words());
            images.add(row);
        }
        out.append('\n');
        TextTable.append(out, images);
        if (wrong.size() > SHOWN)
            out.append("… and ").append(wrong.size() - SHOWN).append(" more; --format json tells all.\n");
    }

    private static String number(double value) {
        return Double.isNaN(value) ? "–" : String.format(Locale.ROOT, "%.4f", value);
    }
}
