package dev.pgwright.catalog;

import org.jspecify.annotations.Nullable;

/**
 * What few tables have.
 *
 * @param tablespace null for the database's default
 * @param accessMethod null for heap
 * @param ofType the composite type of {@code CREATE TABLE OF}
 * @param foreign null for a table of this database
 * @param clusteredOn the index, or the constraint it belongs to, of {@code CLUSTER ON}
 */
public record TableSettings(
        @Nullable String tablespace,
        @Nullable String accessMethod,
        @Nullable QualifiedName ofType,
        @Nullable ForeignSource foreign,
        ReplicaIdentity replicaIdentity,
        @Nullable String clusteredOn,
        boolean rowSecurity,
        boolean forceRowSecurity) {
    public static final TableSettings NONE =
            new TableSettings(null, null, null, null, ReplicaIdentity.DEFAULT, null, false, false);

    /**
     * What logical replication identifies a row by.
     *
     * @param index the name of the index, with {@link Kind#INDEX} only
     */
    public record ReplicaIdentity(Kind kind, @Nullable String index) {
        public static final ReplicaIdentity DEFAULT = new ReplicaIdentity(Kind.DEFAULT, null);

        /** The words of {@code REPLICA IDENTITY}. */
        public enum Kind {
            DEFAULT,
            FULL,
            NOTHING,
            INDEX
        }
    }
}
