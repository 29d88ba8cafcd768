package org.loupe.ui.internal.help;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import org.eclipse.core.commands.ParameterizedCommand;
import org.eclipse.core.commands.common.NotDefinedException;
import org.eclipse.jface.bindings.Binding;
import org.eclipse.ui.IWorkbench;
import org.eclipse.ui.IWorkbenchPartReference;
import org.eclipse.ui.keys.IBindingService;
import org.eclipse.ui.views.IViewDescriptor;
import org.loupe.engine.Registry;
import org.loupe.engine.ToolPage;
import org.loupe.engine.ToolText;
import org.loupe.ui.Session;
import org.loupe.ui.Words;
import org.loupe.ui.internal.Ids;

/**
 * Every page of the help view: one for each tool, drawn from its parameters and its own text, and one for each part
 * with its keys. Made when asked for, so that tools of vendors and changed keys are in them. UI thread.
 */
public final class HelpPages {
    /** Id of the page that lists all others. */
    public static final String INDEX = "index";

    private static final String TOOL = "tool:", PART = "part:";
    private static final String WINDOW = "org.eclipse.ui.contexts.window";
    private static final String PAGE = "page:", RESULTS = "org.loupe.ui.context.results",
            ROWS = "org.loupe.ui.context.rows", PLOT = "org.loupe.ui.context.plot";
    private static final Map<String, List<String>> CONTEXTS = Map.ofEntries(
            Map.entry(Ids.IMAGE_EDITOR, List.of("org.loupe.ui.context.viewer", Ids.LABEL_CONTEXT)),
            Map.entry(Ids.TILES_VIEW, List.of(Ids.TILES_CONTEXT)),
            Map.entry(Ids.TILE_LABELS_VIEW, List.of("org.loupe.ui.context.tileLabels")),
            Map.entry(Ids.LABEL_HISTORY_VIEW, List.of("org.loupe.ui.context.labelHistory")),
            Map.entry(Ids.SUSPECTS_VIEW, List.of("org.loupe.ui.context.suspects")),
            Map.entry(Ids.RECIPE_VIEW, List.of(Ids.STEPS_CONTEXT)),
            Map.entry(Ids.PROJECT_VIEW, List.of(Ids.PROJECT_CONTEXT)),
            Map.entry(Ids.RUNS_VIEW, List.of(Ids.RUNS_CONTEXT)),
            Map.entry(Ids.COMPARE_RECIPES_EDITOR, List.of(Ids.COMPARE_CONTEXT)),
            Map.entry(Ids.COMPARE_RUNS_EDITOR, List.of("org.loupe.ui.context.compareRuns")),
            Map.entry(Ids.WAFER_EDITOR, List.of(Ids.WAFER_CONTEXT)),
            Map.entry(Ids.LOT_VIEW, List.of(Ids.LOT_CONTEXT)),
            Map.entry(Ids.WAFER_STATISTICS_VIEW, List.of(Ids.LOT_CONTEXT)),
            Map.entry(Ids.DENDROGRAM_VIEW, List.of("org.loupe.ui.context.cluster", "org.loupe.ui.context.dendrogram")),
            Map.entry(Ids.CLUSTERS_EDITOR, List.of("org.loupe.ui.context.cluster")),
            Map.entry(Ids.EMBEDDING_VIEW, List.of("org.loupe.ui.context.cluster")),
            Map.entry(Ids.OUTLIERS_VIEW, List.of("org.loupe.ui.context.cluster")),
            Map.entry(Ids.SIMILAR_VIEW, List.of("org.loupe.ui.context.cluster")),
            Map.entry(Ids.CLUSTERINGS_VIEW, List.of("org.loupe.ui.context.clusterings")),
            Map.entry(Ids.MODEL_EDITOR, List.of(Ids.MODEL_CONTEXT)),
            Map.entry(Ids.MODELS_VIEW, List.of(Ids.MODEL_CONTEXT)),
            Map.entry(Ids.NET_EDITOR, List.of(Ids.MODEL_CONTEXT)),
            Map.entry(Ids.TRAININGS_VIEW, List.of(Ids.MODEL_CONTEXT)),
            Map.entry(Ids.EVALUATION_VIEW, List.of(Ids.MODEL_CONTEXT)),
            Map.entry(Ids.SWEEPS_VIEW, List.of(Ids.SWEEP_CONTEXT)),
            Map.entry(Ids.SWEEP_EDITOR, List.of(Ids.SWEEP_CONTEXT)),
            Map.entry(Ids.THRESHOLD_VIEW, List.of("org.loupe.ui.context.threshold")),
            Map.entry(Ids.MISTAKES_VIEW, List.of("org.loupe.ui.context.mistakes")),
            Map.entry(Ids.ITERATIONS_VIEW, List.of("org.loupe.ui.context.iterations")),
            Map.entry(Ids.CLASSES_VIEW, List.of("org.loupe.ui.context.classes")),
            Map.entry(Ids.LABEL_REVIEW_VIEW, List.of("org.loupe.ui.context.labelReview")),
            Map.entry(Ids.GALLERY_VIEW, List.of(RESULTS, ROWS)), Map.entry(Ids.RESULTS_VIEW, List.of(RESULTS, ROWS)),
            Map.entry(Ids.HISTOGRAM_VIEW, List.of(RESULTS, PLOT)), Map.entry(Ids.SCATTER_VIEW, List.of(RESULTS, PLOT)));
    /** Names of the wizards' pages. */
    private static final List<String> FORMS = List.of("newProject.images", "newRecipe.template",
            "importImages.source", "importImages.conditions", "importLabels.file", "importWafers.file", "export.file",
            "exportLabels.file", "exportWafer.file", "report.run", "newIteration.start", "newClustering.source",
            "newClustering.method", "newTraining.what", "newTraining.parameters", "newTraining.trial", "newTraining.net",
            "exportNet.file", "newSweep.what", "newSweep.parameters");

