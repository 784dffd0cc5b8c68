package dev.pgwright.load.migrations;

import dev.pgwright.finding.PgwrightException;
import dev.pgwright.load.migrations.Folder.Entry;
import dev.pgwright.load.migrations.Migration.Kind;
import dev.pgwright.source.SourceFile;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * Drizzle: files named in meta/_journal.json, in the journal's order; since 1.0 a folder per migration with
 * migration.sql, in the order of the folders' names. Statements are divided by the comment
 * <code>--&gt; statement-breakpoint</code>. There is no way back.
 *
 * <p>Sources: Drizzle ORM, documentation pages "drizzle-kit migrate", "Migrations", "Upgrading to Drizzle v1";
 * drizzle-orm 0.44, src/migrator.ts and pg-core/dialect.ts (one transaction around all that are pending, which are those
 * whose time is behind that of the last one that was run).
 */
final class DrizzleReader implements FrameworkReader {
    private static final String REASON = "Drizzle runs all pending migrations in one transaction";

    @Override
    public List<Migration> read(Folder folder, Problems problems) {
        List<Migration> migrations = new ArrayList<>();
        List<Entry> journals = folder.entries().stream()
                .filter(entry -> entry.name().equals("_journal.json")
                        && entry.folderName().equals("meta"))
                .toList();
        for (Entry journal : journals) {
            ofJournal(journal, folder, migrations, problems);
        }
        if (journals.size() > 1) {
            problems.error(
                    Problems.NONE,
                    Problems.at(folder.root()),
                    "several journals lie below: each is a history of its own",
                    "Give one of their folders");
            return List.of();
        }
        if (journals.isEmpty()) {
            ofFolders(folder, migrations, problems);
        }
        return migrations;
    }

    private static void ofJournal(Entry journal, Folder folder, List<Migration> migrations, Problems problems) {
        Optional<SourceFile> file = MigrationText.read(journal.path(), problems);
        if (file.isEmpty()) {
            return;
        }
        Optional<Node> root;
        try {
            root = ChangelogYaml.compose(file.get());
        } catch (PgwrightException e) {
            e.problems()
                    .forEach(problem ->
                            problems.error(Problems.UNREADABLE, problem.place(), problem.message(), problem.hint()));
            return;
        }
        String latest = "";
        String latestTag = "";
        for (Node entry : ChangelogYaml.elements(ChangelogYaml.child(root.orElse(null), "entries"))) {
            String tag = ChangelogYaml.text(ChangelogYaml.child(entry, "tag"));
            if (tag == null) {
                continue;
            }
            String when = String.valueOf(ChangelogYaml.text(ChangelogYaml.child(entry, "when")));
            boolean number = !when.isEmpty() && NaturalOrder.leadingDigits(when).equals(when);
            if (number && !latest.isEmpty() && NaturalOrder.compareNumbers(when, latest) <= 0) {
                problems.warning(
                        Problems.FORM,
                        file.get().place(ChangelogYaml.offset(entry)),
                        "the journal's time of " + tag + " is not behind that of " + latestTag
                                + ": where that one has been run, Drizzle leaves this one out",
                        "Give it a \"when\" that is larger");
            } else if (number) {
                latest = when;
                latestTag = tag;
            }
            Optional<Entry> named = folder.find(journal.parentFolder(), tag + ".sql");
            if (named.isEmpty()) {
                problems.error(
                        Problems.NAME,
                        file.get().place(ChangelogYaml.offset(entry)),
                        "the journal names " + tag + ", but there is no " + tag + ".sql",
                        null);
            } else {
                add(named.get(), tag, migrations, problems);
            }
        }
        folder.entries().stream()
                .filter(entry -> entry.isSql() && entry.folder().equals(journal.parentFolder()))
                .filter(entry -> migrations.stream()
                        .noneMatch(migration -> migration
                                .up()
                                .source()
                                .name()
                                .equals(entry.path().toString())))
                .forEach(entry -> problems.warning(
                        Problems.NAME,
                        Problems.at(entry.path()),
                        "the journal does not name this file, and Drizzle leaves it out",
                        null));
    }

    private static void ofFolders(Folder folder, List<Migration> migrations, Problems problems) {
        folder.entries().stream()
                .filter(entry -> entry.named() ? entry.isSql() : entry.name().equals("migration.sql"))
                .sorted(Comparator.comparing(DrizzleReader::name))
                .forEach(entry -> add(entry, name(entry), migrations, problems));
    }

    private static String name(Entry entry) {
        return entry.name().equals("migration.sql")
                ? Folder.nameOfFolder(entry.path())
                : entry.name().replaceFirst("\\.sql$", "");
    }

    private static void add(Entry entry, String name, List<Migration> migrations, Problems problems) {
        Script up = MigrationText.read(entry.path(), problems)
                .map(source -> new Scripts(problems).whole(source, TransactionMode.ALL_PENDING, REASON))
                .orElse(null);
        if (up != null) {
            int underscore = name.indexOf('_');
            migrations.add(new Migration(
                    Framework.DRIZZLE,
                    underscore < 0 ? name : name.substring(0, underscore),
                    underscore < 0 ? "" : name.substring(underscore + 1).replace('_', ' '),
                    Kind.VERSIONED,
                    up,
                    null));
        }
    }
}
