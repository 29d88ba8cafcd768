package org.loupe.cli.internal;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import org.loupe.api.Param;
import org.loupe.api.ToolException;
import org.loupe.engine.Plural;
import org.loupe.engine.Progress;
import org.loupe.engine.Spec;
import org.loupe.engine.features.FeatureSet;
import org.loupe.model.ClusteringEntry;
import org.loupe.workspace.ProjectFile;
import org.loupe.workspace.clusters.ClusterDetails;
import org.loupe.workspace.clusters.ClusterLabels;
import org.loupe.workspace.clusters.ClusteringPlan;
import org.loupe.workspace.clusters.Clusterings;
import org.loupe.workspace.clusters.Clusters;
import org.loupe.workspace.clusters.Computed;
import org.loupe.workspace.clusters.Edit;
import org.loupe.workspace.clusters.Representatives;
import org.loupe.workspace.crops.CropFile;
import org.loupe.workspace.crops.CropList;
import org.loupe.workspace.crops.CropTable;
import org.loupe.workspace.report.ClusterReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Sorts crops into clusters. */
@Command(name = "cluster", sortOptions = false,
        description = "Sorts crops into clusters by their features, without prior knowledge: the same crops, features "
                + "and seed give the same clusters, here and in the workbench.",
        footer = {"", "SOURCE: " + CropOptions.HELP + " Or a table of 'features', whose features are taken.", "",
            "In a project the clustering is kept, where the workbench shows it too.", "",
            "A specification has these keys; KEY=VALUE sets one on the command line:",
            "  source, set, where  which crops",
            "  weights             of a pretrained net, beside the usual features",
            "  features            a section for each tool, with its parameters and a weight",
            "  cluster             method, params, clusters, smallest, components, seed",
            "  project             that the clustering is kept in, if the source is none",
            "  stream              table that is written without holding the source in memory",
            "Tools of Loupe may be named without \"loupe.\".", "", "Examples:",
            "  loupe cluster crops/", "  loupe cluster crops/ --weights resnet18.pth",
            "  loupe cluster crops.parquet --method k-means --clusters 6 --format json",
            "  loupe cluster crops/ --project my-project --clusters 6 --name 1=Bridges --name 2=Holes --save-labels",
            "  loupe cluster my-project --kept c4 --name 3=Spurs --save-labels --report c4.html",
            "  loupe cluster my-project --kept c4 --representatives 5 --examples",
            "  loupe cluster huge.parquet --clusters 200 --stream clusters.parquet",
            "  loupe cluster crops/ -e spec.yaml cluster.params.linkage=average"})
public final class ClusterVerb implements Callable<Integer> {
    private final Console console;

    @Parameters(paramLabel = "SOURCE|KEY=VALUE", arity = "0..*",
            description = "What is clustered, and values of the specification.")
    private List<String> given = List.of();

    @Mixin
    private Specification specification;

    @Option(names = "--weights", paramLabel = "FILE", description = FeatureSpec.WEIGHTS)
    private Path weights;

    @Option(names = "--method", paramLabel = "ID", description = "agglomerative, k-means, hdbscan, "
            + "affinity-propagation or one of an add-on (default: agglomerative).")
    private String method;

    @Option(names = "--clusters", paramLabel = "N", description = "Number of clusters (default: proposed by the "
            + "silhouette, or as the method decides).")
    private Integer number;

    @Option(names = "--seed", paramLabel = "N", description = "Of all random numbers (default: 1).")
    private Long seed;

    @Option(names = "--project", paramLabel = "PROJECT", description = "Project that the clustering is kept in.")
    private Path project;

    @Option(names = "--stream", paramLabel = "OUT.parquet", description = "For a table of 'features' that does not fit "
            + "into memory: goes through it by k-means with --clusters, and writes the cluster of each crop to OUT.")
    private Path stream;

    @Option(names = "--kept", paramLabel = "cN", description = "A clustering that the project keeps, in place of a new "
            + "one; with what people did to it.")
    private String kept;

    @Option(names = "--name", paramLabel = "N=NAME", description = "Names a cluster by its number in the list; may be "
            + "given for several.")
    private Map<Integer, String> names = new LinkedHashMap<>();

    @Option(names = "--save-labels", description = "Saves the named clusters as labels of the project.")
    private boolean saves;

    @Option(names = "--representatives", paramLabel = "N", description = "Chooses so many crops of each cluster to be "
            + "labelled first, its exemplar among them.")
    private Integer each;

    @Option(names = "--by", paramLabel = "farthest|closest", defaultValue = "farthest", converter = ByConverter.class,
            description = "Representatives beside the exemplar: each time the one farthest from those before, for the "
                    + "breadth of the cluster, or those closest to the exemplar (default: farthest).")
    private Representatives.By by;

    @Option(names = "--examples", description = "Copies the representatives into the example set of the project; those "
            + "of named clusters with a proposed label.")
    private boolean sends;

    @Option(names = "--report", paramLabel = "FILE.html", description = "Writes a report with pictures.")
    private Path report;

