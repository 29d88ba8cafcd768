package org.loupe.exchange;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.loupe.api.ToolException;
import org.loupe.exchange.LabelFormat.Images;
import org.loupe.exchange.LabelFormat.Read;
import org.loupe.exchange.internal.labels.ClassFolders;
import org.loupe.exchange.internal.labels.ClassMasks;
import org.loupe.exchange.internal.labels.CocoFormat;
import org.loupe.exchange.internal.labels.DeepPcbText;
import org.loupe.exchange.internal.labels.IndexMasks;
import org.loupe.exchange.internal.labels.InstanceMasks;
import org.loupe.exchange.internal.labels.LabelMeFormat;
import org.loupe.exchange.internal.labels.LoupeFormat;
import org.loupe.exchange.internal.labels.VocFormat;
import org.loupe.exchange.internal.labels.YoloFormat;

/** The formats in which labels are read and written. */
public final class LabelFormats {
    /** In the order in which people are shown them, and in which they are asked whether they can read a file. */
    private static final List<LabelFormat> ALL = List.of(
            new LoupeFormat(),
            new CocoFormat(false),
            new CocoFormat(true),
            new LabelMeFormat(),
            new VocFormat(),
            new YoloFormat(false),
            new YoloFormat(true),
            new CsvLabels(),
            new DeepPcbText(),
            new IndexMasks(),
            new InstanceMasks(),
            new ClassMasks(),
            new ClassFolders());

    private LabelFormats() {
    }

    /** All formats. */
    public static List<LabelFormat> all() {
        return ALL;
    }

    /** A format by its id. @throws ToolException if there is none; it lists those that there are */
    public static LabelFormat byId(String id) throws ToolException {
        for (LabelFormat format : ALL)
            if (format.id().equals(id))
                return format;
        throw new ToolException("There is no format of labels \"" + id + "\".",
                "Choose one of " + ALL.stream().map(LabelFormat::id).collect(Collectors.joining(", ")) + ".");
    }

    /** Whether a folder of this name beside those of classes holds images without a label, as an export writes them. */
    public static boolean unlabelled(String folder) {
        return ClassFolders.unlabelled(folder);
    }

    /**
     * The format of a file or folder, told by its content.
     *
     * @throws ToolException if it does not exist, cannot be read or is of no known format
     */
    public static LabelFormat of(Path source) throws ToolException {
        if (!Files.exists(source))
            throw new ToolException("There is no file or folder " + source + ".", "Check its name.");
        try {
            for (LabelFormat format : ALL)
                if (format.reads(source))
                    return format;
        } catch (IOException | UncheckedIOException e) {
            throw new ToolException(source + " cannot be read: " + e.getMessage() + ".",
                    "Check that you may read it.", e);
        }
        throw new ToolException(source + " holds no labels of a known format.", "Known are "
                + ALL.stream().map(f -> f.label() + " (" + f.help() + ")").collect(Collectors.joining("; ")) + ".");
    }

    /**
     * Reads labels in the format that their content tells.
     *
     * @param images what is known of the images, for formats that do not tell their sizes
     * @throws ToolException as {@link #of} and {@link LabelFormat#read}
     */
    public static Read read(Path source, Images images) throws ToolException {
        return of(source).read(source, images);
    }
}
