package dev.pgwright.locks;

import static dev.pgwright.locks.FormRow.Work.BUILDS_INDEX;
import static dev.pgwright.locks.FormRow.Work.READS_ALL;
import static dev.pgwright.locks.FormRow.Work.READS_BY_PLAN;
import static dev.pgwright.locks.FormRow.form;

import dev.pgwright.server.LockMode;

/** The table of locks: constraints of tables. Proved by LockFormsTest on PostgreSQL 14 to 18. */
@SuppressWarnings("ImmutableEnumChecker") // a row never changes
enum ConstraintForm implements Form {
    ADD_CHECK(form("ALTER TABLE ... ADD CHECK")
            .on(Role.TARGET, LockMode.ACCESS_EXCLUSIVE, READS_ALL)
            .on(Role.CHILD, LockMode.ACCESS_EXCLUSIVE, READS_ALL)),
    ADD_CHECK_NOT_VALID(form("ALTER TABLE ... ADD CHECK ... NOT VALID or NOT ENFORCED")
            .on(Role.TARGET, LockMode.ACCESS_EXCLUSIVE)
            .on(Role.CHILD, LockMode.ACCESS_EXCLUSIVE)),
    ADD_NOT_NULL(form("ALTER TABLE ... ADD NOT NULL")
            .on(Role.TARGET, LockMode.ACCESS_EXCLUSIVE, READS_ALL)
            .on(Role.CHILD, LockMode.ACCESS_EXCLUSIVE, READS_ALL)
            .since(18)),
    ADD_NOT_NULL_NOT_VALID(form("ALTER TABLE ... ADD NOT NULL ... NOT VALID, or where it is already so")
            .on(Role.TARGET, LockMode.ACCESS_EXCLUSIVE)
            .on(Role.CHILD, LockMode.ACCESS_EXCLUSIVE)
            .since(18)),
    ADD_FOREIGN_KEY(form("ALTER TABLE ... ADD FOREIGN KEY")
            .on(Role.TARGET, LockMode.SHARE_ROW_EXCLUSIVE, READS_ALL)
            .on(Role.CHILD, LockMode.SHARE_ROW_EXCLUSIVE, READS_ALL)
            .on(Role.INDEX, LockMode.ACCESS_SHARE)
            .from(16, Role.PARTITIONED_INDEX, LockMode.ACCESS_SHARE)
            .on(Role.REFERENCED, LockMode.SHARE_ROW_EXCLUSIVE, READS_BY_PLAN)
            .from(15, Role.REFERENCED_KEY, LockMode.ACCESS_SHARE)
            .on(Role.REFERENCED_INDEX, LockMode.ACCESS_SHARE)),
    ADD_FOREIGN_KEY_NOT_VALID(
            form("ALTER TABLE ... ADD FOREIGN KEY ... NOT VALID or NOT ENFORCED, or of a new column without a default")
                    .on(Role.TARGET, LockMode.SHARE_ROW_EXCLUSIVE)
                    .on(Role.CHILD, LockMode.SHARE_ROW_EXCLUSIVE)
                    .on(Role.REFERENCED, LockMode.SHARE_ROW_EXCLUSIVE)
                    .from(15, Role.REFERENCED_KEY, LockMode.ACCESS_SHARE)),
    ADD_UNIQUE(form("ALTER TABLE ... ADD UNIQUE, ADD EXCLUDE, or ADD PRIMARY KEY of NOT NULL columns")
            .on(Role.TARGET, LockMode.ACCESS_EXCLUSIVE, READS_ALL, BUILDS_INDEX)
            .before(18, Role.CHILD, LockMode.SHARE, READS_ALL, BUILDS_INDEX)
            .from(18, Role.CHILD, LockMode.ACCESS_EXCLUSIVE, READS_ALL, BUILDS_INDEX)),
    ADD_PRIMARY_KEY(form("ALTER TABLE ... ADD PRIMARY KEY with columns that were not NOT NULL")
            .on(Role.TARGET, LockMode.ACCESS_EXCLUSIVE, READS_ALL, BUILDS_INDEX)
            .on(Role.CHILD, LockMode.ACCESS_EXCLUSIVE, READS_ALL, BUILDS_INDEX)),
    ADD_KEY_INHERITED(form("ALTER TABLE ... ADD a key of a table with inheriting tables")
            .from(18, Role.CHILD, LockMode.ACCESS_EXCLUSIVE)),
    ADD_PRIMARY_KEY_INHERITED(form("ALTER TABLE ... ADD PRIMARY KEY of a table with inheriting tables")
            .on(Role.CHILD, LockMode.ACCESS_EXCLUSIVE)),
    USING_INDEX(form("ALTER TABLE ... ADD UNIQUE or PRIMARY KEY USING INDEX")
            .on(Role.TARGET, LockMode.ACCESS_EXCLUSIVE)
            .on(Role.INDEX, LockMode.ACCESS_SHARE)),
    USING_INDEX_RENAMED(
            form("ALTER TABLE ... ADD UNIQUE or PRIMARY KEY USING INDEX, which gives the index another name")
                    .on(Role.TARGET, LockMode.ACCESS_EXCLUSIVE)
                    .on(Role.INDEX, LockMode.SHARE_UPDATE_EXCLUSIVE)),
    USING_INDEX_SCAN(form("ALTER TABLE ... ADD PRIMARY KEY USING INDEX with columns that were not NOT NULL")
            .on(Role.TARGET, LockMode.ACCESS_EXCLUSIVE, READS_ALL)),
    VALIDATE(form("ALTER TABLE ... VALIDATE CONSTRAINT (check or not null)")
            .on(Role.TARGET, LockMode.SHARE_UPDATE_EXCLUSIVE, READS_ALL)
            .on(Role.CHILD, LockMode.SHARE_UPDATE_EXCLUSIVE, READS_ALL)),
    VALIDATE_FOREIGN_KEY(form("ALTER TABLE ... VALIDATE CONSTRAINT (foreign key)")
            .on(Role.TARGET, LockMode.SHARE_UPDATE_EXCLUSIVE, READS_ALL)
            .on(Role.CHILD, LockMode.SHARE_UPDATE_EXCLUSIVE, READS_ALL)
            .on(Role.INDEX, LockMode.ACCESS_SHARE)
            .from(16, Role.PARTITIONED_INDEX, LockMode.ACCESS_SHARE)
            .on(Role.REFERENCED, LockMode.ROW_SHARE, READS_BY_PLAN)
            .on(Role.REFERENCED_INDEX, LockMode.ACCESS_SHARE)),
    VALIDATE_VALID(form("ALTER TABLE ... VALIDATE CONSTRAINT that is valid already")
            .on(Role.TARGET, LockMode.SHARE_UPDATE_EXCLUSIVE)),
    DROP_CONSTRAINT(form("ALTER TABLE ... DROP CONSTRAINT (check or not null)")
            .on(Role.TARGET, LockMode.ACCESS_EXCLUSIVE)
            .on(Role.CHILD, LockMode.ACCESS_EXCLUSIVE)),
    DROP_KEY(form("ALTER TABLE ... DROP CONSTRAINT (unique, primary key, exclusion)")
            .on(Role.TARGET, LockMode.ACCESS_EXCLUSIVE)
            .on(Role.CHILD, LockMode.ACCESS_EXCLUSIVE)
            .on(Role.INDEX, LockMode.ACCESS_EXCLUSIVE)
            .on(Role.REFERENCING, LockMode.ACCESS_EXCLUSIVE)),
    DROP_FOREIGN_KEY(form("ALTER TABLE ... DROP CONSTRAINT (foreign key)")
            .on(Role.TARGET, LockMode.ACCESS_EXCLUSIVE)
            .on(Role.CHILD, LockMode.ACCESS_EXCLUSIVE)
            .on(Role.REFERENCED, LockMode.ACCESS_EXCLUSIVE)),
    ALTER_CONSTRAINT(form("ALTER TABLE ... ALTER CONSTRAINT ... DEFERRABLE")
            .on(Role.TARGET, LockMode.ACCESS_EXCLUSIVE)
            .on(Role.CHILD, LockMode.ACCESS_EXCLUSIVE)),
    ALTER_CONSTRAINT_ENFORCED(form("ALTER TABLE ... ALTER CONSTRAINT ... ENFORCED or NOT ENFORCED")
            .on(Role.TARGET, LockMode.ACCESS_EXCLUSIVE)
            .on(Role.REFERENCED, LockMode.ACCESS_EXCLUSIVE)
            .since(18)),
    ALTER_CONSTRAINT_INHERIT(form("ALTER TABLE ... ALTER CONSTRAINT ... INHERIT or NO INHERIT")
            .on(Role.TARGET, LockMode.ACCESS_EXCLUSIVE)
            .on(Role.CHILD, LockMode.ACCESS_EXCLUSIVE)
            .since(18)),
    RENAME_CONSTRAINT(form("ALTER TABLE ... RENAME CONSTRAINT")
            .on(Role.TARGET, LockMode.ACCESS_EXCLUSIVE)
            .on(Role.CHILD, LockMode.ACCESS_EXCLUSIVE)
            .on(Role.INDEX, LockMode.SHARE_UPDATE_EXCLUSIVE));

    private final FormRow row;

    ConstraintForm(FormRow row) {
        this.row = row;
    }

    @Override
    public FormRow row() {
        return row;
    }
}
