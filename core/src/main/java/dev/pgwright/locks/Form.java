package dev.pgwright.locks;

import dev.pgwright.locks.LockForm.RoleEffect;
import java.util.List;
import java.util.Optional;

/** A form of a statement: one of the constants that make up the table of locks. */
sealed interface Form permits ColumnForm, ConstraintForm, TableForm, PartitionForm, IndexForm, ObjectForm, QueryForm {
    FormRow row();

    /** The name in the table. */
    default String title() {
        return row().title();
    }

    /** Its rows, one for each range of versions. */
    default List<LockForm> rows() {
        return row().rows();
    }

    /** What it does to a role in this version; empty if nothing. */
    default Optional<RoleEffect> effect(Role role, int version) {
        return row().effect(role, version);
    }
}
