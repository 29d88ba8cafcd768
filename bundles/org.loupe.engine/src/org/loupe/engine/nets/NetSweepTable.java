package org.loupe.engine.nets;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.loupe.engine.TextTable;
import org.loupe.engine.learning.Spread;

/**
 * What came of a sweep, as tables: each setting with mean and standard deviation of its repeats, and "na" where all of
 * them failed. Of a sweep that is not over, what is there so far. Immutable.
 *
 * @param sweep  what was tried
 * @param cells  what came of it, in order
 * @param notes  how images were chosen and what makes the figures doubtful, in whole sentences
 */
public record NetSweepTable(NetSweep sweep, List<NetSweep.Cell> cells, List<String> notes) {
    /** How a figure that is not there is written. */
    public static final String NONE = "na";
    /** How a figure that is still to come is written. */
    public static final String TO_COME = "…";
    private static final Gson GSON = new GsonBuilder().setPrettyPrinting().serializeNulls().disableHtmlEscaping()
            .create();

    public NetSweepTable {
        cells = List.copyOf(cells);
        notes = List.copyOf(notes);
    }

    /** A figure of a setting over its repeats; empty if all failed. @param figure "" for the one that counts */
    public Optional<Spread> of(int setting, String figure) {
        double[] values = cells.stream().filter(c -> c.setting() == setting && c.succeeded())
                .mapToDouble(c -> figure.isEmpty() ? c.score() : c.figures().getOrDefault(figure, Double.NaN))
                .filter(v -> !Double.isNaN(v)).toArray();
        return values.length == 0 ? Optional.empty() : Optional.of(Spread.of(values));
    }

    /** How many repeats of a setting failed. */
    public int failed(int setting) {
        return (int) cells.stream().filter(c -> c.setting() == setting && !c.succeeded()).count();
    }

    /** What came of a setting so far, by repeat. */
    public List<NetSweep.Cell> of(int setting) {
        return cells.stream().filter(c -> c.setting() == setting).toList();
    }

    /** Names of all figures, in order. */
    public List<String> figures() {
        return cells.stream().filter(NetSweep.Cell::succeeded).findFirst().map(c -> List.copyOf(c.figures().keySet()))
                .orElse(List.of());
    }

    /**
     * A figure of a setting as people read it: "0.9312 ± 0.0041", "na" if all repeats failed, "…" if none is done.
     *
     * @param figure "" for the one that counts
     */
    public String words(int setting, String figure) {
        return of(setting).isEmpty() ? TO_COME : words(of(setting, figure));
    }

    /** A figure as people read it: "0.9312 ± 0.0041", or "na". */
    public static String words(Optional<Spread> spread) {
        return spread.map(s -> String.format(Locale.ROOT, "%.4f", s.mean()) + (Double.isNaN(s.sd()) ? ""
                : String.format(Locale.ROOT, " ± %.4f", s.sd()))).orElse(NONE);
    }

    /** Rows of a table, the head first. */
    public List<List<String>> rows() {
        List<String> axes = List.copyOf(sweep.axes().keySet()), figures = figures();
        List<List<String>> rows = new ArrayList<>();
        List<String> head = new ArrayList<>(axes.isEmpty() ? List.of("net") : axes);
        head.addAll(figures);
        head.add("failed");
        rows.add(head);
        List<NetSweep.Setting> settings = sweep.settings();
        for (int s = 0; s < settings.size(); s++) {
            List<String> row = new ArrayList<>();
            if (axes.isEmpty())
                row.add(settings.get(s).net());
            for (String axis : axes)
                row.add(NetSweep.value(settings.get(s), axis));
            for (String figure : figures)
                row.add(words(s, figure));
            row.add(failed(s) + " of " + sweep.repeats());
            rows.add(row);
        }
        return rows;
    }

