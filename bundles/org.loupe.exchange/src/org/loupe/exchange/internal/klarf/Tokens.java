package org.loupe.exchange.internal.klarf;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.loupe.api.ToolException;

/**
 * Pulls one token after the other out of the bytes of a KLARF file, with the place of each. Memory is one buffer,
 * whatever the size of the file; a token is looked at where it lies, without making text of it. Not safe for use by
 * several threads.
 */
final class Tokens implements Closeable {
    /** Nothing follows. */
    static final int END = 0;
    /** A bare word or number. */
    static final int WORD = 1;
    /** A text in quotes; those are not part of it. */
    static final int TEXT = 2;
    static final int SEMICOLON = 3;
    static final int OPEN = 4;
    static final int CLOSE = 5;
    static final int COMMA = 6;
    /** What {@link #whole()} tells of something that is no whole number. */
    static final long NOT_WHOLE = Long.MIN_VALUE;

    private static final int LONGEST = 1 << 20;
    private static final int SHOWN = 60;
    private static final boolean[] FLAT_WORD = words(";\"");
    private static final boolean[] NESTED_WORD = words(";\"{},");
    private static final double[] POWERS = new double[23];
    static {
        double power = 1;
        for (int i = 0; i < POWERS.length; i++, power *= 10)
            POWERS[i] = power;
    }

    private final InputStream in;
    private final String name;
    private byte[] buffer = new byte[1 << 16];
    private long base;
    private int limit;
    private int position;
    private boolean ended;
    private boolean nested;
    private boolean afterReturn;

    private int line = 1;
    private int kind;
    private int tokenLine = 1;
    private int start;
    private int stop;
    private long endOffset;
    private boolean lineStart;
    private boolean again;
    private boolean open;

    /** @param name of the file, for messages */
    Tokens(InputStream in, String name) {
        this.in = in;
        this.name = name;
    }

    String name() {
        return name;
    }

    /** Passes over the mark that some programs put before UTF-8. To be called first. */
    void mark() throws IOException, ToolException {
        while (limit < 3 && fill())
            continue;
        if (limit >= 3 && (buffer[0] & 0xff) == 0xef && (buffer[1] & 0xff) == 0xbb && (buffer[2] & 0xff) == 0xbf)
            position = start = 3;
    }

    /** From now on braces and commas are tokens of their own, as in KLARF 1.8. */
    void nested() {
        nested = true;
    }

    /** The next token; {@link #END} for ever after the last. */
    int next() throws IOException, ToolException {
        if (again) {
            again = false;
            return kind;
        }
        open = false;
        if (!afterReturn && kind != END && quick())
            return kind = WORD;
        boolean newLine = base == 0 && position <= 3 && kind == END;
        start = position;
        while (true) {
            if (position == limit && !fill()) {
                start = stop = position;
                endOffset = base + position;
                tokenLine = line;
                lineStart = newLine;
                return kind = END;
            }
            byte b = buffer[position];
            if (b > ' ' || b < 0)
                break;
            if (b == '\n') {
                newLine = true;
                if (!afterReturn)
                    line++;
            } else if (b == '\r') {
                newLine = true;
                line++;
            } else if (b == 0) {
                tokenLine = line;
                throw new ToolException(name + ", line " + line + ": expected text, found a byte that is 0.",
                        "Choose a KLARF file; this one is binary or damaged.");
            }
            afterReturn = b == '\r';
            position++;
            start = position;
        }
        afterReturn = false;
        start = position;
        tokenLine = line;
        lineStart = newLine;
        kind = token(buffer[position]);
        return kind;
    }

    /** Reads a word that lies wholly in the buffer, as nearly all do; else nothing is read. */
    private boolean quick() {
        byte[] bytes = buffer;
        int end = limit;
        int at = position;
        int lines = 0;
        for (; at < end; at++) {
            if (bytes[at] == '\n')
                lines++;
            else if (bytes[at] != ' ')
                break;
        }
        int from = at;
        boolean[] words = nested ? NESTED_WORD : FLAT_WORD;
        while (at < end && words[bytes[at] & 0xff])
            at++;
        if (at == end || at == from)
            return false;
        line += lines;
        tokenLine = line;
        lineStart = lines > 0;
        start = from;
        stop = at;
        position = at;
        endOffset = base + at;
        return true;
    }

