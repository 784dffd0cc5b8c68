package dev.pgwright.locks;

import static dev.pgwright.locks.FormRow.Work.BUILDS_INDEX;
import static dev.pgwright.locks.FormRow.Work.READS_ALL;
import static dev.pgwright.locks.FormRow.Work.READS_BY_PLAN;
import static dev.pgwright.locks.FormRow.form;

import dev.pgwright.server.LockMode;

/** The table of locks: partitions. Proved by LockFormsTest on PostgreSQL 14 to 18. */
@SuppressWarnings("ImmutableEnumChecker") // a row never changes
enum PartitionForm implements Form {
    ATTACH(form("ALTER TABLE ... ATTACH PARTITION")
            .on(Role.TARGET, LockMode.SHARE_UPDATE_EXCLUSIVE)
            .on(Role.PARTITION, LockMode.ACCESS_EXCLUSIVE, READS_ALL)
            .on(Role.PARENT_INDEX, LockMode.SHARE_UPDATE_EXCLUSIVE)
            .on(Role.DEFAULT_PARTITION, LockMode.ACCESS_EXCLUSIVE, READS_ALL)),
    ATTACH_PROVEN(form("ALTER TABLE ... ATTACH PARTITION where a valid CHECK proves the bound")
            .on(Role.TARGET, LockMode.SHARE_UPDATE_EXCLUSIVE)
            .on(Role.PARTITION, LockMode.ACCESS_EXCLUSIVE)
            .on(Role.PARENT_INDEX, LockMode.SHARE_UPDATE_EXCLUSIVE)
            .on(Role.DEFAULT_PARTITION, LockMode.ACCESS_EXCLUSIVE, READS_ALL)),
    ATTACH_BUILDS(form("ALTER TABLE ... ATTACH PARTITION of a table that lacks indexes of the partitioned one")
            .on(Role.PARTITION, LockMode.ACCESS_EXCLUSIVE, READS_ALL, BUILDS_INDEX)),
    ATTACH_KEY(
            form("ALTER TABLE ... ATTACH PARTITION under a foreign key")
                    .on(Role.REFERENCED, LockMode.SHARE_ROW_EXCLUSIVE, READS_BY_PLAN)
                    .from(15, Role.REFERENCED_KEY, LockMode.ACCESS_SHARE)
                    .on(Role.INDEX, LockMode.ACCESS_SHARE)
                    .from(16, Role.PARTITIONED_INDEX, LockMode.ACCESS_SHARE)
                    .on(Role.REFERENCED_INDEX, LockMode.ACCESS_SHARE)
                    .note(
                            "CREATE TABLE ... PARTITION OF has no rows to check, so locks no other indexes than that of the key")),
    DETACH(form("ALTER TABLE ... DETACH PARTITION")
            .on(Role.TARGET, LockMode.ACCESS_EXCLUSIVE)
            .on(Role.PARTITION, LockMode.ACCESS_EXCLUSIVE)
            .on(Role.PARTITION_INDEX, LockMode.ACCESS_EXCLUSIVE)
            .on(Role.DEFAULT_PARTITION, LockMode.ACCESS_EXCLUSIVE)),
    DETACH_KEY(form("ALTER TABLE ... DETACH PARTITION under a foreign key")
            .on(Role.REFERENCED, LockMode.SHARE_ROW_EXCLUSIVE)),
    DETACH_CONCURRENTLY(form("ALTER TABLE ... DETACH PARTITION ... CONCURRENTLY")
            .on(Role.TARGET, LockMode.SHARE_UPDATE_EXCLUSIVE)
            .on(Role.PARTITION, LockMode.ACCESS_EXCLUSIVE)
            .on(Role.PARTITION_INDEX, LockMode.ACCESS_EXCLUSIVE)
            .refusedInTransaction()),
    DETACH_FINALIZE(form("ALTER TABLE ... DETACH PARTITION ... FINALIZE")
            .on(Role.TARGET, LockMode.SHARE_UPDATE_EXCLUSIVE)
            .on(Role.PARTITION, LockMode.ACCESS_EXCLUSIVE)
            .on(Role.PARTITION_INDEX, LockMode.ACCESS_EXCLUSIVE)),
    ATTACH_INDEX(form("ALTER INDEX ... ATTACH PARTITION")
            .on(Role.TARGET, LockMode.SHARE_UPDATE_EXCLUSIVE)
            .on(Role.PARTITION_INDEX, LockMode.ACCESS_EXCLUSIVE)
            .on(Role.PARENT, LockMode.ACCESS_SHARE)
            .on(Role.PARTITION, LockMode.ACCESS_SHARE));

    private final FormRow row;

    PartitionForm(FormRow row) {
        this.row = row;
    }

    @Override
    public FormRow row() {
        return row;
    }
}
