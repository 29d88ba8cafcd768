package org.loupe.workspace.crops;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.eclipse.emf.ecore.util.EcoreUtil;
import org.loupe.api.ToolException;
import org.loupe.engine.Item;
import org.loupe.engine.Problem;
import org.loupe.engine.Progress;
import org.loupe.engine.Registry;
import org.loupe.model.ImageSet;
import org.loupe.model.RunEntry;
import org.loupe.store.RunReader;
import org.loupe.store.labels.LabelTable;
import org.loupe.workspace.ImageSets;
import org.loupe.workspace.ProjectFile;
import org.loupe.workspace.labels.LabelFilter;
import org.loupe.workspace.labels.Labelling;

/**
 * The crops of a project as they are at one moment: its labels and what its runs have found. Made on the model's
 * thread; then for any thread, one at a time.
 */
public final class ProjectCrops {
    private final Path folder;
    private final Labelling names;
    private final LabelTable table;
    private final Map<Integer, String> classes;
    private final List<ImageSet> sets;
    private final Map<String, Path> runs = new LinkedHashMap<>();

    private ProjectCrops(ProjectFile project) {
        folder = project.folder();
        names = project.labels();
        table = names.table().copy();
        classes = LabelFilter.classes(project.project());
        sets = project.project().getImageSets().stream().map(EcoreUtil::copy).toList();
        Map<ImageSet, RunEntry> newest = new HashMap<>();
        for (RunEntry run : project.project().getRuns())
            newest.merge(run.getImageSet(), run, (a, b) -> a.getNumber() > b.getNumber() ? a : b);
        project.project().getRuns().stream().filter(newest::containsValue)
                .forEach(run -> runs.put(run.getFolder(), project.resolve(run.getFolder())));
    }

    /** What a project holds now. On the model's thread. */
    public static ProjectCrops of(ProjectFile project) {
        return new ProjectCrops(project);
    }

    /**
     * The labels that meet a condition.
     *
     * @param where as of {@link LabelFilter}; "" for all
     * @throws ToolException if it is none
     */
    public CropList labels(String where, Registry registry) throws ToolException {
        Map<String, Item> images = new HashMap<>();
        for (ImageSet set : sets)
            try {
                ImageSets.find(folder, set, registry).forEach(i -> images.putIfAbsent(names.image(i), i));
            } catch (ToolException e) {
                continue; // a set that is not there: its labels are measured without references
            }
        return CropSources.labels(names, table, LabelFilter.parse(where, classes), classes, images);
    }

    /**
     * The images of a set, each as one crop.
     *
     * @throws ToolException if there is none of that name, or they are not there
     */
    public CropList images(String name, Registry registry) throws ToolException {
        ImageSet set = sets.stream().filter(s -> s.getName().equals(name)).findFirst()
                .orElseThrow(() -> new ToolException("The project has no image set \"" + name + "\".", "It has: "
                        + String.join(", ", sets.stream().map(ImageSet::getName).toList()) + "."));
        return CropSources.images(folder, set, registry);
    }

    /**
     * All that labels say and runs have found, of each image set the newest run; what is at one place is taken once. A
     * run that cannot be read is told as a problem.
     *
     * @throws CancellationException once the progress is cancelled
     */
    public CropList all(Registry registry, Progress progress) throws ToolException {
        List<CropList> parts = new ArrayList<>();
        List<Problem> problems = new ArrayList<>();
        parts.add(labels("", registry));
        for (var run : runs.entrySet()) {
            progress.check();
            try {
                if (RunReader.isRun(run.getValue()))
                    parts.add(CropSources.detections(run.getValue(), run.getKey(), ""));
            } catch (ToolException e) {
                problems.add(Problem.of(run.getKey(), e));
            }
        }
        CropList joined = CropSources.joined(parts);
        problems.addAll(0, joined.problems());
        return new CropList(joined.all(), joined.source(), problems);
    }
}
