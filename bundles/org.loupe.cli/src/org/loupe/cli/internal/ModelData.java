package org.loupe.cli.internal;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.loupe.api.ToolException;
import org.loupe.engine.Item;
import org.loupe.engine.Plural;
import org.loupe.engine.Progress;
import org.loupe.engine.learning.ModelCard;
import org.loupe.workspace.ProjectFile;
import org.loupe.workspace.crops.Crop;
import org.loupe.workspace.crops.CropFile;
import org.loupe.workspace.crops.CropList;
import org.loupe.workspace.crops.CropSources;
import org.loupe.workspace.crops.CropTable;
import org.loupe.workspace.labels.LabelFilter;
import org.loupe.workspace.learning.Classifiers;

/**
 * What classifiers learn from and are tried on: a folder of crops, each in the folder of its class; the labels of a
 * project; or a table that {@code loupe features} has written.
 */
final class ModelData {
    /** How the verbs' help tells of the classes of a flat folder. */
    static final String LISTED = "listed with the columns file and class in classes.csv, labels.csv or "
            + "truth.csv in it or beside it";
    /** How the verbs' help tells of it. */
    static final String HELP = "A folder of crops, those of each class in a folder of its name or " + LISTED
            + "; a project, whose labels are taken; or a table of 'loupe features'.";

    private ModelData() {
    }

    /** Whether it is measured already. */
    static boolean isTable(Path data) {
        String name = data.getFileName() == null ? "" : data.getFileName().toString().toLowerCase(Locale.ROOT);
        return !Files.isDirectory(data) && (name.endsWith(".csv") || name.endsWith(".parquet"));
    }

    /** Whether it is the file of a trained classifier, by its name. */
    static boolean isModel(String name) {
        return name.toLowerCase(Locale.ROOT).endsWith(".model");
    }

    /** The crops of a folder or project. */
    static CropList crops(Path data, Console console) throws Exception {
        if (!ProjectFile.isProject(data))
            return CropSources.folder(data, console.registry());
        CropList[] found = new CropList[1];
        ProjectAccess.read(data, console, project -> {
            Map<Integer, String> classes = LabelFilter.classes(project.project());
            Map<String, Item> images = ProjectAccess.images(project, console);
            found[0] = CropSources.labels(project.labels(), project.labels().table(), LabelFilter.parse("", classes),
                    classes, images);
            return Console.OK;
        });
        return found[0];
    }

    /** Tells of crops whose class is not known among others: they are not learned from, and tell nothing of a model. */
    static void tellUnknown(List<Crop> crops, Console console) {
        long unknown = crops.stream().filter(c -> c.known().isEmpty()).count();
        if (unknown > 0 && unknown < crops.size())
            console.note(unknown + " of " + Plural.of(crops.size(), "crop") + " left out: no class is known.");
    }

    /** The data measured as a model needs it. */
    static CropTable table(Path data, ModelCard card, Console console, Progress progress) throws Exception {
        if (!isTable(data))
            return Classifiers.measure(crops(data, console), card, console.registry(), Optional.empty(), progress);
        CropTable table = CropFile.read(data);
        for (String column : card.needs())
            if (table.features().column(column) < 0)
                throw new ToolException("The table " + data + " has no column \"" + column
                        + "\", which the model needs.", "Make it by 'loupe features' with the model's features, or "
                                + "give the images.");
        return table;
    }
}
