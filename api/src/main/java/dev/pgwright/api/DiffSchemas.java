package dev.pgwright.api;

import dev.pgwright.migrate.diff.CatalogDiff;
import dev.pgwright.migrate.diff.SchemaDiff;
import java.util.Map;

/** What is different between two schemas, wherever each comes from. */
public final class DiffSchemas {
    private DiffSchemas() {}

    /**
     * What to compare.
     *
     * @param before the first schema: a DBML, SQL or JSON file, a folder of SQL files, or an address as libpq takes it
     * @param after the second one
     * @param renames old name to new name, {@code schema.table} or {@code schema.table.column}
     * @param reading who says what files mean
     * @param environment of the process, for what an address leaves out
     */
    public record Request(
            String before,
            String after,
            Map<String, String> renames,
            FileReading reading,
            Map<String, String> environment) {}

    /**
     * Reads both and compares them.
     *
     * @throws dev.pgwright.finding.PgwrightException if a source cannot be read or is refused by PostgreSQL, or a rename
     *     names nothing
     */
    public static SchemaDiff run(Request request, Progress progress) {
        SchemaSource before = SchemaSource.of(request.before(), request.reading(), request.environment());
        SchemaSource after = SchemaSource.of(request.after(), request.reading(), request.environment());
        return CatalogDiff.of(
                before.load(progress).catalog(), after.load(progress).catalog(), request.renames());
    }
}
