package org.loupe.cli.internal;

import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.loupe.api.ToolException;
import org.loupe.engine.Plural;
import org.loupe.engine.Progress;
import org.loupe.exchange.Loss;
import org.loupe.exchange.wafer.WaferFormats;
import org.loupe.model.DefectClass;
import org.loupe.model.WaferEntry;
import org.loupe.store.RunReader;
import org.loupe.workspace.ProjectFile;
import org.loupe.workspace.labels.DefectClasses;
import org.loupe.workspace.wafer.DefectFindings;
import org.loupe.workspace.wafer.DefectImages;
import org.loupe.workspace.wafer.DefectImages.Found;
import org.loupe.workspace.wafer.KlarfWriteBack;
import org.loupe.workspace.wafer.WaferBook;
import org.loupe.workspace.wafer.WaferBook.Opened;
import org.loupe.workspace.wafer.WaferBook.Place;
import org.loupe.workspace.wafer.WaferExport;
import org.loupe.workspace.wafer.WaferExport.Form;
import org.loupe.workspace.wafer.WaferImport;
import org.loupe.workspace.wafer.WaferImport.Coming;
import picocli.CommandLine.Option;

/** How wafers come into a project and go out of it on the command line: for the verbs import and export. */
final class ProjectWafers {

    private ProjectWafers() {
    }

    /** What an export of a wafer may say. */
    static final class Options {
        @Option(names = "--wafer", paramLabel = "NAME",
                description = "Writes a wafer of the project: as klarf (the tool's file with classes written back), "
                        + "klarf-1.1, klarf-1.2, klarf-1.8, another wafer format, csv, svg or png.")
        private String wafer;

        @Option(names = "--classes-of", paramLabel = "RUN|labels",
                description = "For a wafer: its defects get the classes that this run found on their images, or that "
                        + "people labelled.")
        private String classesOf;

        @Option(names = "--class-score", paramLabel = "SCORE", defaultValue = "0",
                description = "For a wafer: detections below it say nothing.")
        private double minScore;

        @Option(names = "--replace", description = "For a wafer: the file may be there already.")
        private boolean replace;

        /** Whether a wafer is meant. */
        boolean given() {
            return wafer != null;
        }
    }

    /** Whether a file is of wafers. @throws ToolException if it cannot be read */
    static boolean of(Path file) throws ToolException {
        return Files.isRegularFile(file) && WaferFormats.of(file).isPresent();
    }

    /**
     * Brings the wafers of a file into a project.
     *
     * @param images folder in which images of the defects lie; {@code null} for that of the file
     * @param dry    whether it is only told what would come in
     * @return exit code
     */
    static int bring(Path folder, Path file, Path images, boolean dry, Console console) throws Exception {
        WaferImport.Options options = new WaferImport.Options(WaferImport.Images.COPY, Optional.ofNullable(images));
        return dry ? ProjectAccess.read(folder, console, project -> told(plan(project, file, options), console.out()))
                : ProjectAccess.write(folder, console, project -> {
                    WaferImport.Plan plan = plan(project, file, options);
                    int code = told(plan, console.out());
                    if (plan.coming() > 0) {
                        WaferImport coming = new WaferImport(project, plan);
                        coming.copy(Progress.NONE);
                        List<WaferEntry> made = coming.make(project, "Import wafers from " + file.getFileName());
                        console.out().println("Imported " + made.stream().map(WaferEntry::getName)
                                .collect(Collectors.joining(", ")) + ".");
                    }
                    return code;
                });
    }

    private static WaferImport.Plan plan(ProjectFile project, Path file, WaferImport.Options options)
            throws ToolException {
        return WaferImport.plan(List.of(file), WaferImport.known(project.project()), options, Progress.NONE);
    }