    /** How a line looks. */
    enum Style {
        HEADING, BODY, LINK, NAME, HINT
    }

    /**
     * One paragraph of a page.
     *
     * @param style how it looks
     * @param text  what it says
     * @param to    id of the page that a {@link Style#LINK} opens, else ""
     */
    record Line(Style style, String text, String to) {
    }

    /**
     * A page.
     *
     * @param id    under which it is opened
     * @param title of it
     * @param lines its paragraphs
     */
    record Page(String id, String title, List<Line> lines) {
        boolean contains(String words) {
            String all = (title + " " + lines.stream().map(Line::text).collect(Collectors.joining(" ")))
                    .toLowerCase(Locale.ROOT);
            return Arrays.stream(words.toLowerCase(Locale.ROOT).strip().split("\\s+")).allMatch(all::contains);
        }
    }

    private final IWorkbench workbench;
    private final Session session;

    HelpPages(IWorkbench workbench) {
        this.workbench = workbench;
        session = workbench.getService(Session.class);
    }

    /** The contexts whose keys some part's page lists. */
    public static Set<String> contexts() {
        return CONTEXTS.values().stream().flatMap(List::stream).collect(Collectors.toSet());
    }

    /** Id of a tool's page. */
    public static String tool(String id) {
        return TOOL + id;
    }

    /** Id of a part's page. */
    public static String part(IWorkbenchPartReference part) {
        return PART + part.getId();
    }

    /** The page of an id; the index if there is none. */
    Page page(String id) {
        if (id.startsWith(TOOL)) {
            List<Registry.Entry> entries = tools().get(id.substring(TOOL.length()));
            if (entries != null)
                return tool(entries);
        } else if (id.startsWith(PAGE) && FORMS.contains(id.substring(PAGE.length()))) {
            return form(id.substring(PAGE.length()));
        } else if (id.startsWith(PART) && hasText(id.substring(PART.length()))) {
            return part(id.substring(PART.length()));
        }
        return index();
    }

    /** All pages that contain all these words, those that have them in the title first. */
    List<Page> search(String words) {
        String wanted = words.toLowerCase(Locale.ROOT).strip();
        return all().stream().filter(page -> page.contains(wanted))
                .sorted(Comparator.comparing((Page p) -> !p.title.toLowerCase(Locale.ROOT).contains(wanted))
                        .thenComparing(Page::title)).toList();
    }

    private List<Page> all() {
        List<Page> pages = new ArrayList<>();
        parts().forEach((id, name) -> pages.add(part(id)));
        FORMS.forEach(name -> pages.add(form(name)));
        tools().values().forEach(entries -> pages.add(tool(entries)));
        return pages;
    }

    private Map<String, List<Registry.Entry>> tools() {
        return session.registry().tools().stream().collect(Collectors.groupingBy(e -> e.tool().info().id(),
                LinkedHashMap::new, Collectors.toList()));
    }

    private static Page tool(List<Registry.Entry> entries) {
        ToolPage tool = ToolPage.of(entries, Locale.getDefault());
        List<Line> lines = new ArrayList<>();
        lines.add(new Line(Style.HINT, tool.id() + " · " + tool.kind(), ""));
        lines.add(new Line(Style.BODY, tool.help(), ""));
        if (!tool.reference().isEmpty())
            lines.add(new Line(Style.HINT, Words.get("help.reference", tool.reference()), ""));
        lines.add(new Line(Style.HEADING, Words.get(tool.parameters().isEmpty() ? "help.noParameters"
                : "help.parameters"), ""));
        for (ToolPage.Parameter p : tool.parameters()) {
            lines.add(new Line(Style.NAME, p.name() + " = " + p.value(), ""));
            lines.add(new Line(Style.BODY, p.text(), ""));
            lines.add(new Line(Style.HINT, p.allowed(), ""));
        }
        lines.add(new Line(Style.HEADING, Words.get("help.sources"), ""));
        tool.sources().forEach(source -> lines.add(new Line(Style.HINT, source, "")));
        return new Page(tool(tool.id()), tool.title(), lines);
    }

