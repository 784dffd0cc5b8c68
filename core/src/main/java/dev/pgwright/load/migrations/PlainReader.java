package dev.pgwright.load.migrations;

import dev.pgwright.load.migrations.Folder.Entry;
import dev.pgwright.load.migrations.Migration.Kind;
import dev.pgwright.source.SourceFile;
import dev.pgwright.sql.Statement;
import dev.pgwright.sql.tree.Node;
import dev.pgwright.sql.tree.TransactionStmt;
import dev.pgwright.sql.tree.VariableSetStmt;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * SQL files of no tool, in the natural order of their paths: numbers count as numbers. {@code name.down.sql} and
 * {@code name.rollback.sql} take back {@code name.up.sql} or {@code name.sql}. They are taken to be run as psql runs them:
 * each statement commits by itself (PostgreSQL 18, psql, AUTOCOMMIT), but for files that say SET LOCAL without a BEGIN:
 * whoever wrote that has a runner that begins a transaction.
 *
 * <p>What Django's sqlmigrate prints is the same with BEGIN and COMMIT in it, unless the migration is not atomic (Django
 * 5.2, "django-admin", sqlmigrate; "Migration operations", atomic).
 */
final class PlainReader implements FrameworkReader {
    private final Framework framework;

    PlainReader(Framework framework) {
        this.framework = framework;
    }

    /** Files without it need not be parsed for it. */
    private static final Pattern SET_LOCAL = Pattern.compile("set\\s+local", Pattern.CASE_INSENSITIVE);

    private static final List<String> DOWN_ENDINGS =
            List.of(".down.sql", ".rollback.sql", "_down.sql", "_rollback.sql");
    private static final List<String> UP_ENDINGS = List.of(".up.sql", "_up.sql", ".sql");

    @Override
    public List<Migration> read(Folder folder, Problems problems) {
        List<Entry> files = new ArrayList<>(folder.entries().stream()
                .filter(entry -> entry.isSql() || entry.named())
                .toList());
        files.sort(Comparator.comparing(
                entry -> entry.folder().isEmpty() ? entry.name() : entry.folder() + "/" + entry.name(),
                NaturalOrder.INSTANCE));
        List<Migration> migrations = new ArrayList<>();
        Set<Entry> used = new HashSet<>();
        for (Entry entry : files) {
            if (down(entry) == null) {
                Entry back = findDown(entry, folder);
                if (back != null) {
                    used.add(back);
                }
                add(entry, back, migrations, problems);
            }
        }
        for (Entry entry : files) {
            if (down(entry) != null && !used.contains(entry)) {
                if (entry.named()) {
                    add(entry, null, migrations, problems);
                } else {
                    alone(entry, problems);
                }
            }
        }
        return migrations;
    }

    private static void alone(Entry entry, Problems problems) {
        problems.warning(
                Problems.DOWN_ALONE,
                Problems.at(entry.path()),
                "by its name it takes back a migration that is not here",
                null);
    }

    private void add(Entry entry, @Nullable Entry back, List<Migration> migrations, Problems problems) {
        Script up = script(entry, problems);
        if (up != null) {
            Script down = back == null ? null : script(back, problems);
            String version = NaturalOrder.leadingDigits(entry.name());
            migrations.add(new Migration(framework, version, base(entry.name()), Kind.VERSIONED, up, down));
        }
    }

    private static @Nullable String down(Entry entry) {
        return DOWN_ENDINGS.stream()
                .filter(entry.name()::endsWith)
                .map(ending -> entry.name().substring(0, entry.name().length() - ending.length()))
                .findFirst()
                .orElse(null);
    }

    private static @Nullable Entry findDown(Entry up, Folder folder) {
        String base = base(up.name());
        return DOWN_ENDINGS.stream()
                .flatMap(ending -> folder.find(up.folder(), base + ending).stream())
                .findFirst()
                .orElse(null);
    }

    private static String base(String name) {
        return UP_ENDINGS.stream()
                .filter(name::endsWith)
                .map(ending -> name.substring(0, name.length() - ending.length()))
                .findFirst()
                .orElse(name);
    }

    private @Nullable Script script(Entry entry, Problems problems) {
        return MigrationText.read(entry.path(), problems)
                .map(source -> script(source, problems))
                .orElse(null);
    }

    private Script script(SourceFile source, Problems problems) {
        String reason = framework == Framework.DJANGO_SQLMIGRATE
                ? "Django prints the BEGIN and COMMIT of a migration that it runs in a transaction; where there are none,"
                        + " each statement commits by itself"
                : "no tool is known to run it; as psql runs a file, each statement commits by itself";
        Script script = new Scripts(problems).whole(source, TransactionMode.STATEMENT, reason);
        return framework == Framework.PLAIN && wantsTransaction(script)
                ? script.with(
                        TransactionMode.SCRIPT,
                        "it says SET LOCAL and begins no transaction, which only makes sense where its runner does")
                : script;
    }

    /** Whether a file sets something for its transaction and leaves it to others to begin one. */
    private static boolean wantsTransaction(Script script) {
        if (!SET_LOCAL.matcher(script.sql().text()).find()) {
            return false;
        }
        List<Node> statements =
                script.parsed().statements().stream().map(Statement::tree).toList();
        return statements.stream().anyMatch(tree -> tree instanceof VariableSetStmt set && set.isLocal())
                && statements.stream().noneMatch(TransactionStmt.class::isInstance);
    }
}