    private static int told(WaferImport.Plan plan, PrintStream out) {
        out.println(String.join(", ", plan.formats()) + ": " + plan.coming() + " of "
                + Plural.of(plan.wafers().size(), "wafer") + (plan.coming() == 1 ? " comes in" : " come in"));
        for (Coming wafer : plan.wafers())
            out.println("  lot " + wafer.info().lot() + ", wafer " + wafer.info().wafer() + ", step "
                    + wafer.info().step() + ": " + Plural.of(wafer.defects(), "defect") + ", "
                    + Plural.of(wafer.dies(), "die") + ", " + Plural.of(wafer.classes(), "class") + ", "
                    + Plural.of(wafer.images().size(), "image"));
        return LabelForms.tell(plan.losses(), out);
    }

    /** Writes a wafer of a project. @param out {@code null} for a file in the project's folder. @return exit code */
    static int export(Path folder, Options options, String form, Path out, Console console) throws Exception {
        return ProjectAccess.read(folder, console, project -> {
            WaferEntry entry = find(project, options.wafer);
            Place place = Place.of(project, entry);
            Opened opened = new WaferBook().open(place);
            opened.changed().ifPresent(console::note);
            Form known = form(form, WaferExport.klarf(place.file()));
            Optional<KlarfWriteBack.Plan> plan = writeBack(project, entry, opened, options);
            Path file = out != null ? out : folder.resolve(entry.getName() + known.suffix());
            List<Loss> losses;
            try {
                losses = WaferExport.write(new WaferExport.Request(opened.wafer(), place.file(), place.index(), plan,
                        known.id(), file, options.replace));
            } catch (ToolException e) {
                throw new Console.Stopped(Console.STOPPED, e);
            }
            console.out().println("Written: " + InspectVerb.relative(file) + plan.map(p -> ", " + Plural.of(
                    p.numbers().size(), "defect") + " with another class, " + Plural.of(p.added().size(),
                            "new class")).orElse(""));
            return LabelForms.tell(losses, console.out());
        });
    }

    private static WaferEntry find(ProjectFile project, String name) throws ToolException {
        List<WaferEntry> all = project.project().getWafers();
        return all.stream().filter(w -> w.getName().equals(name)).findFirst().orElseThrow(() -> new ToolException(
                "The project has no wafer \"" + name + "\".", all.isEmpty()
                        ? "It has none; bring some in by 'loupe import PROJECT FILE'."
                        : "Wafers: " + all.stream().map(WaferEntry::getName).limit(50)
                                .collect(Collectors.joining(", ")) + "."));
    }

    private static Form form(String id, boolean klarf) throws ToolException {
        return WaferExport.forms(klarf).stream().filter(f -> f.id().equals(id)).findFirst()
                .orElseThrow(() -> new ToolException("A wafer " + (klarf ? "" : "that is no KLARF file ")
                        + "cannot be written as \"" + id + "\".", "Forms: " + WaferExport.forms(klarf).stream()
                                .map(Form::id).collect(Collectors.joining(", ")) + "."));
    }

    private static Optional<KlarfWriteBack.Plan> writeBack(ProjectFile project, WaferEntry entry, Opened opened,
            Options options) throws ToolException {
        if (options.classesOf == null)
            return Optional.empty();
        Map<String, String> bins = new HashMap<>();
        Map<Integer, String> names = new HashMap<>();
        for (DefectClass one : DefectClasses.of(project.project())) {
            bins.put(one.getName(), one.getBin() == null ? "" : one.getBin());
            names.put(one.getCode(), one.getName());
        }
        Path root = entry.getImageSet() == null ? project.resolve(entry.getFile()).getParent()
                : project.resolve(entry.getImageSet().getRoot());
        Map<Integer, List<Found>> images = new DefectImages(root).of(opened.wafer());
        DefectFindings found;
        if (options.classesOf.equals("labels")) {
            found = DefectFindings.ofLabels(project.labels(), project.labels().table(), names, opened.wafer(), images);
        } else {
            Path run = Path.of(options.classesOf);
            try (RunReader reader = RunReader.open(RunReader.isRun(run) ? run : project.resolve(options.classesOf))) {
                found = DefectFindings.ofRun(reader, opened.wafer(), images);
            }
        }
        return Optional.of(KlarfWriteBack.plan(opened.wafer(), found, new KlarfWriteBack.Options(options.minScore, bins,
                true)));
    }
}
