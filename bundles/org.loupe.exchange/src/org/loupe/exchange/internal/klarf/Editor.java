package org.loupe.exchange.internal.klarf;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.loupe.api.ToolException;
import org.loupe.wafer.Wafer.DefectCode;
import org.loupe.wafer.WaferDefects.Image;

/**
 * Makes changes of a KLARF file while it is read, by replacing bytes at the places that the reading tells. Used once,
 * by one thread.
 */
public final class Editor implements Sink {
    private final Edits edits;
    private String name = "";
    private String lineEnd = "\n";
    private Patches patches;

    private boolean nested;
    private int wafer = -1;
    private int row;
    private boolean open;
    private boolean listed;
    private final Map<Integer, Integer> rows = new HashMap<>();

    private boolean classesSeen;
    private boolean classesMade;
    private boolean placed;
    private long countFrom = -1;
    private long countTo = -1;
    private final Map<Integer, String> known = new HashMap<>();

    private final List<Edits.Kind> added = new ArrayList<>();
    private boolean hasCount;
    private boolean hasList;
    private boolean countAdded;
    private boolean listAdded;

    private String read = "";
    private String written = "";
    private long listAt;
    private boolean keyword;
    private boolean firstOfList;
    private boolean unnamed;
    private long rowEnd;
    private final List<Change> changes = new ArrayList<>();

    /** Bytes that become others. */
    private record Change(long from, long to, String by) {
    }

    /** @param edits what to change */
    public Editor(Edits edits) {
        this.edits = edits;
    }

    /** Writes the changed file aside and renames it. */
    public void apply(Path from, Path to) throws ToolException {
        name = String.valueOf(from.getFileName());
        Path aside = to.resolveSibling(to.getFileName() + ".tmp");
        try {
            lineEnd = lineEnd(from);
            try (Patches of = new Patches(Files.newInputStream(from),
                    new BufferedOutputStream(Files.newOutputStream(aside), 1 << 16))) {
                patches = of;
                Klarf.read(from, this);
                patches.rest();
            }
            Files.move(aside, to, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException | UncheckedIOException e) {
            throw new ToolException(to + " could not be written from " + from + " (" + e + ").",
                    "Check that both folders are there, may be written and have space.", e);
        } finally {
            try {
                Files.deleteIfExists(aside);
            } catch (IOException e) {
                // what matters was told already
                aside.toFile().deleteOnExit();
            }
        }
    }

    private static String lineEnd(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            String head = new String(in.readNBytes(1 << 16), StandardCharsets.ISO_8859_1);
            return head.contains("\r\n") ? "\r\n" : "\n";
        }
    }

    private ToolException refuse(String what, String remedy) {
        return new ToolException(name + ": " + what, remedy);
    }

