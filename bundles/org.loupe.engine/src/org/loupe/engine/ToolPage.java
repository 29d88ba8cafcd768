package org.loupe.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.loupe.api.Classifier;
import org.loupe.api.Clusterer;
import org.loupe.api.Detector;
import org.loupe.api.FeatureExtractor;
import org.loupe.api.Filter;
import org.loupe.api.Generator;
import org.loupe.api.LocalFeatureExtractor;
import org.loupe.api.Operator;
import org.loupe.api.PairOperator;
import org.loupe.api.Segmenter;
import org.loupe.api.Tool;
import org.loupe.api.Trainer;

/**
 * What there is to read about a tool: what it does, after which paper, who brings it, and its parameters with units,
 * ranges and defaults. The command line and the workbench show the same page.
 *
 * @param id         of the tool
 * @param title      its name for people
 * @param kind       such as "detector"
 * @param help       what it does
 * @param reference  what it was made after, or ""
 * @param sources    a line for each implementation: bundle, rank, how far its numbers are the same everywhere, devices
 * @param parameters in the order of the form
 */
public record ToolPage(String id, String title, String kind, String help, String reference, List<String> sources,
        List<Parameter> parameters) {

    /**
     * One parameter.
     *
     * @param name    key in recipe files
     * @param value   its default with the unit
     * @param allowed what it may be, and when it matters
     * @param text    its label and what it does to the result
     */
    public record Parameter(String name, String value, String allowed, String text) {
    }

    /** The page in English. @param entries the implementations of one tool id; the last one tells of itself */
    public static ToolPage of(List<Registry.Entry> entries) {
        return of(entries, Locale.ENGLISH);
    }

    /** The page in a language, as far as the tool is translated. @param entries the implementations of one tool id */
    public static ToolPage of(List<Registry.Entry> entries, Locale locale) {
        Tool<?, ?, ?> tool = entries.get(entries.size() - 1).tool();
        Tool.Info info = ToolText.info(tool, locale);
        List<Parameter> parameters = new ArrayList<>();
        for (Schema.Field field : ToolText.schema(tool, locale).fields())
            parameters.add(new Parameter(field.name(),
                    field.defaultValue() + (field.unit().isEmpty() ? "" : " " + field.unit()),
                    field.allowed() + (field.when().isEmpty() ? "" : "; only if " + field.when()),
                    field.label() + ". " + field.help()));
        return new ToolPage(info.id(), info.label(), kind(tool), info.help().strip(), info.reference(),
                entries.stream().map(ToolPage::source).toList(), List.copyOf(parameters));
    }

    private static String source(Registry.Entry entry) {
        Tool.Info info = entry.tool().info();
        return "From " + entry.bundle() + " " + entry.version() + ", rank " + info.rank() + ", " + determinism(info)
                + ", on " + info.devices().stream().sorted().map(Enum::toString).collect(Collectors.joining(" and "));
    }

    private static String determinism(Tool.Info info) {
        return switch (info.determinism()) {
            case BITWISE -> "the same bits on every machine";
            case TOLERANCE -> String.format(Locale.ROOT, "within %s on every machine", info.tolerance());
            case NONE -> "results may differ from run to run";
        };
    }

    /** What kind of tool it is, in a word or two. */
    public static String kind(Tool<?, ?, ?> tool) {
        if (tool instanceof Operator<?>)
            return "operator";
        if (tool instanceof PairOperator<?>)
            return "pair operator";
        if (tool instanceof Detector<?>)
            return "detector";
        if (tool instanceof Segmenter<?>)
            return "segmenter";
        if (tool instanceof FeatureExtractor<?>)
            return "features";
        if (tool instanceof LocalFeatureExtractor<?>)
            return "local features";
        if (tool instanceof Classifier<?>)
            return "classifier";
        if (tool instanceof Filter<?>)
            return "filter";
        if (tool instanceof Clusterer<?>)
            return "clusterer";
        if (tool instanceof Trainer<?, ?, ?>)
            return "trainer";
        return tool instanceof Generator<?> ? "generator" : "tool";
    }

    /** The page as plain text. @param width of a line in characters */
    public String text(int width) {
        StringBuilder text = new StringBuilder(id + " – " + title + " (" + kind + ")\n\n");
        wrap(text, help, "", width);
        if (!reference.isEmpty())
            wrap(text, "Reference: " + reference, "", width);
        text.append('\n');
        sources.forEach(source -> text.append(source).append('\n'));
        text.append(parameters.isEmpty() ? "\nIt has no parameters.\n" : "\nParameters:\n");
        for (Parameter p : parameters) {
            text.append("  ").append(p.name).append(" = ").append(p.value).append("    ").append(p.allowed)
                    .append('\n');
            wrap(text, p.text, "      ", width);
        }
        return text.toString();
    }

    private static void wrap(StringBuilder out, String text, String indent, int width) {
        StringBuilder line = new StringBuilder(indent);
        for (String word : text.strip().split("\\s+")) {
            if (line.length() > indent.length() && line.length() + 1 + word.length() > width) {
                out.append(line).append('\n');
                line = new StringBuilder(indent);
            }
            line.append(line.length() > indent.length() ? " " : "").append(word);
        }
        out.append(line).append('\n');
    }
}
