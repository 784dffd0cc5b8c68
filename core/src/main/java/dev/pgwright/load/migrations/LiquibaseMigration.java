package dev.pgwright.load.migrations;

import org.jspecify.annotations.Nullable;

/** A changeset that was read, or a part of one: SQL from another file is a part by itself. */
record LiquibaseMigration(
        Changeset changeset,
        String description,
        Script up,
        @Nullable Script down) {
    Migration migration() {
        return new Migration(Framework.LIQUIBASE, changeset.version(), description, changeset.kind(), up, down);
    }
}
