package org.loupe.exchange.internal.labels;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.Set;
import org.loupe.api.ToolException;
import org.loupe.exchange.LabelFile.LabelClass;
import org.loupe.exchange.Loss;
import org.loupe.store.labels.Label;
import org.loupe.store.labels.LabelShape.Mask;
import org.loupe.store.labels.LabelTile;
import org.loupe.store.labels.TileState;

/**
 * A folder per class with black PNGs named like the images, in which the class is white. Labels of several classes may
 * overlap. Any value but 0 is read as the class; each piece is a label.
 */
public final class ClassMasks extends MaskFormat {
    private static final int WHITE = 255, LOOKED_AT = 50;

    public ClassMasks() {
        super("masks-class", "Masks, one per class", "a folder per class with black and white PNGs named like images");
    }

    @Override
    Map<Integer, String> folders(List<LabelClass> classes) {
        return ClassFolders.folders(classes);
    }

    @Override
    Map.Entry<String, MaskList.Image> draw(FolderOutput out, LabelTile tile, Size size, List<Label> labels,
            Drawing drawing) throws IOException {
        String name = out.name("", tile.image(), ".png");
        for (LabelClass one : drawing.classes()) {
            List<Label> of = labels.stream().filter(l -> l.code() == one.code()).toList();
            if (of.isEmpty())
                continue;
            MaskDrawing pixels = new MaskDrawing(size.width(), size.height(), of.stream().map(Label::shape).toList());
            drawing.tell(tile, size, of, pixels);
            MaskImage mask = pixels.owners();
            IndexMasks.Touching.tell(mask, tile, of, drawing);
            for (int i = 0; i < mask.values().length; i++)
                mask.values()[i] = (short) (mask.values()[i] == 0 ? 0 : WHITE);
            mask.write(out.file(drawing.folders().get(one.code()) + "/" + name), null);
        }
        return Map.entry(name, new MaskList.Image(tile.image(), tile.split(), size.width(), size.height(), Map.of()));
    }

    @Override
    public boolean reads(Path source) throws IOException {
        if (super.reads(source))
            return true;
        if (!Files.isDirectory(source) || MaskList.format(source).isPresent())
            return false;
        Set<String> names = new TreeSet<>();
        boolean again = false;
        for (Path folder : FolderFiles.folders(source)) {
            List<Path> files = FolderFiles.files(folder, PNG);
            if (files.isEmpty() || !IndexMasks.looksLikeMask(files.get(0)))
                return false;
            for (Path file : files.subList(0, Math.min(LOOKED_AT, files.size())))
                again |= !names.add(file.getFileName().toString());
        }
        return again; // an image of class folders lies in one of them, a mask of the same image in several
    }

    /** An image of which there are masks. */
    private static final class Tile {
        private int width;
        private int height;
        private final Map<String, List<Mask>> masks = new LinkedHashMap<>();
    }

    @Override
    public Read read(Path source, Images images) throws ToolException {
        Loss.Count losses = new Loss.Count();
        MaskList list = list(source);
        Map<String, String> nameOf = new HashMap<>();
        for (LabelClass one : list.classes())
            nameOf.put(list.folders().getOrDefault(one.code(), one.name()), one.name());
        Map<String, Tile> tiles = new LinkedHashMap<>();
        list.images().forEach((mask, image) -> {
            Tile tile = new Tile(); // also of an image without labels
            tile.width = image.width();
            tile.height = image.height();
            tiles.put(mask, tile);
        });
        List<String> found = new ArrayList<>();
        for (File file : files(source, losses)) {
            int slash = file.name().indexOf('/');
            if (slash < 0) {
                losses.add("PNG files that lie in no class's folder", file.name());
                continue;
            }
            String name = nameOf.computeIfAbsent(file.name().substring(0, slash), n -> n);
            if (!found.contains(name))
                found.add(name);
            read(file, tiles.computeIfAbsent(file.name().substring(slash + 1), n -> new Tile()), name);
        }
        Collected labels = new Collected(source.getFileName().toString());
        list.classes().forEach(labels::add);
        found.forEach(labels::code);
        tiles.forEach((mask, tile) -> {
            MaskList.Image image = new File(source, mask).image(list);
            int number = labels.tile(image.name(), "", tile.width, tile.height, TileState.COMPLETE, image.split());
            tile.masks.forEach((name, pieces) -> pieces
                    .forEach(piece -> labels.label(number, piece, labels.code(name))));
        });
        return new Read(labels.file(), losses.losses());
    }

    private static void read(File file, Tile tile, String name) throws ToolException {
        MaskImage mask = MaskImage.read(file.path());
        for (int i = 0; i < mask.values().length; i++)
            mask.values()[i] = (short) (mask.value(i) == 0 ? 0 : WHITE);
        if (tile.width > 0 && (tile.width != mask.width() || tile.height != mask.height()))
            throw new ToolException(file.path() + " has " + mask.width() + " × " + mask.height()
                    + " px, the image's other masks have " + tile.width + " × " + tile.height + ".",
                    "Masks of an image have its size.");
        tile.width = mask.width();
        tile.height = mask.height();
        Map<Integer, Mask> pieces = new Blobs(mask).pieces();
        if (pieces.size() > MOST_LABELS)
            throw tooMany(file.path(), pieces.size());
        tile.masks.computeIfAbsent(name, n -> new ArrayList<>()).addAll(pieces.values());
    }
}
