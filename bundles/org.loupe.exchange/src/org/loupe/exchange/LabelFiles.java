package org.loupe.exchange;

import java.nio.file.Path;
import org.loupe.api.ToolException;
import org.loupe.exchange.LabelFormat.Images;

/** Labels in files of which no more is to be said than where they are. */
public final class LabelFiles {

    private LabelFiles() {
    }

    /** Writes Loupe's own format, whole or not at all. @throws ToolException if the file cannot be written */
    public static void write(LabelFile labels, Path file) throws ToolException {
        LabelFormats.byId("loupe").write(labels, file, Images.NONE);
    }

    /** Reads labels in the format that the content tells. @throws ToolException as {@link LabelFormats#read} */
    public static LabelFile read(Path file) throws ToolException {
        return LabelFormats.read(file, Images.NONE).labels();
    }

    /** What people call the format of a file: "COCO". @throws ToolException as {@link LabelFormats#of} */
    public static String format(Path file) throws ToolException {
        return LabelFormats.of(file).label();
    }
}
