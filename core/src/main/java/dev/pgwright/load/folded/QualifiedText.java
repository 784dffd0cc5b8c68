package dev.pgwright.load.folded;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Reads names inside strings, as {@code 'shop."Order"'::regclass} has them. */
final class QualifiedText {
    private QualifiedText() {}

    /** The parts without quotes; what is not quoted in lower case (stringToQualifiedNameList of PostgreSQL). */
    static List<String> parts(String text) {
        List<String> parts = new ArrayList<>();
        StringBuilder part = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"') {
                if (quoted && i + 1 < text.length() && text.charAt(i + 1) == '"') {
                    part.append('"');
                    i++;
                } else {
                    quoted = !quoted;
                }
            } else if (c == '.' && !quoted) {
                parts.add(part.toString());
                part.setLength(0);
            } else if (quoted) {
                part.append(c);
            } else if (!Character.isWhitespace(c)) {
                part.append(Character.toString(c).toLowerCase(Locale.ROOT));
            }
        }
        parts.add(part.toString());
        return parts;
    }

    /** The elements of a list such as a search path. */
    static List<String> list(String text) {
        List<String> names = new ArrayList<>();
        StringBuilder name = new StringBuilder();
        boolean quoted = false;
        for (char c : (text + ",").toCharArray()) {
            if (c == '"') {
                quoted = !quoted;
            } else if (c == ',' && !quoted) {
                if (!name.isEmpty()) {
                    names.add(name.toString());
                }
                name.setLength(0);
            } else if (quoted) {
                name.append(c);
            } else if (!Character.isWhitespace(c)) {
                name.append(Character.toString(c).toLowerCase(Locale.ROOT));
            }
        }
        return names;
    }
}
