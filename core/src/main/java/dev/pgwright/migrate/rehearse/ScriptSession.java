package dev.pgwright.migrate.rehearse;

import dev.pgwright.load.migrations.Script;
import dev.pgwright.load.migrations.TransactionMode;
import dev.pgwright.locks.StatementEffects;
import dev.pgwright.locks.Transactionality;
import dev.pgwright.server.LockTrace;
import dev.pgwright.server.Postgres;
import dev.pgwright.server.StatementTrace;
import dev.pgwright.server.StatementTrace.ServerError;
import dev.pgwright.sql.Identifiers;
import dev.pgwright.sql.Statement;
import dev.pgwright.sql.tree.TransactionStmt;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Runs one script as the tool would, in the transactions that it would have, and traces each statement. A failed statement
 * ends it.
 */
final class ScriptSession implements AutoCloseable {
    private final Postgres server;
    private final String database;
    private final Connection session;
    private final TransactionMode mode;
    private final boolean wrapped;
    private boolean open;

    /** @param before what the tool runs in a session before a script; empty for nothing */
    ScriptSession(Postgres server, String database, String before, Script script, int statements) throws SQLException {
        this.server = server;
        this.database = database;
        this.mode = script.transactions();
        this.wrapped = mode.inTransaction(statements);
        this.open = wrapped;
        this.session = server.connect(database);
        boolean ready = false;
        try {
            begin(session, before);
            session.setAutoCommit(false);
            ready = true;
        } finally {
            if (!ready) {
                session.close();
            }
        }
    }

    /** Runs what a tool runs in a session before a script. */
    static void begin(Connection session, String before) throws SQLException {
        if (!before.isBlank()) {
            try (java.sql.Statement direct = session.createStatement()) {
                direct.setEscapeProcessing(false);
                direct.execute(before);
            }
        }
    }

    /**
     * What was seen of a statement.
     *
     * @param held the locks that its transaction had before it
     */
    record Observation(StatementTrace trace, List<StatementTrace.Lock> held) {
        Observation {
            held = List.copyOf(held);
        }
    }

    /**
     * Runs a statement.
     *
     * @param sql its text
     * @param predicted tells whether it can run in a transaction, and on which table it is to be observed if not
     * @return what was observed; empty for what begins and ends transactions
     */
    Optional<Observation> run(Statement statement, String sql, StatementEffects predicted) throws SQLException {
        if (statement.tree() instanceof TransactionStmt control) {
            control(control, sql);
            return Optional.empty();
        }
        if (isApart(predicted.transactions())) {
            session.commit();
            return Optional.of(new Observation(outside(sql, predicted), List.of()));
        }
        // a lock that the transaction has already is not seen to be taken again
        List<StatementTrace.Lock> held = LockTrace.held(session);
        StatementTrace trace = LockTrace.traceAndKeep(session, sql);
        if (!open) {
            session.commit();
        }
        return Optional.of(new Observation(trace, held));
    }

    /**
     * Runs a statement and observes nothing.
     *
     * @return why it failed, if it did
     */
    Optional<ServerError> runUntraced(Statement statement, String sql, Transactionality transactions)
            throws SQLException {
        if (statement.tree() instanceof TransactionStmt control) {
            control(control, sql);
            return Optional.empty();
        }
        boolean alone = !open || isApart(transactions);
        if (alone) {
            session.commit();
            session.setAutoCommit(true);
        }
        try {
            return Optional.ofNullable(LockTrace.untraced(session, sql).error());
        } finally {
            if (alone) {
                session.setAutoCommit(false);
            }
        }
    }

    private boolean isApart(Transactionality transactions) {
        return transactions == Transactionality.REFUSED_IN_TRANSACTION
                && (!open || mode == TransactionMode.SCRIPT_WITHOUT_REFUSED);
    }

    private StatementTrace outside(String sql, StatementEffects predicted) throws SQLException {
        @Nullable String table = predicted.relations().stream()
                .filter(effect -> effect.kind().isTable())
                .map(effect -> Identifiers.quoteIdentifier(
                        effect.relation().schema(), effect.relation().name()))
                .findFirst()
                .orElse(null);
        if (table != null) {
            return LockTrace.traceOutsideTransaction(server, database, table, sql);
        }
        session.setAutoCommit(true);
        try {
            return LockTrace.untraced(session, sql);
        } finally {
            session.setAutoCommit(false);
        }
    }

    private void control(TransactionStmt control, String sql) throws SQLException {
        switch (control.kind()) {
            case TRANS_STMT_BEGIN, TRANS_STMT_START -> open = true;
            case TRANS_STMT_COMMIT -> {
                session.commit();
                open = control.chain();
            }
            case TRANS_STMT_ROLLBACK -> {
                session.rollback();
                open = control.chain();
            }
            case TRANS_STMT_SAVEPOINT,
                    TRANS_STMT_RELEASE,
                    TRANS_STMT_ROLLBACK_TO,
                    TRANS_STMT_PREPARE,
                    TRANS_STMT_COMMIT_PREPARED,
                    TRANS_STMT_ROLLBACK_PREPARED -> {
                try (java.sql.Statement direct = session.createStatement()) {
                    direct.execute(sql);
                }
            }
        }
    }

    /** Commits what the tool would commit; what a BEGIN of the script left open is lost, as it would be. */
    void end() throws SQLException {
        if (wrapped) {
            session.commit();
        } else {
            session.rollback();
        }
    }

    @Override
    public void close() throws SQLException {
        session.close();
    }
}
