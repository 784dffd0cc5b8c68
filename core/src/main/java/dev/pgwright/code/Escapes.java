package dev.pgwright.code;

import dev.pgwright.source.Span;
import java.util.Arrays;

/** The escapes in literals of the C family: what they stand for, with the place of each character. */
final class Escapes {
    private final StringBuilder text = new StringBuilder();
    private int[] at = new int[64];

    Escapes() {}

    Expression.Characters characters() {
        return new Expression.Characters(text.toString(), Arrays.copyOf(at, text.length()));
    }

    boolean isEmpty() {
        return text.isEmpty();
    }

    /** Takes a part of the file as it is. */
    void plain(String source, Span span) {
        for (int i = span.start(); i < span.end(); i++) {
            add(source.charAt(i), i);
        }
    }

    /** Takes a part of the file in which escapes stand. */
    void escaped(String source, Span span) {
        int i = span.start();
        while (i < span.end()) {
            char character = source.charAt(i);
            if (character == '\\' && i + 1 < span.end()) {
                i += escape(source, i, span.end());
            } else {
                add(character, i);
                i++;
            }
        }
    }

    /** Takes the escape at an offset, and says how long it is. */
    private int escape(String source, int start, int end) {
        char kind = source.charAt(start + 1);
        switch (kind) {
            case 'n' -> add('\n', start);
            case 't' -> add('\t', start);
            case 'r' -> add('\r', start);
            case 'b', 'f', 'v', 'a', 's' -> add(' ', start);
            case '\n' -> {
                // the line goes on
            }
            case '\r' -> {
                return start + 2 < end && source.charAt(start + 2) == '\n' ? 3 : 2;
            }
            case 'x' -> {
                return number(source, start, start + 2, Math.min(end, start + 4), 16);
            }
            case 'u' -> {
                int from = start + 2;
                while (from < end && source.charAt(from) == 'u') {
                    from++;
                }
                if (from < end && source.charAt(from) == '{') {
                    int close = source.indexOf('}', from);
                    return close < 0 || close >= end ? 2 : number(source, start, from + 1, close, 16) + 1;
                }
                return number(source, start, from, Math.min(end, from + 4), 16);
            }
            case 'U' -> {
                return number(source, start, start + 2, Math.min(end, start + 10), 16);
            }
            case '0', '1', '2', '3', '4', '5', '6', '7' -> {
                int stop = start + 1;
                while (stop < end && stop < start + 4 && source.charAt(stop) >= '0' && source.charAt(stop) <= '7') {
                    stop++;
                }
                return number(source, start, start + 1, stop, 8);
            }
            default -> add(kind, start);
        }
        return 2;
    }

    private int number(String source, int start, int from, int to, int base) {
        try {
            int code = Integer.parseInt(source.substring(from, to), base);
            for (char unit : Character.toChars(code)) {
                add(unit, start);
            }
            return to - start;
        } catch (IllegalArgumentException | StringIndexOutOfBoundsException notANumber) {
            add(source.charAt(start + 1), start);
            return 2;
        }
    }

    private void add(char character, int offset) {
        if (text.length() == at.length) {
            at = Arrays.copyOf(at, at.length * 2);
        }
        at[text.length()] = offset;
        text.append(character);
    }
}
