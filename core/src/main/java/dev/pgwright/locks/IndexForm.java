package dev.pgwright.locks;

import static dev.pgwright.locks.FormRow.Work.BUILDS_INDEX;
import static dev.pgwright.locks.FormRow.Work.READS_ALL;
import static dev.pgwright.locks.FormRow.Work.READS_BY_PLAN;
import static dev.pgwright.locks.FormRow.Work.REWRITES;
import static dev.pgwright.locks.FormRow.form;

import dev.pgwright.server.LockMode;

/** The table of locks: indexes and maintenance. Proved by LockFormsTest on PostgreSQL 14 to 18. */
@SuppressWarnings("ImmutableEnumChecker") // a row never changes
enum IndexForm implements Form {
    CREATE_INDEX(form("CREATE INDEX")
            .on(Role.TARGET, LockMode.SHARE, READS_ALL, BUILDS_INDEX)
            .on(Role.CHILD, LockMode.SHARE, READS_ALL, BUILDS_INDEX)),
    CREATE_INDEX_EXISTS(
            form("CREATE INDEX IF NOT EXISTS of an index that exists").on(Role.TARGET, LockMode.SHARE)),
    CREATE_INDEX_ONLY(form("CREATE INDEX ... ON ONLY a partitioned table").on(Role.TARGET, LockMode.SHARE)),
    CREATE_INDEX_CONCURRENTLY(form("CREATE INDEX CONCURRENTLY")
            .on(Role.TARGET, LockMode.SHARE_UPDATE_EXCLUSIVE, READS_ALL, BUILDS_INDEX)
            .refusedInTransaction()
            .note("reads the table twice and waits for older transactions")),
    DROP_INDEX(form("DROP INDEX")
            .on(Role.TARGET, LockMode.ACCESS_EXCLUSIVE)
            .on(Role.INDEX, LockMode.ACCESS_EXCLUSIVE)
            .on(Role.CHILD, LockMode.ACCESS_EXCLUSIVE)),
    DROP_INDEX_CONCURRENTLY(form("DROP INDEX CONCURRENTLY")
            .on(Role.TARGET, LockMode.SHARE_UPDATE_EXCLUSIVE)
            .on(Role.INDEX, LockMode.SHARE_UPDATE_EXCLUSIVE)
            .refusedInTransaction()),
    RENAME_INDEX(form("ALTER INDEX ... RENAME").on(Role.INDEX, LockMode.SHARE_UPDATE_EXCLUSIVE)),
    RENAME_INDEX_AS_TABLE(form("ALTER TABLE ... RENAME of an index").on(Role.INDEX, LockMode.ACCESS_EXCLUSIVE)),
    INDEX_PARAMETERS(form("ALTER INDEX ... SET (...), RESET (...) or SET STATISTICS")
            .on(Role.INDEX, LockMode.SHARE_UPDATE_EXCLUSIVE)),
    INDEX_PARAMETERS_EXCLUSIVE(form("ALTER INDEX ... SET (...) of a parameter of gin, gist or brin")
            .on(Role.INDEX, LockMode.ACCESS_EXCLUSIVE)),
    INDEX_TABLESPACE(form("ALTER INDEX ... SET TABLESPACE").on(Role.INDEX, LockMode.ACCESS_EXCLUSIVE, REWRITES)),
    INDEX_DEPENDS(form("ALTER INDEX ... DEPENDS ON EXTENSION").on(Role.INDEX, LockMode.ACCESS_EXCLUSIVE)),
    REINDEX_INDEX(form("REINDEX INDEX")
            .on(Role.TARGET, LockMode.SHARE, READS_ALL, BUILDS_INDEX)
            .on(Role.INDEX, LockMode.ACCESS_EXCLUSIVE, REWRITES)),
    REINDEX_TABLE(form("REINDEX TABLE")
            .on(Role.TARGET, LockMode.SHARE, READS_ALL, BUILDS_INDEX)
            .on(Role.INDEX, LockMode.ACCESS_EXCLUSIVE, REWRITES)),
    REINDEX_PARTITIONED(form("REINDEX of a partitioned table or index")
            .on(Role.TARGET, LockMode.SHARE)
            .on(Role.CHILD, LockMode.SHARE, READS_ALL, BUILDS_INDEX)
            .on(Role.INDEX, LockMode.ACCESS_EXCLUSIVE, REWRITES)
            .refusedInTransaction()
            .note("each partition in a transaction of its own")),
    REINDEX_CONCURRENTLY(form("REINDEX ... CONCURRENTLY")
            .on(Role.TARGET, LockMode.SHARE_UPDATE_EXCLUSIVE, READS_ALL, BUILDS_INDEX)
            .on(Role.INDEX, LockMode.SHARE_UPDATE_EXCLUSIVE)
            .refusedInTransaction()
            .note("with an AccessExclusive lock on the old index at its end, when nobody uses it")),
    REINDEX_PARTITIONED_CONCURRENTLY(
            form("REINDEX ... CONCURRENTLY of a partitioned table")
                    .on(Role.TARGET, LockMode.SHARE_UPDATE_EXCLUSIVE)
                    .on(Role.CHILD, LockMode.SHARE, READS_ALL, BUILDS_INDEX)
                    .on(Role.INDEX, LockMode.SHARE_UPDATE_EXCLUSIVE)
                    .refusedInTransaction()
                    .note(
                            "Share on all partitions for a moment at its beginning, then ShareUpdateExclusive on one after the other")),
    REINDEX_SCHEMA(form("REINDEX SCHEMA, DATABASE or SYSTEM")
            .on(Role.TARGET, LockMode.SHARE, READS_ALL, BUILDS_INDEX)
            .on(Role.INDEX, LockMode.ACCESS_EXCLUSIVE, REWRITES)
            .refusedInTransaction()
            .note("each table in a transaction of its own")),
    CLUSTER(form("CLUSTER")
            .on(Role.TARGET, LockMode.ACCESS_EXCLUSIVE, REWRITES, READS_ALL, BUILDS_INDEX)
            .on(Role.INDEX, LockMode.ACCESS_EXCLUSIVE, REWRITES)),
    CLUSTER_ALL(form("CLUSTER of all tables or of a partitioned table")
            .on(Role.TARGET, LockMode.ACCESS_EXCLUSIVE, REWRITES, READS_ALL, BUILDS_INDEX)
            .on(Role.INDEX, LockMode.ACCESS_EXCLUSIVE, REWRITES)
            .refusedInTransaction()),
    VACUUM(form("VACUUM")
            .on(Role.TARGET, LockMode.SHARE_UPDATE_EXCLUSIVE, READS_BY_PLAN)
            .on(Role.INDEX, LockMode.ROW_EXCLUSIVE)
            .refusedInTransaction()
            .note("truncation takes AccessExclusive for a moment, if it gets it")),
    VACUUM_FULL(form("VACUUM FULL")
            .on(Role.TARGET, LockMode.ACCESS_EXCLUSIVE, REWRITES, READS_ALL, BUILDS_INDEX)
            .on(Role.INDEX, LockMode.ACCESS_EXCLUSIVE, REWRITES)
            .refusedInTransaction()),
    ANALYZE(form("ANALYZE")
            .on(Role.TARGET, LockMode.SHARE_UPDATE_EXCLUSIVE, READS_BY_PLAN)
            .on(Role.CHILD, LockMode.SHARE_UPDATE_EXCLUSIVE, READS_BY_PLAN)
            .on(Role.INDEX, LockMode.ACCESS_SHARE)
            .note("reads a sample")),
    ANALYZE_INHERITED(form("ANALYZE of a table with inheriting tables")
            .before(18, Role.CHILD, LockMode.ACCESS_SHARE, READS_BY_PLAN)
            .from(18, Role.CHILD, LockMode.SHARE_UPDATE_EXCLUSIVE, READS_BY_PLAN));

    private final FormRow row;

    IndexForm(FormRow row) {
        this.row = row;
    }

    @Override
    public FormRow row() {
        return row;
    }
}
