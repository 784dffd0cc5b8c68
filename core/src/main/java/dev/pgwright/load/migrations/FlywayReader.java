package dev.pgwright.load.migrations;

import dev.pgwright.load.migrations.Folder.Entry;
import dev.pgwright.load.migrations.Migration.Kind;
import dev.pgwright.source.SourceFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Flyway: {@code V2.1__name.sql}, {@code U2.1__name.sql}, {@code B2__name.sql}, {@code R__name.sql} in a folder and all
 * below it. Versions are compared part by part as numbers, {@code 1} being {@code 1.0}; repeatable ones come last, by
 * description. Callbacks are no migrations and are left out.
 *
 * <p>Sources: Flyway 11, documentation pages "Migrations", "Baseline migrations", "Script configuration", "Execute in
 * transaction", "Mixed"; flyway-core, {@code ResourceNameParser}, {@code MigrationVersion}, {@code PostgreSQLParser}
 * (which statements make Flyway run a script without a transaction).
 */
final class FlywayReader implements FrameworkReader {
    static final Pattern NAME = Pattern.compile("([VUB])([0-9]+(?:[._][0-9]+)*)(?:__(.*))?\\.sql");
    static final Pattern REPEATABLE = Pattern.compile("R__(.*)\\.sql");
    private static final Pattern MISNAMED = Pattern.compile("[VUB][0-9].*\\.sql|R_.*\\.sql");
    private static final Pattern IN_TRANSACTION =
            Pattern.compile("^\\s*(?:flyway\\.)?executeInTransaction\\s*=\\s*(true|false)", Pattern.MULTILINE);

    @Override
    public List<Migration> read(Folder folder, Problems problems) {
        List<Migration> ordered = new ArrayList<>();
        List<Migration> repeatables = new ArrayList<>();
        Map<String, Entry> undos = new HashMap<>();
        for (Entry entry : folder.entries()) {
            Matcher name = NAME.matcher(entry.name());
            if (name.matches() && name.group(1).equals("U")) {
                Entry first = undos.putIfAbsent(canonical(name.group(2)), entry);
                if (first != null) {
                    duplicate(entry, name.group(2), first, problems);
                }
            }
        }
        for (Entry entry : folder.entries()) {
            Matcher name = NAME.matcher(entry.name());
            Matcher repeatable = REPEATABLE.matcher(entry.name());
            if (name.matches()) {
                if (!name.group(1).equals("U")) {
                    add(entry, name, undos, ordered, problems);
                }
            } else if (repeatable.matches()) {
                Script script = script(entry, problems);
                if (script != null) {
                    repeatables.add(new Migration(
                            Framework.FLYWAY, "", words(repeatable.group(1)), Kind.REPEATABLE, script, null));
                }
            } else if (MISNAMED.matcher(entry.name()).matches()) {
                problems.warning(
                        Problems.NAME,
                        Problems.at(entry.path()),
                        "Flyway takes this name for no migration and leaves the file out",
                        "Name it V<version>__<description>.sql; the version is digits, with dots or single underscores");
            }
        }
        undos.values().stream()
                .filter(entry -> !folder.isOfFiles())
                .forEach(entry -> problems.warning(
                        Problems.DOWN_ALONE,
                        Problems.at(entry.path()),
                        "it undoes a version for which there is no migration",
                        null));
        ordered.sort(Comparator.comparing(Migration::version, FlywayReader::compareVersions)
                .thenComparing(Migration::kind));
        repeatables.sort(Comparator.comparing(Migration::description));
        Checks.duplicates(ordered, migration -> migration.kind() + canonical(migration.version()), problems);
        ordered.addAll(repeatables);
        return ordered;
    }

    private static void duplicate(Entry entry, String version, Entry first, Problems problems) {
        problems.error(
                Problems.DUPLICATE,
                Problems.at(entry.path()),
                "the version " + version + " is also that of " + first.path(),
                "Give one of them a version of its own");
    }

    private static void add(
            Entry entry, Matcher name, Map<String, Entry> undos, List<Migration> ordered, Problems problems) {
        boolean versioned = name.group(1).equals("V");
        Script up = script(entry, problems);
        Entry undo = versioned ? undos.remove(canonical(name.group(2))) : null;
        if (up != null) {
            String description = name.group(3) == null ? "" : words(name.group(3));
            ordered.add(new Migration(
                    Framework.FLYWAY,
                    name.group(2).replace('_', '.'),
                    description,
                    versioned ? Kind.VERSIONED : Kind.BASELINE,
                    up,
                    undo == null ? null : script(undo, problems)));
        }
    }

    private static String words(String description) {
        return description.replace('_', ' ');
    }

    static int compareVersions(String left, String right) {
        String[] one = left.split("[._]");
        String[] other = right.split("[._]");
        for (int i = 0; i < Math.max(one.length, other.length); i++) {
            int order = NaturalOrder.compareNumbers(i < one.length ? one[i] : "0", i < other.length ? other[i] : "0");
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    /** The same text for versions that compare as equal. */
    static String canonical(String version) {
        StringBuilder canonical = new StringBuilder();
        for (String part : version.split("[._]")) {
            canonical.append(canonical.isEmpty() ? "" : ".").append(NaturalOrder.withoutZeros(part));
        }
        String text = canonical.toString();
        while (text.endsWith(".0")) {
            text = text.substring(0, text.length() - 2);
        }
        return text;
    }

    private static @Nullable Script script(Entry entry, Problems problems) {
        return MigrationText.read(entry.path(), problems)
                .map(source -> script(source, entry.path(), problems))
                .orElse(null);
    }

    private static Script script(SourceFile source, Path path, Problems problems) {
        Scripts scripts = new Scripts(problems);
        String configuration = path.getFileName() + ".conf";
        Optional<Boolean> configured = MigrationText.readQuietly(path.resolveSibling(configuration))
                .map(file -> IN_TRANSACTION.matcher(file.text()))
                .filter(Matcher::find)
                .map(setting -> setting.group(1).equals("true"));
        if (configured.isPresent()) {
            return scripts.whole(
                    source,
                    configured.get() ? TransactionMode.SCRIPT : TransactionMode.STATEMENT,
                    configuration + " says executeInTransaction=" + configured.get());
        }
        Script script = scripts.whole(
                source,
                TransactionMode.SCRIPT,
                "Flyway wraps every script in a transaction unless its .conf file says executeInTransaction=false or"
                        + " a statement in it cannot be run in one");
        return RefusedInTransaction.first(script.sql(), RefusedInTransaction::asFlywaySees)
                .map(statement -> script.with(
                        TransactionMode.STATEMENT,
                        "it holds a statement that cannot be run in a transaction (line "
                                + source.position(statement.span().start()).line()
                                + "), so that Flyway runs the whole script without one"))
                .orElse(script);
    }
}
