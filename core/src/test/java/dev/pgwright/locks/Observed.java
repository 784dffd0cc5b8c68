package dev.pgwright.locks;

import dev.pgwright.server.LockMode;
import dev.pgwright.server.LockTrace;
import dev.pgwright.server.PostgresServer;
import dev.pgwright.server.StatementTrace;
import dev.pgwright.sql.Identifiers;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What a real server did, and how it differs from what the table of locks says. */
final class Observed {
    /** The files of all indexes of users, with their tables. */
    private static final String INDEX_FILES = """
            select pg_relation_filenode(i.indexrelid)::bigint, format('%I.%I', n.nspname, t.relname)
            from pg_index i join pg_class t on t.oid = i.indrelid join pg_namespace n on n.oid = t.relnamespace
            where i.indrelid >= 16384 and n.nspname !~ '^pg_' and pg_relation_filenode(i.indexrelid) is not null
            """;

    private final StatementTrace trace;
    private final Set<String> built;
    private final boolean staged;

    private Observed(StatementTrace trace, Set<String> built, boolean staged) {
        this.trace = trace;
        this.built = built;
        this.staged = staged;
    }

    /** In a transaction that is rolled back. */
    static Observed inTransaction(Connection session, String statement) throws SQLException {
        session.setAutoCommit(false);
        try {
            Map<Long, String> before = indexFiles(session);
            StatementTrace trace = LockTrace.traceAndKeep(session, statement);
            Set<String> built = new TreeSet<>();
            indexFiles(session).forEach((file, table) -> {
                if (!before.containsKey(file)) {
                    built.add(table);
                }
            });
            return new Observed(trace, built, false);
        } finally {
            session.rollback();
            session.setAutoCommit(true);
        }
    }

    /** With pauses wherever it waits for the table; in a database that is thrown away. */
    static Observed outside(PostgresServer server, String database, String table, String statement)
            throws SQLException {
        return new Observed(LockTrace.traceOutsideTransaction(server, database, table, statement), Set.of(), true);
    }

    private static Map<Long, String> indexFiles(Connection session) throws SQLException {
        Map<Long, String> files = new HashMap<>();
        try (Statement sql = session.createStatement();
                ResultSet row = sql.executeQuery(INDEX_FILES)) {
            while (row.next()) {
                files.put(row.getLong(1), row.getString(2));
            }
        }
        return files;
    }

    String error() {
        return trace.error() == null
                ? ""
                : trace.error().sqlState() + " " + trace.error().message();
    }

    private Map<String, LockMode> strongest() {
        Map<String, LockMode> modes = new TreeMap<>();
        for (StatementTrace.Lock lock : trace.locks()) {
            modes.merge(lock.relation(), lock.mode(), (one, other) -> one.compareTo(other) >= 0 ? one : other);
        }
        return modes;
    }

    /** One line for each difference; {@code gate} is the table where a staged statement was watched. */
    List<String> differences(StatementEffects predicted, LockCase lockCase, String gate) {
        List<String> found = new ArrayList<>();
        Map<String, RelationEffect> effects = new TreeMap<>();
        for (RelationEffect effect : predicted.relations()) {
            effects.put(
                    Identifiers.quoteIdentifier(
                            effect.relation().schema(), effect.relation().name()),
                    effect);
        }
        Map<String, LockMode> modes = strongest();
        modes.forEach((relation, mode) -> {
            RelationEffect effect = effects.get(relation);
            if (effect == null) {
                found.add("locks " + relation + " " + mode.word() + ", which is not in the table");
            } else if (effect.mode() != mode
                    && !(staged && !relation.equals(gate) && mode.compareTo(effect.mode()) < 0)) {
                found.add("locks " + relation + " " + mode.word() + ", not "
                        + effect.mode().word());
            }
        });
        for (StatementTrace.Lock lock : trace.locks()) {
            RelationEffect effect = effects.get(lock.relation());
            if (effect != null && effect.kind() != lock.kind()) {
                found.add(lock.relation() + " is a " + lock.kind().word() + ", not a "
                        + effect.kind().word());
            }
        }
        effects.forEach((relation, effect) -> {
            boolean watched = staged ? relation.equals(gate) : !lockCase.atMost();
            if (watched && !modes.containsKey(relation)) {
                found.add("does not lock " + relation + " " + effect.mode().word());
            }
            if (effect.rewrites() != trace.rewritten().contains(relation)) {
                found.add((effect.rewrites() ? "does not rewrite " : "rewrites ") + relation);
            }
            if (!staged) {
                scans(relation, effect, found);
            }
        });
        for (String relation : trace.rewritten()) {
            if (!effects.containsKey(relation)) {
                found.add("rewrites " + relation);
            }
        }
        return found;
    }

    private void scans(String relation, RelationEffect effect, List<String> found) {
        boolean scanned =
                trace.scanned().stream().anyMatch(scan -> scan.relation().equals(relation));
        // a new file is read to build its indexes
        if (effect.reading() != Reading.BY_PLAN && !trace.rewritten().contains(relation) && effect.scans() != scanned) {
            found.add((effect.scans() ? "does not scan " : "scans ") + relation);
        }
        boolean emptied = trace.rewritten().contains(relation) && !effect.scans();
        if (!emptied
                && effect.buildsIndex() != built.contains(relation)
                && !(effect.rewrites() && effect.buildsIndex())) {
            found.add((effect.buildsIndex() ? "builds no index of " : "builds an index of ") + relation);
        }
    }
}
