package dev.pgwright.workload;

import dev.pgwright.catalog.QualifiedName;
import java.util.List;

/**
 * A transaction that was open when the facts were taken.
 *
 * @param description who it is, for people: {@code session 4711 of app, idle in transaction}
 * @param seconds how long it has been open
 * @param holdsSnapshot whether statements that wait for old snapshots wait for it
 * @param tables relations on which it holds locks
 * @param writes of those, the ones it holds a lock of a writer or stronger on
 */
public record Holder(
        String description,
        long seconds,
        boolean holdsSnapshot,
        List<QualifiedName> tables,
        List<QualifiedName> writes) {
    public Holder {
        tables = List.copyOf(tables);
        writes = List.copyOf(writes);
    }
}
