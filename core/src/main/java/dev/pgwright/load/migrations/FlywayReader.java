package dev.pgwright.load.migrations;

import dev.pgwright.load.migrations.FlywayNames.Form;
import dev.pgwright.load.migrations.FlywayNames.Name;
import dev.pgwright.load.migrations.Folder.Entry;
import dev.pgwright.load.migrations.Migration.Kind;
import dev.pgwright.sql.Identifiers;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Flyway: {@code V2.1__name.sql}, {@code U2.1__name.sql}, {@code B2__name.sql}, {@code R__name.sql} in a folder and all
 * below it, or as its configuration has it. Versions are compared part by part as numbers, {@code 1} being {@code 1.0};
 * repeatable ones come behind them, by description, and callbacks last, in the order of their events.
 *
 * <p>Sources: Flyway 11, documentation pages "Migrations", "Baseline migrations", "Callback Events", "Default Schema";
 * flyway-core, {@code ResourceNameParser}, {@code MigrationVersion}, {@code SqlScriptCallbackFactory}, {@code DbMigrate}
 * (beforeEachMigrate is run on the connection and in the transaction of the migration), {@code PostgreSQLConnection} (the
 * default schema is put before the search path).
 */
final class FlywayReader implements FrameworkReader {
    static final String BEFORE_EACH = "beforeEachMigrate";

    private final List<Migration> ordered = new ArrayList<>();
    private final List<Migration> repeatables = new ArrayList<>();
    private final List<Migration> callbacks = new ArrayList<>();
    private final Map<String, Entry> undos = new HashMap<>();
    private final StringBuilder session = new StringBuilder();

    @Override
    public List<Migration> read(Folder folder, Problems problems) {
        FlywayConfiguration configuration = FlywayConfiguration.near(folder.root(), problems);
        FlywayNames names = new FlywayNames(configuration);
        FlywayScripts scripts = new FlywayScripts(configuration, problems);
        List<Entry> entries = new FlywayLocations(configuration).in(folder, problems);
        for (Entry entry : entries) {
            names.of(entry.name())
                    .filter(name -> name.form() == Form.UNDO)
                    .ifPresent(name -> undo(entry, name, problems));
        }
        for (Entry entry : entries) {
            names.of(entry.name()).ifPresent(name -> {
                if (name.form() == Form.MISNAMED) {
                    problems.warning(
                            Problems.NAME,
                            Problems.at(entry.path()),
                            "Flyway takes this name for no migration and leaves the file out",
                            "Name it " + names.example() + "; the version is digits, with dots or single underscores");
                } else {
                    add(entry, name, scripts);
                }
            });
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
        callbacks.sort(Comparator.comparing((Migration callback) -> FlywayNames.order(event(callback)))
                .thenComparing(Migration::description));
        Checks.duplicates(ordered, migration -> migration.kind() + canonical(migration.version()), problems);
        Checks.sameDescription(repeatables, problems);
        Checks.sameDescription(callbacks, problems);
        session(configuration);
        ordered.addAll(repeatables);
        ordered.addAll(callbacks);
        return scripts.inTransactions(ordered);
    }

    @Override
    public String session() {
        return session.toString();
    }

    private void undo(Entry entry, Name name, Problems problems) {
        Entry first = undos.putIfAbsent(canonical(name.version()), entry);
        if (first != null) {
            problems.error(
                    Problems.DUPLICATE,
                    Problems.at(entry.path()),
                    "the version " + name.version() + " is also that of " + first.path(),
                    "Give one of them a version of its own");
        }
    }

    private void add(Entry entry, Name name, FlywayScripts scripts) {
        switch (name.form()) {
            case VERSIONED, BASELINE -> addVersion(entry, name, scripts);
            case REPEATABLE -> add(entry, "", name.shown(), Kind.REPEATABLE, scripts, repeatables);
            case CALLBACK ->
                add(
                        entry,
                        "",
                        name.version() + (name.description() == null ? "" : " " + name.description()),
                        Kind.CALLBACK,
                        scripts,
                        callbacks);
            case UNDO, CALLBACK_LEFT_OUT, MISNAMED -> {
                // those that take something back go with what they undo, or are not run by migrate
            }
        }
    }

    private static void add(
            Entry entry, String version, String description, Kind kind, FlywayScripts scripts, List<Migration> into) {
        Script script = scripts.read(entry);
        if (script != null) {
            into.add(new Migration(Framework.FLYWAY, version, description, kind, script, null));
        }
    }

    private void addVersion(Entry entry, Name name, FlywayScripts scripts) {
        boolean versioned = name.form() == Form.VERSIONED;
        Script up = scripts.read(entry);
        Entry undo = versioned ? undos.remove(canonical(name.version())) : null;
        if (up != null) {
            ordered.add(new Migration(
                    Framework.FLYWAY,
                    name.version().replace('_', '.'),
                    name.shown(),
                    versioned ? Kind.VERSIONED : Kind.BASELINE,
                    up,
                    undo == null ? null : scripts.read(undo)));
        }
    }

    private static String event(Migration callback) {
        String description = callback.description();
        int blank = description.indexOf(' ');
        return blank < 0 ? description : description.substring(0, blank);
    }

    /** What is in force in a migration when it starts: the default schema, and what the callback before it sets. */
    private void session(FlywayConfiguration configuration) {
        Optional<String> schema = configuration.defaultSchema();
        if (schema.isPresent()) {
            Set<String> made = new LinkedHashSet<>(List.of(schema.get()));
            made.addAll(configuration.list("schemas"));
            if (configuration.is("createSchemas").orElse(true)) {
                made.forEach(name -> session.append("CREATE SCHEMA IF NOT EXISTS ")
                        .append(Identifiers.quoteIdentifier(name))
                        .append(";\n"));
            }
            session.append("SET search_path = ")
                    .append(Identifiers.quoteIdentifier(schema.get()))
                    .append(", \"$user\", public;\n");
        }
        callbacks.stream()
                .filter(callback -> event(callback).equals(BEFORE_EACH))
                .forEach(callback -> session.append(callback.up().sql().text()).append("\n;\n"));
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
}
