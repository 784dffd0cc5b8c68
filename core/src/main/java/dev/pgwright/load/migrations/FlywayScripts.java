package dev.pgwright.load.migrations;

import dev.pgwright.load.migrations.FlywayPlaceholders.Filled;
import dev.pgwright.load.migrations.Folder.Entry;
import dev.pgwright.source.SourceFile;
import dev.pgwright.sql.Parsing;
import dev.pgwright.sql.Statement;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads scripts of Flyway: with the values of placeholders, and with what their own {@code .conf} file and the
 * configuration say of transactions.
 *
 * <p>Sources: Flyway 11, documentation pages "Script configuration", "Execute in transaction", "Group", "Mixed";
 * flyway-core, {@code PostgreSQLParser} (which statements make Flyway run a script without a transaction), {@code
 * ParserSqlScript} (when it refuses a script that has both kinds), {@code SqlScriptMetadata}.
 */
final class FlywayScripts {
    private static final String IN_TRANSACTION = "executeInTransaction";
    private static final String SHOULD_EXECUTE = "shouldExecute";

    private final FlywayConfiguration configuration;
    private final FlywayPlaceholders placeholders;
    private final Problems problems;
    private final Scripts scripts;

    /** Scripts whose statements say how they are run, with the names of their own configuration. */
    private final Map<Script, String> open = new IdentityHashMap<>();

    FlywayScripts(FlywayConfiguration configuration, Problems problems) {
        this.configuration = configuration;
        this.placeholders = new FlywayPlaceholders(configuration);
        this.problems = problems;
        this.scripts = new Scripts(problems);
    }

    /**
     * The script in a file, which may have to be parsed for {@link #inTransactions}; null when it cannot be read, which is a
     * problem, or is never run.
     */
    @Nullable Script read(Entry entry) {
        String name = entry.name() + ".conf";
        Map<String, String> own = MigrationText.readQuietly(entry.path().resolveSibling(name))
                .map(FlywayConfiguration::pairs)
                .orElse(Map.of());
        String condition = own.get(SHOULD_EXECUTE);
        if (condition != null) {
            boolean never = condition.equalsIgnoreCase("false");
            problems.note(
                    Problems.ASSUMED,
                    Problems.at(entry.path()),
                    name + " says shouldExecute=" + condition
                            + (never ? ": it is left out" : ": it is taken to be run"),
                    null);
            if (never) {
                return null;
            }
        }
        return MigrationText.read(entry.path(), problems)
                .map(source -> script(source, own, name))
                .orElse(null);
    }

    private Script script(SourceFile source, Map<String, String> own, String name) {
        Script script = filled(source, own);
        String said = own.get(IN_TRANSACTION);
        if (said != null) {
            boolean inTransaction = said.equalsIgnoreCase("true");
            return inTransaction
                    ? grouped(script, name + " says executeInTransaction=true")
                    : script.with(TransactionMode.STATEMENT, name + " says executeInTransaction=false");
        }
        if (!configuration.is(IN_TRANSACTION).orElse(true)) {
            return script.with(TransactionMode.STATEMENT, configuration.file() + " says executeInTransaction=false");
        }
        if (RefusedInTransaction.isPossibleIn(script)) {
            open.put(script, name);
            return script;
        }
        return wrapped(script);
    }

    /** The migrations as they are run, now that all scripts have been read and can be parsed together. */
    List<Migration> inTransactions(List<Migration> migrations) {
        if (!open.isEmpty()) {
            Parsing.ahead(migrations.stream()
                    .map(migration -> migration.up().parsing())
                    .toList());
        }
        return migrations.stream()
                .map(migration -> {
                    Script down = migration.down();
                    return migration.with(inTransaction(migration.up()), down == null ? null : inTransaction(down));
                })
                .toList();
    }

    private Script inTransaction(Script script) {
        String name = open.get(script);
        return name == null ? script : inTransaction(script, name);
    }

    private Script inTransaction(Script script, String name) {
        Optional<Statement> refused = RefusedInTransaction.first(script, RefusedInTransaction::asFlywaySees);
        if (refused.isEmpty()) {
            return wrapped(script);
        }
        int at = script.inSource(refused.get().span()).start();
        if (!configuration.is("mixed").orElse(false)) {
            mixed(script, at, name);
        }
        return script.with(
                TransactionMode.STATEMENT,
                "it holds a statement that cannot be run in a transaction (line "
                        + script.source().position(at).line() + "), so that Flyway runs the whole script without one");
    }

    private void mixed(Script script, int at, String name) {
        Optional<Statement> other =
                RefusedInTransaction.first(script, tree -> !RefusedInTransaction.asFlywaySees(tree));
        other.ifPresent(statement -> problems.error(
                Problems.FORM,
                script.source().place(at),
                "Flyway refuses the script: this cannot be run in a transaction, what stands in line "
                        + script.source()
                                .position(script.inSource(statement.span()).start())
                                .line()
                        + " can, and mixed is false",
                "Put them into scripts of their own, or say executeInTransaction=false in " + name));
    }

    private Script filled(SourceFile source, Map<String, String> own) {
        boolean fill = !"false".equalsIgnoreCase(own.get("placeholderReplacement"));
        Filled filled = fill ? placeholders.fill(source) : new Filled(source.text(), List.of());
        return filled.pieces().isEmpty()
                ? scripts.whole(source, TransactionMode.SCRIPT, "")
                : scripts.made(source, filled.sql(), filled.pieces(), TransactionMode.SCRIPT, "");
    }

    private Script wrapped(Script script) {
        return grouped(
                script,
                "Flyway wraps every script in a transaction unless its .conf file says executeInTransaction=false"
                        + " or a statement in it cannot be run in one");
    }

    private Script grouped(Script script, String reason) {
        return configuration.is("group").orElse(false)
                ? script.with(
                        TransactionMode.ALL_PENDING,
                        configuration.file() + " says group=true: all that are pending run in one transaction")
                : script.with(TransactionMode.SCRIPT, reason);
    }
}
