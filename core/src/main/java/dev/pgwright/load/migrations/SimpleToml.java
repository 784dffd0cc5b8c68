package dev.pgwright.load.migrations;

import dev.pgwright.source.SourceFile;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The part of TOML that the documentation of Flyway and Diesel uses: tables, dotted and quoted keys, strings on one line, booleans, numbers
 * and arrays of these. What else stands there is named with its place and left out.
 *
 * <p>Source: TOML 1.0; Flyway 11, documentation page "TOML Configuration File".
 */
final class SimpleToml {
    private static final String NAME_SIGNS = "-_";

    private final SourceFile file;
    private final String text;
    private final Problems problems;
    private final Map<String, List<String>> values = new LinkedHashMap<>();
    private String table = "";
    private int at;

    private SimpleToml(SourceFile file, Problems problems) {
        this.file = file;
        this.text = file.text();
        this.problems = problems;
    }

    /** The values by their whole keys, such as {@code flyway.placeholders.name}; a single value is a list of one. */
    static Map<String, List<String>> read(SourceFile file, Problems problems) {
        SimpleToml toml = new SimpleToml(file, problems);
        toml.read();
        return toml.values;
    }

    private void read() {
        while (skipBlank(true)) {
            int start = at;
            boolean understood = text.charAt(at) == '[' ? table() : pair();
            if (!understood || !endsLine()) {
                problems.warning(
                        Problems.CONFIGURATION,
                        file.place(start),
                        "this is not read: " + line(start),
                        "Write it as one key and a string, a boolean, a number or an array of these");
                at = Math.max(at, lineEnd(start));
            }
        }
    }

    private boolean table() {
        if (text.startsWith("[[", at)) {
            return false;
        }
        at++;
        String name = key();
        if (name == null || !take(']')) {
            return false;
        }
        table = name + ".";
        return true;
    }

    private boolean pair() {
        String key = key();
        if (key == null || !take('=')) {
            return false;
        }
        skipBlank(false);
        List<String> value = at < text.length() && text.charAt(at) == '[' ? array() : single();
        if (value == null) {
            return false;
        }
        values.put(table + key, value);
        return true;
    }

    /** Parts divided by dots, each bare or in quotes. */
    private @Nullable String key() {
        List<String> parts = new ArrayList<>();
        do {
            skipBlank(false);
            String part = at < text.length() && isQuote(text.charAt(at)) ? string() : bare(NAME_SIGNS);
            if (part == null || part.isEmpty()) {
                return null;
            }
            parts.add(part);
        } while (take('.'));
        return String.join(".", parts);
    }

    private @Nullable List<String> array() {
        List<String> elements = new ArrayList<>();
        at++;
        while (skipBlank(true)) {
            if (take(']')) {
                return elements;
            }
            List<String> element = single();
            if (element == null) {
                return null;
            }
            elements.addAll(element);
            skipBlank(true);
            if (!take(',')) {
                return take(']') ? elements : null;
            }
        }
        return null;
    }

    private @Nullable List<String> single() {
        if (at < text.length() && isQuote(text.charAt(at))) {
            String string = string();
            return string == null ? null : List.of(string);
        }
        String bare = bare(NAME_SIGNS + "+.:");
        return bare.isEmpty() ? null : List.of(bare);
    }

    private @Nullable String string() {
        char quote = text.charAt(at);
        if (text.startsWith(String.valueOf(quote).repeat(3), at)) {
            return null;
        }
        StringBuilder value = new StringBuilder();
        for (int i = at + 1; i < text.length() && text.charAt(i) != '\n'; i++) {
            char c = text.charAt(i);
            if (c == quote) {
                at = i + 1;
                return value.toString();
            }
            if (c == '\\' && quote == '"') {
                i++;
                char escaped = i < text.length() ? text.charAt(i) : quote;
                int known = "btnfr\"\\".indexOf(escaped);
                if (known < 0) {
                    return null;
                }
                value.append("\b\t\n\f\r\"\\".charAt(known));
            } else {
                value.append(c);
            }
        }
        return null;
    }

    private String bare(String signs) {
        int end = at;
        while (end < text.length()
                && (Character.isLetterOrDigit(text.charAt(end)) || signs.indexOf(text.charAt(end)) >= 0)) {
            end++;
        }
        String bare = text.substring(at, end);
        at = end;
        return bare;
    }

    private boolean take(char wanted) {
        skipBlank(false);
        boolean there = at < text.length() && text.charAt(at) == wanted;
        at += there ? 1 : 0;
        return there;
    }

    /** Goes on behind blanks, and behind line ends and comments too where they are blanks; false at the end. */
    private boolean skipBlank(boolean lines) {
        while (at < text.length()) {
            char c = text.charAt(at);
            if (lines && c == '#') {
                at = lineEnd(at);
            } else if (c == ' ' || c == '\t' || (lines && (c == '\n' || c == '\r'))) {
                at++;
            } else {
                return true;
            }
        }
        return false;
    }

    private boolean endsLine() {
        skipBlank(false);
        return at == text.length() || "\r\n#".indexOf(text.charAt(at)) >= 0;
    }

    private static boolean isQuote(char c) {
        return c == '"' || c == '\'';
    }

    private int lineEnd(int from) {
        int end = text.indexOf('\n', from);
        return end < 0 ? text.length() : end;
    }

    /** The key alone: the value may be a secret. */
    private String line(int start) {
        String line = text.substring(start, lineEnd(start)).strip();
        int equals = line.indexOf('=');
        return equals < 0 ? line : line.substring(0, equals).strip();
    }
}
