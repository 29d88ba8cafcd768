package org.loupe.workspace.labels;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import org.loupe.api.ImageSource;
import org.loupe.api.Region;
import org.loupe.api.Shape;
import org.loupe.api.Tile;
import org.loupe.api.ToolException;
import org.loupe.engine.Item;
import org.loupe.engine.Problem;
import org.loupe.engine.Progress;
import org.loupe.engine.Registry;
import org.loupe.model.DefectClass;
import org.loupe.model.ImageSet;
import org.loupe.store.labels.Label;
import org.loupe.store.labels.LabelChange;
import org.loupe.store.labels.LabelEdit;
import org.loupe.store.labels.LabelOrigin;
import org.loupe.store.labels.LabelShape;
import org.loupe.store.labels.LabelState;
import org.loupe.store.labels.LabelTable;
import org.loupe.store.labels.LabelTile;
import org.loupe.workspace.ProjectFile;
import org.loupe.workspace.internal.BroughtFiles;
import org.loupe.workspace.internal.Png;
import org.loupe.workspace.internal.SafeFile;
import org.loupe.workspace.internal.Sha256;
import org.loupe.engine.SimpleRun;

/**
 * Images or places of images on their way into the example set. Made on the model's thread; {@link #copy} reads and
 * writes files on any thread, into a folder aside; {@link #add} puts them into {@code examples/v<iteration>} with their
 * tiles and labels on the model's thread, as one change that can be undone. The originals are read, never touched.
 *
 * <p>An image no larger than a tile is copied byte by byte, and the copy is compared by its hash; of a larger one, and of
 * one page of many, the place is cut out and written as PNG without loss. What is in the example set already, by its
 * content, is not copied twice; its labels are added to the tile that is there.
 */
public final class ExampleImport {

    /**
     * What is known to be on an image.
     *
     * @param shape    in px of the image
     * @param code     of its class; 0 if only its name is known
     * @param name     of its class, which is added if there is none of that name; "" for none
     * @param proposed whether a machine says so, and no person has looked at it
     * @param score    how sure the machine is, 0 to 1
     * @param source   what found it: a recipe, or ""
     */
    public record Mark(LabelShape shape, int code, String name, boolean proposed, float score, String source) {

        /** As a label says. @param name of its class */
        public static Mark of(Label label, String name) {
            return new Mark(label.shape(), label.code(), name, label.state() == LabelState.AUTO, label.score(),
                    label.source());
        }
    }

    /**
     * An image, or places of it, to be sent.
     *
     * @param image whole; its reference is sent along if it lies beside it
     * @param place in px, what the tile should show if the image is larger than a tile; empty for its marks, or for all
     *              of it if there are none
     * @param marks what is on it
     * @param lot   that it was taken of, or ""
     * @param wafer that it was taken of, or ""
     */
    public record Request(Item image, Optional<Region> place, List<Mark> marks, String lot, String wafer) {
        public Request {
            Objects.requireNonNull(image);
            Objects.requireNonNull(place);
            marks = List.copyOf(marks);
        }
    }

    /**
     * What was added.
     *
     * @param tiles      that are new, as labels name them
     * @param duplicates tiles that were there already, by their content
     * @param labels     number of labels that were added
     * @param folder     of the new tiles, relative to the project
     */
    public record Added(List<String> tiles, List<String> duplicates, int labels, String folder) { }

    /** A file that was copied, or is there. */
    private record Copied(String image, String sha256, int width, int height, LabelOrigin origin, List<Mark> marks) { }

    /** Largest side of a page that is cut out as a whole, in px. */
    private static final int LARGEST = 8192;
    private static final double SAME = 0.5;

    private final Path project;
    private final Labelling labelling;
    private final String folder;
    private final List<Request> requests;
    private final int tileSize, margin;
    private final Map<String, String> known = new HashMap<>();
    private final Optional<ImagingStandard> standard;
    private final Map<Path, Path> brought = new LinkedHashMap<>();
    private final Set<Path> taken = new HashSet<>();
    private final List<Copied> copied = new ArrayList<>();
    private final Set<Problem> warnings = new LinkedHashSet<>();
    private Path aside;

    /**
     * Notes what shall be sent.
     *
     * @param size   side of a tile that is cut out of a larger image, in px
     * @param margin px around a mark that should be in the tile too
     */
    public ExampleImport(ProjectFile project, List<Request> requests, int size, int margin) {
        this.project = project.folder();
        labelling = project.labels();
        this.requests = List.copyOf(requests);
        tileSize = size;
        this.margin = margin;
        folder = Iterations.folder(Iterations.number(project));
        standard = ImagingStandard.of(project.project());
        LabelTable table = labelling.table();
        for (LabelTile tile : table.tiles())
            if (!tile.sha256().isEmpty() && Examples.isExample(tile.image()))
                known.put(tile.sha256(), tile.image());
    }