    /** Where two things vary: values of the first as rows, of the second as columns; empty otherwise. */
    public Optional<List<List<String>>> matrix() {
        List<String> axes = List.copyOf(sweep.axes().keySet());
        if (axes.size() != 2)
            return Optional.empty();
        List<List<String>> rows = new ArrayList<>();
        List<String> head = new ArrayList<>(List.of(axes.get(0) + " \\ " + axes.get(1)));
        head.addAll(sweep.axes().get(axes.get(1)));
        rows.add(head);
        List<NetSweep.Setting> settings = sweep.settings();
        for (String value : sweep.axes().get(axes.get(0))) {
            List<String> row = new ArrayList<>(List.of(value));
            for (String other : sweep.axes().get(axes.get(1)))
                for (int s = 0; s < settings.size(); s++)
                    if (NetSweep.value(settings.get(s), axes.get(0)).equals(value)
                            && NetSweep.value(settings.get(s), axes.get(1)).equals(other))
                        row.add(words(s, ""));
            rows.add(row);
        }
        return Optional.of(rows);
    }

    /** For people at a console. */
    public String toText() {
        StringBuilder out = new StringBuilder();
        matrix().ifPresent(rows -> {
            TextTable.append(out, rows);
            out.append('\n');
        });
        TextTable.append(out, rows());
        List<NetSweep.Setting> settings = sweep.settings();
        cells.stream().filter(c -> !c.succeeded() || !c.note().isEmpty()).forEach(c -> out.append(
                sweep.words(settings.get(c.setting()))).append(", repeat ").append(c.repeat() + 1).append(": ")
                .append(c.succeeded() ? c.note() : c.failure()).append('\n'));
        notes.forEach(note -> out.append(note).append('\n'));
        return out.toString();
    }

    /** One line for each repeat of each setting. */
    public String toCsv() {
        List<String> figures = figures();
        StringBuilder out = new StringBuilder("net");
        sweep.vary().keySet().forEach(name -> out.append(',').append(name));
        out.append(",images,pseudo,repeat,seed");
        figures.forEach(name -> out.append(',').append(name));
        out.append(",seconds,failure\n");
        List<NetSweep.Setting> settings = sweep.settings();
        for (NetSweep.Cell cell : cells) {
            NetSweep.Setting s = settings.get(cell.setting());
            out.append(s.net());
            sweep.vary().keySet().forEach(name -> out.append(',').append(cell(String.valueOf(s.varied().get(name)))));
            out.append(',').append(NetSweep.value(s, "images")).append(',').append(s.pseudo()).append(',')
                    .append(cell.repeat() + 1).append(',').append(sweep.judged().seed() + cell.repeat());
            figures.forEach(name -> {
                double value = cell.figures().getOrDefault(name, Double.NaN);
                out.append(',').append(Double.isNaN(value) ? NONE : String.format(Locale.ROOT, "%.6f", value));
            });
            out.append(String.format(Locale.ROOT, ",%.1f,", cell.seconds())).append(cell(cell.failure())).append('\n');
        }
        return out.toString();
    }

    private static String cell(String text) {
        return text.matches("[^\",\r\n]*") ? text : "\"" + text.replace("\"", "\"\"") + "\"";
    }

    /** For machines: settings with all figures; what is not there is null. */
    public String toJson() {
        Map<String, Object> root = new LinkedHashMap<>();
        root.put("loupe", "net-sweep");
        root.put("version", 1);
        root.put("repeats", sweep.repeats());
        root.put("params", sweep.params());
        List<NetSweep.Setting> settings = sweep.settings();
        List<Object> told = new ArrayList<>();
        for (int s = 0; s < settings.size(); s++) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("net", settings.get(s).net());
            one.put("varied", settings.get(s).varied());
            one.put("images", settings.get(s).images());
            one.put("pseudo", settings.get(s).pseudo());
            one.put("failed", failed(s));
            int number = s;
            one.put("figures", figures().stream().collect(Collectors.toMap(f -> f, f -> of(number, f)
                    .map(NetSweepTable::spread).orElse(Map.of()), (a, b) -> a, LinkedHashMap::new)));
            told.add(one);
        }
        root.put("settings", told);
        root.put("notes", notes);
        return GSON.toJson(root) + "\n";
    }

    private static Map<String, Object> spread(Spread s) {
        Map<String, Object> spread = new LinkedHashMap<>();
        spread.put("mean", s.mean());
        spread.put("sd", Double.isNaN(s.sd()) ? null : s.sd());
        spread.put("repeats", s.repeats());
        return spread;
    }
}
