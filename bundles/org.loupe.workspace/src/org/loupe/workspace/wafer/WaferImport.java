package org.loupe.workspace.wafer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import org.loupe.api.ToolException;
import org.loupe.engine.Progress;
import org.loupe.exchange.Loss;
import org.loupe.exchange.wafer.WaferFormat;
import org.loupe.exchange.wafer.WaferFormats;
import org.loupe.model.ImageSet;
import org.loupe.model.LoupeFactory;
import org.loupe.model.Named;
import org.loupe.model.Project;
import org.loupe.model.WaferEntry;
import org.loupe.wafer.Wafer;
import org.loupe.wafer.WaferDefects;
import org.loupe.wafer.WaferInfo;
import org.loupe.workspace.ProjectFile;
import org.loupe.workspace.internal.BroughtFiles;
import org.loupe.workspace.internal.SafeFile;
import org.loupe.workspace.internal.Sha256;

/**
 * Brings wafers into a project: their files are copied into its folder {@code wafers}, never moved, and the images of
 * their defects are copied or referred to as one set of images for each wafer. It is planned first, which says what
 * would come in; then files are copied aside; then all is made as one change, which undo takes back with its files.
 * Nothing comes in if something fails.
 */
public final class WaferImport {
    /** Folder of a project that holds the files of its wafers. */
    public static final String FOLDER = "wafers";
    private static final int MOST_NAMED = 60;

    private final Path project;
    private final Plan plan;
    private final Map<Path, Path> brought = new LinkedHashMap<>();
    private final Map<Path, String> placeOf = new HashMap<>();
    private final Map<Coming, Path> imagesOf = new HashMap<>();
    private Path aside;

    /** What is done with the images of the defects. */
    public enum Images {
        /** They stay where they are; the project refers to them. */
        REFERENCE,
        /** They are copied into the project. */
        COPY,
        /** They are left out. */
        NONE
    }

    /**
     * What an import may do.
     *
     * @param folder where images of defects may lie; nothing outside it is read. Empty for the folder of each file
     */
    public record Options(Images images, Optional<Path> folder) {
        public Options {
            Objects.requireNonNull(images);
            Objects.requireNonNull(folder);
        }
    }

    /**
     * A wafer of a file.
     *
     * @param index   which of the wafers of the file it is, from 0
     * @param dies    number of dies
     * @param defects number of defects
     * @param classes number of classes that the file knows
     * @param folder  where its images lie
     * @param images  files of its images that were found, relative to that folder
     * @param there   whether the project has it already; it does not come in again
     */
    public record Coming(Path file, String sha256, int index, WaferInfo info, int dies, int defects, int classes,
            Path folder, List<String> images, boolean there) {
        public Coming {
            images = List.copyOf(images);
        }
    }

    /**
     * What an import would do.
     *
     * @param formats of the files, as people call them, each once
     * @param losses  what of the files was not understood, and what does not come in
     */
    public record Plan(List<Path> files, List<String> formats, List<Coming> wafers, List<Loss> losses,
            Options options) {
        public Plan {
            files = List.copyOf(files);
            formats = List.copyOf(formats);
            wafers = List.copyOf(wafers);
            losses = List.copyOf(losses);
        }

        /** Number of wafers that the project does not have yet. */
        public int coming() {
            return (int) wafers.stream().filter(w -> !w.there).count();
        }
    }

    /** The wafers of a project as a thread other than the model's may know them. On the model's thread. */
    public static Set<String> known(Project project) {
        Set<String> known = new HashSet<>();
        for (WaferEntry entry : project.getWafers())
            known.add(key(entry.getSha256(), entry.getIndex()));
        return known;
    }

    private static String key(String sha256, int index) {
        return sha256 + "#" + index;
    }

