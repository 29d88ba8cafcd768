package org.loupe.tools.torch.weights;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Reads and writes the JSON of a safetensors header: objects as maps, arrays as lists, whole numbers as {@link Long}.
 * Other numbers do not occur there.
 */
final class Json {
    private static final int DEEPEST = 16;

    private final String text;
    private int at;

    private Json(String text) {
        this.text = text;
    }

    /** @throws IllegalArgumentException if it is no JSON object, saying where */
    static Map<?, ?> object(String text) {
        Json json = new Json(text);
        Object value = json.value(0);
        json.space();
        if (!(value instanceof Map<?, ?> map) || json.at < text.length())
            throw json.wrong();
        return map;
    }

    /** The JSON of maps, texts and rows of whole numbers, without spaces. */
    static String text(Object value) {
        if (value instanceof Map<?, ?> map)
            return map.entrySet().stream().map(e -> text(e.getKey()) + ":" + text(e.getValue()))
                    .collect(Collectors.joining(",", "{", "}"));
        if (value instanceof long[] numbers)
            return Arrays.stream(numbers).mapToObj(Long::toString).collect(Collectors.joining(",", "[", "]"));
        StringBuilder quoted = new StringBuilder("\"");
        for (char c : ((String) value).toCharArray())
            if (c == '"' || c == '\\')
                quoted.append('\\').append(c);
            else if (c < ' ')
                quoted.append(String.format("\\u%04x", (int) c));
            else
                quoted.append(c);
        return quoted.append('"').toString();
    }

    private Object value(int depth) {
        space();
        if (depth > DEEPEST || at >= text.length())
            throw wrong();
        return switch (text.charAt(at)) {
            case '{' -> map(depth);
            case '[' -> list(depth);
            case '"' -> string();
            case 't' -> word("true", true);
            case 'f' -> word("false", false);
            case 'n' -> word("null", null);
            default -> number();
        };
    }

    private Map<String, Object> map(int depth) {
        Map<String, Object> map = new LinkedHashMap<>();
        at++;
        if (!next('}'))
            do {
                space();
                String key = string();
                expect(':');
                if (map.containsKey(key))
                    throw new IllegalArgumentException("\"" + key + "\" stands there twice");
                map.put(key, value(depth + 1));
            } while (more('}'));
        return map;
    }

    private List<Object> list(int depth) {
        List<Object> list = new ArrayList<>();
        at++;
        if (!next(']'))
            do
                list.add(value(depth + 1));
            while (more(']'));
        return list;
    }

    private String string() {
        if (at >= text.length() || text.charAt(at++) != '"')
            throw wrong();
        StringBuilder string = new StringBuilder();
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c == '"')
                return string.toString();
            string.append(c == '\\' ? escaped() : c);
        }
        throw wrong();
    }

    private char escaped() {
        if (at >= text.length())
            throw wrong();
        char c = text.charAt(at++);
        return switch (c) {
            case '"', '\\', '/' -> c;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> {
                if (at + 4 > text.length())
                    throw wrong();
                at += 4;
                yield (char) Integer.parseInt(text.substring(at - 4, at), 16);
            }
            default -> throw wrong();
        };
    }

    private Long number() {
        int from = at;
        while (at < text.length() && "+-0123456789".indexOf(text.charAt(at)) >= 0)
            at++;
        if (from == at)
            throw wrong();
        return Long.valueOf(text.substring(from, at));
    }

    private Object word(String word, Object value) {
        if (!text.startsWith(word, at))
            throw wrong();
        at += word.length();
        return value;
    }

    private void space() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at)))
            at++;
    }

    private boolean next(char c) {
        space();
        boolean there = at < text.length() && text.charAt(at) == c;
        if (there)
            at++;
        return there;
    }

    private void expect(char c) {
        if (!next(c))
            throw wrong();
    }

    private boolean more(char end) {
        if (next(end))
            return false;
        expect(',');
        return true;
    }

    private IllegalArgumentException wrong() {
        return new IllegalArgumentException("its header is no JSON at character " + at);
    }
}
