package org.loupe.cli.internal;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.loupe.api.ToolException;
import org.loupe.engine.Plural;
import org.loupe.engine.Progress;
import org.loupe.engine.clustering.Agreement;
import org.loupe.workspace.clusters.Cluster;
import org.loupe.workspace.clusters.ClusterDetails;
import org.loupe.workspace.clusters.ClusterLabels;
import org.loupe.workspace.clusters.ClusterMeasures;
import org.loupe.workspace.clusters.Clusterings;
import org.loupe.workspace.clusters.Clusters;
import org.loupe.workspace.clusters.Computed;
import org.loupe.workspace.clusters.Edit;
import org.loupe.workspace.clusters.Representatives;
import org.loupe.workspace.crops.Crop;

/**
 * Clusters as the command line tells them.
 *
 * @param name     of the clustering in its project, "" if it is kept in none
 * @param saved    what became labels
 * @param chosen   crops that stand for all, if they were asked for
 * @param measures of the clusters as they are
 */
record ClusterText(Clusters clusters, String name, Optional<ClusterLabels.Outcome> saved,
        Optional<Representatives> chosen, ClusterMeasures measures) {

    /** Edits that give clusters names by their numbers in the list. @throws ToolException if there is no such number */
    static List<Edit> names(Clusters clusters, Map<Integer, String> names) throws ToolException {
        List<Edit> edits = new ArrayList<>();
        for (var name : names.entrySet()) {
            int number = name.getKey(), count = clusters.clusters().size();
            if (number < 1 || number > count)
                throw new ToolException("There is no cluster " + number + "; there are 1 to " + count + ".",
                        "Run it without --name to see the list.");
            edits.add(new Edit.Name(clusters.clusters().get(number - 1).id(), name.getValue()));
        }
        return edits;
    }

    String text() {
        Computed c = clusters.computed();
        StringBuilder text = new StringBuilder();
        text.append(name.isEmpty() ? "" : name + ": ").append(Plural.of(clusters.rows(), "crop")).append(" of ")
                .append(c.table().source()).append(" by ").append(c.provenance().toolId()).append(", seed ")
                .append(c.provenance().seed()).append(", ").append(Plural.of(c.table().features()
                        .names().size(), "feature")).append(c.left() == 0 ? "" : "; " + Plural.of(c.left(), "crop")
                                + " could not be measured")
                .append('\n');
        text.append(String.format(Locale.ROOT, "%4s  %-24s %7s %10s %9s%n", "", "cluster", "crops", "silhouette",
                "stability"));
        for (int i = 0; i < clusters.clusters().size(); i++) {
            Cluster cluster = clusters.clusters().get(i);
            text.append(String.format(Locale.ROOT, "%4d  %-24s %7d %10s %9s%s%n", i + 1,
                    cluster.named() ? cluster.name() : "Cluster " + (i + 1), cluster.size(),
                    number(measures.silhouette()[i], "%.2f", 1), number(measures.stability()[i], "%.0f %%", 100),
                    measures.loose(i) ? "  loose" : ""));
        }
        text.append(String.format(Locale.ROOT, "      %-24s %7d%n", "outliers", clusters.outliers().length));
        text.append("Silhouette ").append(number(measures.overall(), "%.2f", 1)).append(", stability ")
                .append(number(measures.stable(), "%.0f %%", 100)).append(measures.sampled() ? ", of a sample" : "")
                .append(c.proposed() > 0 ? "; proposed: " + Plural.of(c.proposed(), "cluster") : "").append(".\n");
        Clusterings.agreement(clusters).ifPresent(a -> text.append(agreement(a)));
        c.notes().forEach(n -> text.append(n).append('\n'));
        saved.ifPresent(s -> text.append(told(s)));
        chosen.ifPresent(r -> {
            text.append(r.record()).append('\n');
            for (int row : r.rows())
                text.append(String.format(Locale.ROOT, "%4d  %s%n", clusters.cluster()[row] + 1,
                        c.table().crops().get(row).name()));
        });
        return text.toString();
    }

    static String agreement(Agreement a) {
        return String.format(Locale.ROOT, "Agrees with the known classes of %s: adjusted Rand index %.3f, "
                + "accuracy %.1f %%, purity %.1f %%.%n", Plural.of(a.rows(), "crop"), a.adjustedRand(),
                100 * a.accuracy(), 100 * a.purity());
    }

    private static String told(ClusterLabels.Outcome saved) {
        ClusterLabels.Plan plan = saved.plan();
        return "Saved " + Plural.of(plan.clusters(), "cluster") + " as " + Plural.of(plan.classes().size(),
                "class") + ": " + Plural.of(saved.labels(), "label") + " added or changed. Left out: "
                + Plural.of(plan.unnamed(), "cluster") + " without a name (" + Plural.of(plan.crops(), "crop")
                + "), " + Plural.of(plan.outliers(), "outlier")
                + (saved.gone() == 0 ? "" : ", " + Plural.of(saved.gone(), "crop") + " whose label is gone") + ".\n";
    }

    private static String number(double value, String form, double factor) {
        return Double.isNaN(value) ? "–" : String.format(Locale.ROOT, form, value * factor);
    }

    String json() {
        Computed c = clusters.computed();
        ClusterDetails details = ClusterDetails.of(clusters, Progress.NONE);
        JsonObject json = new JsonObject();
        if (!name.isEmpty())
            json.addProperty("clustering", name);
        json.addProperty("source", c.table().source());
        json.addProperty("method", c.provenance().toolId());
        json.add("params", new GsonBuilder().serializeSpecialFloatingPointValues().create()
                .toJsonTree(c.provenance().params()));
        json.addProperty("version", c.provenance().version());
        json.addProperty("seed", c.provenance().seed());
        json.addProperty("crops", clusters.rows());
        json.addProperty("unmeasured", c.left());
        json.add("features", new GsonBuilder().create().toJsonTree(c.table().columns().set().blocks()));
        json.addProperty("proposed", c.proposed());
        json.add("silhouette", number(measures.overall()));
        json.add("stability", number(measures.stable()));
        json.addProperty("sampled", measures.sampled());
        json.add("notes", new GsonBuilder().create().toJsonTree(c.notes()));
        Clusterings.agreement(clusters).ifPresent(a -> json.add("agreement", json(a)));
        JsonArray all = new JsonArray();
        for (int i = 0; i < clusters.clusters().size(); i++) {
            Cluster cluster = clusters.clusters().get(i);
            JsonObject one = new JsonObject();
            one.addProperty("number", i + 1);
            one.addProperty("id", cluster.id());
            one.addProperty("name", cluster.name());
            one.addProperty("size", cluster.size());
            one.add("silhouette", number(measures.silhouette()[i]));
            one.add("stability", number(measures.stability()[i]));
            one.addProperty("loose", measures.loose(i));
            one.add("members", crops(details.members()[i]));
            all.add(one);
        }
        json.add("clusters", all);
        json.add("outliers", crops(details.outliers()));
        chosen.ifPresent(r -> {
            json.addProperty("chosen", r.record());
            json.add("representatives", crops(r.rows()));
        });
        saved.ifPresent(s -> {
            JsonObject one = new JsonObject();
            one.addProperty("labels", s.labels());
            one.addProperty("clusters", s.plan().clusters());
            one.addProperty("unnamed_clusters", s.plan().unnamed());
            one.addProperty("unnamed_crops", s.plan().crops());
            one.addProperty("outliers", s.plan().outliers());
            json.add("saved", one);
        });
        return new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().serializeNulls().create().toJson(json)
                + "\n";
    }

    static JsonObject json(Agreement a) {
        JsonObject agreement = new JsonObject();
        agreement.addProperty("crops", a.rows());
        agreement.add("adjusted_rand", number(a.adjustedRand()));
        agreement.add("mutual_information", number(a.mutualInformation()));
        agreement.add("accuracy", number(a.accuracy()));
        agreement.add("purity", number(a.purity()));
        return agreement;
    }

    /** Names of crops, in that order. */
    private JsonArray crops(int[] rows) {
        List<Crop> crops = clusters.computed().table().crops();
        JsonArray names = new JsonArray();
        for (int row : rows)
            names.add(crops.get(row).name());
        return names;
    }

    private static JsonElement number(double value) {
        return Double.isFinite(value) ? new JsonPrimitive(value) : JsonNull.INSTANCE;
    }
}
