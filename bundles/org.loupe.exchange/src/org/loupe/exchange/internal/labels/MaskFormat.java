package org.loupe.exchange.internal.labels;

import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.loupe.api.ToolException;
import org.loupe.exchange.LabelFile;
import org.loupe.exchange.LabelFile.LabelClass;
import org.loupe.exchange.LabelFormat;
import org.loupe.exchange.Loss;
import org.loupe.store.labels.Label;
import org.loupe.store.labels.LabelShape;
import org.loupe.store.labels.LabelTile;

/**
 * Masks as PNG files in a folder, with {@value MaskList#FILE} beside them, which says what the values are and of which
 * images the masks are. What all kinds of masks share.
 */
abstract class MaskFormat implements LabelFormat {
    static final Set<String> PNG = Set.of("png");
    static final int MOST_LABELS = 65535;

    private final String id;
    private final String label;
    private final String help;

    MaskFormat(String id, String label, String help) {
        this.id = id;
        this.label = label;
        this.help = help;
    }

    @Override
    public final String id() {
        return id;
    }

    @Override
    public final String label() {
        return label;
    }

    @Override
    public final String help() {
        return help;
    }

    @Override
    public final String fileName() {
        return "masks";
    }

    @Override
    public final boolean folder() {
        return true;
    }

    @Override
    public boolean reads(Path source) throws IOException {
        return Files.isDirectory(source) && MaskList.format(source).equals(Optional.of(id));
    }

    /** Whether a label can have pixels in such a mask; if not, that is told. */
    boolean holds(Counted labels, LabelTile tile, Label label, Loss.Count losses) {
        if (label.shape() instanceof LabelShape.Whole) {
            losses.add("classes of whole images, which masks do not hold", labels.example(tile, label));
            return false;
        }
        if (label.code() == 0)
            losses.add("labels without a class, which such masks do not hold", labels.example(tile, label));
        return label.code() != 0;
    }

    /**
     * Writes the masks of one image.
     *
     * @param labels that masks can hold, not more than {@value #MOST_LABELS}
     * @return what the list says of it
     */
    abstract Map.Entry<String, MaskList.Image> draw(FolderOutput out, LabelTile tile, Size size, List<Label> labels,
            Drawing drawing) throws IOException, ToolException;

    /** What drawing needs beside the image. @param folders of classes by codes */
    record Drawing(Counted labels, List<LabelClass> classes, Map<Integer, String> folders, Loss.Count losses) {

        /** Tells what pixels cannot hold of shapes. */
        void tell(LabelTile tile, Size size, List<Label> drawn, MaskDrawing pixels) {
            for (int i = 0; i < drawn.size(); i++) {
                Label label = drawn.get(i);
                LabelShape shape = label.shape();
                String example = labels.example(tile, label);
                if (!(shape instanceof LabelShape.Mask))
                    losses.add("boxes, outlines and points that became pixels", example);
                LabelShape.Box box = shape.bounds();
                if (box.x() < 0 || box.y() < 0 || box.x() + box.width() > size.width()
                        || box.y() + box.height() > size.height())
                    losses.add("labels that reach beyond their image, of which the rest is left out", example);
                if (pixels.drawn(i) == 0)
                    losses.add(pixels.covered(i) ? "labels that others cover wholly, which are lost"
                            : "labels that hold the centre of no pixel, which are lost", example);
                else if (pixels.covered(i))
                    losses.add("labels that others cover in part, of which that part is lost", example);
            }
        }
    }

    @Override
    public final List<Loss> write(LabelFile file, Path target, Images images) throws ToolException {
        Loss.Count losses = new Loss.Count();
        FolderOutput.write(target, out -> {
            Counted labels = new Counted(file, losses);
            Map<Integer, String> folders = folders(file.classes());
            Drawing drawing = new Drawing(labels, file.classes(), folders, losses);
            Map<String, MaskList.Image> written = new LinkedHashMap<>();
            for (LabelTile tile : labels.tiles()) {
                Optional<Size> size = tile.width() > 0 && tile.height() > 0
                        ? Optional.of(new Size(tile.width(), tile.height())) : images.size(tile.image());
                if (size.isEmpty() || (long) size.get().width() * size.get().height() > MaskImage.MOST) {
                    losses.add(size.isEmpty() ? "images of unknown size, which are left out"
                            : "images that are too large for a mask, which are left out", tile.image());
                    continue;
                }
                List<Label> held = new ArrayList<>();
                for (Label label : labels.labels(tile))
                    if (holds(labels, tile, label, losses))
                        if (held.size() < MOST_LABELS)
                            held.add(label);
                        else
                            losses.add("labels above " + MOST_LABELS + " on an image, which are lost", tile.image());
                Map.Entry<String, MaskList.Image> entry = draw(out, tile, size.get(), held, drawing);
                written.put(entry.getKey(), entry.getValue());
            }
            Details.lost(file, labels, losses, Set.of(Details.SPLIT, Details.CLASSES));
            MaskList list = new MaskList(id, file.classes(), folders, written);
            try (Writer json = Files.newBufferedWriter(out.file(MaskList.FILE), StandardCharsets.UTF_8)) {
                list.write(json);
            }
        });
        return losses.losses();
    }

    /** Folders of classes by their codes; none where classes have no folders. */
    Map<Integer, String> folders(List<LabelClass> classes) {
        return Map.of();
    }

    /** One mask on disk. @param name relative to its folder, with "/" */
    record File(Path path, String name) {

        /** What the list says of its image, else that it is called like the mask. */
        MaskList.Image image(MaskList list) {
            MaskList.Image known = list.images().get(name);
            return known != null ? known
                    : new MaskList.Image(name.substring(0, name.length() - 4), "", 0, 0, Map.of());
        }
    }

    /** The masks of a folder, or a single one. @throws ToolException if there is none */
    List<File> files(Path source, Loss.Count losses) throws ToolException {
        List<File> files = new ArrayList<>();
        if (Files.isRegularFile(source))
            files.add(new File(source, source.getFileName().toString()));
        else
            for (Path path : FolderFiles.find(source, PNG, losses))
                files.add(new File(path, FolderFiles.name(source.relativize(path))));
        if (files.isEmpty())
            throw new ToolException(source + " holds no PNG files.", "Choose the folder of the masks.");
        return files;
    }

    /** The list of masks, in their folder or beside it. */
    static MaskList list(Path source) throws ToolException {
        Path absolute = source.toAbsolutePath();
        return MaskList.of(Files.isDirectory(source) ? source : absolute.getParent());
    }

    static ToolException tooMany(Path file, int count) {
        return new ToolException(file + " has " + count + " separate pieces, more than " + MOST_LABELS + ": it is "
                + "no mask.", "Choose the folder of the masks, not that of the images.");
    }
}
