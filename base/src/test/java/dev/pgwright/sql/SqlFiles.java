package dev.pgwright.sql;

import dev.pgwright.source.SourceFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The SQL files of these tests: every kind of statement at least once. */
public final class SqlFiles {
    public static final List<String> STATEMENTS =
            List.of("tables.sql", "queries.sql", "routines.sql", "administration.sql");
    public static final List<String> ALL =
            List.of("tables.sql", "queries.sql", "routines.sql", "administration.sql", "dump.sql");

    private SqlFiles() {}

    public static SourceFile read(String name) {
        try (InputStream resource = SqlFiles.class.getResourceAsStream(name)) {
            if (resource == null) {
                throw new IllegalStateException(name + " is not on the class path");
            }
            return SourceFile.of(name, new String(resource.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
