package org.loupe.workspace.crops;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.loupe.api.Detections;
import org.loupe.api.ImageInfo;
import org.loupe.api.ToolException;
import org.loupe.engine.ImageList;
import org.loupe.engine.Item;
import org.loupe.engine.Pairing;
import org.loupe.engine.Problem;
import org.loupe.engine.Registry;
import org.loupe.exchange.ClassList;
import org.loupe.exchange.LabelFormats;
import org.loupe.model.ImageSet;
import org.loupe.store.ImageRow;
import org.loupe.store.Listing;
import org.loupe.store.RunReader;
import org.loupe.store.labels.Label;
import org.loupe.store.labels.LabelShape;
import org.loupe.store.labels.LabelTable;
import org.loupe.store.labels.LabelTile;
import org.loupe.workspace.ImageSets;
import org.loupe.workspace.labels.LabelFilter;
import org.loupe.workspace.labels.Labelling;

/**
 * Where crops come from. All of it is for any thread, if it is given what is its own: a copy of an image set or of the
 * table of labels.
 */
public final class CropSources {
    private static final Pattern DIVISION = Pattern.compile("(train|training|val|valid|validation|test|testing)"
            + "([_ -]?(set|images|data))?", Pattern.CASE_INSENSITIVE);

    private CropSources() {
    }

    /**
     * Images that each show one defect, in a folder and the folders in it. Where these lie in folders of their own, the
     * uppermost one is the class: {@code folder/划痕/1.png} shows a 划痕. Folders of a division (train, validation, test)
     * are passed over, and images that lie in none, or in such a one, are of no known class; nor are those in the
     * folder that an export of class folders makes for images without a label. What lies in one folder within that of
     * the class, such as those of a board, is a group. Where no image lies in a folder of a class, a {@link ClassList}
     * in or beside the folder tells the classes. Golden images beside them, told by their names, are references.
     *
     * @throws ToolException if there is no such folder, no image in it, or a list of classes that cannot be read
     */
    public static CropList folder(Path folder, Registry registry) throws ToolException {
        return folder(folder, folder.toAbsolutePath().normalize().getFileName() + "",
                ImageList.find(List.of(folder), Pairing.AUTO, registry));
    }

    /**
     * The images of a set that each show one defect, with its scale; classes are told as by
     * {@link #folder(Path, Registry)}.
     *
     * @param project folder of the project
     * @param set     a copy, or read on the model's thread
     * @throws ToolException as {@link ImageSets#find(Path, ImageSet, Registry)}
     */
    public static CropList images(Path project, ImageSet set, Registry registry) throws ToolException {
        CropList found = folder(project.resolve(set.getRoot().replace('\\', '/')), set.getName(),
                ImageSets.find(project, set, registry));
        String wafer = !set.getWafer().isBlank() ? set.getWafer() : set.getLot();
        return wafer.isBlank() ? found : new CropList(found.all().stream().map(c -> new Crop(c.image(), c.sha256(),
                c.shape(), c.name(), wafer, c.known(), c.origin())).toList(), found.source(), found.problems());
    }

    private static CropList folder(Path folder, String name, List<Item> items) throws ToolException {
        Path root = folder.toAbsolutePath().normalize();
        List<Crop> all = new ArrayList<>(items.size());
        for (Item item : items) {
            Path place = item.test().toAbsolutePath().normalize();
            List<String> folders = new ArrayList<>();
            if (place.startsWith(root))
                root.relativize(place).forEach(part -> folders.add(part.toString()));
            if (!folders.isEmpty())
                folders.remove(folders.size() - 1);
            boolean unlabelled = !folders.isEmpty() && LabelFormats.unlabelled(folders.get(0));
            if (unlabelled || !folders.isEmpty() && DIVISION.matcher(folders.get(0)).matches())
                folders.remove(0);
            String known = unlabelled || folders.isEmpty() ? "" : folders.remove(0);
            // a folder within that of the class holds images that belong together
            all.add(new Crop(item, "", new LabelShape.Whole(), item.name(), String.join("/", folders), known,
                    Crop.Origin.IMAGE));
        }
        return new CropList(listed(root, all), name + " (" + count(all.size(), "image") + ")", List.of());
    }

    /** With the classes of a list, where the folders tell none. */
    private static List<Crop> listed(Path root, List<Crop> all) throws ToolException {
        if (all.stream().anyMatch(c -> !c.known().isEmpty()))
            return all;
        Optional<ClassList> list = ClassList.find(root);
        return list.isEmpty() ? all : all.stream().map(c -> {
            Path place = c.image().test().toAbsolutePath().normalize();
            return new Crop(c.image(), c.sha256(), c.shape(), c.name(), c.group(), list.get().of(
                    place.startsWith(root) ? root.relativize(place) : place), c.origin());
        }).toList();
    }