    private static boolean[] words(String ends) {
        boolean[] words = new boolean[256];
        for (int i = 0; i < words.length; i++)
            words[i] = i > ' ' && ends.indexOf(i) < 0;
        return words;
    }

    private int token(byte first) throws IOException, ToolException {
        int single = single(first);
        if (single != 0) {
            stop = ++position;
            endOffset = base + position;
            return single;
        }
        if (first == '"')
            return quoted();
        do {
            position++;
        } while ((position < limit || fill()) && (nested ? NESTED_WORD : FLAT_WORD)[buffer[position] & 0xff]);
        stop = position;
        endOffset = base + position;
        return WORD;
    }

    private int single(byte b) {
        if (b == ';')
            return SEMICOLON;
        if (!nested)
            return 0;
        return b == '{' ? OPEN : b == '}' ? CLOSE : b == ',' ? COMMA : 0;
    }

    private int quoted() throws IOException, ToolException {
        position++;
        while (true) {
            if (position == limit && !fill())
                break;
            byte b = buffer[position];
            if (b == '"') {
                stop = position++;
                start++;
                endOffset = base + position;
                return TEXT;
            }
            if (b == '\n' || b == '\r')
                break;
            position++;
        }
        // some tools forget the closing quote: a text ends with its line then, and the end of the statement is not text
        open = true;
        while (position - 1 > start && (buffer[position - 1] == ';' || buffer[position - 1] == ' '))
            position--;
        stop = position;
        start++;
        endOffset = base + position;
        return TEXT;
    }

    /** Reads on; what is left of the current token stays in the buffer. */
    private boolean fill() throws IOException, ToolException {
        if (ended)
            return false;
        if (start > 0) {
            System.arraycopy(buffer, start, buffer, 0, limit - start);
            base += start;
            limit -= start;
            position -= start;
            stop -= start;
            start = 0;
        }
        if (limit == buffer.length) {
            if (limit >= LONGEST)
                throw new ToolException(name + ", line " + tokenLine + ": expected words and numbers, found "
                        + "more than a million bytes without a gap.", "Choose a KLARF file; this one is damaged.");
            buffer = Arrays.copyOf(buffer, 2 * limit);
        }
        int read = in.read(buffer, limit, buffer.length - limit);
        if (read < 0) {
            ended = true;
            return false;
        }
        limit += read;
        return read > 0 || fill();
    }

    /** The next call of {@link #next()} tells this token again. */
    void back() {
        again = true;
    }

    int kind() {
        return kind;
    }

    /** Line of the token, from 1. */
    int line() {
        return tokenLine;
    }

    /** Whether it is the first of its line. */
    boolean lineStart() {
        return lineStart;
    }

    /** Whether it is a text that ended with its line instead of a quote. */
    boolean open() {
        return open;
    }

    /** Where it begins in the file, with its quote. */
    long offset() {
        return base + start - (kind == TEXT ? 1 : 0);
    }

    /** Where it ends in the file, behind its quote. */
    long endOffset() {
        return endOffset;
    }

    /** Whether it ends a value: the end of a statement or file, or the first token of another line. */
    boolean endsLine() {
        return kind == SEMICOLON || kind == END || lineStart;
    }

    /** Whether at least so many words are in the rest of the line, the token among them. */
    boolean lineHolds(int words) throws IOException, ToolException {
        int found = 1;
        boolean gap = false;
        // counted from the token's first byte, since the buffer moves it when it is filled
        for (int at = stop - start; found < words; at++) {
            if (start + at >= limit && (limit - start >= LONGEST || !fill()))
                return false;
            byte b = buffer[start + at];
            if (b == '\n' || b == '\r' || b == ';')
                return false;
            boolean space = b <= ' ' && b >= 0;
            if (gap && !space)
                found++;
            gap = space;
        }
        return true;
    }

    /** Whether it is a word; small and capital letters are the same. */
    boolean is(String word) {
        int length = word.length();
        if (kind != WORD || stop - start != length)
            return false;
        for (int i = 0; i < length; i++) {
            int a = buffer[start + i];
            int b = word.charAt(i);
            if (a != b && (a | 0x20) != (b | 0x20))
                return false;
        }
        return true;
    }

