package dev.pgwright.locks;

import dev.pgwright.server.LockMode;
import java.util.ArrayList;
import java.util.List;

/** What a lock on a table keeps others from doing (PostgreSQL 18, section 13.3.1), in words. */
public final class LockConflict {
    private LockConflict() {}

    /** The statements that wait for a lock of this mode, in the order of their own locks. */
    public static List<String> blockedStatements(LockMode mode) {
        List<String> blocked = new ArrayList<>();
        for (LockMode other : LockMode.values()) {
            if (mode.conflictsWith(other)) {
                blocked.addAll(statements(other));
            }
        }
        return List.copyOf(blocked);
    }

    private static List<String> statements(LockMode mode) {
        return switch (mode) {
            case ACCESS_SHARE -> List.of("SELECT");
            case ROW_SHARE -> List.of("SELECT FOR UPDATE");
            case ROW_EXCLUSIVE -> List.of("INSERT", "UPDATE", "DELETE", "MERGE");
            case SHARE_UPDATE_EXCLUSIVE ->
                List.of("VACUUM", "ANALYZE", "CREATE INDEX CONCURRENTLY", "VALIDATE CONSTRAINT");
            case SHARE -> List.of("CREATE INDEX");
            case SHARE_ROW_EXCLUSIVE -> List.of("CREATE TRIGGER", "ADD FOREIGN KEY");
            case EXCLUSIVE -> List.of("REFRESH MATERIALIZED VIEW CONCURRENTLY");
            case ACCESS_EXCLUSIVE -> List.of("most ALTER TABLE", "DROP", "TRUNCATE");
        };
    }

    /** The predicate of a sentence about the lock, such as {@code blocks reads and writes}. */
    public static String words(LockMode mode) {
        if (mode.blocksReads()) {
            return "blocks reads and writes";
        }
        if (mode.blocksWrites()) {
            return "blocks writes";
        }
        return mode.conflictsWith(LockMode.SHARE_UPDATE_EXCLUSIVE)
                ? "blocks changes of the schema and VACUUM, but no reads and writes"
                : "blocks no reads and writes";
    }
}
