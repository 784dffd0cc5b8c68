package dev.pgwright.review.rules.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgwright.testkit.PostgresFixture;
import dev.pgwright.testkit.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What rules take for granted of PostgreSQL, asked of it. */
@Tag("laws")
class ServerFactsTest {
    @ParameterizedTest
    @ValueSource(ints = {18, 14})
    void typesAreAsLongAndAsAlignedAsTheServerHasThem(int version) throws SQLException {
        Map<String, List<Integer>> expected = new TreeMap<>();
        for (String row : column(version, """
                select typname || ' ' || typlen || ' ' || case typalign when 'd' then 8 when 'i' then 4 when 's' then 2 else 1 end
                from pg_type where typnamespace = 'pg_catalog'::regnamespace and typlen > 0""")) {
            String[] parts = row.split(" ");
            expected.put(parts[0], List.of(Integer.valueOf(parts[1]), Integer.valueOf(parts[2])));
        }
        assertThat(TypeLayout.fixedTypes())
                .allSatisfy(type -> assertThat(List.of(TypeLayout.length(type), TypeLayout.alignment(type)))
                        .as(type)
                        .isEqualTo(expected.get(type)));
    }

    @ParameterizedTest
    @ValueSource(ints = {18, 14})
    void noFunctionThatIsTakenToVaryIsImmutable(int version) throws SQLException {
        assertThat(column(version, """
                        select distinct proname::text from pg_proc
                        where pronamespace = 'pg_catalog'::regnamespace and provolatile = 'i'""")).doesNotContainAnyElementsOf(CalledFunctions.VARYING);
    }

    @Test
    void everyFunctionThatIsTakenToVaryExists() throws SQLException {
        assertThat(column(
                        18,
                        "select distinct proname::text from pg_proc where pronamespace = 'pg_catalog'::regnamespace"))
                .containsAll(CalledFunctions.VARYING);
    }

    @Test
    void paddingIsWhatTheServerPads() throws SQLException {
        List<String> loose = List.of("bool", "int8", "bool", "timestamptz", "int2", "int8", "bool");
        List<String> packed = TypeLayout.packed(loose);
        double difference = TypeLayout.padding(loose) - TypeLayout.padding(packed);
        List<String> sizes = column(18, """
                select pg_column_size(row(true, 1::int8, true, now(), 1::int2, 1::int8, true))::text
                union all
                select pg_column_size(row(1::int8, now(), 1::int8, 1::int2, true, true, true))::text""");
        int whole = aligned(sizes.get(0)) - aligned(sizes.get(1));
        assertThat(difference).isEqualTo(whole).isEqualTo(24);
    }

    /** To whole words, as rows lie in a page. */
    private static int aligned(String bytes) {
        return (Integer.parseInt(bytes) + 7) / 8 * 8;
    }

    private static List<String> column(int version, String query) throws SQLException {
        List<String> values = new ArrayList<>();
        try (TestDatabase database = PostgresFixture.newDatabase(version);
                Connection session = database.connect();
                Statement sql = session.createStatement();
                ResultSet rows = sql.executeQuery(query)) {
            while (rows.next()) {
                values.add(rows.getString(1));
            }
        }
        return values;
    }
}
