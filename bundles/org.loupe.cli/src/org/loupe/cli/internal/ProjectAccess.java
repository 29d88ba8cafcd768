package org.loupe.cli.internal;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.loupe.api.ToolException;
import org.loupe.engine.Item;
import org.loupe.engine.Problem;
import org.loupe.model.ImageSet;
import org.loupe.store.labels.LabelTile;
import org.loupe.workspace.ImageSets;
import org.loupe.workspace.ProjectFile;

/** Opens projects for verbs: to look at them beside a program that holds them, or to change them alone. */
final class ProjectAccess {

    private ProjectAccess() {
    }

    /** Does something with an open project. */
    @FunctionalInterface
    interface Use {
        /** @return the exit code */
        int with(ProjectFile project) throws Exception;
    }

    /** Looks at a project, whoever holds it. */
    static int read(Path folder, Console console, Use use) throws Exception {
        try (ProjectFile project = ProjectFile.open(folder)) {
            tell(project, console);
            return use.with(project);
        }
    }

    /**
     * Changes a project and saves it.
     *
     * @throws Console.Stopped if another program holds it, or it cannot be saved
     */
    static int write(Path folder, Console console, Use use) throws Exception {
        try (ProjectFile project = ProjectFile.open(folder)) {
            tell(project, console);
            if (project.readOnly())
                throw new Console.Stopped(Console.STOPPED, new ToolException(project.holder()
                        .map(who -> folder + " is open in another program: " + who + " holds it.")
                        .orElse(folder + " cannot be written."), project.holder().isPresent()
                                ? "Close it there, or do this there." : "Copy the project to where you may write."));
            int code = use.with(project);
            save(project);
            return code;
        }
    }

    private static void save(ProjectFile project) throws Console.Stopped {
        try {
            project.labels().flush();
            if (project.dirty())
                project.save();
        } catch (ToolException e) {
            throw new Console.Stopped(Console.STOPPED, e);
        }
    }

    private static void tell(ProjectFile project, Console console) {
        for (Problem problem : project.problems())
            console.note(problem.toString());
    }

    /** The images of all sets of a project, by how its labels name them; a set that cannot be listed is named. */
    static Map<String, Item> images(ProjectFile project, Console console) {
        Map<String, Item> images = new LinkedHashMap<>();
        for (ImageSet set : project.project().getImageSets())
            try {
                for (Item item : ImageSets.find(project, set, console.registry()))
                    images.putIfAbsent(project.labels().image(item), item);
            } catch (ToolException e) {
                console.complain(e);
            }
        return images;
    }

    /**
     * Those of the images that are named, in the order of the names.
     *
     * @param names as labels name them, of images or of folders of images
     * @throws ToolException if there is none of a name
     */
    static Map<String, Item> chosen(ProjectFile project, Map<String, Item> images, List<String> names)
            throws ToolException {
        Map<String, Item> chosen = new LinkedHashMap<>();
        for (String name : names) {
            String folder = name.endsWith("/") ? name : name + "/";
            boolean any = false;
            for (Map.Entry<String, Item> image : images.entrySet())
                if (image.getKey().equals(name) || image.getKey().startsWith(folder)) {
                    chosen.put(image.getKey(), image.getValue());
                    any = true;
                }
            if (!any)
                throw noImage(project, images, name);
        }
        return chosen;
    }

    /** That there is no image or tile of a name, with one that there is. */
    static ToolException noImage(ProjectFile project, Map<String, Item> images, String name) {
        return new ToolException("The project has no tile \"" + name + "\".", images.keySet().stream()
                .findFirst().or(() -> project.labels().table().tiles().stream().findFirst().map(LabelTile::image))
                .map(known -> "Name it relative to the project, such as " + known + ".")
                .orElse("Add images by 'loupe project add'."));
    }
}
