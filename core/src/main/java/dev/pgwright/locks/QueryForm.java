package dev.pgwright.locks;

import static dev.pgwright.locks.FormRow.Work.READS_ALL;
import static dev.pgwright.locks.FormRow.Work.READS_BY_PLAN;
import static dev.pgwright.locks.FormRow.form;

import dev.pgwright.server.LockMode;

/** The table of locks: queries and changes of rows. Proved by LockFormsTest on PostgreSQL 14 to 18. */
@SuppressWarnings("ImmutableEnumChecker") // a row never changes
enum QueryForm implements Form {
    SELECT(form("SELECT")
            .on(Role.READ, LockMode.ACCESS_SHARE, READS_BY_PLAN)
            .on(Role.READ_INDEX, LockMode.ACCESS_SHARE)
            .from(16, Role.PARTITIONED_INDEX, LockMode.ACCESS_SHARE)),
    SELECT_FOR(form("SELECT ... FOR UPDATE, NO KEY UPDATE, SHARE or KEY SHARE")
            .on(Role.READ, LockMode.ROW_SHARE, READS_BY_PLAN)
            .on(Role.READ_INDEX, LockMode.ROW_SHARE)
            .from(16, Role.PARTITIONED_INDEX, LockMode.ROW_SHARE)),
    SEQUENCE_FUNCTION(form("nextval, setval, currval").on(Role.SEQUENCE, LockMode.ROW_EXCLUSIVE)),
    INSERT(form("INSERT")
            .on(Role.TARGET, LockMode.ROW_EXCLUSIVE)
            .on(Role.CHILD, LockMode.ROW_EXCLUSIVE)
            .on(Role.SEQUENCE, LockMode.ROW_EXCLUSIVE)),
    INSERT_ON_CONFLICT(form("INSERT ... ON CONFLICT (...)")
            .on(Role.INDEX, LockMode.ROW_EXCLUSIVE)
            .on(Role.PARTITIONED_INDEX, LockMode.ROW_EXCLUSIVE)),
    UPDATE(form("UPDATE")
            .on(Role.TARGET, LockMode.ROW_EXCLUSIVE, READS_BY_PLAN)
            .on(Role.CHILD, LockMode.ROW_EXCLUSIVE, READS_BY_PLAN)
            .on(Role.INDEX, LockMode.ROW_EXCLUSIVE)
            .from(16, Role.PARTITIONED_INDEX, LockMode.ROW_EXCLUSIVE)
            .note("partitions that the condition rules out are left out")),
    DELETE(form("DELETE")
            .on(Role.TARGET, LockMode.ROW_EXCLUSIVE, READS_BY_PLAN)
            .on(Role.CHILD, LockMode.ROW_EXCLUSIVE, READS_BY_PLAN)
            .on(Role.INDEX, LockMode.ROW_EXCLUSIVE)
            .from(16, Role.PARTITIONED_INDEX, LockMode.ROW_EXCLUSIVE)
            .note("partitions that the condition rules out are left out")),
    MERGE(form("MERGE")
            .on(Role.TARGET, LockMode.ROW_EXCLUSIVE, READS_BY_PLAN)
            .on(Role.CHILD, LockMode.ROW_EXCLUSIVE, READS_BY_PLAN)
            .on(Role.INDEX, LockMode.ROW_EXCLUSIVE)
            .from(16, Role.PARTITIONED_INDEX, LockMode.ROW_EXCLUSIVE)
            .since(15)),
    CHECKS_KEY(form("INSERT, UPDATE or MERGE of the columns of a foreign key")
            .on(Role.REFERENCED, LockMode.ROW_SHARE, READS_BY_PLAN)
            .on(Role.REFERENCED_INDEX, LockMode.ROW_SHARE)
            .from(16, Role.PARTITIONED_INDEX, LockMode.ROW_SHARE)),
    KEY_CHECKED(form("DELETE or UPDATE of a referenced key")
            .on(Role.REFERENCING, LockMode.ROW_SHARE, READS_BY_PLAN)
            .on(Role.REFERENCING_INDEX, LockMode.ROW_SHARE)
            .from(16, Role.PARTITIONED_INDEX, LockMode.ROW_SHARE)),
    KEY_CASCADES(form("DELETE or UPDATE of a referenced key that cascades")
            .on(Role.REFERENCING, LockMode.ROW_EXCLUSIVE, READS_BY_PLAN)
            .on(Role.REFERENCING_INDEX, LockMode.ROW_EXCLUSIVE)
            .from(16, Role.PARTITIONED_INDEX, LockMode.ROW_EXCLUSIVE)),
    COPY_FROM(form("COPY ... FROM")
            .on(Role.TARGET, LockMode.ROW_EXCLUSIVE)
            .on(Role.CHILD, LockMode.ROW_EXCLUSIVE)
            .on(Role.SEQUENCE, LockMode.ROW_EXCLUSIVE)),
    COPY_TO(form("COPY ... TO").on(Role.TARGET, LockMode.ACCESS_SHARE, READS_ALL)),
    PREPARE(form("PREPARE").on(Role.READ, LockMode.ACCESS_SHARE)),
    PREPARE_WRITE(form("PREPARE of a change of rows").on(Role.TARGET, LockMode.ROW_EXCLUSIVE)),
    CONTROL(form("BEGIN, COMMIT and the like").controlsTransaction()),
    OUTSIDE(form("CREATE DATABASE, DROP DATABASE, CREATE TABLESPACE, ALTER SYSTEM and the like")
            .refusedInTransaction());

    private final FormRow row;

    QueryForm(FormRow row) {
        this.row = row;
    }

    @Override
    public FormRow row() {
        return row;
    }
}