    /**
     * Reads files and says what an import of them would do. Any thread.
     *
     * @param files of wafers, of any format
     * @param known of the project, by {@link #known}
     * @throws ToolException         if a file cannot be read or is wrong
     * @throws CancellationException if it was cancelled
     */
    public static Plan plan(List<Path> files, Set<String> known, Options options, Progress progress)
            throws ToolException {
        List<Coming> wafers = new ArrayList<>();
        Set<String> formats = new LinkedHashSet<>(), seen = new HashSet<>(known);
        Map<String, Loss> losses = new LinkedHashMap<>();
        int done = 0;
        for (Path file : files) {
            progress.check();
            progress.update(done++, files.size(), 0, 0, file.getFileName().toString());
            Path place = file.toAbsolutePath().normalize();
            String sha256 = Sha256.of(place, progress::cancelled);
            WaferFormat.Read read = WaferFormats.read(place);
            WaferFormats.of(place).map(WaferFormat::label).ifPresent(formats::add);
            for (Loss loss : read.losses())
                add(losses, loss);
            DefectImages images = new DefectImages(options.folder.orElse(place.getParent()));
            for (int i = 0; i < read.wafers().size(); i++) {
                Wafer wafer = read.wafers().get(i);
                boolean there = !seen.add(key(sha256, i));
                if (there)
                    add(losses, new Loss("wafers that are in the project already", 1, named(wafer.info(), place)));
                wafers.add(new Coming(place, sha256, i, wafer.info(), wafer.dies().size(), wafer.defects().size(),
                        wafer.classes().size(), images.root(),
                        options.images == Images.NONE ? List.of() : images(wafer, images, losses), there));
            }
        }
        progress.update(done, files.size(), 0, 0, "");
        return new Plan(files, List.copyOf(formats), wafers, List.copyOf(losses.values()), options);
    }

    private static void add(Map<String, Loss> losses, Loss loss) {
        losses.merge(loss.what(), loss, (a, b) -> new Loss(a.what(), a.count() + b.count(), a.example()));
    }

    /** The files of images that the defects name and that are there, each once. */
    private static List<String> images(Wafer wafer, DefectImages images, Map<String, Loss> losses) {
        Set<String> names = new LinkedHashSet<>();
        WaferDefects defects = wafer.defects();
        for (int i = 0; i < defects.size(); i++)
            for (WaferDefects.Image image : defects.images(i))
                names.add(image.file());
        Set<String> found = new LinkedHashSet<>();
        for (String name : names) {
            if (!DefectImages.inside(name))
                add(losses, new Loss("names of images that lead out of the folder; only their last part is looked for",
                        1, name));
            Optional<Path> file = images.file(name);
            if (file.isPresent())
                found.add(images.root().relativize(file.get()).toString().replace('\\', '/'));
            else
                add(losses, new Loss("images of defects that are not in the folder", 1, name));
        }
        return List.copyOf(found);
    }

    private static String named(WaferInfo info, Path file) {
        String lot = info.lot(), wafer = info.wafer();
        String stem = file.getFileName().toString().replaceFirst("\\.[^.]*$", "");
        return lot.isBlank() && wafer.isBlank() ? stem : lot.isBlank() ? wafer : wafer.isBlank() ? lot
                : wafer.startsWith(lot) ? wafer : lot + "-" + wafer;
    }

    /** @param project that the wafers come into; its model is not touched before {@link #make} */
    public WaferImport(ProjectFile project, Plan plan) {
        this.project = project.folder();
        this.plan = Objects.requireNonNull(plan);
    }

    /**
     * Copies the files aside. Any thread.
     *
     * @throws ToolException         if one cannot be read or copied, or was changed since it was planned; none is left
     * @throws CancellationException if it was cancelled; nothing is left
     */
    public void copy(Progress progress) throws ToolException {
        boolean whole = false;
        try {
            aside = BroughtFiles.folder(project);
            Set<String> taken = new HashSet<>();
            int all = plan.coming(), done = 0;
            for (Coming coming : plan.wafers)
                if (!coming.there) {
                    progress.check();
                    progress.update(done++, all, 0, 0, coming.file.getFileName().toString());
                    if (!placeOf.containsKey(coming.file))
                        placeOf.put(coming.file, copyFile(coming, taken, progress));
                    if (plan.options.images == Images.COPY && !coming.images.isEmpty())
                        imagesOf.put(coming, copyImages(coming, taken, progress));
                }
            whole = true;
        } finally {
            if (!whole)
                discard();
        }
    }

    private String copyFile(Coming coming, Set<String> taken, Progress progress) throws ToolException {
        String place = free(FOLDER + "/", coming.file.getFileName().toString(), taken);
        Path to = aside.resolve(Integer.toString(brought.size()));
        if (!copyTo(coming.file, to, progress).equals(coming.sha256))
            throw new ToolException(coming.file + " was changed while it was imported.", "Import it again.");
        brought.put(to, project.resolve(place));
        return place;
    }

    private Path copyImages(Coming coming, Set<String> taken, Progress progress) throws ToolException {
        Path folder = project.resolve(free("images/", named(coming.info, coming.file), taken));
        for (String image : coming.images) {
            progress.check();
            Path to = aside.resolve(Integer.toString(brought.size()));
            copyTo(coming.folder.resolve(image), to, progress);
            brought.put(to, folder.resolve(image));
        }
        return folder;
    }