    private void replace(long from, long to, String by) {
        try {
            patches.replace(from, to, by.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void insert(long at, String text) {
        replace(at, at, text);
    }

    // ---- what the reading tells

    @Override
    public void begin(boolean isNested) {
        nested = isNested;
    }

    @Override
    public void lot(String id, int line) {
        if (listed)
            open = false;
    }

    @Override
    public void wafer(String id, int line) {
        rows.put(wafer, row);
        wafer++;
        row = 0;
        open = true;
        listed = false;
    }

    @Override
    public void imageFile(String file, int line) {
        read = file;
        written = file;
    }

    @Override
    public void classes(long from, long to) {
        classesSeen = true;
        countFrom = from;
        countTo = to;
        known.clear();
    }

    @Override
    public void defectClass(int number, String text, String code) {
        known.putIfAbsent(number, text);
    }

    @Override
    public void classesEnd(long end, int size) throws ToolException {
        placed = true;
        List<DefectCode> missing = missing();
        if (missing.isEmpty())
            return;
        if (classesMade)
            throw refuse("its table of classes comes after the defects, where none can be added.",
                    "Add the classes to the recipe of the tool.");
        if (countFrom >= 0)
            replace(countFrom, countTo, Integer.toString(size + missing.size()));
        insert(end, rows(missing));
        missing.forEach(of -> known.put(of.number(), of.name()));
    }

    private List<DefectCode> missing() throws ToolException {
        List<DefectCode> missing = new ArrayList<>();
        for (DefectCode of : edits.classes().values()) {
            String told = known.get(of.number());
            if (told == null)
                missing.add(of);
            else if (!told.equals(of.name()))
                throw refuse("class " + of.number() + " is " + Tokens.cut(told) + " in it, not " + Tokens.cut(of.name())
                        + ".",
                        "Choose another number for “" + of.name() + "”, one that the file does not use.");
        }
        return missing;
    }

    private String rows(List<DefectCode> classes) {
        StringBuilder text = new StringBuilder();
        for (DefectCode of : classes) {
            text.append(lineEnd).append(nested ? "         " : " ").append(of.number()).append(" \"")
                    .append(clean(of.name())).append('"');
            if (nested)
                text.append(" \"").append(clean(of.code())).append("\";");
        }
        return text.toString();
    }

    private static String clean(String text) {
        return text.replaceAll("[\"\\p{Cntrl}]", "'");
    }

    @Override
    public void lotEnd(long at) throws ToolException {
        List<DefectCode> missing = classesSeen ? List.of() : missing();
        placed = true;
        if (!missing.isEmpty()) {
            insert(at, "  List ClassLookupList" + lineEnd + "      {" + lineEnd
                    + "         Columns 3 { int32 CLASSNUMBER, string CLASSNAME, string CLASSCODE }" + lineEnd
                    + "         Data " + missing.size() + lineEnd + "         {" + rows(missing) + lineEnd
                    + "         }" + lineEnd + "      }" + lineEnd + "   ");
        }
        classesSeen = false;
        known.clear();
    }

    @Override
    public void columns(Columns columns, Place place, int line) throws ToolException {
        if (!nested && !classesSeen && !classesMade && !edits.classes().isEmpty()) {
            List<DefectCode> missing = missing();
            insert(place.at(), "ClassLookup " + missing.size() + rows(missing) + ";" + lineEnd);
            missing.forEach(of -> known.put(of.number(), of.name()));
            classesMade = true;
        }
        added.clear();
        StringBuilder before = new StringBuilder();
        for (Edits.Kind kind : Edits.Kind.values()) {
            if (edits.any(kind) && !columns.has(kind.role)) {
                added.add(kind);
                before.append(nested ? ", int32 " : " ").append(kind.column);
            }
        }
        hasList = columns.has(Columns.IMAGE_LIST);
        hasCount = columns.has(Columns.IMAGE_COUNT);
        listAdded = edits.anyImages() && !hasList;
        countAdded = listAdded && !nested && !hasCount;
        int more = added.size() + (listAdded ? 1 : 0) + (countAdded ? 1 : 0);
        if (more == 0)
            return;
        if (place.countFrom() >= 0)
            replace(place.countFrom(), place.countTo(), Integer.toString(columns.size() + more));
        insert(place.fixedEnd(), before.toString());
        insert(place.end(), (countAdded ? " IMAGECOUNT" : "")
                + (listAdded ? nested ? ", ImageList IMAGEINFO" : " IMAGELIST" : ""));
    }

    @Override
    public void defects(long at, boolean isKeyword, int line) {
        // defects without WaferID are of a wafer without a name
        if (!open)
            wafer("", line);
        listed = true;
        listAt = at;
        keyword = isKeyword;
        firstOfList = true;
    }

    @Override
    public void defect(Row of) throws ToolException {
        List<Image> more = edits.images(wafer, row);
        List<Image> images = of.images;
        if (!more.isEmpty()) {
            images = new ArrayList<>(of.images);
            images.addAll(more);
        }
        if (!nested && !images.isEmpty())
            file(of, images, !more.isEmpty());
        boolean listed = of.from[Columns.IMAGE_LIST] >= 0;
        boolean counted = of.from[Columns.IMAGE_COUNT] >= 0;
        changes.clear();
        for (Edits.Kind kind : Edits.Kind.values()) {
            Integer number = edits.number(kind, wafer, row);
            if (number != null && of.from[kind.role] >= 0)
                changes.add(new Change(of.from[kind.role], of.to[kind.role], number.toString()));
        }
        for (Edits.Kind kind : added) {
            Integer number = edits.number(kind, wafer, row);
            changes.add(new Change(of.fixedEnd, of.fixedEnd, " " + (number == null ? 0 : number)));
        }
        if (!more.isEmpty() && counted)
            changes.add(new Change(of.from[Columns.IMAGE_COUNT], of.to[Columns.IMAGE_COUNT],
                    Integer.toString(images.size())));
        if (!more.isEmpty() && listed)
            changes.add(new Change(of.from[Columns.IMAGE_LIST], of.to[Columns.IMAGE_LIST], list(images)));
        if (!counted && !nested && (countAdded || hasCount && !more.isEmpty()))
            changes.add(new Change(of.end, of.end, " " + images.size()));
        if (!listed && (listAdded || hasList && !more.isEmpty()))
            changes.add(new Change(of.end, of.end, " " + list(images)));
        if (of.open && !changes.isEmpty())
            throw refuse("a text in line " + of.line + " lacks its closing quote, so the row cannot be changed.",
                    "Mend the line, then change the file.");
        // columns may stand in any order
        changes.sort((x, y) -> Long.compare(x.from, y.from));
        for (Change change : changes)
            replace(change.from, change.to, change.by);
        rowEnd = of.end;
        firstOfList = false;
        row++;
    }

    private String list(List<Image> images) {
        return nested ? KlarfImages.nested(images) : KlarfImages.list(images);
    }

    /** Sees to it that the file of the images of a row is the one that was named last. */
    private void file(Row of, List<Image> images, boolean changed) throws ToolException {
        String file = changed ? images.get(0).file() : read;
        for (Image image : of.images)
            unnamed |= image.file().isEmpty();
        if (changed) {
            for (Image image : images) {
                if (!image.file().equals(file) || !of.images.isEmpty() && !file.equals(read))
                    throw refuse("defect " + of.whole(Columns.ID) + " in line " + of.line + " has images of "
                            + Tokens.cut(file) + ", and KLARF 1.1 and 1.2 hold those of a defect in one file; found "
                            + Tokens.cut(image.file()) + ".",
                            "Add the images as pages of that file, or write KLARF 1.8.");
            }
        }
        if (file.equals(written))
            return;
        if (unnamed || file.isEmpty())
            throw refuse("it has images of defects before the file of images is named, so none can be added in line "
                    + of.line + ".", "Write the wafer to a new KLARF file instead.");
        String named = "TiffFileName " + KlarfImages.file(clean(file)) + ";" + lineEnd;
        if (firstOfList)
            insert(keyword ? listAt : of.start, named + (keyword ? "" : "DefectList" + lineEnd));
        else
            insert(rowEnd, ";" + lineEnd + named + "DefectList");
        written = file;
    }

    @Override
    public void end(boolean told) throws ToolException {
        rows.put(wafer, row);
        for (int i = 0; i <= edits.lastWafer(); i++) {
            int found = rows.getOrDefault(i, 0);
            if (i > wafer || edits.lastRow(i) >= found)
                throw refuse("wafer " + (i + 1) + " has " + found + " defects, so there is no row "
                        + (Math.max(0, edits.lastRow(i)) + 1) + " to change.",
                        "Read the file again; it is not the one that the changes were made for.");
        }
        if (!placed && !classesMade && !edits.classes().isEmpty())
            throw refuse("it has neither a table of classes nor a place for one.",
                    "Leave the classes out.");
    }
}
