package org.loupe.exchange.internal.labels;

import java.awt.Color;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.loupe.api.ToolException;
import org.loupe.exchange.LabelFile;
import org.loupe.exchange.LabelFile.LabelClass;
import org.loupe.exchange.Loss;
import org.loupe.store.labels.Label;
import org.loupe.store.labels.LabelShape.Mask;
import org.loupe.store.labels.LabelTile;
import org.loupe.store.labels.TileState;

/**
 * One PNG per image whose values are codes of classes, 0 the background: a palette that shows them in their colours, or
 * 16-bit grey for codes above 255. Each piece of one value is read as a label. Masks of others without a list of
 * classes: one value is the class "defect", more are "class 1" and so on, among which 255 is void as Pascal VOC has it;
 * grey with many levels is cut at 128.
 */
public final class IndexMasks extends MaskFormat {
    private static final int VOID = 255, LEVELS = 64, CUT = 128;

    public IndexMasks() {
        super("masks-index", "Masks, by class", "a folder with one PNG per image, whose values are classes");
    }

    // ---- writing

    @Override
    Map.Entry<String, MaskList.Image> draw(FolderOutput out, LabelTile tile, Size size, List<Label> labels,
            Drawing drawing) throws IOException {
        MaskDrawing pixels = new MaskDrawing(size.width(), size.height(), labels.stream().map(Label::shape).toList());
        drawing.tell(tile, size, labels, pixels);
        MaskImage owners = pixels.owners();
        Touching.tell(owners, tile, labels, drawing);
        short[] codes = owners.values();
        int most = 0;
        for (int i = 0; i < codes.length; i++)
            if (codes[i] != 0) {
                int code = labels.get(owners.value(i) - 1).code();
                if (code > MOST_LABELS)
                    throw new IOException("the class " + code + " is above " + MOST_LABELS);
                most = Math.max(most, code);
                codes[i] = (short) code;
            }
        String name = out.name("", tile.image(), ".png");
        owners.write(out.file(name), palette(drawing.classes()));
        return Map.entry(name, new MaskList.Image(tile.image(), tile.split(), size.width(), size.height(), Map.of()));
    }

    /** Colours of classes by their codes; codes without one have that of Pascal VOC's colour map. */
    private static int[] palette(List<LabelClass> classes) {
        int[] rgb = new int[256];
        for (int code = 1; code < 256; code++) {
            int bits = code;
            for (int shift = 7; bits != 0; shift--, bits >>= 3)
                rgb[code] |= (bits & 1) << (16 + shift) | (bits >> 1 & 1) << (8 + shift) | (bits >> 2 & 1) << shift;
        }
        for (LabelClass one : classes)
            if (one.code() < 256 && one.colour().matches("#[0-9a-fA-F]{6}"))
                rgb[one.code()] = Color.decode(one.colour()).getRGB() & 0xffffff;
        return rgb;
    }

    // ---- reading

    @Override
    public boolean reads(Path source) throws IOException {
        if (Files.isRegularFile(source))
            return MaskImage.isPng(source) && looksLikeMask(source);
        if (super.reads(source))
            return true;
        if (!Files.isDirectory(source) || Files.isRegularFile(source.resolve(MaskList.FILE))
                && MaskList.format(source).isPresent())
            return false;
        List<Path> files = FolderFiles.files(source, PNG);
        return !files.isEmpty() && looksLikeMask(files.get(0));
    }

    /** Whether an image has so few values that they may mean classes. */
    static boolean looksLikeMask(Path file) {
        try {
            MaskImage image = MaskImage.read(file);
            Set<Integer> values = new HashSet<>();
            for (int i = 0; i < image.values().length && values.size() <= LEVELS; i++)
                values.add(image.value(i));
            return image.palette() || values.size() <= LEVELS / 2;
        } catch (ToolException e) {
            return false;
        }
    }

    /** A piece of a mask. */
    private record Piece(int value, Mask mask) {
    }

    /** What was found in one mask. */
    private record Found(File file, int width, int height, List<Piece> pieces) {
    }

