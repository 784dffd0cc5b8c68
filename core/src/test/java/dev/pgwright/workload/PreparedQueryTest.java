package dev.pgwright.workload;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgwright.server.Session;
import dev.pgwright.testkit.PostgresFixture;
import dev.pgwright.testkit.TestDatabase;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What of a server's answers says something of a query. */
class PreparedQueryTest {
    private static PreparedQuery ask(String sql) {
        try (TestDatabase database = PostgresFixture.newDatabase(18);
                Session session = Session.of(database.connect())) {
            Map<String, PreparedQuery> answers = PreparedQuery.ask(session, List.of(sql), List.of("public"));
            assertThat(answers).hasSize(1);
            return answers.values().iterator().next();
        }
    }

    @Test
    void whatPgStatStatementsWritesInPlaceOfAConstantIsNoFaultOfSyntax() {
        for (String sql : List.of("select now() - interval $1", "select extract($1 from now())")) {
            assertThat(ask(sql).sqlState()).isEqualTo("42601");
            assertThat(ask(sql).isJudgement()).isFalse();
        }
    }

    @Test
    void twoValuesForOneColumnAreAJudgementOfTheSameCode() {
        PreparedQuery twice = ask("update pg_class set relname = $1, relname = $2");
        assertThat(twice.sqlState()).isEqualTo("42601");
        assertThat(twice.isJudgement()).isTrue();
    }

    @Test
    void faultsOfNamesAreJudgements() {
        assertThat(ask("select missing from pg_class where oid = $1").isJudgement())
                .isTrue();
        assertThat(ask("select relname from pg_class where oid = $1").isAccepted())
                .isTrue();
    }
}
