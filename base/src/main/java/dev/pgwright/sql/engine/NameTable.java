package dev.pgwright.sql.engine;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** The names of structs, fields and constants seen so far, found by their bytes. Not for use by several threads. */
final class NameTable {
    /** PostgreSQL's tree has some 2,500 names. */
    private static final int SLOTS = 8_192;

    private final @Nullable String[] names = new String[SLOTS];
    private int count;

    String name(byte[] bytes, int from, int to) {
        int hash = 0;
        for (int i = from; i < to; i++) {
            hash = 31 * hash + bytes[i];
        }
        int slot = (hash ^ hash >>> 13) & (SLOTS - 1);
        for (String known = names[slot]; known != null; known = names[slot]) {
            if (matches(known, bytes, from, to)) {
                return known;
            }
            slot = (slot + 1) & (SLOTS - 1);
        }
        String made = new String(bytes, from, to - from, StandardCharsets.UTF_8);
        if (count < SLOTS / 2) {
            names[slot] = made;
            count++;
        }
        return made;
    }

    private static boolean matches(String name, byte[] bytes, int from, int to) {
        if (name.length() != to - from) {
            return false;
        }
        for (int i = 0; i < name.length(); i++) {
            if (name.charAt(i) != bytes[from + i]) {
                return false;
            }
        }
        return true;
    }
}
