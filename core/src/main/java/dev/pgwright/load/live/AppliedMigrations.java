package dev.pgwright.load.live;

import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.catalog.Table;
import dev.pgwright.finding.Evidence;
import dev.pgwright.finding.Finding;
import dev.pgwright.finding.PgwrightException;
import dev.pgwright.finding.Severity;
import dev.pgwright.load.migrations.Framework;
import dev.pgwright.load.migrations.Migration;
import dev.pgwright.load.migrations.Migration.Kind;
import dev.pgwright.load.migrations.MigrationHistory;
import dev.pgwright.load.migrations.Versions;
import dev.pgwright.server.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which migrations a database has had already, as the tool that runs them keeps account in a table.
 *
 * @param table null when the database has no such table: then nothing is known, or nothing was ever run
 * @param upTo the version up to which all count as applied, where the tool keeps account so; null where it does not
 * @param entries in the order in which they were run
 */
public record AppliedMigrations(
        Framework framework,
        @Nullable QualifiedName table,
        @Nullable String upTo,
        List<Entry> entries) {
    private static final String RULE = "migration-history-inconsistent";

    public AppliedMigrations {
        entries = List.copyOf(entries);
    }

    /**
     * A line of the account.
     *
     * @param version as the tool writes it; empty where it has none
     * @param name what tells migrations without a version apart: Flyway's description, Liquibase's file
     * @param checksum as the tool writes it, in hexadecimal where it keeps bytes; null where it keeps none
     * @param complete false when it failed half-way
     */
    public record Entry(
            String version, String name, @Nullable String checksum, boolean complete) {}

    /**
     * Reads the account.
     *
     * @throws PgwrightException if the role may not read the table or the server fails
     */
    public static AppliedMigrations read(Session session, Framework framework) {
        return AppliedReader.read(session, framework);
    }

    /** Whether a table is one in which a migration tool keeps account, by its name and columns. */
    public static boolean isAccount(Table table) {
        return AppliedReader.isAccount(table);
    }

    /** Whether there is an account. */
    public boolean isKept() {
        return table != null;
    }

    /** Whether a migration has been run, and will not be run again. */
    public boolean includes(Migration migration, MigrationHistory history) {
        return switch (migration.kind()) {
            case SCHEMA_DUMP, CALLBACK -> false;
            // only an empty database gets it
            case BASELINE -> !entries.isEmpty() || upTo != null;
            case REPEATABLE ->
                entry(migration, history)
                        .filter(entry -> AppliedChecksum.of(migration)
                                .map(sum -> sum.equals(entry.checksum()))
                                .orElse(false))
                        .isPresent();
            case VERSIONED ->
                isBelowLimit(migration) || entry(migration, history).isPresent();
        };
    }

    /** Whether some file of a repeatable migration has been run, be it another one than that of now. */
    public boolean hasRun(Migration repeatable) {
        return entries.stream().anyMatch(entry -> isOf(entry, repeatable));
    }

    /** Those that are still to be run, in order. */
    public List<Migration> pending(MigrationHistory history) {
        return history.migrations().stream()
                .filter(migration -> !includes(migration, history))
                .toList();
    }

    /** What is wrong: applied files that were edited, migrations that failed half-way, late ones below applied ones. */
    public List<Finding> faults(MigrationHistory history) {
        List<Finding> faults = new ArrayList<>();
        List<Migration> pending = pending(history);
        int lastApplied = -1;
        for (int i = 0; i < history.migrations().size(); i++) {
            if (history.migrations().get(i).kind() == Kind.VERSIONED
                    && !pending.contains(history.migrations().get(i))) {
                lastApplied = i;
            }
        }
        for (int i = 0; i < history.migrations().size(); i++) {
            Migration migration = history.migrations().get(i);
            if (migration.kind() != Kind.VERSIONED) {
                continue;
            }
            if (pending.contains(migration)) {
                if (i < lastApplied) {
                    faults.add(fault(
                            migration,
                            Severity.WARNING,
                            "it has not been applied, but "
                                    + shown(history.migrations().get(lastApplied)) + ", which comes after it, has",
                            "Give it a version behind those that " + table + " says have been run"));
                }
                continue;
            }
            entry(migration, history).ifPresent(entry -> check(migration, entry, faults));
        }
        return faults;
    }

    private void check(Migration migration, Entry entry, List<Finding> faults) {
        if (!entry.complete()) {
            faults.add(fault(
                    migration,
                    Severity.ERROR,
                    table + " says that it failed half-way",
                    "Find out which of its statements were run, mend that by hand, and then the account"));
            return;
        }
        Optional<String> now = AppliedChecksum.of(migration);
        if (now.isPresent() && entry.checksum() != null && !now.get().equalsIgnoreCase(entry.checksum())) {
            faults.add(fault(
                    migration,
                    Severity.ERROR,
                    "it was edited after it had been applied: " + table + " has the checksum "
                            + AppliedChecksum.shown(entry.checksum()) + ", the file "
                            + AppliedChecksum.shown(now.get()),
                    "Put the file back as it was, and write a new migration for the change"));
        }
    }

    private static Finding fault(Migration migration, Severity severity, String message, String hint) {
        return new Finding(RULE, severity, migration.up().source().place(0), message, hint, Evidence.MEASURED);
    }

    private static String shown(Migration migration) {
        return (migration.version() + " " + migration.description()).strip();
    }

    private boolean isBelowLimit(Migration migration) {
        return upTo != null && Versions.order(framework).compare(migration.version(), upTo) <= 0;
    }

    private Optional<Entry> entry(Migration migration, MigrationHistory history) {
        if (framework == Framework.DRIZZLE) {
            return drizzle(migration, history);
        }
        return entries.stream().filter(entry -> isOf(entry, migration)).findFirst();
    }

    /** Drizzle writes down the hash of a file and no name, and runs its files strictly in their order. */
    private Optional<Entry> drizzle(Migration migration, MigrationHistory history) {
        int number = history.migrations().indexOf(migration);
        return number >= 0 && number < entries.size() ? Optional.of(entries.get(number)) : Optional.empty();
    }

    private boolean isOf(Entry entry, Migration migration) {
        boolean sameVersion = Versions.key(framework, entry.version()).equals(key(migration));
        if (framework == Framework.LIQUIBASE) {
            // the account has the path as the changelogs name it, which may begin elsewhere
            return sameVersion
                    && fileName(entry.name())
                            .equals(fileName(migration.up().source().name()));
        }
        return migration.kind() == Kind.REPEATABLE
                ? entry.version().isEmpty() && entry.name().equals(migration.description())
                : !entry.version().isEmpty() && sameVersion;
    }

    private String key(Migration migration) {
        if (framework == Framework.PRISMA && !migration.description().isEmpty()) {
            return migration.version() + "_" + migration.description().replace(' ', '_');
        }
        return Versions.key(framework, migration.version());
    }

    private static String fileName(String path) {
        return path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
    }
}