    /**
     * Copies the files aside. Any thread.
     *
     * @throws ToolException         if an image cannot be read or copied; nothing is left then
     * @throws CancellationException if it was cancelled; nothing is left then
     */
    public void copy(Registry registry, Progress progress) throws ToolException {
        boolean whole = false;
        try {
            aside = BroughtFiles.folder(project);
            int done = 0;
            for (Request request : requests) {
                progress.check();
                progress.update(done++, requests.size(), 0, 0, request.image().name());
                copy(request, registry, progress);
            }
            progress.update(done, done, 0, 0, "");
            whole = true;
        } finally {
            if (!whole)
                discard();
        }
    }

    /** Number of images that are sent. */
    public int size() {
        return requests.size();
    }

    /** Takes back what was copied aside. Any thread. */
    public void discard() {
        if (aside != null)
            BroughtFiles.delete(aside);
        brought.clear();
        copied.clear();
    }

    /** How the images differ from the standard of the example set, each difference once. After {@link #copy}. */
    public List<Problem> warnings() {
        return List.copyOf(warnings);
    }

    private void copy(Request request, Registry registry, Progress progress) throws ToolException {
        Item image = request.image();
        try (ImageSource source = registry.open(image.test());
                SimpleRun run = new SimpleRun(progress, 0, 0)) {
            int page = Math.min(image.page(), source.pages() - 1);
            Shape shape = source.info(page).shape();
            standard.ifPresent(s -> s.differences(standardOf(image, source, page)).forEach(warnings::add));
            boolean small = shape.width() <= tileSize && shape.height() <= tileSize;
            boolean places = request.place().isPresent() || !request.marks().isEmpty();
            boolean onePage = source.pages() == 1 && source.fileAt(page, 0, 0).isEmpty();
            if (onePage && (small || !places)) {
                copyFile(request, shape, progress);
                return;
            }
            if (!places && (shape.width() > LARGEST || shape.height() > LARGEST))
                throw new ToolException(image.name() + " is " + shape.width() + " × " + shape.height()
                        + " px, too large for one tile.", "Show the place in the viewer and send that.");
            for (Window window : small || !places ? List.of(new Window(shape.region(), request.marks()))
                    : windows(request, shape))
                cut(request, window, source, page, shape, registry, run);
        } catch (ToolException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("What reading an image had opened cannot be closed.", e);
        }
    }

    private static ImagingStandard standardOf(Item image, ImageSource source, int page) {
        try {
            return ImagingStandard.of(image, source.info(page));
        } catch (ToolException e) {
            return ImagingStandard.UNKNOWN; // that it cannot be read is told by whoever reads its pixels
        }
    }

    private void copyFile(Request request, Shape shape, Progress progress) throws ToolException {
        Path file = request.image().test();
        Optional<Path> reference = request.image().reference().filter(r -> beside(file, r));
        String sha256 = Sha256.of(file, progress::cancelled);
        LabelOrigin origin = origin(request, 0, 0);
        String there = known.get(sha256);
        if (there == null) {
            there = place(file.getFileName().toString(), reference.map(r -> r.getFileName().toString()));
            bring(file, project.resolve(there), sha256, progress);
            if (reference.isPresent())
                bring(reference.get(), project.resolve(there).resolveSibling(reference.get().getFileName()), "",
                        progress);
            known.put(sha256, there);
        }
        copied.add(new Copied(there, sha256, shape.width(), shape.height(), origin, request.marks()));
    }

    /** Whether two files are told to be a pair by their names: only what is behind the last "_" or "-" differs. */
    private static boolean beside(Path test, Path reference) {
        String a = test.getFileName().toString(), b = reference.getFileName().toString();
        return !a.equals(b) && Objects.equals(test.toAbsolutePath().getParent(), reference.toAbsolutePath().getParent())
                && head(stem(a)).equals(head(stem(b))) && !head(stem(a)).isEmpty();
    }

    private static String stem(String name) {
        int dot = name.lastIndexOf('.');
        return dot > 0 ? name.substring(0, dot) : name;
    }

    private static String head(String stem) {
        return stem.substring(0, Math.max(0, Math.max(stem.lastIndexOf('_'), stem.lastIndexOf('-'))));
    }

