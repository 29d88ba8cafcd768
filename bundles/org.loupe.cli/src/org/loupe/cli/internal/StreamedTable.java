package org.loupe.cli.internal;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CancellationException;
import org.loupe.api.ToolException;
import org.loupe.engine.Plural;
import org.loupe.store.ColumnFile;
import org.loupe.workspace.clusters.ClusteringPlan;
import org.loupe.workspace.clusters.StreamedClusters;

/** A table of crops that does not fit into memory, as the command that clusters sees it. */
record StreamedTable(Console console, boolean quiet) {
    private static final String METHOD = "loupe.k-means";
    /** What clustering takes: for each number, and for each crop beside them, in bytes; and how much of the heap. */
    private static final double NUMBER = 16, CROP = 600, SHARE = 0.8;

    /** Refuses a table that cannot be clustered in the memory that there is. */
    static void require(Path table) throws ToolException {
        long rows = ColumnFile.count(table), numbers = ColumnFile.head(table).columns().values().stream()
                .filter(c -> !(c instanceof String[])).count(), most = Runtime.getRuntime().maxMemory();
        double bytes = rows * (numbers * NUMBER + CROP);
        if (bytes > SHARE * most)
            throw new ToolException(String.format(Locale.ROOT, "%s has %d crops, for which about %.0f MB are needed; "
                    + "Loupe may use %.0f MB.", table, rows, bytes / 1e6, most / 1e6), String.format(Locale.ROOT,
                            "Give Loupe more memory (LOUPE_JAVA_OPTIONS=-Xmx%dm), or go through the table by k-means: "
                                    + "--clusters N --stream OUT.parquet.",
                            (long) Math.ceil(bytes / SHARE / (1 << 20))));
    }

    int cluster(ClusterVerb.Wanted wanted, EvaluateVerb.Form format) throws Exception {
        ClusterVerb.Sorting sorting = wanted.cluster();
        Path table = Console.path(wanted.source()), out = Console.path(wanted.stream());
        String method = FeatureSpec.id(sorting.method());
        if (wanted.source().isBlank() || !ModelData.isTable(table))
            throw new ToolException("A table of 'features' is gone through, and "
                    + (wanted.source().isBlank() ? "none is named." : wanted.source() + " is none."),
                    "Name a file NAME.parquet.");
        if (!method.equals(METHOD) && !method.equals(ClusteringPlan.METHOD) || sorting.clusters() == 0)
            throw new ToolException(sorting.clusters() == 0 ? "It is not told into how many clusters."
                    : method + " needs all crops in memory.", "Add --method k-means --clusters N.");
        List<String> idle = new ArrayList<>();
        if (!wanted.project().isBlank())
            idle.add("project");
        if (!wanted.weights().isBlank())
            idle.add("weights");
        if (!wanted.features().isEmpty())
            idle.add("features");
        if (!sorting.params().isEmpty())
            idle.add("cluster.params");
        if (sorting.components() > 0)
            idle.add("cluster.components");
        if (!idle.isEmpty())
            throw new ToolException(String.join(" and ", idle) + " cannot be heeded while the table is gone through.",
                    "Leave it out.");
        StreamedClusters done;
        try (Interrupt interrupt = new Interrupt(); ConsoleProgress progress = new ConsoleProgress(console.err(), quiet,
                ConsoleProgress.SHARE, interrupt::cancelled)) {
            done = StreamedClusters.write(table, out, sorting.clusters(), sorting.seed(), progress);
        } catch (CancellationException e) {
            console.note("Cancelled; nothing was written.");
            return Console.CANCELLED;
        }
        console.out().print(format == EvaluateVerb.Form.JSON ? json(done, out) : text(done, out));
        return done.left() > 0 ? Console.DIFFERENT : Console.OK;
    }

    private static String text(StreamedClusters done, Path out) {
        StringBuilder text = new StringBuilder(String.format(Locale.ROOT, "%s of %s by k-means, part by part, "
                + "seed %d, %s%s%n", Plural.of(Arrays.stream(done.sizes()).sum(), "crop"), done.source(),
                done.seed(), Plural.of(done.features(), "feature"), done.left() == 0 ? ""
                        : "; " + Plural.of(done.left(), "crop") + " could not be measured"));
        for (int i = 0; i < done.sizes().length; i++)
            text.append(String.format(Locale.ROOT, "%6d  %9d crops%n", i + 1, done.sizes()[i]));
        done.agreement().ifPresent(a -> text.append(ClusterText.agreement(a)));
        return text.append("Written: ").append(InspectVerb.relative(out)).append('\n').toString();
    }

    private static String json(StreamedClusters done, Path out) {
        JsonObject json = new JsonObject();
        json.addProperty("table", out.toString());
        json.addProperty("source", done.source());
        json.addProperty("method", "streaming k-means");
        json.addProperty("seed", done.seed());
        json.addProperty("unmeasured", done.left());
        json.add("sizes", new GsonBuilder().create().toJsonTree(done.sizes()));
        done.agreement().ifPresent(a -> json.add("agreement", ClusterText.json(a)));
        return new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create().toJson(json) + "\n";
    }
}
