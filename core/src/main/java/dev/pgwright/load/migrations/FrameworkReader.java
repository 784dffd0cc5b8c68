package dev.pgwright.load.migrations;

import java.util.List;

/** Reads the folders of one framework. */
interface FrameworkReader {
    /** The migrations in the order in which they are run. */
    List<Migration> read(Folder folder, Problems problems);

    /** SQL that the tool runs before each migration, once it has been read; see {@link MigrationHistory#session}. */
    default String session() {
        return "";
    }
}
