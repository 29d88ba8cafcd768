package org.loupe.ui.internal.project;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.jface.viewers.ColumnLabelProvider;
import org.eclipse.jface.viewers.ITreeContentProvider;
import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.graphics.ImageData;
import org.eclipse.swt.graphics.PaletteData;
import org.eclipse.swt.graphics.RGB;
import org.eclipse.swt.widgets.Display;
import org.loupe.model.ClassScheme;
import org.loupe.model.ClusteringEntry;
import org.loupe.model.DefectClass;
import org.loupe.model.ImageSet;
import org.loupe.model.Named;
import org.loupe.model.Project;
import org.loupe.model.Recipe;
import org.loupe.model.Report;
import org.loupe.model.RunEntry;
import org.loupe.model.RunState;
import org.loupe.model.WaferEntry;
import org.loupe.ui.Icons;
import org.loupe.ui.Palette;
import org.loupe.ui.Palette.Token;
import org.loupe.ui.Session;
import org.loupe.ui.Words;
import org.loupe.ui.internal.run.RunMark;
import org.loupe.ui.internal.run.Runs;
import org.loupe.workspace.ProjectFile;

/** What the project's tree shows: its rows, their icons, names and counts. UI thread only. */
public final class ProjectTree {
    private static final int CHIP = 10, ICON = 16;

    private final Session session;
    private final Runs runs;
    private final ProjectContent content = new ProjectContent();
    private final ImageCounts counts;
    private final Runnable changed;
    /** Wafers whose files are not in their places. */
    private Set<WaferEntry> gone = Set.of();
    private boolean looking;

    /** @param changed is told when counts have come */
    public ProjectTree(Session session, Runs runs, Runnable changed) {
        this.session = session;
        this.runs = runs;
        counts = new ImageCounts(session, changed);
        this.changed = changed;
    }

    /** The rows. */
    public ITreeContentProvider children() {
        return content;
    }

    /** Icons and names. */
    public ColumnLabelProvider labels() {
        return new Labels();
    }

    /** Begins with another project. */
    public void reset() {
        content.reset();
        update();
    }

    /** Looks at the model anew; what takes long comes later. */
    public void update() {
        counts.listed();
        counts.update();
        lookForWafers();
    }

    /** Has a job look whether the files of the wafers are there. */
    private void lookForWafers() {
        ProjectFile project = session.project().orElse(null);
        if (project == null || looking || project.project().getWafers().isEmpty())
            return;
        looking = true;
        Map<WaferEntry, Path> files = new HashMap<>();
        project.project().getWafers().forEach(w -> files.put(w, project.resolve(w.getFile())));
        Job job = Job.create(Words.get("job.lookForWafers"), monitor -> {
            Set<WaferEntry> missing = new HashSet<>();
            files.forEach((wafer, file) -> {
                if (!Files.isRegularFile(file))
                    missing.add(wafer);
            });
            session.ui(() -> {
                looking = false;
                if (!missing.equals(gone)) {
                    gone = missing;
                    changed.run();
                }
            });
        });
        job.setSystem(true);
        job.setPriority(Job.DECORATE);
        job.schedule(200);
    }

    /** Shows more children if {@code element} is the row that offers it. @return whether it is */
    public boolean more(Object element) {
        if (!(element instanceof ProjectContent.More more))
            return false;
        content.more(more.group());
        return true;
    }

    /** The headings that are open at first. */
    public List<Object> firstExpanded(Project project) {
        return Stream.of(Group.IMAGE_SETS, Group.RECIPES, Group.RUNS)
                .<Object>map(g -> new ProjectContent.Heading(g, project)).toList();
    }

    /** What stands at the right of a row. */
    public String count(Object element, boolean expanded) {
        if (element instanceof ProjectContent.Heading heading)
            return expanded ? "" : Words.number(heading.children().size(), 0);
        if (element instanceof ProjectContent.Lot lot)
            return expanded ? "" : Words.number(lot.wafers().size(), 0);
        if (element instanceof WaferEntry wafer)
            return gone.contains(wafer) ? Words.get("project.fileMissing") : Words.number(wafer.getDefects(), 0);
        if (element instanceof ImageSet set)
            return counts.of(set).map(c -> c.missing() ? Words.get("project.folderMissing")
                    : c.problem().isEmpty() ? Words.number(c.images(), 0) : Words.get("project.unreadable")).orElse("");
        if (element instanceof RunEntry run)
            return switch (runs.mark(run)) {
                case FINISHED -> Words.number(run.getDetections(), 0);
                case WITH_ERRORS -> Words.get("project.errors", run.getErrors());
                default -> runs.mark(run).word();
            };
        if (element instanceof Recipe recipe)
            return lastRun(recipe);
        if (element instanceof ClusteringEntry clustering)
            return clustering.getSource();
        if (element instanceof DefectClass defect)
            return defect.getBin();
        return "";
    }

