package dev.pgwright.catalog;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

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

    /** {@code <relation>_<label>}, shortened the same way: what a primary key is called. */
    public static String of(String relation, String label) {
        return clip(relation, MAX_BYTES - bytes(label) - 1) + "_" + label;
    }

    /**
     * The columns of an index as its name says them, {@code a_b_expr_expr1}: as ChooseIndexColumnNames and
     * ChooseIndexNameAddition of PostgreSQL's indexcmds.c do.
     *
     * @param columns names, {@code expr} for an expression
     */
    public static String ofIndexColumns(List<String> columns) {
        List<String> unique = new ArrayList<>();
        for (String column : columns) {
            String candidate = column;
            for (int i = 1; unique.contains(candidate); i++) {
                String number = Integer.toString(i);
                candidate = clip(column, MAX_BYTES - number.length()) + number;
            }
            unique.add(candidate);
        }
        StringBuilder addition = new StringBuilder();
        for (String column : unique) {
            addition.append(addition.isEmpty() ? "" : "_").append(column);
            if (bytes(addition.toString()) > MAX_BYTES) {
                break;
            }
        }
        return addition.toString();
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
