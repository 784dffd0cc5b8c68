package dev.pgwright.server;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What one statement did to the relations that existed before it, observed on a real server.
 *
 * @param statement the SQL
 * @param locks every lock on a relation that existed before, in the order of relation and mode
 * @param rewritten relations whose files were replaced by others, sorted
 * @param scanned tables that were read from end to end, sorted
 * @param duration how long the statement ran; with pauses, if it was traced outside a transaction
 * @param error what the server said if the statement failed; the rest is then what was seen up to the failure
 */
public record StatementTrace(
        String statement,
        List<Lock> locks,
        List<String> rewritten,
        List<Scan> scanned,
        Duration duration,
        @Nullable ServerError error) {
    /** Copies the lists. */
    public StatementTrace {
        locks = List.copyOf(locks);
        rewritten = List.copyOf(rewritten);
        scanned = List.copyOf(scanned);
    }

    /**
     * One lock.
     *
     * @param relation {@code schema.name}, quoted where SQL needs it
     */
    public record Lock(String relation, RelationKind kind, LockMode mode) implements Comparable<Lock> {
        @Override
        public int compareTo(Lock other) {
            int byRelation = relation.compareTo(other.relation);
            return byRelation != 0 ? byRelation : mode.compareTo(other.mode);
        }

        @Override
        public String toString() {
            return relation + ":" + mode.word();
        }
    }

    /**
     * Sequential scans of one table.
     *
     * @param times how many scans were begun
     * @param rows how many row versions they read
     */
    public record Scan(String relation, long times, long rows) implements Comparable<Scan> {
        @Override
        public int compareTo(Scan other) {
            return relation.compareTo(other.relation);
        }

        @Override
        public String toString() {
            return relation + ":" + times + "x" + rows;
        }
    }

    /** What the server refused a statement with. */
    public record ServerError(String sqlState, String message) {}

    public boolean succeeded() {
        return error == null;
    }

    /** The strongest lock on a relation, by its qualified name. */
    public Optional<LockMode> strongestLock(String relation) {
        return locks.stream()
                .filter(lock -> lock.relation().equals(relation))
                .map(Lock::mode)
                .max(LockMode::compareTo);
    }
}
