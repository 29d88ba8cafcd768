package org.loupe.exchange.wafer;

import java.nio.file.Path;
import java.util.List;
import org.loupe.api.ToolException;
import org.loupe.exchange.internal.klarf.Edits;
import org.loupe.exchange.internal.klarf.Editor;
import org.loupe.wafer.Wafer.DefectCode;
import org.loupe.wafer.WaferDefects.Image;

/**
 * Changes of a KLARF file of any version that is read: collected first, then written in one pass. The file is copied
 * byte for byte but for what is changed, so all that is not understood, the ends of lines and the encoding stay as they
 * are. Memory is that of the changes, not of the file. Not safe for use by several threads.
 *
 * <p>Defects are named by the wafer's index within the file and the defect's row within the wafer, as
 * {@link WaferFormat#read} gives them.
 *
 * <pre>
 * new KlarfEdit().defectClass(new DefectCode(300, "Pit", "")).classNumber(0, 15, 300)
 *         .addImages(0, 15, List.of(new Image("run/15.png", 0, ""))).apply(from, to);
 * </pre>
 *
 * <p>A file whose rows have no column for a change gets it: CLASSNUMBER, ROUGHBINNUMBER, FINEBINNUMBER, IMAGECOUNT and
 * IMAGELIST are appended to DefectRecordSpec (or Columns), before those of images, and each row gets 0 where it was not
 * changed; readers follow that specification. KLARF 1.1 and 1.2 name files of images by a statement before the
 * defects: where a row needs another file its list is ended, the file is named, and the list goes on.
 */
public final class KlarfEdit {
    private final Edits edits = new Edits();

    /** Gives a defect a class. @param number also one that the file does not explain */
    public KlarfEdit classNumber(int wafer, int row, int number) {
        edits.set(Edits.Kind.CLASS, wafer, row, number);
        return this;
    }

    /** Gives a defect a rough bin. */
    public KlarfEdit roughBin(int wafer, int row, int bin) {
        edits.set(Edits.Kind.ROUGH, wafer, row, bin);
        return this;
    }

    /** Gives a defect a fine bin. */
    public KlarfEdit fineBin(int wafer, int row, int bin) {
        edits.set(Edits.Kind.FINE, wafer, row, bin);
        return this;
    }

    /**
     * Adds images to those that a defect has. KLARF 1.1 and 1.2 hold the images of a defect in one file, as its pages,
     * and only numbers for their kind; 1.8 holds any.
     */
    public KlarfEdit addImages(int wafer, int row, List<Image> images) {
        edits.addImages(wafer, row, images);
        return this;
    }

    /** Explains a class in the table of classes, in all of them if there are several. */
    public KlarfEdit defectClass(DefectCode of) {
        edits.defectClass(of);
        return this;
    }

    /** Whether nothing is changed: the file will be the same. */
    public boolean isEmpty() {
        return edits.isEmpty();
    }

    /**
     * Writes the changed file: aside, then renamed when it is whole. Nothing is written if a change cannot be made.
     *
     * @param from a KLARF file; it is changed only if it is {@code to} as well
     * @param to   where the changed file goes; may be the same
     * @throws ToolException if {@code from} cannot be read or is wrong; if a wafer or row is not there, a class has
     *                       another name in the file, or images of a defect would be in two files in KLARF 1.1 and 1.2;
     *                       if {@code to} cannot be written
     */
    public void apply(Path from, Path to) throws ToolException {
        new Editor(edits).apply(from, to);
    }
}
