package org.loupe.ui;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

import org.eclipse.core.runtime.Platform;
import org.eclipse.jface.resource.ImageDescriptor;
import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.graphics.ImageData;
import org.eclipse.swt.graphics.ImageDataProvider;
import org.eclipse.swt.widgets.Display;
import org.loupe.ui.Palette.Token;

/**
 * The icons of the workbench: one SVG file each, drawn in any size, sharp at any zoom of the screen, in the colour that
 * its place asks for. UI thread only; nobody disposes what it returns.
 */
public final class Icons {
    private static final String KEY = "org.loupe.ui.icons";
    private static final int GRID = 16;

    private Icons() {
    }

    /**
     * An icon in a token's colour of the current theme.
     *
     * @param name of the file in icons/, without its ending
     */
    public static Image get(String name, Token token) {
        return get(name, token, GRID);
    }

    /** An icon in a token's colour of the current theme, {@code size} points wide. */
    public static Image get(String name, Token token, int size) {
        return get(name, Palette.color(token), size);
    }

    /** An icon in a colour of the {@link Palette} that is no token, such as those over images. */
    public static Image get(String name, Color fixed) {
        return get(name, fixed, GRID);
    }

    private static Image get(String name, Color shown, int size) {
        String colour = Palette.hex(shown);
        return cache().computeIfAbsent(name + colour + size, key -> new Image(Display.getCurrent(),
                (ImageDataProvider) zoom -> draw(name, colour, Math.round(size * zoom / 100f))));
    }

    /** An icon in a fixed middle grey that both themes bear, for places that take a descriptor once and keep it. */
    public static ImageDescriptor descriptor(String name) {
        return ImageDescriptor.createFromImageDataProvider(
                zoom -> draw(name, Palette.hex(Palette.NEUTRAL), Math.round(GRID * zoom / 100f)));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Image> cache() {
        Display display = Display.getCurrent();
        Map<String, Image> cache = (Map<String, Image>) display.getData(KEY);
        if (cache == null) {
            Map<String, Image> made = new HashMap<>();
            display.setData(KEY, made);
            display.disposeExec(() -> made.values().forEach(Image::dispose));
            cache = made;
        }
        return cache;
    }

    private static ImageData draw(String name, String colour, int pixels) {
        String path = "icons/" + name + ".svg";
        var url = Platform.getBundle("org.loupe.ui").getEntry(path);
        if (url == null)
            throw new IllegalArgumentException("There is no icon " + path + ".");
        try (InputStream in = url.openStream()) {
            String svg = new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .replace("currentColor", colour)
                    .replaceFirst("width=\"\\d+\" height=\"\\d+\"",
                            "width=\"" + pixels + "\" height=\"" + pixels + "\"");
            return new ImageData(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new IllegalStateException("Cannot read " + path + ".", e);
        }
    }
}
