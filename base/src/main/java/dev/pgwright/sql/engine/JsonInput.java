package dev.pgwright.sql.engine;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads the JSON that the parser writes. Own code instead of a library's, because it starts at once and because names
 * repeat: each is made a string once.
 */
final class JsonInput {
    /** Deeper trees are refused, or everything that walks them by recursion would fail. */
    static final int DEEPEST = 10_000;

    /** The tree is nested deeper than can be worked with. */
    static final class TooDeep extends RuntimeException {
        private static final long serialVersionUID = 1L;

        TooDeep() {
            super("nested too deeply", null, false, false);
        }
    }

    private final byte[] json;
    private final NameTable names;
    private int position;
    private int depth;

    JsonInput(byte[] json, NameTable names) {
        this.json = json;
        this.names = names;
    }

    void beginObject() {
        expect('{');
        enter();
    }

    /** The next name of the object; null when the object has ended. */
    @Nullable String nextName() {
        if (!hasNext('}')) {
            return null;
        }
        String name = nameValue();
        expect(':');
        return name;
    }

    void endObject() {
        expect('}');
        depth--;
    }

    void beginArray() {
        expect('[');
        enter();
    }

    /** Whether the array has another element; leaves the array when not. */
    boolean hasNext() {
        return hasNext(']');
    }

    private boolean hasNext(char end) {
        byte next = peek();
        if (next == end) {
            position++;
            depth--;
            return false;
        }
        if (next == ',') {
            position++;
        }
        return true;
    }

    private void enter() {
        depth++;
        if (depth > 2 * DEEPEST) {
            throw new TooDeep();
        }
    }

    int intValue() {
        return (int) longValue();
    }

    long longValue() {
        boolean negative = peek() == '-';
        if (negative) {
            position++;
        }
        long value = 0;
        int start = position;
        while (position < json.length && json[position] >= '0' && json[position] <= '9') {
            value = 10 * value + json[position] - '0';
            position++;
        }
        if (position == start) {
            throw unexpected("a number");
        }
        return negative ? -value : value;
    }

    boolean booleanValue() {
        boolean value = peek() == 't';
        position += value ? "true".length() : "false".length();
        return value;
    }

    /** A string without escapes, the same object for the same text. */
    String nameValue() {
        expect('"');
        int start = position;
        while (json[position] != '"') {
            position++;
        }
        return names.name(json, start, position++);
    }

    String stringValue() {
        expect('"');
        int start = position;
        while (json[position] != '"' && json[position] != '\\') {
            position++;
        }
        if (json[position] == '"') {
            return new String(json, start, position++ - start, StandardCharsets.UTF_8);
        }
        StringBuilder text = new StringBuilder();
        while (true) {
            text.append(new String(json, start, position - start, StandardCharsets.UTF_8));
            if (json[position++] == '"') {
                return text.toString();
            }
            escape(text);
            start = position;
            while (json[position] != '"' && json[position] != '\\') {
                position++;
            }
        }
    }

    private void escape(StringBuilder text) {
        char escaped = (char) json[position++];
        switch (escaped) {
            case 'n' -> text.append('\n');
            case 't' -> text.append('\t');
            case 'r' -> text.append('\r');
            case 'b' -> text.append('\b');
            case 'f' -> text.append('\f');
            case 'u' -> {
                String digits = new String(json, position, 4, StandardCharsets.US_ASCII);
                text.append((char) Integer.parseInt(digits, 16));
                position += 4;
            }
            default -> text.append(escaped);
        }
    }

    /** The first character of the next value. */
    char kind() {
        return (char) peek();
    }

    IllegalStateException unexpected(String what) {
        int from = Math.max(position - 40, 0);
        byte[] around = Arrays.copyOfRange(json, from, Math.min(position + 40, json.length));
        return new IllegalStateException(
                "the parser's answer is not understood at '" + what + "': ..." + Utf8.decode(around));
    }

    private byte peek() {
        while (json[position] == '\n' || json[position] == ' ') {
            position++;
        }
        return json[position];
    }

    private void expect(char wanted) {
        if (peek() != wanted) {
            throw unexpected(String.valueOf(wanted));
        }
        position++;
    }
}
