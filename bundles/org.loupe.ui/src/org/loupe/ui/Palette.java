package org.loupe.ui;

import java.util.Locale;

import org.eclipse.jface.resource.FontDescriptor;
import org.eclipse.jface.resource.JFaceResources;
import org.eclipse.jface.util.IPropertyChangeListener;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.graphics.Font;
import org.eclipse.swt.graphics.RGB;
import org.eclipse.swt.widgets.Control;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.themes.IThemeManager;

/**
 * Every colour and font of the workbench. Tokens follow the theme: their light values are colour definitions of
 * plugin.xml, their dark ones stand in css/loupe-dark.css. Class colours and those drawn over images are the same in
 * both themes. UI thread only; nobody disposes what it returns.
 */
public final class Palette {

    /** A colour by its purpose. */
    public enum Token {
        /** Sashes and trim. */
        WINDOW("window"),
        /** Tool bars and the status line. */
        BAR("bar"),
        /** The body of a part. */
        PART("part"),
        /** Tabs that are not in front. */
        TAB("tab"),
        /** Borders of parts. */
        LINE("line"),
        /** Lines between rows. */
        LINE2("line2"),
        /** Inputs. */
        FIELD("field"),
        /** Borders of inputs. */
        FIELD_LINE("fieldLine"),
        /** Grids of plots. */
        GRID("grid"),
        /** Text. */
        TEXT("text"),
        /** Units, hints and counts. */
        TEXT2("text2"),
        /** What cannot be used now. */
        DISABLED("disabled"),
        /** Focus, links and what to do next. */
        ACCENT("accent"),
        /** Toggled tools, help lines. */
        ACCENT_BG("accentBg"),
        /** Selection in the part that has the focus. */
        SELECTION("selection"),
        /** Selection in other parts. */
        SELECTION_OFF("selectionOff"),
        /** Done; always beside an icon. */
        OK("ok"),
        /** Doubtful; always beside an icon. */
        WARN("warn"),
        /** Wrong; always beside an icon. */
        ERROR("error"),
        /** Behind images. */
        GROUND("ground");

        private final String id;

        Token(String name) {
            id = "org.loupe.ui.color." + name;
        }

        /** The id of its colour definition. */
        public String id() {
            return id;
        }
    }

    /** A font by its purpose; canvases take it from the platform's default font. */
    public enum Type {
        /** Everything else. */
        BODY(1.0, SWT.NORMAL),
        /** Hints, what floats over images, status. */
        SMALL(0.92, SWT.NORMAL),
        /** What is in front of its kind. */
        STRONG(1.0, SWT.BOLD),
        /** Titles of groups. */
        HEADING(1.08, SWT.BOLD),
        /** The number of a card. */
        FIGURE(1.5, SWT.BOLD),
        /** The name of the page. */
        TITLE(1.75, SWT.BOLD);

        private final double size;
        private final int style;

        Type(double size, int style) {
            this.size = size;
            this.style = style;
        }
    }

    private static final int[] CLASS_FILL = { 0xFF6B2C, 0x3B82E6, 0x2CE5A7, 0xFFE223, 0x00C4F0, 0xD9528F, 0xA67B5B,
            0xEDF3FB };

    /** Darker, of the same hues, for thin lines on white. */
    private static final int[] CLASS_STROKE = { 0xC43E00, 0x0B57B0, 0x0B8F66, 0xB08900, 0x0090B8, 0xB83A75, 0x7E5A3C,
            0x6B7683 };

    /** Of groups that are no class: eyes of all kinds tell them from the classes' ones, and from each other. */
    private static final int[] SPARE_FILL = { 0xA8D977, 0xA64921, 0x007367, 0x86BFBF, 0x00BF39, 0x8691BF, 0x3057F2 },
            SPARE_STROKE = { 0x6D9744, 0xA64921, 0x007367, 0x449696, 0x00A030, 0x5467BA, 0x3057F2 };

    /** Dies with few, some and many defects, on a light part and on a dark one. */
    private static final int[] DIE_COUNTS = { 0xF8D9AE, 0xEFA85A, 0xCC6026 },
            DARK_DIE_COUNTS = { 0x5B4632, 0x9A6231, 0xE8803A };

    private static final int[] INFERNO = { 0x000004, 0x280B54, 0x65156E, 0x9F2A63, 0xD44842, 0xF57D15, 0xFAC127,
            0xFCFFA4 };

    private static final int[] SIGNED = { 0x8CC4FF, 0x3B82E6, 0x2A4A78, 0x33363B, 0x85401F, 0xFF6B2C, 0xFFC49E };

    private static volatile int[] fills;

    /** Casing under outlines, and the ground of what floats over images. */
    public static final Color BLACK = rgb(0x000000);
    /** Text and lines over images. */
    public static final Color ON_IMAGE = rgb(0xE8EAED);
    /** Handles and frames over images. */
    public static final Color WHITE = rgb(0xFFFFFF);

    /** Labels that no person has looked at, and nothing else; always dashed or beside words. */
    public static final Color AUTO = rgb(0xA66BFF);
    private static final Color AUTO_STROKE = rgb(0x7A3BE0);

    /** A grey that can be seen on the light and on the dark theme. */
    static final Color NEUTRAL = rgb(0x7A8490);

    private Palette() {
    }

    /** The colour of a token in the current theme. */
    public static Color color(Token token) {
        Color color = PlatformUI.getWorkbench().getThemeManager().getCurrentTheme().getColorRegistry().get(token.id);
        return color == null ? WHITE : color;
    }

