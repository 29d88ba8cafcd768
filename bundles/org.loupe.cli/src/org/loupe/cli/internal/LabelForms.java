package org.loupe.cli.internal;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.loupe.api.ToolException;
import org.loupe.exchange.CsvLabels;
import org.loupe.exchange.LabelFormat;
import org.loupe.exchange.LabelFormats;
import org.loupe.exchange.Loss;

/** What the verbs for labels share: their formats, and how losses are told. */
final class LabelForms {

    private LabelForms() {
    }

    /**
     * A format as it is typed.
     *
     * @param columns of a table; empty for the usual ones
     * @throws ToolException if there is none, with all that there are; or if it has no columns to choose
     */
    static LabelFormat of(String id, List<String> columns) throws ToolException {
        LabelFormat format;
        try {
            format = LabelFormats.byId(id.equals("json") ? "loupe" : id);
        } catch (ToolException e) {
            throw new ToolException(e.getMessage(), "Formats: " + LabelFormats.all().stream()
                    .map(f -> f.id() + " (" + f.help() + ")").collect(Collectors.joining("; ")) + ".", e);
        }
        if (columns.isEmpty())
            return format;
        if (!(format instanceof CsvLabels))
            throw new ToolException("--columns is for tables; " + format.id() + " has none to choose.",
                    "Use --format csv, or leave --columns out.");
        return CsvLabels.of(columns);
    }

    /** The format that is named, or that the content tells. @param id {@code null} to look */
    static LabelFormat of(String id, Path source) throws ToolException {
        return id == null ? LabelFormats.of(source) : of(id, List.of());
    }

    /** Prints losses, one in a line. @return the exit code: notes alone are all well */
    static int tell(List<Loss> losses, PrintStream out) {
        for (Loss loss : losses)
            out.println("  " + loss.count() + " × " + loss.what() + ", such as " + loss.example());
        return Loss.any(losses) ? Console.DIFFERENT : Console.OK;
    }
}
