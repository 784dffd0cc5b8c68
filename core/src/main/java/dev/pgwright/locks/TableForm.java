package dev.pgwright.locks;

import static dev.pgwright.locks.FormRow.Work.BUILDS_INDEX;
import static dev.pgwright.locks.FormRow.Work.READS_ALL;
import static dev.pgwright.locks.FormRow.Work.READS_BY_PLAN;
import static dev.pgwright.locks.FormRow.Work.REWRITES;
import static dev.pgwright.locks.FormRow.form;

import dev.pgwright.server.LockMode;

/** The table of locks: tables as a whole. Proved by LockFormsTest on PostgreSQL 14 to 18. */
@SuppressWarnings("ImmutableEnumChecker") // a row never changes
enum TableForm implements Form {
    REWRITE(form("ALTER TABLE ... SET LOGGED, SET UNLOGGED or SET ACCESS METHOD")
            .on(Role.TARGET, LockMode.ACCESS_EXCLUSIVE, REWRITES, READS_ALL, BUILDS_INDEX)
            .on(Role.INDEX, LockMode.ACCESS_EXCLUSIVE, REWRITES)
            .from(15, Role.SEQUENCE, LockMode.ACCESS_EXCLUSIVE, REWRITES)),
    SAME_STORAGE(
            form("ALTER TABLE ... SET LOGGED, SET UNLOGGED, SET ACCESS METHOD or SET TABLESPACE to what it is, or of a partitioned table")
                    .on(Role.TARGET, LockMode.ACCESS_EXCLUSIVE)),
    SET_TABLESPACE(form("ALTER TABLE ... SET TABLESPACE")
            .on(Role.TARGET, LockMode.ACCESS_EXCLUSIVE, REWRITES)
            .note("the file is copied")
            .note("indexes stay where they are")),
    MOVE_ALL(form("ALTER TABLE ALL IN TABLESPACE ... SET TABLESPACE")
            .on(Role.TARGET, LockMode.ACCESS_EXCLUSIVE, REWRITES)),
    SET_PARAMETERS(form("ALTER TABLE ... SET (...) or RESET (...)").on(Role.TARGET, LockMode.SHARE_UPDATE_EXCLUSIVE)),
    SET_PARAMETERS_EXCLUSIVE(
            form("ALTER TABLE ... SET (user_catalog_table)").on(Role.TARGET, LockMode.ACCESS_EXCLUSIVE)),
    SET_WITHOUT_OIDS(form("ALTER TABLE ... SET WITHOUT OIDS").on(Role.TARGET, LockMode.ACCESS_EXCLUSIVE)),
    CLUSTER_ON(form("ALTER TABLE ... CLUSTER ON")
            .on(Role.TARGET, LockMode.SHARE_UPDATE_EXCLUSIVE)
            .on(Role.INDEX, LockMode.SHARE_UPDATE_EXCLUSIVE)),
    SET_WITHOUT_CLUSTER(form("ALTER TABLE ... SET WITHOUT CLUSTER").on(Role.TARGET, LockMode.SHARE_UPDATE_EXCLUSIVE)),
    SWITCH_TRIGGER(form("ALTER TABLE ... ENABLE or DISABLE TRIGGER")
            .on(Role.TARGET, LockMode.SHARE_ROW_EXCLUSIVE)
            .on(Role.CHILD, LockMode.SHARE_ROW_EXCLUSIVE)),
    SWITCH_RULE(form("ALTER TABLE ... ENABLE or DISABLE RULE").on(Role.TARGET, LockMode.ACCESS_EXCLUSIVE)),
    ROW_SECURITY(form("ALTER TABLE ... ENABLE, DISABLE, FORCE or NO FORCE ROW LEVEL SECURITY")
            .on(Role.TARGET, LockMode.ACCESS_EXCLUSIVE)),
    REPLICA_IDENTITY(form("ALTER TABLE ... REPLICA IDENTITY")
            .on(Role.TARGET, LockMode.ACCESS_EXCLUSIVE)
            .on(Role.INDEX, LockMode.SHARE)),
    INHERIT(form("ALTER TABLE ... INHERIT")
            .on(Role.TARGET, LockMode.ACCESS_EXCLUSIVE)
            .on(Role.PARENT, LockMode.SHARE_UPDATE_EXCLUSIVE)
            .on(Role.CHILD, LockMode.ACCESS_SHARE)),
    NO_INHERIT(form("ALTER TABLE ... NO INHERIT")
            .on(Role.TARGET, LockMode.ACCESS_EXCLUSIVE)
            .on(Role.PARENT, LockMode.ACCESS_SHARE)),
    OF_TYPE(form("ALTER TABLE ... OF")
            .on(Role.TARGET, LockMode.ACCESS_EXCLUSIVE)
            .on(Role.TYPE, LockMode.ACCESS_SHARE)),
    NOT_OF(form("ALTER TABLE ... NOT OF").on(Role.TARGET, LockMode.ACCESS_EXCLUSIVE)),
    OWNER(form("ALTER TABLE ... OWNER TO")
            .on(Role.TARGET, LockMode.ACCESS_EXCLUSIVE)
            .on(Role.INDEX, LockMode.ACCESS_EXCLUSIVE)
            .on(Role.SEQUENCE, LockMode.ACCESS_EXCLUSIVE)),
    RENAME(form("ALTER TABLE ... RENAME TO").on(Role.TARGET, LockMode.ACCESS_EXCLUSIVE)),
    SET_SCHEMA(form("ALTER TABLE ... SET SCHEMA")
            .on(Role.TARGET, LockMode.ACCESS_EXCLUSIVE)
            .on(Role.SEQUENCE, LockMode.ACCESS_EXCLUSIVE)),
    FOREIGN_OPTIONS(form("ALTER FOREIGN TABLE ... OPTIONS").on(Role.TARGET, LockMode.ACCESS_EXCLUSIVE)),
    CREATE_TABLE(form("CREATE TABLE")
            .from(15, Role.DEFAULT_SEQUENCE, LockMode.ACCESS_SHARE)
            .on(Role.TYPE, LockMode.ACCESS_SHARE)
            .on(Role.PARENT, LockMode.SHARE_UPDATE_EXCLUSIVE)),
    CREATE_TABLE_LIKE(form("CREATE TABLE ... (LIKE ...)")
            .on(Role.READ, LockMode.ACCESS_SHARE)
            .from(15, Role.DEFAULT_SEQUENCE, LockMode.ACCESS_SHARE)),
    CREATE_TABLE_REFERENCES(form("CREATE TABLE ... REFERENCES")
            .on(Role.REFERENCED, LockMode.SHARE_ROW_EXCLUSIVE)
            .from(15, Role.REFERENCED_KEY, LockMode.ACCESS_SHARE)),
    CREATE_PARTITION(form("CREATE TABLE ... PARTITION OF")
            .on(Role.PARENT, LockMode.ACCESS_EXCLUSIVE)
            .on(Role.PARENT_INDEX, LockMode.SHARE_UPDATE_EXCLUSIVE)
            .on(Role.DEFAULT_PARTITION, LockMode.ACCESS_EXCLUSIVE, READS_ALL)),
    CREATE_TABLE_AS(form("CREATE TABLE AS, SELECT INTO")
            .on(Role.READ, LockMode.ACCESS_SHARE, READS_BY_PLAN)
            .on(Role.READ_INDEX, LockMode.ACCESS_SHARE)
            .from(16, Role.PARTITIONED_INDEX, LockMode.ACCESS_SHARE)),
    CREATE_TABLE_AS_NO_DATA(
            form("CREATE TABLE AS, CREATE MATERIALIZED VIEW ... WITH NO DATA").on(Role.READ, LockMode.ACCESS_SHARE)),
    DROP_TABLE(form("DROP TABLE")
            .on(Role.TARGET, LockMode.ACCESS_EXCLUSIVE)
            .on(Role.CHILD, LockMode.ACCESS_EXCLUSIVE)
            .on(Role.INDEX, LockMode.ACCESS_EXCLUSIVE)
            .on(Role.SEQUENCE, LockMode.ACCESS_EXCLUSIVE)
            .on(Role.REFERENCED, LockMode.ACCESS_EXCLUSIVE)
            .on(Role.REFERENCING, LockMode.ACCESS_EXCLUSIVE)
            .on(Role.DEPENDENT, LockMode.ACCESS_EXCLUSIVE)
            .on(Role.PARENT, LockMode.ACCESS_EXCLUSIVE)
            .on(Role.DEFAULT_PARTITION, LockMode.ACCESS_EXCLUSIVE)),
    TRUNCATE(form("TRUNCATE")
            .on(Role.TARGET, LockMode.ACCESS_EXCLUSIVE, REWRITES)
            .on(Role.CHILD, LockMode.ACCESS_EXCLUSIVE, REWRITES)
            .on(Role.INDEX, LockMode.ACCESS_EXCLUSIVE, REWRITES)
            .on(Role.REFERENCING, LockMode.ACCESS_EXCLUSIVE, REWRITES)
            .on(Role.REFERENCING_INDEX, LockMode.ACCESS_EXCLUSIVE, REWRITES)),
    TRUNCATE_RESTART(form("TRUNCATE ... RESTART IDENTITY").on(Role.SEQUENCE, LockMode.ACCESS_EXCLUSIVE, REWRITES)),
    LOCK_TABLE(form("LOCK TABLE")
            .on(Role.TARGET, LockMode.ACCESS_EXCLUSIVE)
            .on(Role.CHILD, LockMode.ACCESS_EXCLUSIVE)
            .on(Role.READ, LockMode.ACCESS_EXCLUSIVE)
            .note("in the mode it names")
            .note("ACCESS EXCLUSIVE if none"));

    private final FormRow row;

    TableForm(FormRow row) {
        this.row = row;
    }

    @Override
    public FormRow row() {
        return row;
    }
}