    /** The colour of a class in overlays, chips and plots. @param index of the class, from 0; from 8 on they repeat */
    public static Color classFill(int index) {
        int[] fills = classFills();
        return rgb(fills[Math.floorMod(index, fills.length)]);
    }

    /** The fills of the classes as 0xRRGGBB: the user's, or those that eyes of all kinds tell apart. */
    public static int[] classFills() {
        if (fills == null) {
            Preferences.listen(Preferences.CLASS_COLOURS, () -> fills = readClassFills());
            fills = readClassFills(); // asked for each detection of a paint, so read only when it has changed
        }
        return fills;
    }

    private static int[] readClassFills() {
        int[] read = initialClassFills();
        int i = 0;
        for (String hex : Preferences.CLASS_COLOURS.get().split(","))
            if (i < read.length && hex.matches("#[0-9A-Fa-f]{6}"))
                read[i++] = Integer.parseInt(hex.substring(1), 16);
        return read;
    }

    /** The fills of the classes as they were before a user changed any, as 0xRRGGBB. */
    public static int[] initialClassFills() {
        return CLASS_FILL.clone();
    }

    /** Whether a class shares its colour with an earlier one, and so is drawn with a diagonal hatch. */
    public static boolean hatched(int index) {
        return index >= CLASS_FILL.length;
    }

    /** The colour of a class's thin lines and dots on the body of a part: darker than its fill on a light one. */
    public static Color classStroke(int index) {
        return color(Token.PART).getRed() < 128 ? classFill(index)
                : rgb(CLASS_STROKE[Math.floorMod(index, CLASS_STROKE.length)]);
    }

    /** Fills of groups that are no class, as 0xRRGGBB: other ones than those that classes have at first. */
    public static int[] spareFills() {
        return SPARE_FILL.clone();
    }

    /** One of {@link #spareFills} for thin lines and dots on the body of a part: darker on a light one. */
    public static Color spareStroke(int index) {
        return rgb((color(Token.PART).getRed() < 128 ? SPARE_FILL : SPARE_STROKE)[index]);
    }

    /** Colours of dies with few, some and many defects as 0xRRGGBB: the more, the plainer on the body of a part. */
    public static int[] dieCounts() {
        return (color(Token.PART).getRed() < 128 ? DARK_DIE_COUNTS : DIE_COUNTS).clone();
    }

    /** {@link #AUTO} for counts and thin lines on the body of a part: darker on a light one. */
    public static Color autoStroke() {
        return color(Token.PART).getRed() < 128 ? AUTO : AUTO_STROKE;
    }

    /** The font of a purpose. */
    public static Font font(Type type) {
        String key = "org.loupe.ui.font." + type.name().toLowerCase(Locale.ROOT);
        var registry = JFaceResources.getFontRegistry();
        if (!registry.hasValueFor(key)) {
            FontDescriptor base = JFaceResources.getDefaultFontDescriptor();
            int height = (int) Math.round(base.getFontData()[0].getHeight() * type.size);
            registry.put(key, base.setHeight(height).setStyle(type.style).getFontData());
        }
        return registry.get(key);
    }

    /** As "#rrggbb". */
    public static String hex(Color color) {
        return String.format(Locale.ROOT, "#%02X%02X%02X", color.getRed(), color.getGreen(), color.getBlue());
    }

    /** A colour between two; {@code share} 0 gives the first, 1 the second. */
    public static Color mix(Color first, Color second, double share) {
        return new Color(new RGB((int) Math.round(first.getRed() * (1 - share) + second.getRed() * share),
                (int) Math.round(first.getGreen() * (1 - share) + second.getGreen() * share),
                (int) Math.round(first.getBlue() * (1 - share) + second.getBlue() * share)));
    }

    /** Calls {@code changed} after each change of the theme until the control is disposed. */
    public static void onChange(Control control, Runnable changed) {
        IThemeManager themes = PlatformUI.getWorkbench().getThemeManager();
        boolean[] waiting = new boolean[1]; // a change of theme tells each of its colours
        IPropertyChangeListener listener = e -> {
            if (control.isDisposed() || waiting[0])
                return;
            waiting[0] = true;
            control.getDisplay().asyncExec(() -> {
                waiting[0] = false;
                if (!control.isDisposed())
                    changed.run();
            });
        };
        themes.addPropertyChangeListener(listener);
        control.addDisposeListener(e -> themes.removePropertyChangeListener(listener));
    }

    /** The heat map's colour as 0xRRGGBB. @param share 0..1; values outside are limited. Any thread */
    public static int inferno(double share) {
        return between(INFERNO, share);
    }

    /**
     * The colour of a signed difference as 0xRRGGBB: blue below 0.5, grey there, orange above. @param share 0..1;
     * values outside are limited. Any thread
     */
    public static int signed(double share) {
        return between(SIGNED, share);
    }

    private static int between(int[] stops, double share) {
        double place = Math.max(0, Math.min(1, share)) * (stops.length - 1);
        int i = Math.min(stops.length - 2, (int) place), colour = 0;
        for (int bits = 16; bits >= 0; bits -= 8) {
            int a = stops[i] >> bits & 0xff, b = stops[i + 1] >> bits & 0xff;
            colour |= (int) Math.round(a + (b - a) * (place - i)) << bits;
        }
        return colour;
    }

    /** A colour of a colour map. @param value 0xRRGGBB. Any thread */
    public static Color rgb(int value) {
        return new Color(value >> 16 & 0xff, value >> 8 & 0xff, value & 0xff);
    }
}
