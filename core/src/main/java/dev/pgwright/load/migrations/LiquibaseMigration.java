package dev.pgwright.load.migrations;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A changeset that was read, or a part of one: SQL from another file is a part by itself.
 *
 * @param preConditions what must hold for it to be run
 */
record LiquibaseMigration(
        Changeset changeset,
        String description,
        Script up,
        @Nullable Script down,
        Optional<ChangeNode> preConditions) {
    Migration migration() {
        return new Migration(Framework.LIQUIBASE, changeset.version(), description, changeset.kind(), up, down);
    }
}
