package org.loupe.ui.viewer.internal.sweeps;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

import org.loupe.api.Task;
import org.loupe.api.Tool;
import org.loupe.api.ToolException;
import org.loupe.engine.Policy;
import org.loupe.engine.Registry;
import org.loupe.engine.Schema;
import org.loupe.engine.ToolText;
import org.loupe.engine.learning.Spread;
import org.loupe.engine.nets.NetSweep;
import org.loupe.engine.nets.NetSweepTable;
import org.loupe.engine.nets.NetSweeping;
import org.loupe.ui.Words;
import org.loupe.ui.internal.nets.SweepState;

/** How sweeps, their settings and figures are called. */
final class SweepWords {
    private static final int DECIMALS = 3;

    private SweepWords() {
    }

    private static Optional<Tool<?, ?, ?>> tool(Registry registry, String id) {
        try {
            return Optional.of(registry.find(id, Policy.AUTO).tool());
        } catch (ToolException e) {
            return Optional.empty(); // a tool of a vendor that is no longer there
        }
    }

    private static Optional<Schema.Field> field(Registry registry, String net, String name) {
        return tool(registry, net).flatMap(t -> ToolText.schema(t, Locale.getDefault()).field(name));
    }

    /** What people call a trainer. */
    static String net(Registry registry, String id) {
        return tool(registry, id).map(t -> ToolText.info(t, Locale.getDefault()).label()).orElse(id);
    }

    /** What is varied along an axis. @param axis as {@link NetSweep#axes()} names it, or {@link SweepGrid#FIGURES} */
    static String axis(Registry registry, NetSweep sweep, String axis) {
        return switch (axis) {
            case SweepGrid.FIGURES -> Words.get("sweeps.axis.figures");
            case SweepGrid.IMAGES, SweepGrid.PSEUDO, SweepGrid.NET -> Words.get("sweeps.axis." + axis);
            default -> field(registry, sweep.nets().get(0), axis).map(f -> f.unit().isEmpty() ? f.label()
                    : Words.get("sweeps.axis.unit", f.label(), f.unit())).orElse(axis);
        };
    }

    /** A value on an axis. */
    static String value(Registry registry, SweepState state, String axis, String value) {
        int all = state.kept().learned();
        return switch (axis) {
            case SweepGrid.FIGURES -> figure(registry, state.sweep(), value);
            case SweepGrid.NET -> net(registry, value);
            case SweepGrid.IMAGES -> !value.equals("all") ? Words.number(Integer.parseInt(value), 0)
                    : all == 0 ? Words.get("sweeps.all") : Words.get("sweeps.allOf", all);
            default -> value;
        };
    }

    /** A setting: what is varied, with its value. */
    static List<String> setting(Registry registry, SweepState state, int index) {
        NetSweep.Setting setting = state.sweep().settings().get(index);
        List<String> lines = state.sweep().axes().keySet().stream().map(axis -> Words.get("sweeps.value",
                axis(registry, state.sweep(), axis), value(registry, state, axis, NetSweep.value(setting, axis))))
                .toList();
        return lines.isEmpty() ? List.of(net(registry, setting.net())) : lines;
    }

    /** What a figure is called. @param figure "" for the one that counts */
    static String figure(Registry registry, NetSweep sweep, String figure) {
        if (figure.isEmpty())
            return score(registry, sweep);
        if (figure.equals("map"))
            return Words.get("net.score.map", Words.number(sweep.judged().evaluationIou(), 2));
        return Words.has("net.figure." + figure) ? Words.get("net.figure." + figure) : figure;
    }

    private static String score(Registry registry, NetSweep sweep) {
        Task task;
        try {
            task = NetSweeping.task(sweep, registry);
        } catch (ToolException e) {
            return Words.get("sweeps.score");
        }
        return task == Task.SEGMENTATION ? Words.get("net.score.iou") : task == Task.IMAGE_CLASSIFICATION
                ? Words.get("net.score.balanced")
                : Words.get("net.score.map", Words.number(sweep.judged().evaluationIou(), 2));
    }

    /** A figure of a setting: "0.907 ± 0.004", "na" if all its trainings failed, "…" if none is done. */
    static String cell(NetSweepTable table, int setting, String figure) {
        if (table.of(setting).isEmpty())
            return NetSweepTable.TO_COME;
        return table.of(setting, figure).map(SweepWords::spread).orElse(NetSweepTable.NONE);
    }

    private static String spread(Spread s) {
        return Double.isNaN(s.sd()) ? Words.number(s.mean(), DECIMALS)
                : Words.get("sweeps.spread", Words.number(s.mean(), DECIMALS), Words.number(s.sd(), DECIMALS));
    }

    /** All that is known of a setting, line by line: each training with its score, or why it failed. */
    static String told(Registry registry, SweepState state, int index, String figure) {
        NetSweepTable table = state.kept().table();
        StringBuilder told = new StringBuilder(String.join(", ", setting(registry, state, index))).append('\n')
                .append(Words.get("sweeps.value", figure(registry, state.sweep(), figure),
                        cell(table, index, figure)));
        for (int repeat = 0; repeat < state.sweep().repeats(); repeat++) {
            int number = repeat;
            String words = table.of(index).stream().filter(c -> c.repeat() == number).findFirst()
                    .map(c -> training(c, figure)).orElse(Words.get(state.trains(index) && state.repeat() == number
                            ? "sweeps.training" : "sweeps.toCome"));
            told.append('\n').append(Words.get("sweeps.repeat", repeat + 1, state.sweep().judged().seed() + repeat,
                    words));
        }
        return told.toString();
    }

    private static String training(NetSweep.Cell cell, String figure) {
        if (!cell.succeeded())
            return Words.get("sweeps.na", cell.failure());
        double value = figure.isEmpty() ? cell.score() : cell.figures().getOrDefault(figure, Double.NaN);
        String words = Words.get("sweeps.took", Words.number(value, DECIMALS), Words.duration(cell.seconds()));
        return cell.note().isEmpty() ? words : Words.get("sweeps.noted", words, cell.note());
    }

    /** A setting as the command line takes it, for the clipboard. */
    static String settings(SweepState state, int index) {
        NetSweep.Setting setting = state.sweep().settings().get(index);
        StringBuilder text = new StringBuilder("net: ").append(setting.net()).append("\nparams:\n");
        Map<String, Object> all = new TreeMap<>(state.sweep().params());
        all.putAll(setting.varied());
        text.append(all.entrySet().stream().map(e -> "  " + e.getKey() + ": " + e.getValue() + "\n")
                .collect(Collectors.joining()));
        return text.append("images: ").append(setting.images()).append("\npseudo: ").append(setting.pseudo())
                .append("\nseed: ").append(state.sweep().judged().seed()).append('\n').toString();
    }
}
