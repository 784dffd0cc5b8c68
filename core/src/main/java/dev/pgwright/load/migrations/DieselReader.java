package dev.pgwright.load.migrations;

import dev.pgwright.load.migrations.Folder.Entry;
import dev.pgwright.load.migrations.Migration.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Diesel: a folder per migration with up.sql, down.sql and metadata.toml. The version is what stands before the first
 * underscore, without dashes, compared as text.
 *
 * <p>Source: diesel_migrations 2.3, documentation of the crate and of {@code FileBasedMigrations};
 * migrations_internals 2.3, {@code version_from_string}, {@code TomlMetadata} (a metadata.toml that says nothing of
 * run_in_transaction means false, none at all means true).
 */
final class DieselReader implements FrameworkReader {
    private static final String IN_TRANSACTION = "run_in_transaction";

    /** How a migration is run, and why. */
    private record Run(TransactionMode mode, String reason) {}

    @Override
    public List<Migration> read(Folder folder, Problems problems) {
        Map<String, List<Entry>> byFolder = new TreeMap<>();
        for (Entry entry : folder.entries()) {
            byFolder.computeIfAbsent(entry.folder(), name -> new ArrayList<>()).add(entry);
        }
        List<Migration> migrations = new ArrayList<>();
        for (List<Entry> files : byFolder.values()) {
            add(files, folder, migrations, problems);
        }
        migrations.sort(Comparator.comparing(
                (Migration migration) -> migration.version().replace("-", "")));
        Checks.duplicates(migrations, migration -> migration.version().replace("-", ""), problems);
        return migrations;
    }

    private static void add(List<Entry> files, Folder folder, List<Migration> migrations, Problems problems) {
        Optional<Entry> up = named(files, "up.sql");
        Optional<Entry> down = named(files, "down.sql");
        if (up.isEmpty()) {
            if (down.isPresent() && !folder.isOfFiles()) {
                problems.warning(
                        Problems.DOWN_ALONE,
                        Problems.at(down.get().path()),
                        "there is no up.sql beside it; Diesel refuses the whole folder of migrations",
                        null);
            }
            return;
        }
        Run run = run(metadata(files, folder, up.get(), problems));
        Script script = script(up.get(), run, problems);
        if (script != null) {
            String name = Folder.nameOfFolder(up.get().path());
            int underscore = name.indexOf('_');
            migrations.add(new Migration(
                    Framework.DIESEL,
                    underscore < 0 ? name : name.substring(0, underscore),
                    underscore < 0 ? "" : name.substring(underscore + 1).replace('_', ' '),
                    Kind.VERSIONED,
                    script,
                    down.map(entry -> script(entry, run, problems)).orElse(null)));
        }
    }

    private static Run run(Optional<Map<String, List<String>>> metadata) {
        List<String> said = metadata.map(values -> values.getOrDefault(IN_TRANSACTION, List.of("")))
                .orElse(List.of("true"));
        return switch (String.join("", said)) {
            case "true" ->
                new Run(
                        TransactionMode.SCRIPT,
                        "Diesel wraps every migration in a transaction unless its metadata.toml says"
                                + " run_in_transaction = false");
            case "" ->
                new Run(
                        TransactionMode.SIMPLE_QUERY,
                        "metadata.toml says nothing of run_in_transaction, which Diesel takes for false; it then sends the"
                                + " file as one query, of which several statements are one implicit transaction");
            default ->
                new Run(
                        TransactionMode.SIMPLE_QUERY,
                        "metadata.toml says run_in_transaction = false; Diesel then sends the file as one query, of which"
                                + " several statements are one implicit transaction");
        };
    }

    private static Optional<Map<String, List<String>>> metadata(
            List<Entry> files, Folder folder, Entry up, Problems problems) {
        Optional<Entry> listed = named(files, "metadata.toml");
        if (listed.isEmpty() && !folder.isOfFiles()) {
            return Optional.empty();
        }
        return MigrationText.readQuietly(
                        listed.map(Entry::path).orElse(up.path().resolveSibling("metadata.toml")))
                .map(file -> SimpleToml.read(file, problems));
    }

    private static Optional<Entry> named(List<Entry> files, String name) {
        return files.stream().filter(entry -> entry.name().equals(name)).findFirst();
    }

    private static @Nullable Script script(Entry entry, Run run, Problems problems) {
        return MigrationText.read(entry.path(), problems)
                .map(source -> new Scripts(problems).whole(source, run.mode(), run.reason()))
                .orElse(null);
    }
}