    @Option(names = "--format", paramLabel = "text|json", defaultValue = "text",
            converter = EvaluateVerb.FormConverter.class,
            description = "A table for people, or JSON with all crops (default: text).")
    private EvaluateVerb.Form format;

    @Option(names = {"-q", "--quiet"}, description = "No progress.")
    private boolean quiet;

    public ClusterVerb(Console console) {
        this.console = console;
    }

    /** Takes the names of rules as they are written here. */
    static final class ByConverter implements ITypeConverter<Representatives.By> {
        @Override
        public Representatives.By convert(String value) {
            return Console.word(Representatives.By.class, "--by", value);
        }
    }

    /** A clustering as specifications have it. */
    record Wanted(
            @Param(label = "Source", help = "What is clustered.") String source,
            @Param(label = "Set", help = "Image set of a project.") String set,
            @Param(label = "Where", help = "Condition on labels or detections.") String where,
            @Param(label = "Project", help = "That the clustering is kept in.") String project,
            @Param(label = "Stream", help = "Table that is written without holding the source in memory.")
            String stream,
            @Param(label = "Weights", help = "Of a pretrained net.") String weights, Spec features,
            Sorting cluster) {
    }

    /** How it is clustered, as specifications have it. */
    record Sorting(
            @Param(label = "Method", help = "What makes the clusters.") String method, Spec params,
            @Param(label = "Clusters", min = 0, max = 10_000, help = "Number of them; 0 to have it proposed.")
            int clusters,
            @Param(label = "Smallest", min = 1, max = 10_000, help = "Crops of a cluster; fewer are outliers.")
            int smallest,
            @Param(label = "Components", min = 0, max = 10_000, help = "Principal components that the features are "
                    + "brought onto first; 0 for none.") int components,
            @Param(label = "Seed", help = "Of all random numbers.") long seed) {
    }

    @Override
    public Integer call() throws Exception {
        Wanted wanted = wanted();
        if (!wanted.stream.isBlank())
            return new StreamedTable(console, quiet).cluster(wanted, format);
        Path home = home(wanted);
        if (saves && home == null)
            throw new ToolException("Labels are saved in a project, and none is named.", "Add --project PROJECT.");
        if (kept != null && home == null)
            throw new ToolException("--kept names a clustering of a project, and none is named.",
                    "Name the project in place of the crops.");
        if (each != null && each < 1)
            throw new ToolException("--representatives is 1 or more for each cluster, found " + each + ".",
                    "Use such as 5.");
        if (sends && (each == null || home == null))
            throw new ToolException("--examples copies representatives into a project, and "
                    + (each == null ? "none are chosen." : "none is named."),
                    each == null ? "Add --representatives N." : "Add --project PROJECT.");
        try {
            if (kept != null)
                return ProjectAccess.write(home, console, open -> kept(open));
            Computed computed = compute(wanted, home);
            if (home == null)
                return tell(named(Clusters.of(computed)), "", Optional.empty(), Optional.empty());
            return ProjectAccess.write(home, console, open -> keep(open, computed));
        } catch (CancellationException e) {
            console.note("Cancelled; nothing was kept.");
            return Console.CANCELLED;
        }
    }

    private Wanted wanted() throws ToolException {
        return specification.set("weights", weights).set("cluster.method", method).set("cluster.clusters", number)
                .set("cluster.seed", seed).set("project", project).set("stream", stream).read(given, "source")
                .as(new Wanted("", "", "", "", "", "", Spec.NONE, new Sorting(ClusteringPlan.METHOD, Spec.NONE, 0,
                        ClusteringPlan.SMALLEST, 0, 1)));
    }

    /** The project that the clustering is kept in; {@code null} for none. */
    private static Path home(Wanted wanted) throws ToolException {
        if (!wanted.project.isBlank())
            return Console.path(wanted.project);
        Path source = Console.path(wanted.source);
        return !wanted.source.isBlank() && ProjectFile.isProject(source) ? source : null;
    }

    private Computed compute(Wanted wanted, Path home) throws Exception {
        Path source = Console.path(wanted.source);
        CropTable table;
        FeatureSet set;
        try (Interrupt interrupt = new Interrupt()) {
            if (!wanted.source.isBlank() && ModelData.isTable(source)) {
                StreamedTable.require(source);
                table = CropFile.read(source);
                if (!wanted.weights.isBlank())
                    throw new ToolException("weights goes with images, and " + source + " is measured already.",
                            "Leave it out, or measure with it: loupe features --weights FILE.");
                set = wanted.features.isEmpty() ? table.columns().set() : FeatureSpec.read(wanted.features);
            } else
                try (ConsoleProgress progress = new ConsoleProgress(console.err(), quiet, "crops",
                        interrupt::cancelled)) {
                    CropList crops = new CropOptions(wanted.source, wanted.set, wanted.where).find(console, progress);
                    set = FeatureSpec.read(wanted.features, FeatureSpec.weights(wanted.weights), crops);
                    Clusterings.check(plan(wanted.cluster, set), console.registry());
                    table = FeaturesVerb.measure(crops, set, Optional.ofNullable(home).map(Clusterings::measured),
                            console, progress);
                }
            try (ConsoleProgress progress = new ConsoleProgress(console.err(), quiet, ConsoleProgress.SHARE,
                    interrupt::cancelled)) {
                return Clusterings.compute(table, plan(wanted.cluster, set), console.registry(), progress);
            }
        }
    }

