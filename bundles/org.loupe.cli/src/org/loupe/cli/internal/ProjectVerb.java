package org.loupe.cli.internal;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.loupe.api.ToolException;
import org.loupe.model.DefectClass;
import org.loupe.model.ImageSet;
import org.loupe.model.LoupeFactory;
import org.loupe.model.Project;
import org.loupe.store.labels.TileState;
import org.loupe.workspace.ImageSets;
import org.loupe.workspace.ProjectFile;
import org.loupe.workspace.labels.DefectClasses;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Projects on the command line. */
@Command(name = "project", sortOptions = false, description = "Makes projects and tells what they hold.",
        footer = {"", "Examples:", "  loupe project new my-project --images scans/lot-17",
            "  loupe project info my-project"})
public final class ProjectVerb implements Callable<Integer> {
    private final Console console;

    @Spec
    private CommandSpec spec;

    public ProjectVerb(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        spec.commandLine().usage(console.out());
        return Console.OK;
    }

    @Command(name = "new", sortOptions = false, description = "Makes a project.")
    int make(@Parameters(paramLabel = "FOLDER", description = "Is made if need be; holds no project yet.") Path folder,
            @Option(names = "--name", paramLabel = "NAME", description = "By default that of the folder.") String name,
            @Option(names = "--images", paramLabel = "PATH", description = "Folder or file of its first images.")
            Path images) throws Exception {
        Path place = folder.toAbsolutePath().normalize();
        try (ProjectFile project = ProjectFile.create(place, name != null ? name : place.getFileName().toString())) {
            if (images != null)
                add(project, images);
            project.save();
        }
        console.out().println("Made: " + InspectVerb.relative(place));
        return Console.OK;
    }

    @Command(name = "add", sortOptions = false, description = "Adds a set of images to a project.")
    int add(@Parameters(index = "0", paramLabel = "PROJECT", description = "Folder of the project.") Path folder,
            @Parameters(index = "1", paramLabel = "PATH", description = "Folder or file of the images.") Path images)
            throws Exception {
        return ProjectAccess.write(folder, console, project -> {
            int count = add(project, images);
            console.out().println("Added: " + images + " with " + count + " images");
            return Console.OK;
        });
    }

    private int add(ProjectFile project, Path images) throws ToolException {
        ImageSet set = LoupeFactory.eINSTANCE.createImageSet();
        Path absolute = images.toAbsolutePath().normalize();
        set.setName(absolute.getFileName().toString());
        set.setRoot(project.relative(absolute));
        int count = ImageSets.find(project, set, console.registry()).size();
        project.change("Add images", () -> project.project().getImageSets().add(set));
        return count;
    }

    @Command(name = "info", sortOptions = false, description = "Tells what a project holds.")
    int info(@Parameters(paramLabel = "PROJECT", description = "Folder of the project.") Path folder) throws Exception {
        return ProjectAccess.read(folder, console, opened -> {
            Project project = opened.project();
            console.out().println(project.getName() + (opened.holder().isPresent()
                    ? " (open in another program: " + opened.holder().get() + ")" : ""));
            for (ImageSet set : project.getImageSets())
                console.out().println("  images   " + set.getName() + ": " + set.getRoot());
            project.getRecipes().forEach(r -> console.out().println("  recipe   " + r.getName()));
            for (DefectClass one : DefectClasses.of(project))
                console.out().println("  class    " + one.getCode() + " " + one.getName()
                        + (one.getBin() == null || one.getBin().isEmpty() ? "" : ", bin " + one.getBin()));
            project.getRuns().forEach(r -> console.out().println("  run      " + r.getName() + ": " + r.getImages()
                    + " images, " + r.getDetections() + " detections"));
            project.getIterations().forEach(i -> console.out().println("  iteration v" + i.getNumber() + " "
                    + i.getName() + (i.getFrozen() == null ? ", open" : ", frozen " + i.getSha256())));
            console.out().println("  labels   " + opened.labels().table().countedLabels() + " on "
                    + opened.labels().table().tileCount() + " tiles, "
                    + opened.labels().table().tiles(TileState.COMPLETE) + " complete, "
                    + opened.labels().table().autoLabels() + " proposed");
            return Console.OK;
        });
    }
}
