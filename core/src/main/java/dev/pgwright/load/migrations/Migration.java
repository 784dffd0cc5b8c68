package dev.pgwright.load.migrations;

import org.jspecify.annotations.Nullable;

/**
 * One migration as it would be run.
 *
 * @param version what orders it and names it in the tool's own table; empty where there is none
 * @param description for people, from the file's name or the changeset
 * @param down what takes it back, if there is something
 */
public record Migration(
        Framework framework,
        String version,
        String description,
        Kind kind,
        Script up,
        @Nullable Script down) {

    /** The same migration with other scripts. */
    Migration with(Script newUp, @Nullable Script newDown) {
        return new Migration(framework, version, description, kind, newUp, newDown);
    }

    /** When it is run. */
    public enum Kind {
        /** Once, in its order. */
        VERSIONED,
        /** Again whenever it changes, or each time: it must stand being run twice. Flyway's come behind all versioned ones. */
        REPEATABLE,
        /** In an empty database only, instead of all versions up to its own. It stands behind them in the history. */
        BASELINE,
        /**
         * Each time the tool runs, or around each migration; it has no version. Flyway's stand behind all migrations in the
         * history, since nearly every run of them meets the schema that those have made.
         */
        CALLBACK,
        /** A whole schema, written by a program: no change, but what is there. */
        SCHEMA_DUMP
    }
}
