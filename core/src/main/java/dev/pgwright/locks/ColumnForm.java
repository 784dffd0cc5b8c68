package dev.pgwright.locks;

import static dev.pgwright.locks.FormRow.Work.BUILDS_INDEX;
import static dev.pgwright.locks.FormRow.Work.READS_ALL;
import static dev.pgwright.locks.FormRow.Work.READS_BY_PLAN;
import static dev.pgwright.locks.FormRow.Work.REWRITES;
import static dev.pgwright.locks.FormRow.form;

import dev.pgwright.server.LockMode;

/** The table of locks: columns of tables. Proved by LockFormsTest on PostgreSQL 14 to 18. */
@SuppressWarnings("ImmutableEnumChecker") // a row never changes
enum ColumnForm implements Form {
    ADD_COLUMN(form("ALTER TABLE ... ADD COLUMN")
            .on(Role.TARGET, LockMode.ACCESS_EXCLUSIVE)
            .on(Role.CHILD, LockMode.ACCESS_EXCLUSIVE)
            .from(15, Role.DEFAULT_SEQUENCE, LockMode.ACCESS_SHARE)
            .note("a constant or stable default is kept in the catalog")),
    ADD_COLUMN_REWRITE(
            form("ALTER TABLE ... ADD COLUMN with a volatile default, serial, identity, a stored generated column or a domain with constraints")
                    .on(Role.TARGET, LockMode.ACCESS_EXCLUSIVE, REWRITES, READS_ALL, BUILDS_INDEX)
                    .on(Role.CHILD, LockMode.ACCESS_EXCLUSIVE, REWRITES, READS_ALL, BUILDS_INDEX)
                    .on(Role.INDEX, LockMode.ACCESS_EXCLUSIVE, REWRITES)
                    .on(Role.DEFAULT_SEQUENCE, LockMode.ROW_EXCLUSIVE)),
    ADD_COLUMN_NOT_NULL(form("ALTER TABLE ... ADD COLUMN ... NOT NULL without a default")
            .on(Role.TARGET, LockMode.ACCESS_EXCLUSIVE, READS_ALL)
            .on(Role.CHILD, LockMode.ACCESS_EXCLUSIVE, READS_ALL)
            .note("fails if there are rows")),
    DROP_COLUMN(form("ALTER TABLE ... DROP COLUMN")
            .on(Role.TARGET, LockMode.ACCESS_EXCLUSIVE)
            .on(Role.CHILD, LockMode.ACCESS_EXCLUSIVE)
            .on(Role.COLUMN_INDEX, LockMode.ACCESS_EXCLUSIVE)
            .on(Role.SEQUENCE, LockMode.ACCESS_EXCLUSIVE)
            .on(Role.REFERENCED, LockMode.ACCESS_EXCLUSIVE)
            .on(Role.REFERENCING, LockMode.ACCESS_EXCLUSIVE)
            .on(Role.DEPENDENT, LockMode.ACCESS_EXCLUSIVE)
            .note("the rows keep its values until they are written again")),
    SET_DEFAULT(form("ALTER TABLE ... ALTER COLUMN ... SET DEFAULT")
            .on(Role.TARGET, LockMode.ACCESS_EXCLUSIVE)
            .on(Role.CHILD, LockMode.ACCESS_EXCLUSIVE)
            .from(15, Role.DEFAULT_SEQUENCE, LockMode.ACCESS_SHARE)),
    DROP_DEFAULT(form("ALTER TABLE ... ALTER COLUMN ... DROP DEFAULT")
            .on(Role.TARGET, LockMode.ACCESS_EXCLUSIVE)
            .on(Role.CHILD, LockMode.ACCESS_EXCLUSIVE)),
    DROP_EXPRESSION(form("ALTER TABLE ... ALTER COLUMN ... DROP EXPRESSION")
            .on(Role.TARGET, LockMode.ACCESS_EXCLUSIVE)
            .on(Role.CHILD, LockMode.ACCESS_EXCLUSIVE)),
    SET_EXPRESSION(form("ALTER TABLE ... ALTER COLUMN ... SET EXPRESSION (stored)")
            .on(Role.TARGET, LockMode.ACCESS_EXCLUSIVE, REWRITES, READS_ALL, BUILDS_INDEX)
            .on(Role.CHILD, LockMode.ACCESS_EXCLUSIVE, REWRITES, READS_ALL, BUILDS_INDEX)
            .on(Role.INDEX, LockMode.ACCESS_EXCLUSIVE, REWRITES)
            .on(Role.COLUMN_INDEX, LockMode.ACCESS_EXCLUSIVE)
            .since(17)),
    SET_EXPRESSION_VIRTUAL(form("ALTER TABLE ... ALTER COLUMN ... SET EXPRESSION (virtual)")
            .on(Role.TARGET, LockMode.ACCESS_EXCLUSIVE)
            .on(Role.CHILD, LockMode.ACCESS_EXCLUSIVE)
            .on(Role.COLUMN_INDEX, LockMode.ACCESS_EXCLUSIVE)
            .since(18)),
    SET_NOT_NULL(form("ALTER TABLE ... ALTER COLUMN ... SET NOT NULL")
            .on(Role.TARGET, LockMode.ACCESS_EXCLUSIVE, READS_ALL)
            .on(Role.CHILD, LockMode.ACCESS_EXCLUSIVE, READS_ALL)),
    SET_NOT_NULL_PROVEN(
            form("ALTER TABLE ... ALTER COLUMN ... SET NOT NULL where a valid CHECK proves it or the column has it")
                    .on(Role.TARGET, LockMode.ACCESS_EXCLUSIVE)
                    .on(Role.CHILD, LockMode.ACCESS_EXCLUSIVE)),
    DROP_NOT_NULL(form("ALTER TABLE ... ALTER COLUMN ... DROP NOT NULL")
            .on(Role.TARGET, LockMode.ACCESS_EXCLUSIVE)
            .on(Role.CHILD, LockMode.ACCESS_EXCLUSIVE)),
    SET_STATISTICS(form("ALTER TABLE ... ALTER COLUMN ... SET STATISTICS")
            .on(Role.TARGET, LockMode.SHARE_UPDATE_EXCLUSIVE)
            .on(Role.CHILD, LockMode.SHARE_UPDATE_EXCLUSIVE)),
    SET_OPTIONS(form("ALTER TABLE ... ALTER COLUMN ... SET (...) or RESET (...)")
            .on(Role.TARGET, LockMode.SHARE_UPDATE_EXCLUSIVE)),
    SET_STORAGE(form("ALTER TABLE ... ALTER COLUMN ... SET STORAGE")
            .on(Role.TARGET, LockMode.ACCESS_EXCLUSIVE)
            .on(Role.CHILD, LockMode.ACCESS_EXCLUSIVE)),
    SET_COMPRESSION(
            form("ALTER TABLE ... ALTER COLUMN ... SET COMPRESSION").on(Role.TARGET, LockMode.ACCESS_EXCLUSIVE)),
    ADD_IDENTITY(form("ALTER TABLE ... ALTER COLUMN ... ADD GENERATED ... AS IDENTITY")
            .on(Role.TARGET, LockMode.ACCESS_EXCLUSIVE)
            .from(17, Role.CHILD, LockMode.ACCESS_EXCLUSIVE)),
    SET_IDENTITY(form("ALTER TABLE ... ALTER COLUMN ... SET GENERATED ... or SET an option of the sequence")
            .on(Role.TARGET, LockMode.ACCESS_EXCLUSIVE)
            .from(17, Role.CHILD, LockMode.ACCESS_EXCLUSIVE)
            .on(Role.SEQUENCE, LockMode.SHARE_ROW_EXCLUSIVE)),
    RESTART_IDENTITY(form("ALTER TABLE ... ALTER COLUMN ... RESTART or SET a range or step of the sequence")
            .on(Role.TARGET, LockMode.ACCESS_EXCLUSIVE)
            .from(17, Role.CHILD, LockMode.ACCESS_EXCLUSIVE)
            .on(Role.SEQUENCE, LockMode.SHARE_ROW_EXCLUSIVE, REWRITES)),
    DROP_IDENTITY(form("ALTER TABLE ... ALTER COLUMN ... DROP IDENTITY")
            .on(Role.TARGET, LockMode.ACCESS_EXCLUSIVE)
            .from(17, Role.CHILD, LockMode.ACCESS_EXCLUSIVE)
            .on(Role.SEQUENCE, LockMode.ACCESS_EXCLUSIVE)),
    TYPE(form("ALTER TABLE ... ALTER COLUMN ... TYPE with the same stored values")
            .on(Role.TARGET, LockMode.ACCESS_EXCLUSIVE)
            .on(Role.CHILD, LockMode.ACCESS_EXCLUSIVE)
            .on(Role.COLUMN_INDEX, LockMode.ACCESS_EXCLUSIVE)
            .from(15, Role.DEFAULT_SEQUENCE, LockMode.ACCESS_SHARE)
            .on(Role.SEQUENCE, LockMode.SHARE_ROW_EXCLUSIVE, REWRITES)
            .note("wider varchar, varbit, numeric precision or seconds, or binary coercible")),
    TYPE_REINDEX(form("ALTER TABLE ... ALTER COLUMN ... TYPE with the same stored values, indexes built again")
            .on(Role.TARGET, LockMode.ACCESS_EXCLUSIVE, READS_ALL, BUILDS_INDEX)
            .on(Role.CHILD, LockMode.ACCESS_EXCLUSIVE, READS_ALL, BUILDS_INDEX)
            .on(Role.COLUMN_INDEX, LockMode.ACCESS_EXCLUSIVE)
            .from(15, Role.DEFAULT_SEQUENCE, LockMode.ACCESS_SHARE)
            .on(Role.SEQUENCE, LockMode.SHARE_ROW_EXCLUSIVE, REWRITES)
            .note("other collation or operator class, or an index with an expression or predicate")),
    TYPE_RECHECK(form("ALTER TABLE ... ALTER COLUMN ... TYPE with the same stored values, checks read again")
            .on(Role.TARGET, LockMode.ACCESS_EXCLUSIVE, READS_ALL)
            .on(Role.CHILD, LockMode.ACCESS_EXCLUSIVE, READS_ALL)
            .on(Role.COLUMN_INDEX, LockMode.ACCESS_EXCLUSIVE)
            .from(15, Role.DEFAULT_SEQUENCE, LockMode.ACCESS_SHARE)
            .on(Role.SEQUENCE, LockMode.SHARE_ROW_EXCLUSIVE, REWRITES)),
    TYPE_REWRITE(form("ALTER TABLE ... ALTER COLUMN ... TYPE with other stored values")
            .on(Role.TARGET, LockMode.ACCESS_EXCLUSIVE, REWRITES, READS_ALL, BUILDS_INDEX)
            .on(Role.CHILD, LockMode.ACCESS_EXCLUSIVE, REWRITES, READS_ALL, BUILDS_INDEX)
            .on(Role.INDEX, LockMode.ACCESS_EXCLUSIVE, REWRITES)
            .on(Role.COLUMN_INDEX, LockMode.ACCESS_EXCLUSIVE)
            .from(15, Role.DEFAULT_SEQUENCE, LockMode.ACCESS_SHARE)
            .on(Role.SEQUENCE, LockMode.SHARE_ROW_EXCLUSIVE, REWRITES)),
    TYPE_OF_KEY(form("ALTER TABLE ... ALTER COLUMN ... TYPE of a column of a foreign key")
            .on(Role.REFERENCED, LockMode.ACCESS_EXCLUSIVE)
            .on(Role.REFERENCED_KEY, LockMode.ACCESS_SHARE)
            .on(Role.REFERENCING, LockMode.ACCESS_EXCLUSIVE)),
    TYPE_RECHECKS_KEY(form("ALTER TABLE ... ALTER COLUMN ... TYPE that has a foreign key checked again")
            .on(Role.REFERENCED, LockMode.ACCESS_EXCLUSIVE, READS_BY_PLAN)
            .on(Role.REFERENCED_INDEX, LockMode.ACCESS_SHARE)
            .on(Role.REFERENCING, LockMode.ACCESS_EXCLUSIVE, READS_ALL)
            .on(Role.REFERENCING_INDEX, LockMode.ACCESS_SHARE)),
    RENAME_COLUMN(form("ALTER TABLE ... RENAME COLUMN")
            .on(Role.TARGET, LockMode.ACCESS_EXCLUSIVE)
            .on(Role.CHILD, LockMode.ACCESS_EXCLUSIVE));

    private final FormRow row;

    ColumnForm(FormRow row) {
        this.row = row;
    }

    @Override
    public FormRow row() {
        return row;
    }
}
