package dev.pgwright.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pgwright.server.StatementTrace.ServerError;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LockTraceTest {
    private static final AtomicInteger DATABASES = new AtomicInteger();

    private static final String SETUP = """
            create schema m;
            set search_path = m;
            create table parent (id int primary key, code text unique);
            insert into parent select i, 'c' || i from generate_series(1, 500) i;
            create table t (id int primary key, a int, b varchar(20), c text, parent_id int,
                            created timestamp, d numeric(10, 2) default 0);
            insert into t select i, i % 10, 'b' || i, 'c' || i, 1 + i % 500, now(), i
              from generate_series(1, 1000) i;
            create index t_a on t (a);
            create table other (id int primary key, t_id int references t (id));
            insert into other select i, i from generate_series(1, 50) i;
            alter table t add constraint t_chk check (a >= 0) not valid;
            create table pt (id int, k int) partition by range (k);
            create table pt1 partition of pt for values from (0) to (10);
            create table pt2 (id int, k int);
            insert into pt2 select i, 10 + i % 10 from generate_series(1, 300) i;
            create materialized view mv as select a, count(*) n from t group by a;
            create unique index mv_u on mv (a);
            create view v as select id, a from t;
            create table "odd Näme" ("id{" jsonb);
            """;

    /** Statement, locks, rewritten relations, scans; the same on every version. */
    private static final String EXPECTED = """
            select * from t where a = 1 | t:AccessShare t_a:AccessShare t_pkey:AccessShare | |
            select * from t for update | t:RowShare t_a:RowShare t_pkey:RowShare | | t:1x1000
            create view w as select * from t | t:AccessShare | |
            alter table t add column e int | t:AccessExclusive | |
            alter table t add column e int default 5 | t:AccessExclusive | |
            alter table t add column e uuid default gen_random_uuid() | t:Share t:AccessExclusive t_a:AccessExclusive t_pkey:AccessExclusive | t t_a t_pkey | t:3x3000
            alter table t add column g int generated always as (a * 2) stored | t:Share t:AccessExclusive t_a:AccessExclusive t_pkey:AccessExclusive | t t_a t_pkey | t:3x3000
            alter table t alter column b type varchar(50) | t:AccessExclusive | |
            alter table t alter column b type varchar(10) | t:Share t:AccessExclusive t_a:AccessExclusive t_pkey:AccessExclusive | t t_a t_pkey | t:3x3000
            alter table t alter column b type text | t:AccessExclusive | |
            alter table t alter column d type numeric(12, 2) | t:AccessExclusive | |
            alter table t alter column c set not null | t:AccessExclusive | | t:1x1000
            alter table t alter column a set default 7 | t:AccessExclusive | |
            alter table t alter column a set statistics 500 | t:ShareUpdateExclusive | |
            alter table t set (fillfactor = 80) | t:ShareUpdateExclusive | |
            alter table t add constraint x check (a < 100) | t:AccessExclusive | | t:1x1000
            alter table t add constraint x check (a < 100) not valid | t:AccessExclusive | |
            alter table t validate constraint t_chk | t:ShareUpdateExclusive | | t:1x1000
            alter table t add constraint fk foreign key (parent_id) references parent (id) not valid | parent:AccessShare parent:ShareRowExclusive parent_pkey:AccessShare t:AccessShare t:ShareRowExclusive | |
            alter table t add constraint fk foreign key (parent_id) references parent (id) | parent:AccessShare parent:RowShare parent:ShareRowExclusive parent_code_key:AccessShare parent_pkey:AccessShare t:AccessShare t:ShareRowExclusive t_a:AccessShare t_pkey:AccessShare | | parent:1x500 t:1x1000
            alter table t add unique (c) | t:Share t:AccessExclusive | | t:1x1000
            alter table t drop column b | t:AccessExclusive | |
            alter table t rename column a to a2 | t:AccessExclusive | |
            create index on t (c) | t:Share | | t:1x1000
            drop index t_a | t:AccessExclusive t_a:AccessExclusive | |
            reindex table t | t:Share t_a:AccessExclusive t_pkey:AccessExclusive | t_a t_pkey | t:2x2000
            create trigger tg before update on t for each row execute function suppress_redundant_updates_trigger() | t:ShareRowExclusive | |
            alter table pt attach partition pt2 for values from (10) to (20) | pt:ShareUpdateExclusive pt2:AccessExclusive | | pt2:1x300
            refresh materialized view concurrently mv | mv:AccessShare mv:RowExclusive mv:Exclusive mv_u:AccessShare mv_u:RowExclusive t:AccessShare t_a:AccessShare t_pkey:AccessShare | | mv:1x10 t:1x1000
            comment on table t is 'x' | t:ShareUpdateExclusive | |
            analyze t | t:ShareUpdateExclusive t_a:AccessShare t_pkey:AccessShare | |
            lock table t in exclusive mode | t:Exclusive | |
            drop view v | v:AccessExclusive | |
            drop table other | other:AccessExclusive other_pkey:AccessExclusive t:AccessExclusive | |
            truncate other | other:Share other:AccessExclusive other_pkey:AccessExclusive | other other_pkey | other:1x0
            update t set a = 1 where id = 1 | t:RowExclusive t_a:RowExclusive t_pkey:RowExclusive | |
            delete from other | other:RowExclusive other_pkey:RowExclusive | | other:1x50
            select 1 | | |
            """;

    @ParameterizedTest
    @ValueSource(ints = {15, 18})
    void everyStatementTakesExactlyTheseLocksRewritesAndScans(int major) throws SQLException {
        SoftAssertions all = new SoftAssertions();
        try (Connection session = prepared(Servers.shared(major))) {
            for (String line : EXPECTED.lines().toList()) {
                String statement = line.substring(0, line.indexOf('|')).strip();
                StatementTrace trace = LockTrace.trace(session, statement);
                all.assertThat(trace.error()).as(statement).isNull();
                all.assertThat(statement + " | " + joined(trace.locks()) + " | " + joined(trace.rewritten()) + " | "
                                + joined(trace.scanned()))
                        .isEqualToNormalizingWhitespace(line);
            }
            // all of it was rolled back
            all.assertThat(Servers.value(session, "select count(*) || ' ' || sum(a) from m.t"))
                    .isEqualTo("1000 4500");
            all.assertThat(session.getAutoCommit()).isTrue();
        }
        all.assertAll();
    }

    @ParameterizedTest
    @ValueSource(ints = {15, 18})
    void aFailingStatementIsNoExceptionAndLeavesTheSessionUsable(int major) throws SQLException {
        try (Connection session = prepared(Servers.shared(major))) {
            StatementTrace trace = LockTrace.trace(session, "alter table t drop column nothing");
            assertThat(trace.succeeded()).isFalse();
            assertThat(trace.error())
                    .isEqualTo(new ServerError("42703", "column \"nothing\" of relation \"t\" does not exist"));
            assertThat(LockTrace.trace(session, "vacuum t").error())
                    .isEqualTo(new ServerError("25001", "VACUUM cannot run inside a transaction block"));
            assertThat(LockTrace.trace(session, "alter table t add column e int")
                            .succeeded())
                    .isTrue();
        }
    }

    @Test
    void aScriptIsTracedStatementByStatementInOneTransaction() throws SQLException {
        try (Connection session = prepared(Servers.shared(18))) {
            session.setAutoCommit(false);
            StatementTrace first = LockTrace.traceAndKeep(session, "alter table t add column e int");
            StatementTrace failing = LockTrace.traceAndKeep(session, "alter table t add column e int");
            StatementTrace second = LockTrace.traceAndKeep(session, "alter table t alter column e set not null");
            StatementTrace third = LockTrace.traceAndKeep(session, "drop table other");
            assertThat(joined(first.locks())).isEqualTo("t:AccessExclusive");
            assertThat(failing.error())
                    .isEqualTo(new ServerError("42701", "column \"e\" of relation \"t\" already exists"));
            // the lock is held already; the column has nulls
            assertThat(second.error()).isNotNull();
            assertThat(joined(third.locks())).isEqualTo("other:AccessExclusive other_pkey:AccessExclusive");
            assertThat(third.strongestLock("m.other")).contains(LockMode.ACCESS_EXCLUSIVE);
            assertThat(third.strongestLock("m.t")).isEqualTo(Optional.empty());
            session.rollback();
            assertThat(Servers.value(session, "select count(*) from other")).isEqualTo("50");
        }
    }

    @Test
    void oddNamesAreQuotedAndBracesAndQuestionMarksAreSql() throws SQLException {
        try (Connection session = prepared(Servers.shared(18))) {
            StatementTrace trace =
                    LockTrace.trace(session, "select \"id{\" ? 'a', '{fn now()}' from \"odd Näme\" -- {d");
            assertThat(trace.error()).isNull();
            assertThat(trace.locks()).hasToString("[m.\"odd Näme\":AccessShare]");
            assertThat(trace.locks().get(0).kind()).isEqualTo(RelationKind.TABLE);
        }
    }

    @Test
    void theTransactionModeOfTheSessionIsChecked() throws SQLException {
        try (Connection session = prepared(Servers.shared(18))) {
            assertThatThrownBy(() -> LockTrace.traceAndKeep(session, "select 1"))
                    .isInstanceOf(IllegalStateException.class);
            session.setAutoCommit(false);
            assertThatThrownBy(() -> LockTrace.trace(session, "select 1")).isInstanceOf(IllegalStateException.class);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "m.t  | create index concurrently nx on m.t (c)    | t:ShareUpdateExclusive",
                "m.t  | drop index concurrently m.t_a              | t:ShareUpdateExclusive t_a:ShareUpdateExclusive",
                "m.t  | reindex index concurrently m.t_a           | t:ShareUpdateExclusive t_a:ShareUpdateExclusive",
                "m.t  | vacuum m.t                                 | t:AccessShare t:ShareUpdateExclusive",
                "m.t  | vacuum full m.t                            | t:AccessShare t:AccessExclusive",
                "m.pt | alter table m.pt detach partition m.pt1 concurrently"
                        + " | pt:ShareUpdateExclusive pt1:AccessExclusive"
            })
    void statementsThatRefuseATransactionAreTracedStageByStage(String table, String statement, String locks)
            throws SQLException {
        for (int major : new int[] {15, 18}) {
            PostgresServer server = Servers.shared(major);
            String database = preparedDatabase(server);
            StatementTrace trace = LockTrace.traceOutsideTransaction(server, database, table, statement);
            assertThat(trace.error()).isNull();
            assertThat(joined(trace.locks())).as("on " + major).isEqualTo(locks);
            assertThat(joined(trace.rewritten())).isEqualTo(statement.contains("full") ? "t t_a t_pkey" : "");
            server.dropDatabase(database);
        }
    }

    @Test
    void aStagedStatementThatFailsIsSaid() throws SQLException {
        PostgresServer server = Servers.shared(18);
        String database = preparedDatabase(server);
        StatementTrace trace = LockTrace.traceOutsideTransaction(
                server, database, "m.t", "create index concurrently nx on m.t ((1 / (a - 1)))");
        assertThat(trace.error()).isEqualTo(new ServerError("22012", "division by zero"));
        assertThat(joined(trace.locks())).isEqualTo("t:ShareUpdateExclusive");
        server.dropDatabase(database);
    }

    @Test
    void modesConflictAsTheDocumentationSays() {
        for (LockMode one : LockMode.values()) {
            for (LockMode other : LockMode.values()) {
                assertThat(one.conflictsWith(other)).isEqualTo(other.conflictsWith(one));
            }
        }
        assertThat(LockMode.SHARE.conflictsWith(LockMode.SHARE)).isFalse();
        assertThat(LockMode.SHARE_UPDATE_EXCLUSIVE.conflictsWith(LockMode.SHARE_UPDATE_EXCLUSIVE))
                .isTrue();
        assertThat(LockMode.SHARE_UPDATE_EXCLUSIVE.blocksWrites()).isFalse();
        assertThat(LockMode.SHARE.blocksWrites()).isTrue();
        assertThat(LockMode.EXCLUSIVE.blocksReads()).isFalse();
        assertThat(LockMode.ACCESS_EXCLUSIVE.blocksReads()).isTrue();
    }

    /** The server itself is asked about every pair. */
    @Test
    void theConflictTableIsTheServers() throws SQLException {
        String database = preparedDatabase(Servers.shared(18));
        try (Connection holder = Servers.shared(18).connect(database);
                Connection asker = Servers.shared(18).connect(database);
                Statement hold = holder.createStatement();
                Statement ask = asker.createStatement()) {
            holder.setAutoCommit(false);
            asker.setAutoCommit(false);
            for (LockMode one : LockMode.values()) {
                hold.execute("lock table m.t in " + one.sql() + " mode");
                for (LockMode other : LockMode.values()) {
                    boolean refused = LockTrace.run(ask, "lock table m.t in " + other.sql() + " mode nowait") != null;
                    assertThat(one.conflictsWith(other))
                            .as(one + " and " + other)
                            .isEqualTo(refused);
                    asker.rollback();
                }
                holder.rollback();
            }
        }
    }

    private static Connection prepared(PostgresServer server) throws SQLException {
        Connection session = server.connect(preparedDatabase(server));
        try (Statement sql = session.createStatement()) {
            sql.execute("set search_path = m");
        }
        return session;
    }

    private static String preparedDatabase(PostgresServer server) throws SQLException {
        String database = "locks_" + DATABASES.incrementAndGet();
        server.createDatabase(database);
        try (Connection session = server.connect(database);
                Statement sql = session.createStatement()) {
            sql.execute(SETUP);
        }
        return database;
    }

    private static String joined(List<?> values) {
        return values.stream().map(value -> value.toString().replace("m.", "")).collect(Collectors.joining(" "));
    }
}
