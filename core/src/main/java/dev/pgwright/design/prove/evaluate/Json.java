package dev.pgwright.design.prove.evaluate;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * JSON documents as PostgreSQL's jsonb prints them. A document is a map, a list, a string, a number without trailing
 * zeros, a boolean or {@link #NULL}.
 */
final class Json {
    /** The null of JSON, which is a value. */
    static final Object NULL = new Object() {
        @Override
        public String toString() {
            return "null";
        }
    };

    private final String text;
    private int at;

    private Json(String text) {
        this.text = text;
    }

    static Object parse(String text) {
        Json json = new Json(text);
        Object document = json.value();
        json.skipSpace();
        if (json.at != text.length()) {
            throw new IllegalStateException("more than one JSON document: " + text);
        }
        return document;
    }

    /**
     * Whether {@code inner} is a sub-document, as the operator {@code @>} has it (manual of PostgreSQL 18, 8.14.3): an
     * object contains its parts, an array contains elements in any order, and an array contains a scalar.
     */
    static boolean contains(Object outer, Object inner) {
        if (outer instanceof List<?> list && !(inner instanceof List<?>) && !(inner instanceof Map<?, ?>)) {
            return list.contains(inner);
        }
        return within(outer, inner);
    }

    private static boolean within(Object outer, Object inner) {
        if (outer instanceof Map<?, ?> whole && inner instanceof Map<?, ?> part) {
            return part.entrySet().stream().allMatch(entry -> {
                Object value = whole.get(entry.getKey());
                return value != null && within(value, Objects.requireNonNull(entry.getValue()));
            });
        }
        if (outer instanceof List<?> whole && inner instanceof List<?> part) {
            return part.stream().allMatch(one -> whole.stream().anyMatch(other -> within(other, one)));
        }
        return outer.equals(inner);
    }

    private Object value() {
        skipSpace();
        char c = text.charAt(at);
        return switch (c) {
            case '{' -> object();
            case '[' -> array();
            case '"' -> string();
            case 't' -> word("true", Boolean.TRUE);
            case 'f' -> word("false", Boolean.FALSE);
            case 'n' -> word("null", NULL);
            default -> number();
        };
    }

    private Map<String, Object> object() {
        Map<String, Object> members = new TreeMap<>();
        at++;
        while (!ends('}')) {
            skipSpace();
            String name = string();
            skipSpace();
            at++;
            members.put(name, value());
        }
        return members;
    }

    private List<Object> array() {
        List<Object> elements = new ArrayList<>();
        at++;
        while (!ends(']')) {
            elements.add(value());
        }
        return elements;
    }

    private boolean ends(char end) {
        skipSpace();
        if (text.charAt(at) == ',') {
            at++;
            return false;
        }
        if (text.charAt(at) == end) {
            at++;
            return true;
        }
        return false;
    }

    private String string() {
        StringBuilder content = new StringBuilder();
        at++;
        while (text.charAt(at) != '"') {
            char c = text.charAt(at++);
            if (c == '\\') {
                char escaped = text.charAt(at++);
                switch (escaped) {
                    case 'n' -> content.append('\n');
                    case 't' -> content.append('\t');
                    case 'r' -> content.append('\r');
                    case 'b' -> content.append('\b');
                    case 'f' -> content.append('\f');
                    case 'u' -> {
                        content.append((char) Integer.parseInt(text.substring(at, at + 4), 16));
                        at += 4;
                    }
                    default -> content.append(escaped);
                }
            } else {
                content.append(c);
            }
        }
        at++;
        return content.toString();
    }

    private Object word(String word, Object meaning) {
        at += word.length();
        return meaning;
    }

    private BigDecimal number() {
        int start = at;
        while (at < text.length() && "+-.eE0123456789".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        return new BigDecimal(text.substring(start, at)).stripTrailingZeros();
    }

    private void skipSpace() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
    }
}