    /** A free name in the iteration's folder, for a file and what must lie beside it. */
    private String place(String name, Optional<String> beside) {
        for (int n = 1;; n++) {
            String in = n == 1 ? folder : folder + "/" + n;
            if (free(in + "/" + name) && beside.map(b -> free(in + "/" + b)).orElse(true))
                return in + "/" + name;
        }
    }

    private boolean free(String place) {
        Path file = project.resolve(place);
        return !taken.contains(file) && !Files.exists(file);
    }

    private void bring(Path file, Path place, String sha256, Progress progress) throws ToolException {
        Path copy = aside.resolve(Integer.toString(brought.size()));
        String read;
        try (OutputStream out = Files.newOutputStream(copy)) {
            read = Sha256.copy(file, out, progress::cancelled);
        } catch (IOException e) {
            throw SafeFile.unwritable(copy, e);
        }
        if (!sha256.isEmpty() && !read.equals(sha256) || !Sha256.of(copy, progress::cancelled).equals(read))
            throw new ToolException("The copy of " + file + " is not like the file: it changed while it was copied, or "
                    + "the disk is faulty.", "Send it again when nothing writes it any more.");
        brought.put(copy, place);
        taken.add(place);
    }

    private record Window(Region region, List<Mark> marks) { }

    /** Parts of a large image: each mark in one, several in one where they fit. */
    private List<Window> windows(Request request, Shape shape) {
        if (request.place().isPresent())
            return List.of(new Window(window(request.place().get(), 0, shape), request.marks()));
        List<Window> windows = new ArrayList<>();
        for (Mark mark : request.marks()) {
            Region box = region(mark.shape());
            Window in = windows.stream().filter(w -> inside(box, w.region)).findFirst().orElse(null);
            if (in == null)
                windows.add(new Window(window(box, margin, shape), new ArrayList<>(List.of(mark))));
            else
                in.marks.add(mark);
        }
        return windows;
    }

    private static boolean inside(Region box, Region window) {
        return box.x() >= window.x() && box.y() >= window.y() && box.right() <= window.right()
                && box.bottom() <= window.bottom();
    }

    private static Region region(LabelShape shape) {
        LabelShape.Box box = shape.bounds();
        int x = (int) Math.floor(box.x()), y = (int) Math.floor(box.y());
        return new Region(x, y, Math.max(1, (int) Math.ceil(box.x() + box.width()) - x),
                Math.max(1, (int) Math.ceil(box.y() + box.height()) - y));
    }

    /** A part of tile size around a box, or larger if that is larger, inside the image. */
    private Region window(Region box, int around, Shape shape) {
        int width = Math.min(shape.width(), Math.max(tileSize, box.width() + 2 * around));
        int height = Math.min(shape.height(), Math.max(tileSize, box.height() + 2 * around));
        int x = Math.min(Math.max(0, box.x() + box.width() / 2 - width / 2), shape.width() - width);
        int y = Math.min(Math.max(0, box.y() + box.height() / 2 - height / 2), shape.height() - height);
        return new Region(x, y, width, height);
    }

    private void cut(Request request, Window window, ImageSource source, int page, Shape shape, Registry registry,
            SimpleRun run) throws ToolException {
        Region part = window.region;
        Item image = request.image();
        Path file = image.test();
        Optional<Path> reference = image.reference().filter(r -> beside(file, r));
        String stem = stem(file.getFileName().toString()), where = "_" + part.x() + "_" + part.y();
        if (page > 0)
            where = "_p" + (page + 1) + where;
        String name = reference.isPresent() ? head(stem) + where + stem.substring(head(stem).length()) : stem + where;
        Path cut = write(source.read(page, part, 1, run), image);
        String sha256 = Sha256.of(cut, () -> false);
        String there = known.get(sha256);
        if (there == null) {
            Optional<String> partner = reference.map(r -> {
                String other = stem(r.getFileName().toString());
                return head(other) + "_" + part.x() + "_" + part.y() + other.substring(head(other).length()) + ".png";
            });
            there = place(name + ".png", partner);
            brought.put(cut, project.resolve(there));
            taken.add(project.resolve(there));
            if (reference.isPresent())
                try (ImageSource golden = registry.open(reference.get())) {
                    int at = Math.min(page, golden.pages() - 1);
                    Shape whole = golden.info(at).shape();
                    if (whole.width() == shape.width() && whole.height() == shape.height()) {
                        Path beside = project.resolve(there).resolveSibling(partner.get());
                        brought.put(write(golden.read(at, part, 1, run), image), beside);
                        taken.add(beside);
                    }
                }
            known.put(sha256, there);
        } else {
            delete(cut);
        }
        List<Mark> marks = new ArrayList<>();
        for (Mark mark : window.marks) {
            LabelShape.Box box = mark.shape().bounds();
            if (mark.shape() instanceof LabelShape.Whole
                    || part.contains(box.x() + box.width() / 2, box.y() + box.height() / 2))
                marks.add(new Mark(mark.shape().moved(-part.x(), -part.y()), mark.code(), mark.name(),
                        mark.proposed(), mark.score(), mark.source()));
        }
        copied.add(new Copied(there, sha256, part.width(), part.height(), origin(request, part.x(), part.y()), marks));
    }

