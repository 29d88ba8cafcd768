package org.loupe.workspace.labels;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.loupe.api.ToolException;
import org.loupe.store.labels.LabelTile;

/**
 * How tiles are split into those for training, for validation and for the final test: by groups that stay together,
 * because images of one wafer or board look alike. As text: {@code group=wafer train=70 validation=15 test=15 seed=1}.
 *
 * @param group      "lot", "wafer", "scan", "folder" or "tile"; or a regular expression that is searched in the file
 *                   name and whose first group, else whole match, names the group: {@code ^\d{5}}
 * @param train      percent of the tiles
 * @param validation percent of the tiles
 * @param test       percent of the tiles; the three make 100
 * @param seed       another seed, another split
 */
public record SplitRule(String group, int train, int validation, int test, long seed) {
    /** By wafer, or board, as three parts of usual size. */
    public static final SplitRule USUAL = new SplitRule("wafer", 70, 15, 15, 1);

    public SplitRule {
        Objects.requireNonNull(group);
        if (train < 0 || validation < 0 || test < 0 || train + validation + test != 100)
            throw new IllegalArgumentException("The parts of a split are 0 % or more and make 100 %, found " + train + " + "
                    + validation + " + " + test + ".");
        if (group.isBlank() || group.contains(" "))
            throw new IllegalArgumentException("Tiles are grouped by lot, wafer, scan, folder, tile or a regular expression"
                    + " without blanks, found \"" + group + "\".");
        try {
            Pattern.compile(group);
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException("\"" + group + "\" is no regular expression: " + e.getDescription() + ".",
                    e);
        }
    }

    /** Reads the text of a rule; what it does not say is as usual. @throws ToolException if it says what is not known */
    public static SplitRule parse(String text) throws ToolException {
        Map<String, String> said = new LinkedHashMap<>();
        for (String part : text.strip().split("\\s+"))
            if (part.indexOf('=') > 0)
                said.put(part.substring(0, part.indexOf('=')).toLowerCase(Locale.ROOT),
                        part.substring(part.indexOf('=') + 1));
            else if (!part.isEmpty())
                throw wrong(text, "\"" + part + "\" says nothing");
        try {
            String group = said.getOrDefault("group", USUAL.group);
            int train = number(said, "train", USUAL.train), validation = number(said, "validation", USUAL.validation);
            int test = number(said, "test", USUAL.test);
            String seed = said.getOrDefault("seed", "1");
            return new SplitRule(group, train, validation, test, Long.parseLong(seed));
        } catch (NumberFormatException e) {
            throw wrong(text, "a number was expected");
        } catch (IllegalArgumentException e) {
            throw wrong(text, e.getMessage());
        }
    }

    private static int number(Map<String, String> said, String name, int usual) {
        return said.containsKey(name) ? Integer.parseInt(said.get(name)) : usual;
    }

    private static ToolException wrong(String text, String why) {
        return new ToolException("The split \"" + text + "\" is not understood: " + why,
                "Write such as: " + USUAL + ".");
    }

    /** The group that a tile belongs to; where nothing is known of it, the tile is a group of its own. */
    public String groupOf(LabelTile tile) {
        String known = switch (group) {
            case "lot" -> tile.origin().lot();
            case "wafer" -> tile.origin().wafer().isEmpty() ? "" : tile.origin().lot() + "/" + tile.origin().wafer();
            case "scan" -> tile.origin().scan();
            case "folder" -> tile.image().substring(0, Math.max(0, tile.image().lastIndexOf('/')));
            case "tile" -> tile.image();
            default -> {
                Matcher found = Pattern.compile(group).matcher(tile.name());
                boolean named = found.find() && found.groupCount() > 0 && found.group(1) != null;
                yield named ? found.group(1) : found.reset().find() ? found.group() : "";
            }
        };
        return known.isEmpty() ? tile.image() : known;
    }

    @Override
    public String toString() {
        return "group=" + group + " train=" + train + " validation=" + validation + " test=" + test + " seed=" + seed;
    }
}
