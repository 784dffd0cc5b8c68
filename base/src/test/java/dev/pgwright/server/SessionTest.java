package dev.pgwright.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pgwright.finding.ErrorCode;
import dev.pgwright.finding.PgwrightException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SessionTest {
    private static PostgresServer server;
    private ScratchDatabases databases;
    private Session session;

    @BeforeAll
    static void start() {
        server = EmbeddedPostgres.start(EmbeddedOptions.scratch());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void connect() {
        databases = new ScratchDatabases(server);
        session = databases.create();
    }

    @AfterEach
    void disconnect() {
        databases.close();
    }

    @Test
    void givesRowsAsTextsWithTheNamesOfTheirColumns() {
        Rows rows = session.rows("SELECT 1 AS n, NULL AS nothing, ARRAY['a', 'b c'] AS list, true AS yes");

        assertThat(rows.columns()).containsExactly("n", "nothing", "list", "yes");
        assertThat(rows.values()).containsExactly(Arrays.asList("1", null, "{a,\"b c\"}", "t"));
        assertThat(rows.affected()).isEqualTo(1);
    }

    @Test
    void letsTheServerFindTheTypesOfParameters() {
        assertThat(session.rows("SELECT ?::int + 1, coalesce(?, 'none')", "41", null)
                        .values())
                .containsExactly(List.of("42", "none"));
    }

    @Test
    void takesStatementsAsTheyAre() {
        session.execute("CREATE TABLE t (doc jsonb, \"{fn\" text); INSERT INTO t VALUES ('{\"a\": 1}', '{d x}')");

        assertThat(session.rows("SELECT doc ? 'a', \"{fn\" FROM t").values()).containsExactly(List.of("t", "{d x}"));
        assertThat(session.rows("UPDATE t SET doc = NULL").affected()).isEqualTo(1);
        assertThat(session.rows("UPDATE t SET doc = NULL").columns()).isEmpty();
    }

    @Test
    void saysWhatTheServerRefusedAndWhy() {
        session.execute("CREATE TABLE t (a int CONSTRAINT positive CHECK (a > 0), b int NOT NULL DEFAULT 1)");

        SqlFailure check =
                session.attempt("INSERT INTO t VALUES (-1)").failure().orElseThrow();
        SqlFailure missing =
                session.attempt("INSERT INTO t VALUES (1, NULL)").failure().orElseThrow();
        SqlFailure syntax = session.attempt("SELECT 1 +").failure().orElseThrow();

        assertThat(check.sqlState()).isEqualTo("23514");
        assertThat(check.constraint()).isEqualTo("positive");
        assertThat(check.table()).isEqualTo("t");
        assertThat(check)
                .hasToString("new row for relation \"t\" violates check constraint \"positive\" (SQLSTATE 23514)");
        assertThat(missing.column()).isEqualTo("b");
        assertThat(missing.constraint()).isNull();
        assertThat(syntax.position()).isEqualTo(11);
    }

    @Test
    void anAttemptThatFailsInATransactionTakesBackOnlyItself() {
        long kept = session.rolledBack(() -> {
            session.execute("CREATE TABLE t (a int PRIMARY KEY)");
            assertThat(session.attempt("INSERT INTO t VALUES (1)").worked()).isTrue();
            assertThat(session.attempt("INSERT INTO t VALUES (2)", "INSERT INTO t VALUES (1)")
                            .worked())
                    .isFalse();
            assertThat(session.attempt("SELECT a FROM t -- a comment", "SELECT 1")
                            .rows()
                            .first())
                    .containsExactly("1");
            return Long.parseLong(session.rows("SELECT count(*) FROM t").single());
        });

        assertThat(kept).isEqualTo(1);
        assertThat(session.rows("SELECT to_regclass('t')").first()).containsOnlyNulls();
    }

    @Test
    void takesBackNestedWorkEvenWhenItThrows() {
        session.rolledBack(() -> {
            session.execute("CREATE TABLE t (a int)");
            session.rolledBack(() -> session.attempt("DROP TABLE t"));
            assertThatThrownBy(() -> session.rolledBack(() -> session.rows("SELECT * FROM nowhere")))
                    .isInstanceOf(PgwrightException.class);
            assertThat(session.isInTransaction()).isTrue();
            return session.rows("SELECT count(*) FROM t");
        });

        assertThat(session.isInTransaction()).isFalse();
    }

    @Test
    void throwsWhereAStatementMustWork() {
        assertThatThrownBy(() -> session.execute("SELECT nothing"))
                .isInstanceOfSatisfying(PgwrightException.class, e -> {
                    assertThat(e.code()).isEqualTo(ErrorCode.SERVER);
                    assertThat(e).hasMessage("column \"nothing\" does not exist (SQLSTATE 42703)");
                    assertThat(e.problems().get(0).hint()).isEqualTo("the statement was: SELECT nothing");
                });
    }

    @Test
    void aLostConnectionIsNoRefusal() {
        String pid = session.rows("SELECT pg_backend_pid()").single();
        try (ScratchDatabases others = new ScratchDatabases(server)) {
            others.create().execute("SELECT pg_terminate_backend(" + pid + ")");
        }

        assertThatThrownBy(() -> session.attempt("SELECT 1"))
                .isInstanceOfSatisfying(
                        PgwrightException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.SERVER));
    }

    @Test
    void dropsItsDatabasesWhenClosed() {
        ScratchDatabases others = new ScratchDatabases(server);
        String name = others.create().rows("SELECT current_database()").single();
        others.close();

        assertThat(session.rows("SELECT count(*) FROM pg_database WHERE datname = ?", name)
                        .single())
                .isEqualTo("0");
        assertThat(session.serverVersionNumber()).isEqualTo(server.version().number());
    }
}
