package org.loupe.ui;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

import org.eclipse.swt.graphics.Color;
import org.loupe.model.DefectClass;
import org.loupe.model.Project;
import org.loupe.ui.Palette.Token;
import org.loupe.workspace.labels.DefectClasses;

/**
 * The colour of each class of a project, the same in all parts: its own if it was given one, else that of the palette
 * for its place among the classes. As it was when it was made; {@link Session#colours} gives the one of the moment.
 * UI thread only.
 */
public final class ClassColours {
    private static final int WHITE = 0xFFFFFF;

    /** @param place among the classes, from 0 @param own 0xRRGGBB, or -1 for that of the palette */
    private record Look(int place, int own, String name) {
        private int rgb() {
            int[] fills = Palette.classFills();
            return own >= 0 ? own : fills[place % fills.length];
        }
    }

    private final Map<Integer, Look> byCode = new HashMap<>();
    private final Map<String, Look> byName = new HashMap<>();
    private final Map<String, Integer> codes = new HashMap<>();
    private final Supplier<List<String>> run;

    /**
     * @param project may be {@code null}: no classes
     * @param run     names of the classes of the run that is shown, by their indices
     */
    ClassColours(Project project, Supplier<List<String>> run) {
        this.run = run;
        List<DefectClass> classes = project == null ? List.of() : DefectClasses.of(project);
        for (int i = 0; i < classes.size(); i++) {
            DefectClass one = classes.get(i);
            Look look = new Look(i, parse(one.getColour()), one.getName());
            byCode.putIfAbsent(one.getCode(), look);
            byName.putIfAbsent(one.getName().toLowerCase(Locale.ROOT), look);
            codes.putIfAbsent(one.getName().toLowerCase(Locale.ROOT), one.getCode());
        }
    }

    private static int parse(String colour) {
        return colour != null && colour.matches("#[0-9A-Fa-f]{6}") ? Integer.parseInt(colour.substring(1), 16) : -1;
    }

    /** As the model keeps it: "#rrggbb". @param rgb 0xRRGGBB */
    public static String text(int rgb) {
        return String.format("#%06x", rgb & WHITE);
    }

    /** Whether all classes have the colours that they have here. */
    boolean sameAs(ClassColours other) {
        return byCode.equals(other.byCode) && byName.equals(other.byName);
    }

    private Look look(int code) {
        return byCode.getOrDefault(code, new Look(Math.max(0, code - 1), -1, ""));
    }

    /** The colour of a class in chips, bars and over images; grey for 0, which is no class. */
    public Color fill(int code) {
        return code == 0 ? Palette.NEUTRAL : Palette.rgb(look(code).rgb());
    }

    /** The same as 0xRRGGBB. */
    public int rgb(int code) {
        Color grey = Palette.NEUTRAL;
        return code == 0 ? grey.getRed() << 16 | grey.getGreen() << 8 | grey.getBlue() : look(code).rgb();
    }

    /** Colours that classes of the project have, 0xRRGGBB. */
    public int[] taken() {
        return byCode.values().stream().mapToInt(Look::rgb).toArray();
    }

    /** Code of the project's class of a name; 0 for none. */
    public int code(String name) {
        return codes.getOrDefault(name.toLowerCase(Locale.ROOT), 0);
    }

    /** Whether a class shares the colour of an earlier one, and so is drawn with a diagonal hatch. */
    public boolean hatched(int code) {
        Look look = look(code);
        return code != 0 && look.own < 0 && Palette.hatched(look.place);
    }

    /** The colour of a class that is known by its name. @param place that gives it its colour if the project lacks it */
    public Color fill(String name, int place) {
        Look look = byName.get(name.toLowerCase(Locale.ROOT));
        return look == null ? Palette.classFill(place) : Palette.rgb(look.rgb());
    }

    /** The same for thin lines and dots on the body of a part: darker on a light one. */
    public Color stroke(String name, int place) {
        Look look = byName.get(name.toLowerCase(Locale.ROOT));
        if (look == null || look.own < 0)
            return Palette.classStroke(look == null ? place : look.place);
        Color own = Palette.rgb(look.own);
        return Palette.color(Token.PART).getRed() < 128 ? own : Palette.mix(own, Palette.BLACK, 0.3);
    }

    /** The colour of a class of the run that is shown: that of the project's class of this name. @param index in the run */
    public Color found(int index) {
        List<String> names = run.get();
        return index < 0 || index >= names.size() ? Palette.classFill(index) : fill(names.get(index), index);
    }

    /** As {@link #found}, for thin lines and dots on the body of a part. */
    public Color foundStroke(int index) {
        List<String> names = run.get();
        return index < 0 || index >= names.size() ? Palette.classStroke(index) : stroke(names.get(index), index);
    }

    /** Why a class cannot have a colour; empty if it can. @param rgb 0xRRGGBB */
    public static Optional<String> refused(int rgb) {
        return ColourVision.reserved(rgb) ? Optional.of(Words.get("preferences.colours.reserved", text(rgb)))
                : Optional.empty();
    }

    /**
     * The class whose colour is hardest to tell from another, in a sentence; empty if eyes of all kinds tell it from
     * those of all other classes.
     *
     * @param code of the class that gets the colour
     * @param rgb  0xRRGGBB
     */
    public Optional<String> warning(int code, int rgb) {
        double nearest = ColourVision.NEAR;
        String sentence = null;
        for (Map.Entry<Integer, Look> other : byCode.entrySet())
            if (other.getKey() != code && !hatched(other.getKey()))
                for (ColourVision eyes : ColourVision.values()) {
                    double distance = eyes.distance(rgb, other.getValue().rgb());
                    if (distance < nearest) {
                        nearest = distance;
                        sentence = Words.get("classes.colourNear", other.getValue().name,
                                Words.get("preferences.colours." + eyes.name().toLowerCase(Locale.ROOT)),
                                Words.number(distance, 0), Words.number(ColourVision.NEAR, 0));
                    }
                }
        return Optional.ofNullable(sentence);
    }
}
