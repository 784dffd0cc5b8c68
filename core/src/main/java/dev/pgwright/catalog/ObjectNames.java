package dev.pgwright.catalog;

import java.nio.charset.StandardCharsets;

/** The names that PostgreSQL gives to what is made without a name. */
public final class ObjectNames {
    /** NAMEDATALEN - 1: the longest name, in bytes of UTF-8. */
    public static final int MAX_BYTES = 63;

    private ObjectNames() {}

    /**
     * {@code <relation>_<column>_<label>}, shortened as makeObjectName in PostgreSQL's indexcmds.c does: the longer of
     * the first two parts loses bytes until the whole fits.
     */
    public static String of(String relation, String column, String label) {
        int relationBytes = bytes(relation);
        int columnBytes = bytes(column);
        int available = MAX_BYTES - bytes(label) - 2;
        while (relationBytes + columnBytes > available) {
            if (relationBytes > columnBytes) {
                relationBytes--;
            } else {
                columnBytes--;
            }
        }
        return clip(relation, relationBytes) + "_" + clip(column, columnBytes) + "_" + label;
    }

    /** The first characters of a name that fit into so many bytes of UTF-8. */
    public static String clip(String name, int maxBytes) {
        int used = 0;
        int end = 0;
        while (end < name.length()) {
            int codePoint = name.codePointAt(end);
            used += bytes(Character.toString(codePoint));
            if (used > maxBytes) {
                break;
            }
            end += Character.charCount(codePoint);
        }
        return name.substring(0, end);
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
