package dev.pgwright.server;

import java.util.Locale;

/** The lock modes of relations, weakest first (PostgreSQL 18, section 13.3.1). */
public enum LockMode {
    ACCESS_SHARE("AccessShare"),
    ROW_SHARE("RowShare"),
    ROW_EXCLUSIVE("RowExclusive"),
    SHARE_UPDATE_EXCLUSIVE("ShareUpdateExclusive"),
    SHARE("Share"),
    SHARE_ROW_EXCLUSIVE("ShareRowExclusive"),
    EXCLUSIVE("Exclusive"),
    ACCESS_EXCLUSIVE("AccessExclusive");

    /** Table 13.2; row and column in the order of the constants. */
    private static final String[] CONFLICTS = {
        ".......x", //
        "......xx",
        "....xxxx",
        "...xxxxx",
        "..xx.xxx",
        "..xxxxxx",
        ".xxxxxxx",
        "xxxxxxxx",
    };

    private final String word;

    LockMode(String word) {
        this.word = word;
    }

    /** The name that pg_locks uses, without its final "Lock". */
    public String word() {
        return word;
    }

    /** As the statement LOCK TABLE wants it: {@code share update exclusive}. */
    public String sql() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** True if two transactions cannot hold these modes on one relation at the same time. */
    public boolean conflictsWith(LockMode other) {
        return CONFLICTS[ordinal()].charAt(other.ordinal()) == 'x';
    }

    /** True if reading waits for this lock. */
    public boolean blocksReads() {
        return conflictsWith(ACCESS_SHARE);
    }

    /** True if INSERT, UPDATE and DELETE wait for this lock. */
    public boolean blocksWrites() {
        return conflictsWith(ROW_EXCLUSIVE);
    }

    /** The mode of this name in pg_locks, such as {@code AccessShareLock}. */
    static LockMode ofCatalog(String name) {
        for (LockMode mode : values()) {
            if (name.equals(mode.word + "Lock")) {
                return mode;
            }
        }
        throw new IllegalArgumentException("not the mode of a relation's lock: " + name);
    }
}