    /**
     * The labels of a project that it agrees on and that meet a condition; proposals that nobody has looked at are of
     * no known class.
     *
     * @param names  of the project, for the files of its tiles
     * @param table  of the labels, this thread's own
     * @param filter which of them
     * @param classes names of the classes by their codes, as {@link LabelFilter#classes} gives them
     * @param images of the image sets by how labels name them, for reference and scale; may lack some
     */
    public static CropList labels(Labelling names, LabelTable table, LabelFilter filter, Map<Integer, String> classes,
            Map<String, Item> images) {
        List<Crop> all = new ArrayList<>();
        Map<Integer, Item> items = new HashMap<>();
        for (Label label : filter.of(table)) {
            LabelTile tile = table.tile(label.tile()).orElseThrow();
            Item item = items.computeIfAbsent(label.tile(), t -> Optional.ofNullable(images.get(tile.image()))
                    .orElseGet(() -> new Item(tile.image(), names.file(tile), names.page(tile), Optional.empty(),
                            Double.NaN, ImageInfo.Conditions.UNKNOWN)));
            all.add(new Crop(item, tile.sha256(), label.shape(), tile.name() + ", label " + label.id(), group(tile),
                    label.counts() ? classes.getOrDefault(label.code(), "") : "", Crop.Origin.label(label.id())));
        }
        return new CropList(all, count(all.size(), "label"), List.of());
    }

    /** What a labelled image must not be torn from: its wafer, or its scan, or itself. */
    public static String group(LabelTile tile) {
        return !tile.origin().wafer().isEmpty() ? tile.origin().wafer() : !tile.origin().scan().isEmpty()
                ? tile.origin().scan() : tile.image();
    }

    /**
     * The detections of a run that meet a condition. Their class is what a machine said, so none is known.
     *
     * @param folder of the run
     * @param name   how origins name the run: its folder relative to the project
     * @param where  as of {@link RunReader#page}; "" for all
     * @throws ToolException if the run cannot be read, or the condition is none
     */
    public static CropList detections(Path folder, String name, String where) throws ToolException {
        List<Crop> all = new ArrayList<>();
        try (RunReader run = RunReader.open(folder)) {
            Set<Long> chosen = null;
            if (!where.isBlank()) {
                Listing listing = run.table().listing(where, "");
                chosen = new HashSet<>();
                for (long key : listing.keys(0, listing.size()))
                    chosen.add(key);
            }
            Set<Long> kept = chosen;
            run.visit((image, found, features) -> add(all, image, found, name, kept));
        }
        return new CropList(all, name + " (" + count(all.size(), "detection") + ")", List.of());
    }

    private static void add(List<Crop> all, ImageRow image, Detections found, String run, Set<Long> kept) {
        if (found.size() == 0)
            return;
        Item item = new Item(image.image(), Path.of(image.path()), image.page(),
                image.referencePath().isEmpty() ? Optional.empty() : Optional.of(Path.of(image.referencePath())),
                image.umPerPx() > 0 ? image.umPerPx() : Double.NaN, image.conditions());
        for (int row = 0; row < found.size(); row++)
            if (kept == null || kept.contains(Listing.key(image.index(), row)))
                all.add(new Crop(item, image.sha256(), shape(found, row), image.image() + ", " + (row + 1),
                        image.image(), "", Crop.Origin.detection(run, image.index(), row)));
    }

    private static LabelShape shape(Detections found, int row) {
        int[] mask = found.masks()[row];
        return mask == null
                ? new LabelShape.Box(found.x()[row], found.y()[row], found.width()[row], found.height()[row])
                : new LabelShape.Mask((int) found.x()[row], (int) found.y()[row], (int) found.width()[row],
                        (int) found.height()[row], mask);
    }

    /**
     * Several sources as one. A defect that two of them show, in boxes of the same image that share at least half of
     * what both cover, is taken once, from the first.
     */
    public static CropList joined(List<CropList> parts) {
        List<Crop> all = new ArrayList<>();
        Places taken = new Places();
        Set<Problem> problems = new LinkedHashSet<>();
        Set<String> names = new HashSet<>();
        for (CropList part : parts) {
            problems.addAll(part.problems());
            List<Crop> others = part.all().stream().filter(crop -> !taken.has(crop)).toList();
            others.forEach(taken::add);
            all.addAll(others);
        }
        List<Crop> unique = new ArrayList<>(all.size());
        for (Crop crop : all) {
            String name = crop.name();
            for (int n = 2; !names.add(name); n++)
                name = crop.name() + " (" + n + ")";
            unique.add(name.equals(crop.name()) ? crop : crop.named(name));
        }
        return new CropList(unique, String.join(" + ", parts.stream().map(CropList::source).toList()),
                List.copyOf(problems));
    }

    private static String count(int n, String what) {
        return n + " " + what + (n == 1 ? "" : "s");
    }
}