    private String lastRun(Recipe recipe) {
        int last = 0;
        for (RunEntry run : session.project().get().project().getRuns())
            if (run.getRecipe().equals(recipe.getName()) && run.getState() != RunState.FAILED)
                last = run.getNumber();
        return last == 0 ? "" : Words.get("project.lastRun", last);
    }

    private final class Labels extends ColumnLabelProvider {
        private final Map<RGB, Image> chips = new HashMap<>();

        @Override
        public String getText(Object element) {
            if (element instanceof ProjectContent.Heading heading)
                return Words.get(heading.group().key());
            if (element instanceof ProjectContent.More more)
                return Words.get("project.more", Math.min(ProjectContent.PAGE, more.left()),
                        Words.number(more.left(), 0));
            if (element instanceof ProjectContent.Lot lot)
                return lot.words();
            if (element instanceof WaferEntry wafer && !wafer.getStep().isBlank()
                    && wafer.getName().endsWith(" " + wafer.getStep())) // the lot above tells the step
                return wafer.getName().substring(0, wafer.getName().length() - wafer.getStep().length() - 1);
            if (element instanceof RunEntry run)
                return run.getNumber() + " " + (run.getName().equals("Run " + run.getNumber()) ? run.getRecipe()
                        : run.getName());
            return element instanceof Named named ? named.getName() : "";
        }

        @Override
        public Color getForeground(Object element) {
            return element instanceof ProjectContent.More ? Palette.color(Token.ACCENT) : null;
        }

        @Override
        public Image getImage(Object element) {
            if (element instanceof Project)
                return Icons.get("project", Token.TEXT2);
            if (element instanceof ProjectContent.Heading heading)
                return Icons.get(heading.group().icon(), Token.TEXT2);
            if (element instanceof ImageSet set)
                return counts.of(set).filter(c -> !c.problem().isEmpty()).isPresent()
                        ? Icons.get("warning", Token.WARN) : Icons.get("image", Token.TEXT2);
            if (element instanceof Recipe)
                return Icons.get("recipe", Token.TEXT2);
            if (element instanceof ClusteringEntry)
                return Icons.get("dendrogram", Token.TEXT2);
            if (element instanceof Report)
                return Icons.get("report", Token.TEXT2);
            if (element instanceof ProjectContent.Lot)
                return Icons.get("lot", Token.TEXT2);
            if (element instanceof WaferEntry wafer)
                return gone.contains(wafer) ? Icons.get("warning", Token.WARN) : Icons.get("wafer", Token.TEXT2);
            if (element instanceof ClassScheme)
                return Icons.get("class", Token.TEXT2);
            if (element instanceof DefectClass defect)
                return chips.computeIfAbsent(colour(defect).getRGB(), Labels::chip);
            if (!(element instanceof RunEntry run))
                return null;
            RunMark mark = runs.mark(run);
            return Icons.get(mark.icon(), mark.tint());
        }

        /** The colour that the class has in all parts. */
        private Color colour(DefectClass defect) {
            return session.colours().fill(defect.getName(),
                    ((ClassScheme) defect.eContainer()).getClasses().indexOf(defect));
        }

        /** A square in the colour of a class, as large as an icon. */
        private static Image chip(RGB colour) {
            ImageData data = new ImageData(ICON, ICON, 32, new PaletteData(0xff0000, 0xff00, 0xff));
            data.alphaData = new byte[ICON * ICON];
            int left = (ICON - CHIP) / 2, pixel = data.palette.getPixel(colour);
            for (int y = left; y < left + CHIP; y++)
                for (int x = left; x < left + CHIP; x++) {
                    boolean edge = x == left || y == left || x == left + CHIP - 1 || y == left + CHIP - 1;
                    data.setPixel(x, y, edge ? data.palette.getPixel(new RGB(colour.red * 65 / 100,
                            colour.green * 65 / 100, colour.blue * 65 / 100)) : pixel);
                    data.setAlpha(x, y, 255);
                }
            return new Image(Display.getCurrent(), data);
        }

        @Override
        public String getToolTipText(Object element) {
            if (element instanceof ImageSet set)
                return counts.of(set).map(ImageCounts.Count::problem).filter(p -> !p.isEmpty()).orElse(null);
            if (element instanceof WaferEntry wafer)
                return gone.contains(wafer) ? Words.get("project.waferGone", wafer.getFile()) : wafer.getSource();
            if (element instanceof RunEntry run)
                return run.getName() + ": " + runs.mark(run).word();
            return element instanceof Named named && !named.getDescription().isEmpty() ? named.getDescription() : null;
        }

        @Override
        public void dispose() {
            chips.values().forEach(Image::dispose);
            super.dispose();
        }
    }
}
