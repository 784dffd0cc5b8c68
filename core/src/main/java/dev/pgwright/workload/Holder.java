package dev.pgwright.workload;

import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.server.LockMode;
import java.util.List;
import java.util.Optional;

/**
 * A transaction that was open when the facts were taken.
 *
 * @param description who it is, for people: {@code session 4711 of app, idle in transaction}
 * @param seconds how long it has been open
 * @param holdsSnapshot whether statements that wait for old snapshots wait for it
 * @param tables relations on which it holds locks
 * @param writes of those, the ones it holds a lock of a writer or stronger on
 * @param maintains of those, the ones it holds SHARE UPDATE EXCLUSIVE or stronger on, as VACUUM does
 */
public record Holder(
        String description,
        long seconds,
        boolean holdsSnapshot,
        List<QualifiedName> tables,
        List<QualifiedName> writes,
        List<QualifiedName> maintains) {
    public Holder {
        tables = List.copyOf(tables);
        writes = List.copyOf(writes);
        maintains = List.copyOf(maintains);
    }

    /** The lock that it holds on a relation, or a weaker one; empty if it holds none. */
    public Optional<LockMode> lockOn(QualifiedName relation) {
        if (!tables.contains(relation)) {
            return Optional.empty();
        }
        if (maintains.contains(relation)) {
            return Optional.of(LockMode.SHARE_UPDATE_EXCLUSIVE);
        }
        return Optional.of(writes.contains(relation) ? LockMode.ROW_EXCLUSIVE : LockMode.ACCESS_SHARE);
    }
}
