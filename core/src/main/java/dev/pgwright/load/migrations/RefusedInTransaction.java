package dev.pgwright.load.migrations;

import dev.pgwright.sql.Statement;
import dev.pgwright.sql.tree.AlterSystemStmt;
import dev.pgwright.sql.tree.CreateSubscriptionStmt;
import dev.pgwright.sql.tree.CreateTableSpaceStmt;
import dev.pgwright.sql.tree.CreatedbStmt;
import dev.pgwright.sql.tree.DiscardMode;
import dev.pgwright.sql.tree.DiscardStmt;
import dev.pgwright.sql.tree.DropStmt;
import dev.pgwright.sql.tree.DropSubscriptionStmt;
import dev.pgwright.sql.tree.DropTableSpaceStmt;
import dev.pgwright.sql.tree.DropdbStmt;
import dev.pgwright.sql.tree.IndexStmt;
import dev.pgwright.sql.tree.Node;
import dev.pgwright.sql.tree.ReindexObjectType;
import dev.pgwright.sql.tree.ReindexStmt;
import dev.pgwright.sql.tree.VacuumStmt;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Statements for which a tool leaves its transaction away. */
final class RefusedInTransaction {
    /** Words of which each such statement has one: files without them need not be parsed for it. */
    private static final Pattern HINT = Pattern.compile(
            "concurrently|vacuum|database|tablespace|subscription|system|discard|reindex", Pattern.CASE_INSENSITIVE);

    private RefusedInTransaction() {}

    /** Whether the script must be parsed to know whether there is such a statement. */
    static boolean isPossibleIn(Script script) {
        return HINT.matcher(script.sql().text()).find();
    }

    /** The first statement of a script that is one of those. */
    static Optional<Statement> first(Script script, Predicate<Node> refused) {
        return script.parsed().statements().stream()
                .filter(statement -> refused.test(statement.tree()))
                .findFirst();
    }

    /**
     * The statements that Flyway knows to need no transaction (flyway-core 11, {@code PostgreSQLParser}). REINDEX of an
     * index or a table CONCURRENTLY is not among them: there Flyway begins one and PostgreSQL refuses.
     */
    static boolean asFlywaySees(Node tree) {
        return tree instanceof CreatedbStmt
                || tree instanceof DropdbStmt
                || tree instanceof CreateTableSpaceStmt
                || tree instanceof DropTableSpaceStmt
                || tree instanceof CreateSubscriptionStmt
                || tree instanceof DropSubscriptionStmt
                || tree instanceof AlterSystemStmt
                || (tree instanceof VacuumStmt vacuum && vacuum.isVacuumcmd())
                || (tree instanceof DiscardStmt discard && discard.target() == DiscardMode.DISCARD_ALL)
                || (tree instanceof IndexStmt index && index.concurrent())
                || (tree instanceof DropStmt drop && drop.concurrent())
                || (tree instanceof ReindexStmt reindex && isOfMany(reindex.kind()));
    }

    private static boolean isOfMany(ReindexObjectType kind) {
        return kind == ReindexObjectType.REINDEX_OBJECT_SCHEMA
                || kind == ReindexObjectType.REINDEX_OBJECT_SYSTEM
                || kind == ReindexObjectType.REINDEX_OBJECT_DATABASE;
    }
}
