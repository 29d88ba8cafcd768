package org.loupe.workspace.labels;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.loupe.api.ToolException;
import org.loupe.model.DefectClass;
import org.loupe.model.Project;
import org.loupe.store.Condition;
import org.loupe.store.Condition.Kind;
import org.loupe.store.labels.Label;
import org.loupe.store.labels.LabelShape;
import org.loupe.store.labels.LabelTable;
import org.loupe.store.labels.LabelTile;

/**
 * Labels that meet a condition such as {@code class = Spur and area < 200}, in the grammar of {@link Condition}.
 * Lengths are in px of the tile; texts that are empty, the class of an unclassified label and the size of what is said
 * of a whole tile are unknown. Immutable; any thread.
 */
public final class LabelFilter {
    private static final Map<String, Kind> COLUMNS = columns();

    private final Condition condition;
    private final Map<Integer, String> names;

    private LabelFilter(Condition condition, Map<Integer, String> names) {
        this.condition = condition;
        this.names = names;
    }

    private static Map<String, Kind> columns() {
        Map<String, Kind> columns = new LinkedHashMap<>();
        columns.put("class", Kind.TEXT);
        columns.put("state", Kind.TEXT);
        for (String number : List.of("score", "area", "width", "height", "aspect", "x", "y"))
            columns.put(number, Kind.FLOAT);
        columns.put("iteration", Kind.INTEGER);
        for (String text : List.of("tile", "author", "source", "shape", "comment", "tile_state", "split", "lot",
                "wafer"))
            columns.put(text, Kind.TEXT);
        columns.put("code", Kind.INTEGER);
        columns.put("id", Kind.INTEGER);
        return columns;
    }

    /** What a condition may name, in the order in which it is offered. */
    public static List<String> names() {
        return List.copyOf(COLUMNS.keySet());
    }

    /**
     * Reads a condition.
     *
     * @param text    may be blank: all labels meet it
     * @param classes names of the classes by their codes, as {@link #classes} gives them
     * @throws ToolException if it is none, with the place and what is allowed there
     */
    public static LabelFilter parse(String text, Map<Integer, String> classes) throws ToolException {
        return new LabelFilter(Condition.parse(text, COLUMNS), Map.copyOf(classes));
    }

    /** The names of a project's classes by their codes. On the model's thread. */
    public static Map<Integer, String> classes(Project project) {
        Map<Integer, String> names = new HashMap<>();
        for (DefectClass one : DefectClasses.of(project))
            names.put(one.getCode(), one.getName());
        return names;
    }

    /** Whether a label of a table meets the condition. */
    public boolean holds(LabelTable table, Label label) {
        return condition.holds(column -> value(table, label, column));
    }

    /** The labels of a table that the project agrees on and that meet the condition, in the order of their making. */
    public List<Label> of(LabelTable table) {
        List<Label> found = new ArrayList<>();
        for (Label label : table.labels())
            if (label.agreed() && holds(table, label))
                found.add(label);
        return found;
    }

    private Object value(LabelTable table, Label label, String column) {
        return switch (column) {
            case "class" -> names.get(label.code());
            case "code" -> label.code();
            case "id" -> label.id();
            case "state" -> label.state().name().toLowerCase(Locale.ROOT);
            case "score" -> label.score();
            case "iteration" -> label.iteration();
            case "author" -> text(label.author());
            case "source" -> text(label.source());
            case "comment" -> text(label.comment());
            case "shape" -> shape(label.shape());
            case "area" -> label.shape() instanceof LabelShape.Whole ? null : label.shape().area();
            case "x", "y", "width", "height", "aspect" -> size(label.shape(), column);
            default -> table.tile(label.tile()).map(tile -> value(tile, column)).orElse(null);
        };
    }

    private static String value(LabelTile tile, String column) {
        return switch (column) {
            case "tile" -> tile.image();
            case "tile_state" -> tile.state().name().toLowerCase(Locale.ROOT);
            case "split" -> text(tile.split());
            case "lot" -> text(tile.origin().lot());
            default -> text(tile.origin().wafer());
        };
    }

    private static String text(String value) {
        return value.isEmpty() ? null : value;
    }

    /** Its kind: box, rotated, polygon, mask, point or whole. */
    private static String shape(LabelShape shape) {
        return shape instanceof LabelShape.RotatedBox ? "rotated"
                : shape.getClass().getSimpleName().toLowerCase(Locale.ROOT);
    }

    /** A measure of the box around it; the longer edge by the shorter one for "aspect". */
    private static Float size(LabelShape shape, String column) {
        if (shape instanceof LabelShape.Whole)
            return null;
        LabelShape.Box box = shape.bounds();
        float width = box.width(), height = box.height();
        if (shape instanceof LabelShape.RotatedBox turned) {
            width = turned.width();
            height = turned.height();
        }
        return switch (column) {
            case "x" -> box.x();
            case "y" -> box.y();
            case "width" -> width;
            case "height" -> height;
            default -> Optional.of(Math.max(width, height) / Math.min(width, height)).filter(Float::isFinite)
                    .orElse(null);
        };
    }
}
