package org.loupe.cli.internal;

import java.nio.file.Path;
import org.loupe.api.ToolException;
import org.loupe.engine.Progress;
import org.loupe.store.RunReader;
import org.loupe.workspace.ProjectFile;
import org.loupe.workspace.crops.CropList;
import org.loupe.workspace.crops.CropSources;
import org.loupe.workspace.crops.ProjectCrops;

/**
 * Where crops come from, as the verbs that measure and cluster take it.
 *
 * @param source folder of crops, of a project or of a run
 * @param set    image set of a project, each image of which is a crop; ""
 * @param where  condition on labels or detections; ""
 */
record CropOptions(String source, String set, String where) {
    static final String HELP = "A folder of crops, those of each class in a folder of its name or "
            + ModelData.LISTED + ", or of no known class; a project, "
            + "whose labels are taken, or by set=NAME the images of a set, or by set=all its labels and all that its "
            + "runs have found; a run, whose detections are taken.";

    /** The crops. @throws ToolException if there are none */
    CropList find(Console console, Progress progress) throws Exception {
        if (source.isBlank())
            throw new ToolException("No crops are named.", "Give a folder of crops, a project, a run or a table.");
        CropList found = list(Console.path(source), console, progress);
        found.problems().forEach(p -> console.note(p.toString()));
        if (found.size() == 0)
            throw new ToolException("There are no crops in " + source
                    + (where.isBlank() ? "." : " that meet \"" + where + "\"."),
                    where.isBlank() ? "Choose another source." : "Change the condition, or leave it out.");
        return found;
    }

    private CropList list(Path place, Console console, Progress progress) throws Exception {
        if (RunReader.isRun(place))
            return CropSources.detections(place, place.toString(), where);
        if (!ProjectFile.isProject(place)) {
            if (!set.isBlank() || !where.isBlank())
                throw new ToolException((set.isBlank() ? "where" : "set") + " goes with a project"
                        + (set.isBlank() ? " or a run" : "") + ", and " + source + " is none.", "Leave it out.");
            return CropSources.folder(place, console.registry());
        }
        if (!set.isBlank() && !where.isBlank())
            throw new ToolException("where is a condition on labels, and set=" + set + " takes no labels.",
                    "Leave out one of them.");
        CropList[] found = new CropList[1];
        ProjectAccess.read(place, console, project -> {
            ProjectCrops crops = ProjectCrops.of(project);
            found[0] = set.isBlank() ? crops.labels(where, console.registry())
                    : set.equals("all") ? crops.all(console.registry(), progress)
                            : crops.images(set, console.registry());
            return Console.OK;
        });
        return found[0];
    }
}