    private static ClusteringPlan plan(Sorting sorting, FeatureSet set) {
        Map<String, Object> params = new LinkedHashMap<>(sorting.params.values());
        if (sorting.clusters > 0)
            params.put("clusters", sorting.clusters);
        return new ClusteringPlan(set, FeatureSpec.id(sorting.method), params, sorting.seed, sorting.smallest,
                sorting.components);
    }

    private int keep(ProjectFile open, Computed computed) throws Exception {
        Path folder = Clusterings.write(open.folder(), Clusterings.next(open.project()), computed);
        ClusteringEntry entry = Clusterings.add(open, "Cluster " + computed.table().source(), folder, computed);
        return finish(open, entry, Clusters.of(computed));
    }

    private int kept(ProjectFile open) throws Exception {
        List<ClusteringEntry> all = open.project().getClusterings();
        ClusteringEntry entry = all.stream().filter(c -> c.getName().equals(kept)).findFirst()
                .orElseThrow(() -> new ToolException("The project keeps no clustering \"" + kept + "\".",
                        all.isEmpty() ? "Make one first." : "It keeps "
                                + String.join(", ", all.stream().map(ClusteringEntry::getName).toList()) + "."));
        Computed computed = Clusterings.read(Clusterings.folder(open, entry));
        Clusters now = Clusters.of(computed).replay(entry.getEdits());
        now.problems().forEach(p -> console.note(p.toString()));
        if (number != null) {
            Edit cut = now.hierarchy().map(h -> now.cutInto(number)).orElseThrow(() -> new ToolException(kept
                    + " has no dendrogram that could be cut into " + Plural.of(number, "cluster") + ".",
                    "Cluster again."));
            Clusterings.edit(open, entry, "Cut dendrogram", cut);
        }
        return finish(open, entry, now.replay(entry.getEdits()));
    }

    /** Names and saves what is asked for. */
    private int finish(ProjectFile open, ClusteringEntry entry, Clusters clusters) throws Exception {
        for (Edit name : ClusterText.names(clusters, names))
            Clusterings.edit(open, entry, "Name cluster", name);
        Clusters now = clusters.replay(entry.getEdits());
        Optional<ClusterLabels.Outcome> saved = Optional.empty();
        if (saves) {
            ClusterLabels labels = ClusterLabels.of(open, now, entry.getName());
            saved = Optional.of(labels.save(open, labels.prepare("Save clusters as labels")));
        }
        Optional<Representatives> chosen = chosen(now, entry.getName());
        Optional<String> sent = Optional.empty();
        if (sends) {
            sent = ExamplesVerb.send(open, chosen.get().requests(now, entry.getName()), ExamplesVerb.SIZE,
                    Optional.empty(), List.of(chosen.get().record()), console);
            if (sent.isEmpty())
                return Console.CANCELLED;
        }
        return tell(now, entry.getName(), saved, sent);
    }

    private Clusters named(Clusters clusters) throws ToolException {
        Clusters now = clusters;
        for (Edit edit : ClusterText.names(clusters, names))
            now = now.with(edit);
        return now;
    }

    private Optional<Representatives> chosen(Clusters now, String name) {
        return Optional.ofNullable(each).map(n -> Representatives.of(now, ClusterDetails.of(now, Progress.NONE),
                name.isEmpty() ? "of " + now.computed().table().source() : name, n, by));
    }

    /** @param sent what was sent to the example set, in a sentence */
    private int tell(Clusters now, String name, Optional<ClusterLabels.Outcome> saved, Optional<String> sent)
            throws Exception {
        ClusterText text = new ClusterText(now, name, saved, chosen(now, name), 
                Clusterings.measure(now, console.registry(), Progress.NONE));
        console.out().print(format == EvaluateVerb.Form.JSON ? text.json() : text.text());
        if (format == EvaluateVerb.Form.TEXT)
            sent.ifPresent(console.out()::println);
        else
            sent.ifPresent(console::note);
        if (report != null)
            try {
                ClusterReport.write(ClusterReport.Head.of(now, name.isEmpty() ? now.computed().table().source() : name,
                        console.registry(), Progress.NONE), console.registry(), report);
                if (format == EvaluateVerb.Form.TEXT)
                    console.out().println("Written: " + InspectVerb.relative(report));
            } catch (ToolException e) {
                throw new Console.Stopped(Console.STOPPED, e);
            }
        return now.computed().left() > 0 ? Console.DIFFERENT : Console.OK;
    }
}
