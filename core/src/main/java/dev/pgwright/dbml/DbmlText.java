package dev.pgwright.dbml;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** How names and texts are written so that {@code @dbml/core} and our own reader read the same. */
final class DbmlText {
    private static final Pattern PLAIN_NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    private static final Pattern TRIPLE = Pattern.compile("'{3,}");

    /** Words that begin a block or mean something where a name may stand. */
    private static final Set<String> KEYWORDS = Set.of(
            "table",
            "enum",
            "ref",
            "dep",
            "note",
            "project",
            "indexes",
            "tablegroup",
            "tablepartial",
            "checks",
            "records",
            "diagramview",
            "tables",
            "notes",
            "tablegroups",
            "schemas",
            "metadata",
            "use",
            "reuse",
            "as",
            "from",
            "pk",
            "primary",
            "unique",
            "not",
            "null",
            "true",
            "false",
            "none",
            "increment",
            "default",
            "check");

    private DbmlText() {}

    /** A name, in double quotes where it needs them. */
    static String name(String name) {
        if (PLAIN_NAME.matcher(name).matches() && !KEYWORDS.contains(name.toLowerCase(Locale.ROOT))) {
            return name;
        }
        return "\"" + escape(name, '"') + "\"";
    }

    /** A text on one line, in single quotes. */
    static String single(String text) {
        return "'" + escape(text, '\'') + "'";
    }

    private static String escape(String text, char quote) {
        StringBuilder escaped = new StringBuilder(text.length() + 8);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '\\' -> escaped.append("\\\\");
                case '\n' -> escaped.append("\\n");
                case '\r' -> escaped.append("\\r");
                case '\t' -> escaped.append("\\t");
                default -> {
                    if (c == quote) {
                        escaped.append('\\');
                    }
                    escaped.append(c);
                }
            }
        }
        return escaped.toString();
    }

    /** A text of several lines between three quotes where that keeps it exactly, else on one line. */
    static String text(String text, String indent) {
        if (text.indexOf('\n') < 0 || !survivesDedent(text)) {
            return single(text);
        }
        StringBuilder written = new StringBuilder("'''\n");
        for (String line : text.split("\n", -1)) {
            String escaped = TRIPLE.matcher(line.replace("\\", "\\\\").replace("\r", "\\r"))
                    .replaceAll(quotes -> "\\\\'".repeat(quotes.group().length()));
            written.append(escaped.isEmpty() ? "" : indent + escaped).append('\n');
        }
        return written.append(indent).append("'''").toString();
    }

    private static boolean survivesDedent(String text) {
        return dedent("\n" + text + "\n").equals(text);
    }

    /**
     * Removes the lines' common indentation, empty lines at the start and the last line if it is blank. As
     * {@code @dbml/core} does, which however keeps the newline before the closing quotes.
     */
    static String dedent(String text) {
        if (text.indexOf('\n') < 0) {
            return text;
        }
        List<String> lines = new ArrayList<>(List.of(text.split("\n", -1)));
        while (lines.size() > 1 && lines.get(0).isBlank()) {
            lines.remove(0);
        }
        if (lines.size() > 1 && lines.get(lines.size() - 1).isBlank()) {
            lines.remove(lines.size() - 1);
        }
        int indentation = lines.stream()
                .filter(line -> !line.isBlank())
                .mapToInt(line -> line.length() - line.stripLeading().length())
                .min()
                .orElse(0);
        return String.join(
                "\n",
                lines.stream()
                        .map(line -> line.substring(Math.min(indentation, line.length())))
                        .toList());
    }
}