    /** Whether it can be the name of something: a letter, then letters, digits and underscores. */
    boolean isName() {
        if (kind != WORD)
            return false;
        for (int i = start; i < stop; i++) {
            int b = buffer[i] | 0x20;
            boolean letter = b >= 'a' && b <= 'z';
            if (!letter && (i == start || !(buffer[i] >= '0' && buffer[i] <= '9' || buffer[i] == '_')))
                return false;
        }
        return true;
    }

    /** Its text: UTF-8, else Latin-1, so that no byte is lost. */
    String text(int from, int to) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(buffer, from, to - from)).toString();
        } catch (CharacterCodingException e) {
            return new String(buffer, from, to - from, StandardCharsets.ISO_8859_1);
        }
    }

    /** Its text: UTF-8, else Latin-1. */
    String text() {
        return text(start, stop);
    }

    /** Its number; NaN if it is none. Decimal numbers of up to 15 digits are read without making text of them. */
    double number() {
        int at = start;
        boolean minus = at < stop && buffer[at] == '-';
        if (at < stop && (minus || buffer[at] == '+'))
            at++;
        long digits = 0;
        int count = 0;
        int scale = 0;
        boolean any = false;
        boolean point = false;
        for (; at < stop; at++) {
            byte b = buffer[at];
            if (b >= '0' && b <= '9') {
                any = true;
                if (count > 0 || b != '0')
                    count++;
                if (count <= 18)
                    digits = digits * 10 + (b - '0');
                if (point)
                    scale--;
            } else if (b == '.' && !point) {
                point = true;
            } else {
                break;
            }
        }
        if (!any)
            return Double.NaN;
        if (at < stop) {
            if ((buffer[at] | 0x20) != 'e' || ++at == stop)
                return Double.NaN;
            boolean down = buffer[at] == '-';
            if ((down || buffer[at] == '+') && ++at == stop)
                return Double.NaN;
            int exponent = 0;
            for (; at < stop; at++) {
                if (buffer[at] < '0' || buffer[at] > '9')
                    return Double.NaN;
                exponent = Math.min(99_999, exponent * 10 + (buffer[at] - '0'));
            }
            scale += down ? -exponent : exponent;
        }
        while (count <= 18 && digits > 1L << 53 && digits % 10 == 0) {
            digits /= 10;
            scale++;
        }
        if (count > 18 || digits > 1L << 53 || scale > 22 || scale < -22)
            return digits == 0 && count <= 18 ? 0 : slow();
        double value = scale < 0 ? digits / POWERS[-scale] : digits * POWERS[scale];
        return minus ? -value : value;
    }

    private double slow() {
        try {
            double value = Double.parseDouble(new String(buffer, start, stop - start, StandardCharsets.ISO_8859_1));
            return Double.isInfinite(value) ? Double.NaN : value;
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }

    /** Its whole number, {@link #NOT_WHOLE} if it is none or above 15 digits. */
    long whole() {
        int at = start;
        boolean minus = at < stop && buffer[at] == '-';
        if (minus)
            at++;
        if (kind == WORD && stop - at > 0 && stop - at <= 15) {
            long value = 0;
            for (; at < stop; at++) {
                int digit = buffer[at] - '0';
                if (digit < 0 || digit > 9)
                    break;
                value = value * 10 + digit;
            }
            if (at == stop)
                return minus ? -value : value;
        }
        double value = kind == WORD ? number() : Double.NaN;
        return value == Math.rint(value) && Math.abs(value) < 1e15 ? (long) value : NOT_WHOLE;
    }

    /** The token as a message shows it. */
    String shown() {
        if (kind == END)
            return "the end of the file";
        int to = Math.min(stop, start + SHOWN);
        return "“" + text(start, to).replaceAll("\\p{Cntrl}", "?") + (to < stop ? "…" : "") + "”";
    }

    /** A text as a message shows it: not all of a long one. */
    static String cut(String text) {
        String shown = text.length() > SHOWN ? text.substring(0, SHOWN) + "…" : text;
        return "“" + shown.replaceAll("\\p{Cntrl}", "?") + "”";
    }

    /** What to throw where a token is not what it must be. @param expected "a whole number for XINDEX" */
    ToolException wrong(String expected) {
        return wrongAt(tokenLine, "expected " + expected + ", found " + shown() + ".");
    }

    /** What to throw for a line that is wrong. @param what a sentence */
    ToolException wrongAt(int atLine, String what) {
        return new ToolException(name + ", line " + atLine + ": " + what,
                "Check that the file is whole, or export it again from the tool that made it.");
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
