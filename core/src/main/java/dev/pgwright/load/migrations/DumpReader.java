package dev.pgwright.load.migrations;

import dev.pgwright.load.migrations.Folder.Entry;
import dev.pgwright.load.migrations.Migration.Kind;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Rails: db/structure.sql, pg_dump's text of the whole schema. Its migrations are written in Ruby and are not read.
 *
 * <p>Sources: Ruby on Rails Guides 8, "Active Record Migrations", section "Types of Schema Dumps"; activerecord 8,
 * {@code PostgreSQLDatabaseTasks#structure_load} (psql reads it, stopping at the first error).
 */
final class DumpReader implements FrameworkReader {
    @Override
    public List<Migration> read(Folder folder, Problems problems) {
        List<Entry> dumps = folder.entries().stream()
                .filter(entry -> entry.named() || entry.name().endsWith("structure.sql"))
                .sorted(Comparator.comparing(Entry::path))
                .toList();
        return dumps.stream().flatMap(entry -> read(entry, problems)).toList();
    }

    private static Stream<Migration> read(Entry entry, Problems problems) {
        return MigrationText.read(entry.path(), problems).stream()
                .map(source -> new Scripts(problems)
                        .whole(
                                source,
                                TransactionMode.STATEMENT,
                                "Rails loads structure.sql with psql, which lets each statement commit by itself"))
                .map(script ->
                        new Migration(Framework.RAILS_STRUCTURE, "", entry.name(), Kind.SCHEMA_DUMP, script, null));
    }
}
