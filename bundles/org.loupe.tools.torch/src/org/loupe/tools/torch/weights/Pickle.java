package org.loupe.tools.torch.weights;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads Python's pickle format (protocols 2 to 5) without executing any of it: what a pickle wants to be called or
 * built is only noted, as {@link Call}, with its arguments. Dictionaries become maps of their text keys, lists and tuples
 * become lists, whole numbers {@link Long}, floating point {@link Double}.
 */
final class Pickle {

    /** Something of a Python module: a class, a function. */
    record Global(String module, String name) {

        @Override
        public String toString() {
            return module + "." + name;
        }
    }

    /** A reference to what is stored beside the pickle. */
    record Stored(Object id) {
    }

    /** What the pickle wants to be called, and what would be put into the result. */
    static final class Call {
        private final Object callee;
        private final List<?> arguments;
        private final Map<String, Object> items = new LinkedHashMap<>();

        private Call(Object callee, List<?> arguments) {
            this.callee = callee;
            this.arguments = arguments;
        }

        /** Whether that is it. */
        boolean is(String name) {
            return callee instanceof Global global && global.toString().equals(name);
        }

        List<?> arguments() {
            return arguments;
        }

        /** What it would hold under text keys, if it is a dictionary. */
        Map<String, Object> items() {
            return items;
        }

        @Override
        public String toString() {
            return String.valueOf(callee);
        }
    }

    private static final Object MARK = new Object();

    private final ByteBuffer in;
    private final List<Object> stack = new ArrayList<>();
    private final Map<Integer, Object> memo = new HashMap<>();

    private Pickle(byte[] bytes) {
        in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** @throws RuntimeException of any kind if it is no pickle, or one with what weights do not need */
    static Object read(byte[] bytes) {
        return new Pickle(bytes).read();
    }

    private Object read() {
        while (true) {
            int code = in.get() & 0xff;
            switch (code) {
                case '.' -> {
                    return pop();
                }
                case 0x80 -> in.get(); // protocol
                case 0x95 -> in.getLong(); // frame
                case '(' -> push(MARK);
                case '0' -> pop();
                case '1' -> popMarked();
                case '2' -> push(top());
                case 'N' -> push(null);
                case 0x88 -> push(true);
                case 0x89 -> push(false);
                case 'K' -> push((long) (in.get() & 0xff));
                case 'M' -> push((long) (in.getShort() & 0xffff));
                case 'J' -> push((long) in.getInt());
                case 0x8a -> push(number(in.get() & 0xff));
                case 'G' -> push(Double.longBitsToDouble(Long.reverseBytes(in.getLong())));
                case 0x8c, 'U' -> push(text(in.get() & 0xff));
                case 'X', 'T' -> push(text(in.getInt()));
                case 0x8d -> push(text(Math.toIntExact(in.getLong())));
                case 'C' -> push(bytes(in.get() & 0xff));
                case 'B' -> push(bytes(in.getInt()));
                case 0x8e, 0x96 -> push(bytes(Math.toIntExact(in.getLong())));
                case ']', ')', 0x8f -> push(new ArrayList<>());
                case '}' -> push(new LinkedHashMap<String, Object>());
                case 't', 'l', 0x91 -> push(popMarked());
                case 0x85 -> push(popLast(1));
                case 0x86 -> push(popLast(2));
                case 0x87 -> push(popLast(3));
                case 'd' -> {
                    List<Object> pairs = popMarked();
                    push(new LinkedHashMap<String, Object>());
                    put(pairs);
                }
                case 's' -> put(popLast(2));
                case 'u' -> put(popMarked());
                case 'a' -> add(popLast(1));
                case 'e', 0x90 -> add(popMarked());
                case 'q' -> memo.put(in.get() & 0xff, top());
                case 'r' -> memo.put(in.getInt(), top());
                case 0x94 -> memo.put(memo.size(), top());
                case 'h' -> push(known(in.get() & 0xff));
                case 'j' -> push(known(in.getInt()));
                case 'c' -> push(new Global(line(), line()));
                case 0x93 -> {
                    List<Object> name = popLast(2);
                    push(new Global((String) name.get(0), (String) name.get(1)));
                }
                case 'Q' -> push(new Stored(pop()));
                case 'R', 0x81 -> {
                    List<Object> call = popLast(2);
                    push(new Call(call.get(0), (List<?>) call.get(1)));
                }
                case 0x92 -> {
                    List<Object> call = popLast(3);
                    push(new Call(call.get(0), (List<?>) call.get(1)));
                }
                case 'b' -> pop(); // the state of what is not built
                default -> throw new IllegalArgumentException(String.format("pickle code 0x%02x", code));
            }
        }
    }

    private void push(Object value) {
        stack.add(value);
    }

    private Object pop() {
        return stack.remove(stack.size() - 1);
    }

    private Object top() {
        return stack.get(stack.size() - 1);
    }

    private List<Object> popLast(int count) {
        List<Object> last = stack.subList(stack.size() - count, stack.size());
        List<Object> values = new ArrayList<>(last);
        last.clear();
        return values;
    }

    private List<Object> popMarked() {
        int mark = stack.size() - 1;
        while (stack.get(mark) != MARK)
            mark--;
        List<Object> values = popLast(stack.size() - mark - 1);
        pop();
        return values;
    }

    /** Puts keys and values into the dictionary on top; keys that are no text name no tensors and are left out. */
    private void put(List<Object> pairs) {
        Map<String, Object> items = items(top());
        for (int i = 0; i + 1 < pairs.size(); i += 2)
            if (pairs.get(i) instanceof String key)
                items.put(key, pairs.get(i + 1));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> items(Object dictionary) {
        return dictionary instanceof Call call ? call.items : (Map<String, Object>) dictionary;
    }

    @SuppressWarnings("unchecked")
    private void add(List<Object> values) {
        if (!(top() instanceof Call))
            ((List<Object>) top()).addAll(values);
    }

    private Object known(int place) {
        if (!memo.containsKey(place))
            throw new IllegalArgumentException("nothing was kept at " + place);
        return memo.get(place);
    }

    private byte[] bytes(int length) {
        if (length < 0 || length > in.remaining())
            throw new IllegalArgumentException("a length of " + length);
        byte[] bytes = new byte[length];
        in.get(bytes);
        return bytes;
    }

    private String text(int length) {
        return new String(bytes(length), StandardCharsets.UTF_8);
    }

    private String line() {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (byte b = in.get(); b != '\n'; b = in.get())
            line.write(b);
        return line.toString(StandardCharsets.UTF_8);
    }

    private Object number(int length) {
        byte[] bytes = bytes(length);
        for (int i = 0; i < length / 2; i++) {
            byte b = bytes[i];
            bytes[i] = bytes[length - 1 - i];
            bytes[length - 1 - i] = b;
        }
        return length == 0 ? 0L : (Object) new BigInteger(bytes).longValue();
    }
}
