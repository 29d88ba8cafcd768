package org.loupe.exchange.wafer;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.loupe.api.ToolException;
import org.loupe.exchange.internal.klarf.KlarfFormat;
import org.loupe.exchange.internal.maps.E142Format;
import org.loupe.exchange.internal.maps.G85Format;
import org.loupe.exchange.internal.maps.SinfFormat;

/** The formats of wafer files that are known, found by id or by what a file holds. */
public final class WaferFormats {
    private static final int HEAD = 4096;
    private static final List<WaferFormat> ALL = List.of(new KlarfFormat("1.1"), new KlarfFormat("1.2"),
            new KlarfFormat("1.8"), new G85Format(), new E142Format(), new SinfFormat());

    private WaferFormats() {
    }

    /** All formats, in the order in which they are offered and tried. */
    public static List<WaferFormat> all() {
        return ALL;
    }

    /**
     * The format of an id.
     *
     * @throws ToolException if there is none; it tells those that there are
     */
    public static WaferFormat byId(String id) throws ToolException {
        return ALL.stream().filter(f -> f.id().equals(id)).findFirst().orElseThrow(() -> new ToolException(
                "There is no wafer format “" + id + "”.", "Choose one of " + ids() + "."));
    }

    /**
     * The format that a file is of, by its first bytes; its name does not matter.
     *
     * @return nothing if it is of none of them
     * @throws ToolException if the file cannot be read
     */
    public static Optional<WaferFormat> of(Path file) throws ToolException {
        byte[] head;
        try (InputStream in = Files.newInputStream(file)) {
            head = in.readNBytes(HEAD);
        } catch (IOException e) {
            throw new ToolException(file + " cannot be read (" + e + ").", "Check that it is there and may be read.",
                    e);
        }
        return ALL.stream().filter(f -> f.reads(head)).findFirst();
    }

    /**
     * Reads all wafers of a file of any known format.
     *
     * @throws ToolException if it is of none of them, cannot be read, or is wrong
     */
    public static WaferFormat.Read read(Path file) throws ToolException {
        WaferFormat format = of(file).orElseThrow(() -> new ToolException(
                file.getFileName() + " is not a wafer file of a known format.",
                "Choose a file of one of " + ids() + "."));
        return format.read(file);
    }

    private static String ids() {
        return ALL.stream().map(WaferFormat::id).collect(Collectors.joining(", "));
    }
}
