package org.loupe.workspace.stack;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.emf.ecore.util.EcoreUtil;
import org.loupe.api.Detections;
import org.loupe.api.ToolException;
import org.loupe.engine.Item;
import org.loupe.engine.Registry;
import org.loupe.model.ImageSet;
import org.loupe.store.labels.LabelTable;
import org.loupe.store.labels.LabelTile;
import org.loupe.store.labels.TileState;
import org.loupe.workspace.ImageSets;
import org.loupe.workspace.ProjectFile;
import org.loupe.workspace.crops.CropSources;
import org.loupe.workspace.labels.LabelFilter;
import org.loupe.workspace.labels.Labelling;

/**
 * The labelled objects of a project: its labels, and the images that a person has looked through and called complete. In
 * a project in which nobody has labelled anything, the truth of the image sets that name any. Made on the thread that
 * edits the model, of which it keeps a copy; read on any.
 */
public final class StackSource {
    private final Path folder;
    private final Labelling names;
    private final LabelTable table;
    private final Map<Integer, String> classes;
    private final Collection<ImageSet> sets;

    /** @param project as it is now */
    public StackSource(ProjectFile project) {
        folder = project.folder();
        names = project.labels();
        table = names.table().copy();
        classes = LabelFilter.classes(project.project());
        sets = EcoreUtil.copyAll(project.project().getImageSets());
    }

    /**
     * Lists the objects. Reads files.
     *
     * @throws ToolException if there are none, or the images of a set that names truth cannot be found
     */
    public List<StackExamples.Image> read(Registry registry) throws ToolException {
        Map<String, Item> images = new HashMap<>();
        Map<ImageSet, List<Item>> withTruth = new LinkedHashMap<>();
        for (ImageSet set : sets)
            try {
                List<Item> items = ImageSets.find(folder, set, registry);
                items.forEach(item -> images.putIfAbsent(names.image(item), item));
                if (set.getTruth() != null && !set.getTruth().isBlank())
                    withTruth.put(set, items);
            } catch (ToolException e) {
                if (set.getTruth() != null && !set.getTruth().isBlank())
                    throw e;
            }
        Map<String, LabelTile> complete = table.tiles().stream().filter(t -> t.state() == TileState.COMPLETE)
                .collect(Collectors.toMap(LabelTile::image, t -> t));
        List<StackExamples.Image> all = new ArrayList<>(StackExamples.crops(CropSources.labels(names, table,
                LabelFilter.parse("", classes), classes, images), i -> complete.containsKey(names.image(i))));
        Set<String> labelled = all.stream().map(i -> names.image(i.item())).collect(Collectors.toSet());
        complete.forEach((image, tile) -> {
            if (images.containsKey(image) && labelled.add(image))
                all.add(new StackExamples.Image(images.get(image), CropSources.group(tile), Detections.NONE,
                        Detections.NONE, true));
        });
        if (all.isEmpty()) // else labels would be mixed with a truth that their author may not know of
            for (Map.Entry<ImageSet, List<Item>> set : withTruth.entrySet())
                all.addAll(StackExamples.truth(folder.resolve(set.getKey().getTruth().replace('\\', '/')),
                        set.getValue()));
        if (all.isEmpty())
            throw new ToolException("The project has no labelled object.",
                    "Label objects, save clusters as labels, or name the truth of an image set.");
        return all;
    }
}
