package dev.pgwright.load.migrations;

import dev.pgwright.load.migrations.Folder.Entry;
import dev.pgwright.load.migrations.Migration.Kind;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Prisma Migrate: a folder per migration with migration.sql, in the order of the folders' names compared as text. There is
 * no way back; a down.sql beside it is run by hand ({@code prisma db execute}).
 *
 * <p>Sources: Prisma ORM, documentation pages "Mental model of Prisma Migrate", "Generating down migrations"; how a
 * script is sent: prisma-engines pull request 5767 (7.4 splits it into statements, versions before send it as one
 * query).
 */
final class PrismaReader implements FrameworkReader {
    private static final Pattern DEPENDENCY =
            Pattern.compile("\"(?:prisma|@prisma/client)\"\\s*:\\s*\"[^0-9\"]*([0-9]+)(?:\\.([0-9]+))?");
    private static final int SPLITS_MAJOR = 7;
    private static final int SPLITS_MINOR = 4;
    private static final int FOLDERS_ABOVE = 4;

    @Override
    public List<Migration> read(Folder folder, Problems problems) {
        List<Entry> ups = new ArrayList<>(folder.entries().stream()
                .filter(entry -> entry.name().equals("migration.sql"))
                .toList());
        ups.sort(Comparator.comparing(PrismaReader::name));
        boolean splits = splits(folder.root());
        List<Migration> migrations = new ArrayList<>();
        for (Entry entry : ups) {
            Script up = script(entry, splits, problems);
            if (up != null) {
                String name = name(entry);
                int underscore = name.indexOf('_');
                Script down = folder.find(entry.folder(), "down.sql")
                        .map(found -> script(found, splits, problems))
                        .orElse(null);
                migrations.add(new Migration(
                        Framework.PRISMA,
                        underscore < 0 ? name : name.substring(0, underscore),
                        underscore < 0 ? "" : name.substring(underscore + 1).replace('_', ' '),
                        Kind.VERSIONED,
                        up,
                        down));
            }
        }
        Checks.duplicates(migrations, migration -> migration.version() + " " + migration.description(), problems);
        return migrations;
    }

    private static String name(Entry entry) {
        return Folder.nameOfFolder(entry.path());
    }

    /** Whether the version that the project asks for sends statements one by one. */
    private static boolean splits(Path root) {
        Path above = root.toAbsolutePath().normalize();
        for (int i = 0; i < FOLDERS_ABOVE && above != null; i++, above = above.getParent()) {
            Matcher dependency = DEPENDENCY.matcher(MigrationText.readQuietly(above.resolve("package.json"))
                    .map(file -> file.text())
                    .orElse(""));
            if (dependency.find()) {
                int major = Integer.parseInt(dependency.group(1));
                int minor = dependency.group(2) == null ? 0 : Integer.parseInt(dependency.group(2));
                return major > SPLITS_MAJOR || (major == SPLITS_MAJOR && minor >= SPLITS_MINOR);
            }
        }
        return false;
    }

    private static @Nullable Script script(Entry entry, boolean splits, Problems problems) {
        Scripts scripts = new Scripts(problems);
        return MigrationText.read(entry.path(), problems)
                .map(source -> splits
                        ? scripts.whole(
                                source,
                                TransactionMode.STATEMENT,
                                "Prisma opens no transaction, and from 7.4 on sends the statements one by one")
                        : scripts.whole(
                                source,
                                TransactionMode.SIMPLE_QUERY,
                                "Prisma opens no transaction, but before 7.4 sends the file as one query, of which"
                                        + " several statements are one implicit transaction"))
                .orElse(null);
    }
}
