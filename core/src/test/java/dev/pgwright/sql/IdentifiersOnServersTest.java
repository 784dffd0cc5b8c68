package dev.pgwright.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgwright.testkit.PostgresFixture;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Quoting, against quote_ident and quote_literal of real servers. */
class IdentifiersOnServersTest {
    /** What 16 and 17 added to the keywords that need quotes; an older server takes them with quotes too. */
    private static final Set<String> NEW_KEYWORDS = Set.of(
            "json",
            "json_array",
            "json_arrayagg",
            "json_exists",
            "json_object",
            "json_objectagg",
            "json_query",
            "json_scalar",
            "json_serialize",
            "json_table",
            "json_value",
            "merge_action",
            "system_user");

    @ParameterizedTest
    @ValueSource(ints = {18, 15})
    void quotesAsTheServerDoes(int version) throws SQLException {
        check(version);
    }

    @Tag("slow")
    @ParameterizedTest
    @ValueSource(ints = {17, 16, 14})
    void quotesAsOtherServersDo(int version) throws SQLException {
        check(version);
    }

    private static void check(int version) throws SQLException {
        try (Connection connection = PostgresFixture.sharedServer(version).connect()) {
            List<String> words = texts(connection, "select word from pg_get_keywords() where ? is not null", "");
            assertThat(words).hasSizeGreaterThan(400);
            List<String> names = new ArrayList<>(words);
            names.addAll(NEW_KEYWORDS);
            names.addAll(generated());
            Set<String> different = new TreeSet<>();
            for (String name : names) {
                String servers =
                        texts(connection, "select quote_ident(?)", name).get(0);
                if (!Identifiers.quoteIdentifier(name).equals(servers)) {
                    assertThat(Identifiers.quoteIdentifier(name)).isEqualTo('"' + servers + '"');
                    different.add(name);
                }
                assertThat(Identifiers.quoteLiteral(name))
                        .isEqualTo(texts(connection, "select quote_literal(?)", name)
                                .get(0));
            }
            if (version >= 17) {
                assertThat(different).isEmpty();
            } else {
                assertThat(NEW_KEYWORDS).containsAll(different);
            }
        }
    }

    @Test
    void knowsTheKeywordsOfTheServerByTheirKinds() throws SQLException {
        try (Connection connection = PostgresFixture.sharedServer(18).connect()) {
            List<String> words = texts(
                    connection,
                    "select word || ' ' || case catcode when 'U' then 'UNRESERVED_KEYWORD' when 'C' then 'COLUMN_NAME_KEYWORD'"
                            + " when 'T' then 'TYPE_FUNCTION_NAME_KEYWORD' when 'R' then 'RESERVED_KEYWORD' end"
                            + " from pg_get_keywords() where ? is not null order by word",
                    "");
            assertThat(Keywords.all().entrySet().stream().map(entry -> entry.getKey() + " " + entry.getValue()))
                    .containsExactlyInAnyOrderElementsOf(words);
        }
    }

    private static List<String> generated() {
        Random random = new Random(4711);
        String alphabet = "abzAZ059_$ \"'\\.-äÄßж中😀\t\nE";
        int[] codePoints = alphabet.codePoints().toArray();
        List<String> names = new ArrayList<>(List.of("", "a", "A", "_", "1", "$", "\"", "'", "\\"));
        for (int i = 0; i < 1000; i++) {
            StringBuilder name = new StringBuilder();
            int length = 1 + random.nextInt(6);
            for (int c = 0; c < length; c++) {
                name.appendCodePoint(codePoints[random.nextInt(codePoints.length)]);
            }
            names.add(name.toString());
        }
        return names;
    }

    private static List<String> texts(Connection connection, String sql, String argument) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, argument);
            try (ResultSet results = statement.executeQuery()) {
                List<String> texts = new ArrayList<>();
                while (results.next()) {
                    texts.add(results.getString(1));
                }
                return texts;
            }
        }
    }
}
