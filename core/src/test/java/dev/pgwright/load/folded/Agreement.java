package dev.pgwright.load.folded;

import dev.pgwright.catalog.Catalog;
import dev.pgwright.catalog.CatalogComparison;
import dev.pgwright.load.live.CatalogReader;
import dev.pgwright.source.SourceFile;
import dev.pgwright.sql.ParsedSql;
import dev.pgwright.sql.Sql;
import dev.pgwright.sql.Statement;
import dev.pgwright.testkit.PostgresFixture;
import dev.pgwright.testkit.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Folds statements and runs them on a server at the same time, for use in tests. */
final class Agreement {
    /** What differs, and what either side said of single statements. */
    record Result(
            Catalog folded, Catalog read, List<String> faults, List<String> refusals, List<String> disagreements) {
        List<String> structuralDifferences() {
            return CatalogComparison.structuralDifferences(read, folded);
        }
    }

    private Agreement() {}

    static Result of(int version, String sql) throws SQLException {
        try (TestDatabase database = PostgresFixture.newDatabase(version);
                Connection connection = database.connect();
                java.sql.Statement session = connection.createStatement()) {
            session.setEscapeProcessing(false);
            SourceFile file = SourceFile.of("test.sql", sql);
            ParsedSql parsed = Sql.parse(file);
            if (!parsed.errors().isEmpty()) {
                throw new AssertionError(parsed.errors().toString());
            }
            SchemaFold fold = SchemaFold.empty(version);
            List<String> faults = new ArrayList<>();
            List<String> refusals = new ArrayList<>();
            List<String> disagreements = new ArrayList<>();
            for (Statement statement : parsed.statements()) {
                String text = statement.span().of(file.text());
                String refusal = null;
                try {
                    session.execute(text);
                } catch (SQLException e) {
                    refusal = firstLine(e.getMessage());
                    refusals.add(refusal);
                }
                String fault = null;
                for (FoldFault one : fold.apply(statement, file.text())) {
                    if (one.refused()) {
                        fault = one.message();
                    }
                    faults.add((one.refused() ? "" : "not followed: ") + one.message());
                }
                String said = refusal == null ? null : refusal.replaceFirst("^ERROR: ", "");
                if (said == null ? fault != null : !said.equals(fault)) {
                    disagreements.add("server: " + said + " fold: " + fault + " in: " + text);
                }
            }
            try (Connection reader = database.connect()) {
                return new Result(fold.catalog(), CatalogReader.read(reader), faults, refusals, disagreements);
            }
        }
    }

    private static String firstLine(String message) {
        return message.lines().findFirst().orElse("");
    }
}