    @Override
    public Read read(Path source, Images images) throws ToolException {
        Loss.Count losses = new Loss.Count();
        MaskList list = list(source);
        List<Found> found = new ArrayList<>();
        Set<Integer> values = new TreeSet<>();
        for (File file : files(source, losses)) {
            MaskImage image = cut(MaskImage.read(file.path()), file, losses);
            Blobs blobs = new Blobs(image);
            Map<Integer, Mask> pieces = blobs.pieces();
            if (pieces.size() > MOST_LABELS)
                throw tooMany(file.path(), pieces.size());
            List<Piece> of = new ArrayList<>();
            pieces.forEach((key, mask) -> of.add(new Piece(blobs.value(key), mask)));
            of.forEach(piece -> values.add(piece.value));
            found.add(new Found(file, image.width(), image.height(), of));
        }
        String name = source.getFileName().toString();
        return new Read(file(found, list, values, name, losses), losses.losses());
    }

    /** Grey with levels between black and white, such as an image that was made smaller, becomes black and white. */
    private static MaskImage cut(MaskImage image, File file, Loss.Count losses) {
        if (image.palette())
            return image;
        Set<Integer> levels = new HashSet<>();
        for (int i = 0; i < image.values().length && levels.size() <= LEVELS; i++) {
            if (image.value(i) > VOID)
                return image;
            levels.add(image.value(i));
        }
        if (levels.size() <= LEVELS)
            return image;
        losses.add("masks with levels between black and white, which were cut at " + CUT, file.name());
        for (int i = 0; i < image.values().length; i++)
            image.values()[i] = (short) (image.value(i) < CUT ? 0 : VOID);
        return image;
    }

    private static LabelFile file(List<Found> found, MaskList list, Set<Integer> values, String source,
            Loss.Count losses) {
        Collected labels = new Collected(source);
        list.classes().forEach(labels::add);
        Map<Integer, LabelClass> known = list.byCode();
        Map<Integer, Integer> codes = new HashMap<>();
        boolean single = list.classes().isEmpty() && values.size() == 1;
        for (int value : values)
            if (known.containsKey(value))
                codes.put(value, value);
            else if (single || value != VOID) {
                LabelClass one = new LabelClass(single ? 1 : value, single ? "defect" : "class " + value, "", "", "");
                labels.add(one);
                codes.put(value, one.code());
            }
        for (Found one : found) {
            MaskList.Image image = one.file.image(list);
            int tile = labels.tile(image.name(), "", one.width, one.height, TileState.COMPLETE, image.split());
            for (Piece piece : one.pieces) {
                if (!codes.containsKey(piece.value)) {
                    losses.note("void areas (" + VOID + "), which say nothing", one.file.name());
                    continue;
                }
                if (!list.classes().isEmpty() && !known.containsKey(piece.value))
                    losses.add("values that the list of classes does not have", one.file.name() + ", " + piece.value);
                labels.label(tile, piece.mask, codes.get(piece.value));
            }
        }
        return labels.file();
    }

    /** Labels that a mask of classes does not keep apart. */
    static final class Touching {

        private Touching() {
        }

        /** Tells of labels that touch others of their class, and of those in several pieces. */
        static void tell(MaskImage owners, LabelTile tile, List<Label> labels, Drawing drawing) {
            boolean[] touches = new boolean[labels.size()];
            int width = owners.width();
            for (int y = 0, at = 0; y < owners.height(); y++)
                for (int x = 0; x < width; x++, at++) {
                    int own = owners.value(at);
                    if (own == 0)
                        continue;
                    if (x + 1 < width)
                        touch(own, owners.value(at + 1), labels, touches);
                    for (int dx = -1; dx <= 1 && y + 1 < owners.height(); dx++)
                        if (x + dx >= 0 && x + dx < width)
                            touch(own, owners.value(at + width + dx), labels, touches);
                }
            Blobs blobs = new Blobs(owners);
            Map<Integer, Integer> pieces = new LinkedHashMap<>();
            blobs.pieces().keySet().forEach(key -> pieces.merge(blobs.value(key), 1, Integer::sum));
            for (int i = 0; i < labels.size(); i++) {
                String example = drawing.labels().example(tile, labels.get(i));
                if (touches[i])
                    drawing.losses().add("labels that touch one of their class, with which they are read as one",
                            example);
                else if (pieces.getOrDefault(i + 1, 0) > 1)
                    drawing.losses().add("labels of several pieces, of which each is read as a label", example);
            }
        }

        private static void touch(int a, int b, List<Label> labels, boolean[] touches) {
            if (b != 0 && a != b && labels.get(a - 1).code() == labels.get(b - 1).code())
                touches[a - 1] = touches[b - 1] = true;
        }
    }
}
