package dev.pgwright.migrate.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgwright.catalog.Catalog;
import dev.pgwright.catalog.CatalogComparison;
import dev.pgwright.catalog.Column;
import dev.pgwright.catalog.Table;
import dev.pgwright.load.live.CatalogReader;
import dev.pgwright.sql.Identifiers;
import dev.pgwright.testkit.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Whether two databases hold the same schema and the same rows. */
public final class SameEffect {
    private SameEffect() {}

    /** Compares two databases; the text says what was run. */
    public static void assertThatSame(TestDatabase original, TestDatabase fixed, String text) throws SQLException {
        try (Connection one = original.connect();
                Connection other = fixed.connect()) {
            Catalog expected = CatalogReader.read(one);
            assertThat(CatalogComparison.differences(expected, CatalogReader.read(other)))
                    .as(text)
                    .isEmpty();
            for (Table table : expected.tables()) {
                assertThat(rows(other, table)).as(table.name() + "\n" + text).isEqualTo(rows(one, table));
            }
        }
    }

    /** How often each row is there; of values that a function computed, whether there is one. */
    private static Map<String, Integer> rows(Connection session, Table table) throws SQLException {
        List<String> columns = new ArrayList<>();
        for (Column column : table.columns()) {
            String name = Identifiers.quoteIdentifier(column.name());
            boolean computed = column.defaultExpression() != null
                    && column.defaultExpression().contains("(");
            columns.add(computed ? "(" + name + " is null)::text" : name + "::text");
        }
        Map<String, Integer> rows = new TreeMap<>();
        if (columns.isEmpty()) {
            return rows;
        }
        String from =
                Identifiers.quoteIdentifier(table.name().schema(), table.name().name());
        try (Statement sql = session.createStatement();
                ResultSet result = sql.executeQuery("select " + String.join(", ", columns) + " from only " + from)) {
            while (result.next()) {
                List<String> values = new ArrayList<>();
                for (int i = 1; i <= columns.size(); i++) {
                    values.add(String.valueOf(result.getString(i)));
                }
                rows.merge(String.join(" | ", values), 1, Integer::sum);
            }
        }
        return rows;
    }
}
