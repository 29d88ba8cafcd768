package org.loupe.workspace.labels;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.loupe.api.ToolException;
import org.loupe.model.DefectClass;
import org.loupe.model.Project;
import org.loupe.workspace.ProjectFile;

/**
 * What the classes of a project mean: how each is told from its neighbours, in words and pictures, so that all who
 * label do it alike. Immutable, as it was when it was made.
 *
 * @param project name of the project
 * @param classes in their order
 */
public record LabelBook(String project, List<Entry> classes) {
    /** Folder of the pictures within the project. */
    public static final String FOLDER = "labelbook";
    private static final int DIGITS = 16;

    /**
     * One class.
     *
     * @param number          place in the order, from 1; up to 9 it is its key
     * @param code            that labels have
     * @param name            of the class
     * @param colour          "#rrggbb", or "" for that of its place
     * @param bin             process bin, or ""
     * @param definition      what belongs to the class, or ""
     * @param rules           what belongs to other classes instead
     * @param pictures        files of examples
     * @param counterexamples files of what looks alike and is none
     */
    public record Entry(int number, int code, String name, String colour, String bin, String definition,
            List<Rule> rules, List<Path> pictures, List<Path> counterexamples) {
        public Entry {
            rules = List.copyOf(rules);
            pictures = List.copyOf(pictures);
            counterexamples = List.copyOf(counterexamples);
        }

        /** Whether it says anything but a name. */
        public boolean told() {
            return !definition.isBlank() || !rules.isEmpty() || !pictures.isEmpty() || !counterexamples.isEmpty();
        }
    }

    /**
     * When a defect is of another class instead: "touches the neighbour: Short".
     *
     * @param when  what is seen
     * @param other name of the class that it is then; "" if none is named
     */
    public record Rule(String when, String other) {

        /** As the model keeps it, and as people type it; an arrow may stand for the colon. */
        public static Rule of(String text) {
            String plain = text.strip().replace(" → ", ": ").replace("→", ": ");
            int colon = plain.lastIndexOf(':');
            return colon < 0 ? new Rule(plain, "")
                    : new Rule(plain.substring(0, colon).strip(), plain.substring(colon + 1).strip());
        }

        /** As the model keeps it. */
        public String text() {
            return other.isEmpty() ? when : when + ": " + other;
        }

        /** The same after a class was renamed. */
        public Rule renamed(String before, String now) {
            return other.equals(before) ? new Rule(when, now) : this;
        }
    }

    public LabelBook {
        classes = List.copyOf(classes);
    }

    /** The book of an open project as it is. On the model's thread. */
    public static LabelBook of(ProjectFile file) {
        return of(file.project(), file.folder());
    }

    /** The book of a project. @param folder that pictures are relative to */
    public static LabelBook of(Project project, Path folder) {
        List<Entry> entries = new ArrayList<>();
        for (DefectClass one : DefectClasses.of(project))
            entries.add(new Entry(entries.size() + 1, one.getCode(), one.getName(), text(one.getColour()),
                    text(one.getBin()), text(one.getDescription()), one.getRules().stream().map(Rule::of).toList(),
                    files(folder, one.getPictures()), files(folder, one.getCounterexamples())));
        return new LabelBook(text(project.getName()), entries);
    }

    private static List<Path> files(Path folder, List<String> names) {
        return names.stream().map(name -> folder.resolve(name).normalize()).toList();
    }

    private static String text(String value) {
        return value == null ? "" : value;
    }

    /** Whether any class says anything but a name. */
    public boolean told() {
        return classes.stream().anyMatch(Entry::told);
    }

    /**
     * Keeps a picture with the project; one that is there already is not written again. Any thread.
     *
     * @param project folder of the project
     * @param png     the file's content
     * @return as the model names it
     * @throws ToolException if it cannot be written
     */
    public static String keep(Path project, byte[] png) throws ToolException {
        String name = hash(png).substring(0, DIGITS) + ".png";
        Path folder = project.resolve(FOLDER), file = folder.resolve(name);
        try {
            if (!Files.exists(file)) {
                Files.createDirectories(folder);
                Path aside = Files.createTempFile(folder, name, ".tmp");
                Files.write(aside, png);
                Files.move(aside, file, StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException e) {
            throw new ToolException("A picture of the label book could not be written to " + file + ": "
                    + e.getMessage() + ".", "Check that the folder may be written and has space.", e);
        }
        return FOLDER + "/" + name;
    }

    private static String hash(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256.", e);
        }
    }
}
