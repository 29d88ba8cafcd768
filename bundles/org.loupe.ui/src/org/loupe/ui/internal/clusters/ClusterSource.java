package org.loupe.ui.internal.clusters;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.eclipse.emf.ecore.util.EcoreUtil;
import org.loupe.api.ToolException;
import org.loupe.engine.Item;
import org.loupe.engine.Registry;
import org.loupe.model.ImageSet;
import org.loupe.model.RunEntry;
import org.loupe.store.labels.LabelTable;
import org.loupe.ui.Failures;
import org.loupe.ui.Session;
import org.loupe.ui.Words;
import org.loupe.workspace.ImageSets;
import org.loupe.workspace.ProjectFile;
import org.loupe.workspace.crops.CropList;
import org.loupe.workspace.crops.CropSources;
import org.loupe.workspace.labels.LabelFilter;
import org.loupe.workspace.labels.Labelling;

/**
 * What crops are taken from: a folder of crops, an image set whose images each show one defect, the labels of the
 * project, what a run found, or a list. Made on the UI thread, where it freezes what it needs of the model; read on any
 * other.
 */
public interface ClusterSource {

    /** How it is called where one is chosen. UI thread. */
    String words();

    /** Lists the crops. Not on the UI thread. @throws ToolException if there are none to be had */
    CropList read() throws ToolException;

    /** Images of a folder that each show one defect. */
    static ClusterSource folder(Path folder, Registry registry) {
        return of(Words.get("clusterSource.folder", folder.getFileName()), () -> CropSources.folder(folder, registry));
    }

    /** Images of a set that each show one defect. */
    static ClusterSource images(Session session, ProjectFile project, ImageSet set) {
        ImageSet frozen = EcoreUtil.copy(set);
        return of(Words.get("clusterSource.images", set.getName()),
                () -> CropSources.images(project.folder(), frozen, session.registry()));
    }

    /** What a run found. @param where of it: an expression in the grammar of the store, "" for all */
    static ClusterSource run(ProjectFile project, RunEntry run, String where) {
        Path folder = project.resolve(run.getFolder());
        String name = run.getFolder();
        return of(Words.get(where.isEmpty() ? "clusterSource.run" : "clusterSource.filtered", run.getName()),
                () -> CropSources.detections(folder, name, where));
    }

    /** The labels of the project. */
    static ClusterSource labels(Session session, ProjectFile project) {
        Labelling names = project.labels();
        LabelTable table = names.table().copy();
        Map<Integer, String> classes = LabelFilter.classes(project.project());
        Collection<ImageSet> sets = EcoreUtil.copyAll(project.project().getImageSets());
        return of(Words.get("clusterSource.labels", table.labels().size()), () -> {
            Map<String, Item> images = new HashMap<>();
            for (ImageSet set : sets)
                try {
                    for (Item item : ImageSets.find(project.folder(), set, session.registry()))
                        images.putIfAbsent(names.image(item), item);
                } catch (ToolException e) {
                    Failures.log(e); // its folder is gone; labels on other images are clustered all the same
                }
            return CropSources.labels(names, table, LabelFilter.parse("", classes), classes, images);
        });
    }

    /** Crops that have been listed before. */
    static ClusterSource again(CropList crops) {
        return of(crops.source(), () -> crops);
    }

    /** All that a project offers, what is most likely to be meant first. */
    static List<ClusterSource> all(Session session, ProjectFile project) {
        List<ClusterSource> all = new ArrayList<>();
        List<RunEntry> runs = project.project().getRuns();
        for (int i = runs.size() - 1; i >= 0; i--)
            if (runs.get(i).getDetections() > 0)
                all.add(run(project, runs.get(i), ""));
        if (!project.labels().table().labels().isEmpty())
            all.add(labels(session, project));
        for (ImageSet set : project.project().getImageSets())
            all.add(images(session, project, set));
        return all;
    }

    private static ClusterSource of(String words, Reader reader) {
        return new ClusterSource() {
            @Override
            public String words() {
                return words;
            }

            @Override
            public CropList read() throws ToolException {
                return reader.read();
            }
        };
    }

    /** Lists crops. */
    interface Reader {
        /** @throws ToolException if there are none to be had */
        CropList read() throws ToolException;
    }
}
