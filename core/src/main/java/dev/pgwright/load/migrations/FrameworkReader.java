package dev.pgwright.load.migrations;

import java.util.List;

/** Reads the folders of one framework. */
interface FrameworkReader {
    /** The migrations in the order in which they are run. */
    List<Migration> read(Folder folder, Problems problems);
}