    private static String copyTo(Path from, Path to, Progress progress) throws ToolException {
        try (var out = Files.newOutputStream(to)) {
            return Sha256.copy(from, out, progress::cancelled);
        } catch (IOException e) {
            throw SafeFile.unwritable(to, e);
        }
    }

    /** A name that any system can have and that nothing in the project has yet. */
    private String free(String parent, String name, Set<String> taken) {
        String safe = name.strip().replaceAll("[^\\p{L}\\p{M}\\p{N}._ -]+", "-").replaceAll("^[. -]+|[. -]+$", "");
        if (safe.isEmpty())
            safe = "wafer";
        int dot = safe.lastIndexOf('.');
        String stem = dot > 0 ? safe.substring(0, dot) : safe, ending = dot > 0 ? safe.substring(dot) : "";
        if (stem.length() > 120)
            stem = stem.substring(0, 120);
        String free = parent + stem + ending;
        for (int n = 2; !taken.add(free.toLowerCase(Locale.ROOT)) || Files.exists(project.resolve(free)); n++)
            free = parent + stem + "-" + n + ending;
        return free;
    }

    /** Takes back what was copied aside. Any thread. */
    public void discard() {
        if (aside != null)
            BroughtFiles.delete(aside);
        brought.clear();
        placeOf.clear();
        imagesOf.clear();
    }

    /**
     * Adds the wafers as one change. On the model's thread, after {@link #copy}.
     *
     * @param what it is called in the Edit menu
     * @return the wafers that came in, in the order of the files; empty if the project has them all
     * @throws ToolException if a file cannot be put into its place; nothing is changed then
     */
    public List<WaferEntry> make(ProjectFile to, String what) throws ToolException {
        List<WaferEntry> made = new ArrayList<>();
        Project model = to.project();
        try {
            to.change(to.labels().edit().change(what), () -> {
                for (Coming coming : plan.wafers)
                    if (!coming.there)
                        made.add(add(to, model, coming));
            }, brought);
            return made;
        } catch (ToolException | RuntimeException e) {
            discard();
            throw e;
        }
    }

    private WaferEntry add(ProjectFile to, Project model, Coming coming) {
        WaferInfo info = coming.info;
        WaferEntry entry = LoupeFactory.eINSTANCE.createWaferEntry();
        String name = named(info, coming.file);
        boolean taken = model.getWafers().stream().anyMatch(w -> w.getName().equals(name));
        entry.setName(free(model.getWafers(), taken && !info.step().isBlank() ? name + " " + info.step() : name));
        entry.setFile(placeOf.get(coming.file));
        entry.setSource(coming.file.toString());
        entry.setIndex(coming.index);
        entry.setSha256(coming.sha256);
        entry.setLot(info.lot());
        entry.setWafer(info.wafer());
        entry.setSlot(info.slot());
        entry.setStep(info.step());
        entry.setDefects(coming.defects);
        if (!coming.images.isEmpty()) {
            ImageSet set = LoupeFactory.eINSTANCE.createImageSet();
            set.setName(free(model.getImageSets(), entry.getName()));
            set.setLot(info.lot());
            set.setWafer(info.wafer());
            set.setLayer(info.step());
            Path copies = imagesOf.get(coming);
            set.setRoot(to.relative(copies == null ? coming.folder : copies));
            if (copies == null)
                set.setPattern(pattern(coming.images));
            model.getImageSets().add(set);
            entry.setImageSet(set);
        }
        model.getWafers().add(entry);
        return entry;
    }

    /** A pattern that only the images match, if they are few and their names plain; "" for all of the folder. */
    private static String pattern(List<String> images) {
        List<String> names = images.stream().map(i -> i.substring(i.lastIndexOf('/') + 1)).distinct().toList();
        return names.size() > MOST_NAMED || names.stream().anyMatch(n -> !n.matches("[\\p{L}\\p{N}._ -]+")) ? ""
                : names.size() == 1 ? names.get(0) : "{" + String.join(",", names) + "}";
    }

    private static String free(List<? extends Named> siblings, String name) {
        Set<String> taken = new HashSet<>();
        siblings.forEach(s -> taken.add(s.getName()));
        String free = name;
        for (int n = 2; taken.contains(free); n++)
            free = name + " " + n;
        return free;
    }
}
