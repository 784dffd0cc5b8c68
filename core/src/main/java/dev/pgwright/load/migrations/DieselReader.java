package dev.pgwright.load.migrations;

import dev.pgwright.load.migrations.Folder.Entry;
import dev.pgwright.load.migrations.Migration.Kind;
import dev.pgwright.source.SourceFile;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Diesel: a folder per migration with up.sql, down.sql and metadata.toml. The version is what stands before the first
 * underscore, without dashes, compared as text.
 *
 * <p>Source: diesel_migrations 2.3, documentation of the crate and of {@code FileBasedMigrations};
 * migrations_internals 2.3, {@code version_from_string}.
 */
final class DieselReader implements FrameworkReader {
    private static final Pattern NO_TRANSACTION =
            Pattern.compile("^\\s*run_in_transaction\\s*=\\s*false\\b", Pattern.MULTILINE);

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
        boolean transaction = metadata(files, folder, up.get())
                .map(text -> !NO_TRANSACTION.matcher(text).find())
                .orElse(true);
        Script script = script(up.get(), transaction, problems);
        if (script != null) {
            String name = Folder.nameOfFolder(up.get().path());
            int underscore = name.indexOf('_');
            migrations.add(new Migration(
                    Framework.DIESEL,
                    underscore < 0 ? name : name.substring(0, underscore),
                    underscore < 0 ? "" : name.substring(underscore + 1).replace('_', ' '),
                    Kind.VERSIONED,
                    script,
                    down.map(entry -> script(entry, transaction, problems)).orElse(null)));
        }
    }

    private static Optional<String> metadata(List<Entry> files, Folder folder, Entry up) {
        Optional<Entry> listed = named(files, "metadata.toml");
        if (listed.isEmpty() && !folder.isOfFiles()) {
            return Optional.empty();
        }
        return MigrationText.readQuietly(
                        listed.map(Entry::path).orElse(up.path().resolveSibling("metadata.toml")))
                .map(SourceFile::text);
    }

    private static Optional<Entry> named(List<Entry> files, String name) {
        return files.stream().filter(entry -> entry.name().equals(name)).findFirst();
    }

    private static @Nullable Script script(Entry entry, boolean transaction, Problems problems) {
        Scripts scripts = new Scripts(problems);
        return MigrationText.read(entry.path(), problems)
                .map(source -> transaction
                        ? scripts.whole(
                                source,
                                TransactionMode.SCRIPT,
                                "Diesel wraps every migration in a transaction unless its metadata.toml says"
                                        + " run_in_transaction = false")
                        : scripts.whole(
                                source,
                                TransactionMode.SIMPLE_QUERY,
                                "metadata.toml says run_in_transaction = false; Diesel then sends the file as one"
                                        + " query, of which several statements are one implicit transaction"))
                .orElse(null);
    }
}