    private Map<String, String> parts() {
        Map<String, String> parts = new LinkedHashMap<>();
        parts.put(Ids.IMAGE_EDITOR, Words.get("help.viewer"));
        parts.put(Ids.COMPARE_RECIPES_EDITOR, Words.get("help.compareRecipes"));
        parts.put(Ids.COMPARE_RUNS_EDITOR, Words.get("help.compareRuns"));
        parts.put(Ids.WAFER_EDITOR, Words.get("help.wafer"));
        parts.put(Ids.CLUSTERS_EDITOR, Words.get("clusters.tabNone"));
        parts.put(Ids.MODEL_EDITOR, Words.get("models.tabNone"));
        parts.put(Ids.NET_EDITOR, Words.get("net.tabNone"));
        parts.put(Ids.SWEEP_EDITOR, Words.get("sweeps.tabNone"));
        for (IViewDescriptor view : workbench.getViewRegistry().getViews())
            if (hasText(view.getId()))
                parts.put(view.getId(), view.getLabel());
        return parts;
    }

    private static boolean hasText(String part) {
        return Words.has("help.part." + part);
    }

    /** The page of a wizard's page. */
    private static Page form(String name) {
        List<Line> lines = new ArrayList<>();
        for (String paragraph : Words.get("help.page." + name).split("\n"))
            lines.add(new Line(Style.BODY, paragraph, ""));
        lines.add(new Line(Style.LINK, Words.get("help.index"), INDEX));
        return new Page(PAGE + name, Words.get("wizard." + name + ".title"), lines);
    }

    private Page part(String id) {
        List<Line> lines = new ArrayList<>();
        for (String paragraph : Words.get("help.part." + id).split("\n"))
            lines.add(new Line(Style.BODY, paragraph, ""));
        List<String> contexts = CONTEXTS.get(id);
        if (contexts != null) {
            lines.add(new Line(Style.HEADING, Words.get("help.keys"), ""));
            keys(contexts).forEach((name, key) -> lines.add(new Line(Style.BODY, key + "\t" + name, "")));
        }
        lines.add(new Line(Style.LINK, Words.get("help.index"), INDEX));
        return new Page(PART + id, parts().get(id), lines);
    }

    private Page index() {
        List<Line> lines = new ArrayList<>();
        lines.add(new Line(Style.HEADING, Words.get("help.parts"), ""));
        parts().forEach((id, name) -> lines.add(new Line(Style.LINK, name, PART + id)));
        FORMS.forEach(name -> lines.add(new Line(Style.LINK, Words.get("wizard." + name + ".title"), PAGE + name)));
        lines.add(new Line(Style.HEADING, Words.get("help.tools"), ""));
        tools().forEach((id, entries) -> lines.add(new Line(Style.LINK,
                ToolText.info(entries.get(entries.size() - 1).tool(), Locale.getDefault()).label(), TOOL + id)));
        lines.add(new Line(Style.HEADING, Words.get("help.keys"), ""));
        keys(List.of(WINDOW)).forEach((name, key) -> lines.add(new Line(Style.BODY, key + "\t" + name, "")));
        return new Page(INDEX, Words.get("help.index"), lines);
    }

    /** What can be done by key in these contexts: the name of each command with its keys, by name. */
    Map<String, String> keys(List<String> contexts) {
        IBindingService bindings = workbench.getService(IBindingService.class);
        Map<String, List<String>> keys = new java.util.TreeMap<>();
        for (Binding binding : bindings.getBindings())
            if (contexts.contains(binding.getContextId()) && binding.getParameterizedCommand() != null
                    && binding.getSchemeId().equals(bindings.getActiveScheme().getId()))
                keys.computeIfAbsent(name(binding.getParameterizedCommand()), n -> new ArrayList<>())
                        .add(binding.getTriggerSequence().format());
        Map<String, String> shown = new LinkedHashMap<>();
        keys.forEach((name, all) -> shown.put(name, all.stream().distinct().limit(3)
                
                .filter(k -> all.size() == 1 || !k.startsWith("Numpad")).collect(Collectors.joining(Words.get("help.or")))));
        return shown;
    }

    private static String name(ParameterizedCommand command) {
        try {
            return command.getName();
        } catch (NotDefinedException e) {
            return command.getId();
        }
    }
}
