package org.loupe.tools.imageio.internal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import org.loupe.api.ImageFormat;
import org.loupe.api.ImageSource;
import org.loupe.api.ToolException;

/** A format of this bundle: how its files begin, and what opens them. */
public final class Format implements ImageFormat {
    /** Room above for a reader that knows a file better. */
    private static final int GOOD = 90;

    private static final Format PNG = new Format("loupe.png", "PNG", Set.of("png"), PngPages::open,
            "89504e470d0a1a0a");
    private static final Format JPEG = new Format("loupe.jpeg", "JPEG", Set.of("jpg", "jpeg", "jpe", "jfif"),
            JpegPages::open, "ffd8ff");
    private static final Format BMP = new Format("loupe.bmp", "BMP", Set.of("bmp", "dib"), BmpPages::open, "424d");
    private static final Format WEBP = new Format("loupe.webp", "WebP", Set.of("webp"), WebpPages::open,
            "52494646????????57454250");
    private static final Format TIFF = new Format("loupe.tiff", "TIFF", Set.of("tif", "tiff", "btf", "tf8"),
            TiffPages::open, "49492a00", "4d4d002a", "49492b00", "4d4d002b");
    private static final Format SCAN = new Format("loupe.scan", "Scan of many files", Set.of("scan.json"),
            file -> ScanPages.open(file, images()));

    private final String id;
    private final String label;
    private final Set<String> extensions;
    private final Opener opener;
    private final String[] beginnings;

    /** What opens a file. */
    private interface Opener {
        Pages open(Path file) throws IOException, ToolException;
    }

    private Format(String id, String label, Set<String> extensions, Opener opener, String... beginnings) {
        this.id = id;
        this.label = label;
        this.extensions = extensions;
        this.opener = opener;
        this.beginnings = beginnings;
    }

    /** All formats of this bundle. */
    public static List<ImageFormat> all() {
        return List.of(PNG, JPEG, BMP, WEBP, TIFF, SCAN);
    }

    /** Those that a scan's tiles may have. */
    private static List<ImageFormat> images() {
        return List.of(PNG, JPEG, BMP, WEBP, TIFF);
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public String label() {
        return label;
    }

    @Override
    public Set<String> extensions() {
        return extensions;
    }

    @Override
    public int support(Path file, byte[] head) {
        if (beginnings.length == 0)
            return scan(file, head);
        for (String beginning : beginnings)
            if (begins(head, beginning))
                return GOOD;
        return 0;
    }

    @Override
    public ImageSource open(Path file) throws ToolException {
        return Guard.read(file, () -> {
            Guard.check(file);
            return new PageSource(file, opener.open(file));
        });
    }

    private static int scan(Path file, byte[] head) {
        String text = new String(head, StandardCharsets.UTF_8);
        if (!text.stripLeading().startsWith("{") && !text.startsWith("\uFEFF"))
            return 0;
        if (text.replaceAll("\\s", "").contains("\"loupe\":\"scan\""))
            return GOOD;
        return file.toString().toLowerCase(Locale.ROOT).endsWith(".scan.json") ? GOOD / 2 : 0;
    }

    private static boolean begins(byte[] head, String hex) {
        if (head.length < hex.length() / 2)
            return false;
        for (int i = 0; i < hex.length() / 2; i++) {
            String digits = hex.substring(2 * i, 2 * i + 2);
            if (!digits.equals("??") && (head[i] & 0xff) != Integer.parseInt(digits, 16))
                return false;
        }
        return true;
    }
}
