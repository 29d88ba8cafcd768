package org.loupe.tools.imageio.internal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Strict JSON (RFC 8259) for scan files: objects become maps in order, arrays lists, numbers doubles. Tools of this
 * floor use no library for it. A key that appears twice is an error.
 */
final class Json {
    private static final int DEEPEST = 16;

    private final String text;
    private int at;

    private Json(String text) {
        this.text = text;
    }

    /** Parses a whole document. */
    static Object parse(String text) throws Unreadable {
        Json json = new Json(text.startsWith("\uFEFF") ? text.substring(1) : text);
        Object value = json.value(0);
        json.space();
        if (json.at < json.text.length())
            throw json.problem("something follows the end of the document");
        return value;
    }

    private Object value(int depth) throws Unreadable {
        if (depth > DEEPEST)
            throw problem("it is nested too deeply");
        space();
        char c = peek();
        switch (c) {
            case '{':
                return object(depth);
            case '[':
                return array(depth);
            case '"':
                return string();
            default:
                if (c == '-' || c >= '0' && c <= '9')
                    return number();
                return word();
        }
    }

    private Map<String, Object> object(int depth) throws Unreadable {
        Map<String, Object> map = new LinkedHashMap<>();
        at++;
        space();
        if (peek() == '}') {
            at++;
            return map;
        }
        while (true) {
            space();
            if (peek() != '"')
                throw problem("a key in double quotes is missing");
            String key = string();
            space();
            expect(':');
            if (map.containsKey(key))
                throw problem("the key \"" + key + "\" appears twice");
            map.put(key, value(depth + 1));
            space();
            if (peek() == '}') {
                at++;
                return map;
            }
            expect(',');
        }
    }

    private List<Object> array(int depth) throws Unreadable {
        List<Object> list = new ArrayList<>();
        at++;
        space();
        if (peek() == ']') {
            at++;
            return list;
        }
        while (true) {
            list.add(value(depth + 1));
            space();
            if (peek() == ']') {
                at++;
                return list;
            }
            expect(',');
        }
    }

    private String string() throws Unreadable {
        StringBuilder out = new StringBuilder();
        at++;
        while (true) {
            char c = peek();
            at++;
            if (c == '"')
                return out.toString();
            if (c < ' ')
                throw problem("a string holds a control character");
            if (c != '\\') {
                out.append(c);
                continue;
            }
            char escape = peek();
            at++;
            switch (escape) {
                case '"', '\\', '/' -> out.append(escape);
                case 'b' -> out.append('\b');
                case 'f' -> out.append('\f');
                case 'n' -> out.append('\n');
                case 'r' -> out.append('\r');
                case 't' -> out.append('\t');
                case 'u' -> out.append(unicode());
                default -> throw problem("a string holds the unknown escape \\" + escape);
            }
        }
    }

    private char unicode() throws Unreadable {
        int value = 0;
        for (int i = 0; i < 4; i++) {
            int digit = Character.digit(peek(), 16);
            if (digit < 0 || peek() > 'f')
                throw problem("a \\u escape needs four hexadecimal digits");
            value = value << 4 | digit;
            at++;
        }
        return (char) value;
    }

    private Double number() throws Unreadable {
        int from = at;
        while (at < text.length() && "+-.eE0123456789".indexOf(text.charAt(at)) >= 0)
            at++;
        String digits = text.substring(from, at);
        if (digits.length() > 40 || !digits.matches("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][-+]?[0-9]+)?")) {
            at = from;
            throw problem("a number is not well formed");
        }
        return Double.valueOf(digits);
    }

    private Object word() throws Unreadable {
        for (String word : new String[] { "true", "false", "null" })
            if (text.startsWith(word, at)) {
                at += word.length();
                return word.equals("null") ? null : (Object) Boolean.valueOf(word);
            }
        throw problem("a value is missing");
    }

    private void expect(char c) throws Unreadable {
        if (peek() != c)
            throw problem("\"" + c + "\" is missing");
        at++;
    }

    private char peek() throws Unreadable {
        if (at >= text.length())
            throw problem("it ends too early");
        return text.charAt(at);
    }

    private void space() {
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0)
            at++;
    }

    private Unreadable problem(String what) {
        int line = 1, column = 1;
        for (int i = 0; i < Math.min(at, text.length()); i++) {
            column = text.charAt(i) == '\n' ? 1 : column + 1;
            line += text.charAt(i) == '\n' ? 1 : 0;
        }
        return new Unreadable("its JSON is wrong at line " + line + ", column " + column + ": " + what + ".",
                "Correct the scan file in a text editor.");
    }
}
