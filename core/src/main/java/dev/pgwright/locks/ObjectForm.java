package dev.pgwright.locks;

import static dev.pgwright.locks.FormRow.Work.BUILDS_INDEX;
import static dev.pgwright.locks.FormRow.Work.READS_ALL;
import static dev.pgwright.locks.FormRow.Work.READS_BY_PLAN;
import static dev.pgwright.locks.FormRow.Work.REWRITES;
import static dev.pgwright.locks.FormRow.form;

import dev.pgwright.server.LockMode;

/** The table of locks: what is not a table, an index or a query. Proved by LockFormsTest on PostgreSQL 14 to 18. */
@SuppressWarnings("ImmutableEnumChecker") // a row never changes
enum ObjectForm implements Form {
    CREATE_TRIGGER(form("CREATE TRIGGER")
            .on(Role.TARGET, LockMode.SHARE_ROW_EXCLUSIVE)
            .on(Role.CHILD, LockMode.SHARE_ROW_EXCLUSIVE)
            .on(Role.REFERENCED, LockMode.ACCESS_SHARE)),
    ALTER_TRIGGER(form("ALTER TRIGGER ... RENAME")
            .on(Role.TARGET, LockMode.ACCESS_EXCLUSIVE)
            .from(15, Role.CHILD, LockMode.ACCESS_EXCLUSIVE)),
    TRIGGER_DEPENDS(form("ALTER TRIGGER ... DEPENDS ON EXTENSION").on(Role.TARGET, LockMode.ACCESS_SHARE)),
    DROP_TRIGGER(
            form("DROP TRIGGER").on(Role.TARGET, LockMode.ACCESS_EXCLUSIVE).on(Role.CHILD, LockMode.ACCESS_EXCLUSIVE)),
    CREATE_POLICY(
            form("CREATE POLICY").on(Role.TARGET, LockMode.ACCESS_EXCLUSIVE).on(Role.READ, LockMode.ACCESS_SHARE)),
    ALTER_POLICY(form("ALTER POLICY").on(Role.TARGET, LockMode.ACCESS_EXCLUSIVE).on(Role.READ, LockMode.ACCESS_SHARE)),
    DROP_POLICY(form("DROP POLICY").on(Role.TARGET, LockMode.ACCESS_EXCLUSIVE)),
    CREATE_RULE(form("CREATE RULE").on(Role.TARGET, LockMode.ACCESS_EXCLUSIVE).on(Role.READ, LockMode.ACCESS_SHARE)),
    CREATE_RULE_WRITES(form("CREATE RULE ... DO INSERT, UPDATE or DELETE").on(Role.READ, LockMode.ROW_EXCLUSIVE)),
    ALTER_RULE(form("ALTER RULE ... RENAME").on(Role.TARGET, LockMode.ACCESS_EXCLUSIVE)),
    DROP_RULE(form("DROP RULE").on(Role.TARGET, LockMode.ACCESS_EXCLUSIVE)),
    CREATE_VIEW(form("CREATE VIEW")
            .on(Role.READ, LockMode.ACCESS_SHARE)
            .from(15, Role.DEFAULT_SEQUENCE, LockMode.ACCESS_SHARE)),
    REPLACE_VIEW(form("CREATE OR REPLACE VIEW of one that exists")
            .on(Role.TARGET, LockMode.ACCESS_EXCLUSIVE)
            .on(Role.READ, LockMode.ACCESS_SHARE)
            .from(15, Role.DEFAULT_SEQUENCE, LockMode.ACCESS_SHARE)),
    ALTER_VIEW(form("ALTER VIEW").on(Role.TARGET, LockMode.ACCESS_EXCLUSIVE)),
    DROP_VIEW(
            form("DROP VIEW").on(Role.TARGET, LockMode.ACCESS_EXCLUSIVE).on(Role.DEPENDENT, LockMode.ACCESS_EXCLUSIVE)),
    CREATE_MATERIALIZED_VIEW(form("CREATE MATERIALIZED VIEW")
            .on(Role.READ, LockMode.ACCESS_SHARE, READS_BY_PLAN)
            .on(Role.READ_INDEX, LockMode.ACCESS_SHARE)
            .from(16, Role.PARTITIONED_INDEX, LockMode.ACCESS_SHARE)),
    REFRESH(form("REFRESH MATERIALIZED VIEW")
            .on(Role.TARGET, LockMode.ACCESS_EXCLUSIVE, REWRITES, BUILDS_INDEX)
            .on(Role.INDEX, LockMode.ACCESS_EXCLUSIVE, REWRITES)
            .on(Role.READ, LockMode.ACCESS_SHARE, READS_BY_PLAN)
            .on(Role.READ_INDEX, LockMode.ACCESS_SHARE)
            .from(16, Role.PARTITIONED_INDEX, LockMode.ACCESS_SHARE)),
    REFRESH_NO_DATA(form("REFRESH MATERIALIZED VIEW ... WITH NO DATA")
            .on(Role.TARGET, LockMode.ACCESS_EXCLUSIVE, REWRITES)
            .on(Role.INDEX, LockMode.ACCESS_EXCLUSIVE, REWRITES)),
    REFRESH_CONCURRENTLY(form("REFRESH MATERIALIZED VIEW CONCURRENTLY")
            .on(Role.TARGET, LockMode.EXCLUSIVE, READS_BY_PLAN)
            .on(Role.INDEX, LockMode.ROW_EXCLUSIVE)
            .on(Role.READ, LockMode.ACCESS_SHARE, READS_BY_PLAN)
            .on(Role.READ_INDEX, LockMode.ACCESS_SHARE)
            .from(16, Role.PARTITIONED_INDEX, LockMode.ACCESS_SHARE)),
    MATERIALIZED_VIEW_EXCLUSIVE(
            form("ALTER MATERIALIZED VIEW ... RENAME or SET SCHEMA").on(Role.TARGET, LockMode.ACCESS_EXCLUSIVE)),
    DROP_MATERIALIZED_VIEW(form("DROP MATERIALIZED VIEW")
            .on(Role.TARGET, LockMode.ACCESS_EXCLUSIVE)
            .on(Role.INDEX, LockMode.ACCESS_EXCLUSIVE)
            .on(Role.DEPENDENT, LockMode.ACCESS_EXCLUSIVE)),
    ALTER_TYPE(form("ALTER TYPE ... of a composite type")
            .on(Role.TYPE, LockMode.ACCESS_EXCLUSIVE)
            .on(Role.TYPE_USER, LockMode.ACCESS_EXCLUSIVE)),
    DROP_TYPE(form("DROP TYPE, DROP DOMAIN")
            .on(Role.TYPE, LockMode.ACCESS_EXCLUSIVE)
            .on(Role.TYPE_USER, LockMode.ACCESS_EXCLUSIVE)
            .on(Role.DEPENDENT, LockMode.ACCESS_EXCLUSIVE)),
    ALTER_DOMAIN_CHECK(form("ALTER DOMAIN ... ADD or VALIDATE CONSTRAINT, SET NOT NULL")
            .on(Role.TYPE_USER, LockMode.SHARE, READS_ALL)),
    ALTER_SEQUENCE(form("ALTER SEQUENCE").on(Role.SEQUENCE, LockMode.SHARE_ROW_EXCLUSIVE, REWRITES)),
    SEQUENCE_OWNED(form("ALTER SEQUENCE ... OWNED BY")
            .on(Role.SEQUENCE, LockMode.SHARE_ROW_EXCLUSIVE)
            .on(Role.TARGET, LockMode.ACCESS_SHARE)),
    SEQUENCE_OF_COLUMN(form("CREATE SEQUENCE ... OWNED BY").on(Role.TARGET, LockMode.ACCESS_SHARE)),
    SEQUENCE_EXCLUSIVE(
            form("ALTER SEQUENCE ... RENAME, OWNER or SET SCHEMA").on(Role.SEQUENCE, LockMode.ACCESS_EXCLUSIVE)),
    SEQUENCE_LOGGED(form("ALTER SEQUENCE ... SET LOGGED or UNLOGGED")
            .on(Role.SEQUENCE, LockMode.ACCESS_EXCLUSIVE, REWRITES)
            .since(15)),
    SEQUENCE_SAME_STORAGE(form("ALTER SEQUENCE ... SET LOGGED or UNLOGGED as it is")
            .on(Role.SEQUENCE, LockMode.ACCESS_EXCLUSIVE)
            .since(15)),
    DROP_SEQUENCE(form("DROP SEQUENCE")
            .on(Role.SEQUENCE, LockMode.ACCESS_EXCLUSIVE)
            .on(Role.TARGET, LockMode.ACCESS_EXCLUSIVE)),
    CREATE_STATISTICS(form("CREATE STATISTICS").on(Role.TARGET, LockMode.SHARE_UPDATE_EXCLUSIVE)),
    DROP_STATISTICS(form("DROP STATISTICS").on(Role.TARGET, LockMode.SHARE_UPDATE_EXCLUSIVE)),
    COMMENT(form("COMMENT ON a relation or column").on(Role.TARGET, LockMode.SHARE_UPDATE_EXCLUSIVE)),
    COMMENT_ON_PART(form("COMMENT ON a constraint, trigger, policy or rule").on(Role.TARGET, LockMode.ACCESS_SHARE)),
    GRANT(form("GRANT, REVOKE").from(18, Role.TARGET, LockMode.ACCESS_SHARE)),
    PUBLICATION(form("CREATE or ALTER PUBLICATION ... TABLE")
            .on(Role.TARGET, LockMode.SHARE_UPDATE_EXCLUSIVE)
            .on(Role.CHILD, LockMode.SHARE_UPDATE_EXCLUSIVE)),
    DROP_SCHEMA(form("DROP SCHEMA ... CASCADE").on(Role.DEPENDENT, LockMode.ACCESS_EXCLUSIVE)),
    DROP_FUNCTION(form("DROP FUNCTION ... CASCADE").on(Role.DEPENDENT, LockMode.ACCESS_EXCLUSIVE)),
    CREATE_FUNCTION(form("CREATE FUNCTION in SQL")
            .on(Role.READ, LockMode.ACCESS_SHARE)
            .from(15, Role.DEFAULT_SEQUENCE, LockMode.ACCESS_SHARE));

    private final FormRow row;

    ObjectForm(FormRow row) {
        this.row = row;
    }

    @Override
    public FormRow row() {
        return row;
    }
}