    private Path write(Tile pixels, Item image) throws ToolException {
        Path file = aside.resolve("cut" + System.nanoTime());
        Tile scaled = image.umPerPx() > 0 && !(pixels.shape().umPerPx() > 0)
                ? new Tile(pixels.shape().scale(image.umPerPx()), pixels.x(), pixels.y(), pixels.data()) : pixels;
        Png.write(scaled, file);
        return file;
    }

    private static void delete(Path file) throws ToolException {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw SafeFile.unwritable(file, e);
        }
    }

    private LabelOrigin origin(Request request, int x, int y) {
        return new LabelOrigin(request.lot(), request.wafer(),
                labelling.image(request.image()), x, y);
    }

    /**
     * Adds what was copied: files, tiles and labels, and the example set if there is none, as one change. On the model's
     * thread, once.
     *
     * @param what    what that is called in the Edit menu
     * @param like    the set that the images are of, whose imaging conditions a new example set takes for its standard
     * @param allowed warnings that the user has allowed, kept with the iteration
     * @throws ToolException if a file cannot be put into its place; nothing is changed then
     */
    public Added add(ProjectFile open, String what, Optional<ImageSet> like, List<String> allowed)
            throws ToolException {
        LabelEdit edit = open.labels().edit();
        LabelTable table = open.labels().table();
        Map<String, Integer> codes = new HashMap<>();
        List<String> fresh = new ArrayList<>();
        Set<String> added = new LinkedHashSet<>(), there = new LinkedHashSet<>();
        Map<String, List<Label>> on = new HashMap<>();
        int labels = 0;
        boolean machine = copied.stream().anyMatch(c -> c.marks.stream().anyMatch(Mark::proposed));
        for (Copied one : copied) {
            boolean isNew = table.tile(one.image).isEmpty();
            (isNew ? added : there).add(one.image);
            LabelTile tile = edit.tile(one.image);
            if (tile.sha256().isEmpty()) {
                tile = tile.content(one.sha256, one.width, one.height).origin(one.origin);
                edit.tile(tile);
            }
            List<Label> present = on.computeIfAbsent(one.image, image -> new ArrayList<>(
                    table.tile(image).map(t -> table.labels(t.number())).orElse(List.of())));
            for (Mark mark : one.marks) {
                int code = code(open, mark, codes, fresh);
                if (present.stream().anyMatch(l -> l.agreed() && l.code() == code
                        && l.shape().bounds().iou(mark.shape().bounds()) >= SAME))
                    continue;
                present.add(mark.proposed() ? edit.propose(tile, mark.shape(), code, mark.score(), mark.source())
                        : edit.add(tile, mark.shape(), code, mark.source(), ""));
                labels++;
            }
        }
        LabelChange change = edit.change(what, machine);
        if (change.isEmpty() && brought.isEmpty()) // all is there: nothing that could be undone
            return new Added(List.of(), List.copyOf(there), 0, folder);
        open.change(change, () -> {
            for (String name : fresh)
                if (DefectClasses.add(open.project(), name).getCode() != codes.get(name))
                    throw new IllegalStateException("The class " + name + " got another code than expected.");
            Examples.ensureSet(open.project(), like);
            Iterations.ensureOpen(open, Iterations.number(open));
            allowed.forEach(sentence -> Iterations.note(open.project(), sentence));
        }, brought);
        return new Added(List.copyOf(added), List.copyOf(there), labels, folder);
    }

    /** The code of a mark's class, which may be one that is yet to be added. */
    private static int code(ProjectFile project, Mark mark, Map<String, Integer> codes, List<String> fresh) {
        if (mark.code() != 0 || mark.name().isBlank())
            return mark.code();
        return codes.computeIfAbsent(mark.name(), name -> DefectClasses.byName(project.project(), name)
                .map(DefectClass::getCode).orElseGet(() -> {
                    fresh.add(name);
                    return DefectClasses.nextCode(project.project()) + fresh.size() - 1;
                }));
    }
}
