package dev.pgwright.migrate.plan.steps;

import dev.pgwright.catalog.Catalog;
import dev.pgwright.catalog.print.DdlWriter;
import dev.pgwright.load.live.CatalogReader;
import dev.pgwright.migrate.diff.Differences;
import dev.pgwright.testkit.PostgresFixture;
import dev.pgwright.testkit.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The law of plans: what is run on the first schema gives the second, and the way back gives the first again. */
final class Law {
    private final int version;

    Law(int version) {
        this.version = version;
    }

    /** What breaks the law, in words; none if it holds. */
    List<String> broken(Catalog from, Catalog to) throws SQLException {
        List<SchemaStep> steps = SchemaSteps.between(from, to);
        List<String> broken = new ArrayList<>();
        try (TestDatabase database = PostgresFixture.newDatabase(version);
                Connection connection = database.connect()) {
            run(connection, DdlWriter.statements(from), "before");
            List<List<String>> up = new ArrayList<>();
            List<List<String>> down = new ArrayList<>();
            int group = -1;
            for (SchemaStep step : steps) {
                if (step.group() != group) {
                    up.add(new ArrayList<>());
                    down.add(new ArrayList<>());
                    group = step.group();
                }
                up.get(up.size() - 1).addAll(step.up());
                down.get(down.size() - 1).addAll(0, step.down());
            }
            Collections.reverse(down);
            for (List<String> transaction : up) {
                inTransaction(connection, transaction, "up");
            }
            Differences.of(to, CatalogReader.read(connection)).forEach(text -> broken.add("forward: " + text));
            for (List<String> transaction : down) {
                inTransaction(connection, transaction, "down");
            }
            Differences.of(from, CatalogReader.read(connection)).forEach(text -> broken.add("back: " + text));
        }
        return broken;
    }

    private static void inTransaction(Connection connection, List<String> statements, String what) throws SQLException {
        connection.setAutoCommit(false);
        run(connection, statements, what);
        connection.commit();
        connection.setAutoCommit(true);
    }

    private static void run(Connection connection, List<String> statements, String what) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            for (String sql : statements) {
                try {
                    statement.execute(sql);
                } catch (SQLException e) {
                    throw new SQLException(
                            what + ": " + e.getMessage() + "\nin: " + sql + "\nof:\n" + String.join(";\n", statements),
                            e);
                }
            }
        }
    }

    /** A catalog as PostgreSQL says it when it has read what it said before: casts may stand elsewhere then. */
    Catalog again(Catalog catalog) throws SQLException {
        try (TestDatabase database = PostgresFixture.newDatabase(version);
                Connection connection = database.connect()) {
            run(connection, DdlWriter.statements(catalog), "again");
            return CatalogReader.read(connection);
        }
    }

    /** What a script makes of an empty database. */
    Catalog catalog(String script) throws SQLException {
        try (TestDatabase database = PostgresFixture.newDatabase(version);
                Connection connection = database.connect()) {
            run(connection, List.of(script), "script");
            return CatalogReader.read(connection);
        }
    }
}
