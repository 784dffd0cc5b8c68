package dev.pgwright.load.migrations;

import dev.pgwright.load.migrations.Folder.Entry;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Finds out whose files lie in a folder. Only what a tool alone writes or demands counts; where two tools would take the
 * same files, what lies beside them decides, and where nothing does, they are plain files.
 */
final class Detection {
    private static final Pattern PAIRED = Pattern.compile("[0-9]+_.*\\.(up|down)\\.sql");
    private static final Pattern NUMBERED = Pattern.compile("[0-9]+_.*\\.sql");
    private static final Pattern TIMESTAMPED = Pattern.compile("[0-9]{14}_.*\\.sql");
    private static final Pattern DIESEL_FOLDER = Pattern.compile("[0-9][0-9-]*(_.*)?");
    private static final Pattern LIQUIBASE_SQL =
            Pattern.compile("^\\s*--\\s*liquibase\\s+formatted\\s+sql", Pattern.CASE_INSENSITIVE);
    private static final Pattern LIQUIBASE_CHANGELOG = Pattern.compile(
            "<(\\w+:)?databaseChangeLog\\b"
                    + "|^\\s*[\"']?databaseChangeLog[\"']?\\s*:|\\{\\s*\"databaseChangeLog\"\\s*:",
            Pattern.MULTILINE);
    private static final Pattern DJANGO = Pattern.compile("\\A(?:\\s|BEGIN;)*--\\s*\\R--\\s*(?:"
            + "(?:Create|Delete|Rename) (?:model|index|constraint)|(?:Add|Remove|Alter|Rename) (?:field|index|constraint)"
            + "|Create (?:index|constraint)|Concurrently create index|Concurrently remove index"
            + "|Alter (?:unique_together|index_together|order_with_respect_to)|Rename table for"
            + "|Raw SQL operation|Raw Python operation|Creates? .* extension|Custom state/database change"
            + "|MIGRATION NOW PERFORMS OPERATION)");

    /** How much of a file is looked at. */
    private static final int HEAD = 4096;

    /** How many files of a folder are looked into. */
    private static final int LOOKED_INTO = 50;

    private final Folder folder;
    private final List<Entry> sql;

    private Detection(Folder folder) {
        this.folder = folder;
        this.sql = folder.entries().stream().filter(Entry::isSql).toList();
    }

    static Framework of(Folder folder) {
        return new Detection(folder).framework();
    }

    private Framework framework() {
        if (any(
                folder.entries(),
                entry -> entry.name().equals("_journal.json")
                        && entry.path().toString().replace('\\', '/').endsWith("meta/_journal.json"))) {
            return Framework.DRIZZLE;
        }
        if (any(sql, entry -> entry.name().equals("migration.sql"))) {
            return any(folder.entries(), entry -> entry.name().equals("snapshot.json"))
                    ? Framework.DRIZZLE
                    : Framework.PRISMA;
        }
        if (any(sql, Detection::isDiesel)) {
            return Framework.DIESEL;
        }
        if (heads(folder.entries(), Detection::isLiquibase)) {
            return Framework.LIQUIBASE;
        }
        if (heads(sql, head -> GooseReader.ANNOTATION.matcher(head).find())) {
            return Framework.GOOSE;
        }
        if (heads(sql, head -> DbmateReader.BLOCK.matcher(head).find())) {
            return Framework.DBMATE;
        }
        return byNames();
    }

    private Framework byNames() {
        if (any(
                sql,
                entry -> isSupabase(entry) && TIMESTAMPED.matcher(entry.name()).matches())) {
            return Framework.SUPABASE;
        }
        if (any(sql, entry -> PAIRED.matcher(entry.name()).matches())) {
            return isSqlx() ? Framework.SQLX : Framework.GOLANG_MIGRATE;
        }
        if (isFlyway()) {
            return Framework.FLYWAY;
        }
        if (any(sql, entry -> NUMBERED.matcher(entry.name()).matches()) && isSqlx()) {
            return Framework.SQLX;
        }
        if (any(sql, this::isStructureDump)) {
            return Framework.RAILS_STRUCTURE;
        }
        return heads(sql, head -> DJANGO.matcher(head).find()) ? Framework.DJANGO_SQLMIGRATE : Framework.PLAIN;
    }

    /** By the names that its configuration, if there is one, gives to migrations. */
    private boolean isFlyway() {
        FlywayNames names = new FlywayNames(FlywayConfiguration.near(folder.root(), new Problems()));
        return any(folder.entries(), entry -> names.shows(entry.name()));
    }

    private static boolean any(List<Entry> entries, Predicate<Entry> wanted) {
        return entries.stream().anyMatch(wanted);
    }

    /** Whether the start of one of the files is so; of many files some are looked at. */
    private static boolean heads(List<Entry> entries, Predicate<String> wanted) {
        return entries.stream()
                .filter(entry -> mayHoldChanges(entry.name()))
                .limit(LOOKED_INTO)
                .anyMatch(entry -> wanted.test(head(entry.path())));
    }

    private static boolean mayHoldChanges(String name) {
        return name.endsWith(".sql")
                || name.endsWith(".xml")
                || name.endsWith(".yaml")
                || name.endsWith(".yml")
                || name.endsWith(".json");
    }

    private static boolean isDiesel(Entry entry) {
        boolean named = entry.name().equals("up.sql") || entry.name().equals("down.sql");
        Path parent = entry.path().toAbsolutePath().getParent();
        return named
                && parent != null
                && parent.getFileName() != null
                && DIESEL_FOLDER.matcher(parent.getFileName().toString()).matches();
    }

    private static boolean isLiquibase(String head) {
        return LIQUIBASE_SQL.matcher(head).find()
                || LIQUIBASE_CHANGELOG.matcher(head).find();
    }

    private static boolean isSupabase(Entry entry) {
        Path migrations = entry.path().toAbsolutePath().normalize().getParent();
        Path above = migrations == null ? null : migrations.getParent();
        return migrations != null
                && above != null
                && migrations.endsWith("migrations")
                && (above.endsWith("supabase")
                        || head(above.resolve("config.toml")).contains("project_id"));
    }

    /** sqlx's own first line, its prepared queries, or its name in the manifest of the crate. */
    private boolean isSqlx() {
        if (heads(sql, head -> head.startsWith("-- no-transaction"))) {
            return true;
        }
        Path above = folder.root().toAbsolutePath().normalize();
        for (int i = 0; i < 3 && above != null; i++, above = above.getParent()) {
            boolean manifest = Pattern.compile("^\\s*(\"?sqlx\"?\\s*=|\\[.*dependencies\\.sqlx\\])", Pattern.MULTILINE)
                    .matcher(head(above.resolve("Cargo.toml"), 1 << 16))
                    .find();
            if (manifest || Files.isDirectory(above.resolve(".sqlx"))) {
                return true;
            }
        }
        return false;
    }

    private boolean isStructureDump(Entry entry) {
        return entry.name().endsWith("structure.sql") && head(entry.path()).contains("SET ");
    }

    private static String head(Path path) {
        return head(path, HEAD);
    }

    private static String head(Path path, int length) {
        if (!Files.isRegularFile(path)) {
            return "";
        }
        try (InputStream in = Files.newInputStream(path)) {
            return new String(in.readNBytes(length), StandardCharsets.UTF_8);
        } catch (IOException e) {
            // whoever reads the whole file says so
            return "";
        }
    }
}
