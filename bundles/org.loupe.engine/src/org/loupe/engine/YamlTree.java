package org.loupe.engine;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.loupe.api.ToolException;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * Reads YAML, of which JSON is a part, into maps, lists, Long, Double, Boolean, String and null. Plain words are read
 * as YAML 1.2 has them: {@code no} is a text, {@code 1e-4} a number, {@code 010} ten. Nothing but data is read: no tags of
 * programs. Aliases and merged keys ({@code <<}) are resolved; what they make, size and depth have limits.
 */
final class YamlTree {
    private static final int LONGEST = 4 << 20, DEEPEST = 64, MOST_ALIASES = 100, MOST_NODES = 200_000;
    private static final Pattern SLASH = Pattern.compile("(?<!\\\\)((?:\\\\\\\\)*)\\\\/");
    private static final Pattern WHOLE = Pattern.compile("[-+]?[0-9]+");
    private static final Pattern OCTAL = Pattern.compile("0o[0-7]+");
    private static final Pattern HEX = Pattern.compile("0x[0-9a-fA-F]+");
    private static final Pattern NUMBER = Pattern.compile("[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?");
    private static final Pattern INFINITE = Pattern.compile("[-+]?\\.(inf|Inf|INF)");
    private static final Set<Tag> TAGS = Set.of(Tag.STR, Tag.INT, Tag.FLOAT, Tag.BOOL, Tag.NULL, Tag.MAP, Tag.SEQ,
            Tag.TIMESTAMP, Tag.MERGE);

    private final String name;
    private final Map<String, String> places;
    private int nodes;

    private YamlTree(String name, Map<String, String> places) {
        this.name = name;
        this.places = places;
    }

    /**
     * Reads a text.
     *
     * @param name   of the file, for messages
     * @param places is filled with the lines and columns of values by their paths, such as "train.seeds.0"
     * @throws ToolException with line and column
     */
    static Object read(String name, String text, Map<String, String> places) throws ToolException {
        String plain = text.startsWith("\ufeff") ? text.substring(1) : text;
        boolean json = name.toLowerCase(Locale.ROOT).endsWith(".json");
        String form = json ? "JSON" : "YAML";
        if (plain.stripLeading().startsWith("{"))
            plain = SLASH.matcher(plain.replace('\t', ' ')).replaceAll("$1/"); // JSON has tabs and \/, too
        LoaderOptions limits = new LoaderOptions();
        limits.setCodePointLimit(LONGEST);
        limits.setNestingDepthLimit(DEEPEST);
        limits.setMaxAliasesForCollections(MOST_ALIASES);
        try {
            Node root = new Yaml(limits).compose(new StringReader(plain));
            return root == null ? new LinkedHashMap<>() : new YamlTree(name, places).value(root, "", 0);
        } catch (MarkedYAMLException e) {
            Mark mark = e.getProblemMark() == null ? e.getContextMark() : e.getProblemMark();
            throw new ToolException(name + (mark == null ? "" : ", " + place(mark)) + ": the " + form + " is broken"
                    + (e.getProblem() == null ? "" : ": " + e.getProblem().strip()) + ".",
                    "Mend the text there." + (json ? "" : " Indent by blanks, and write a blank behind each colon."), e);
        } catch (YAMLException | StackOverflowError e) {
            throw new ToolException(name + " cannot be read as " + form + ": " + String.valueOf(e.getMessage()).strip() + ".",
                    "Mend the text.", e);
        }
    }

    private static String place(Mark mark) {
        return "line " + (mark.getLine() + 1) + ", column " + (mark.getColumn() + 1);
    }

    private ToolException wrong(Node node, String what, String remedy) {
        return new ToolException(name + ", " + place(node.getStartMark()) + ": " + what + ".", remedy);
    }

    private Object value(Node node, String path, int depth) throws ToolException {
        if (++nodes > MOST_NODES)
            throw wrong(node, "it has more than " + MOST_NODES + " values", "Use fewer aliases.");
        if (depth > DEEPEST)
            throw wrong(node, "values are nested more than " + DEEPEST + " deep", "Nest them less.");
        if (!TAGS.contains(node.getTag()))
            throw wrong(node, "the tag \"" + node.getTag().getValue() + "\" is not read", "Leave it out.");
        places.put(path, place(node.getStartMark()));
        if (node instanceof MappingNode map)
            return map(map, path, depth);
        if (node instanceof SequenceNode list) {
            List<Object> values = new ArrayList<>();
            for (Node one : list.getValue())
                values.add(value(one, join(path, Integer.toString(values.size())), depth + 1));
            return values;
        }
        ScalarNode scalar = (ScalarNode) node;
        return scalar.isPlain() ? plain(scalar) : scalar.getValue();
    }

    static String join(String path, String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    private Map<String, Object> map(MappingNode map, String path, int depth) throws ToolException {
        Map<String, Object> values = new LinkedHashMap<>();
        Map<String, Object> merged = new LinkedHashMap<>();
        for (NodeTuple one : map.getValue()) {
            Node key = one.getKeyNode();
            if (!(key instanceof ScalarNode scalar))
                throw wrong(key, "a key is a word, not a list or section", "Write key: value.");
            if (key.getTag().equals(Tag.MERGE)) {
                merge(one.getValueNode(), path, depth, merged);
                continue;
            }
            if (values.containsKey(scalar.getValue()))
                throw wrong(key, "\"" + scalar.getValue() + "\" is given twice", "Keep one of them.");
            values.put(scalar.getValue(), value(one.getValueNode(), join(path, scalar.getValue()), depth + 1));
        }
        merged.forEach(values::putIfAbsent);
        return values;
    }

    /** Takes over the keys of a section, or of several, of which the first counts. */
    private void merge(Node from, String path, int depth, Map<String, Object> merged) throws ToolException {
        List<Node> sections = from instanceof SequenceNode list ? list.getValue() : List.of(from);
        for (Node section : sections) {
            if (!(section instanceof MappingNode))
                throw wrong(section, "\"<<\" takes over the keys of a section", "Name the alias of one: <<: *name.");
            @SuppressWarnings("unchecked")
            Map<String, Object> values = (Map<String, Object>) value(section, path, depth + 1);
            values.forEach(merged::putIfAbsent);
        }
    }

    private Object plain(ScalarNode node) throws ToolException {
        try {
            return plain(node.getValue());
        } catch (NumberFormatException e) {
            throw wrong(node, "the number " + node.getValue() + " is too large", "Write a smaller one, or quote it.");
        }
    }

    /** What a word without quotes means. @throws NumberFormatException if it is a number that is too large */
    private static Object plain(String word) {
        switch (word) {
            case "", "~", "null", "Null", "NULL":
                return null;
            case "true", "True", "TRUE":
                return true;
            case "false", "False", "FALSE":
                return false;
            case ".nan", ".NaN", ".NAN":
                return Double.NaN;
            default:
        }
        if (WHOLE.matcher(word).matches())
            return Long.valueOf(word.startsWith("+") ? word.substring(1) : word);
        if (OCTAL.matcher(word).matches())
            return Long.valueOf(word.substring(2), 8);
        if (HEX.matcher(word).matches())
            return Long.valueOf(word.substring(2), 16);
        if (INFINITE.matcher(word).matches())
            return word.startsWith("-") ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
        if (!NUMBER.matcher(word).matches())
            return word;
        double number = Double.parseDouble(word);
        if (Double.isInfinite(number))
            throw new NumberFormatException();
        return number;
    }
}
