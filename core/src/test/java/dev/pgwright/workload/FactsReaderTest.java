package dev.pgwright.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.server.EmbeddedOptions;
import dev.pgwright.server.EmbeddedPostgres;
import dev.pgwright.server.PostgresServer;
import dev.pgwright.server.PostgresVersion;
import dev.pgwright.server.Session;
import dev.pgwright.testkit.PostgresFixture;
import dev.pgwright.testkit.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FactsReaderTest {
    private static final String SHOP = """
            create schema "Sales EU";
            create table "Sales EU"."Order" (id bigint primary key, note text);
            insert into "Sales EU"."Order" select i, repeat('x', 100) from generate_series(1, 20000) i;
            create materialized view "Sales EU".totals as select count(*) from "Sales EU"."Order";
            create table events (at date not null, kind text) partition by range (at);
            create table events_1 partition of events for values from ('2026-01-01') to ('2026-02-01')
                partition by list (kind);
            create table events_1_buy partition of events_1 for values in ('buy');
            create table events_2 partition of events for values from ('2026-02-01') to ('2026-03-01');
            create index events_at on events (at);
            insert into events select date '2026-01-01' + (i % 59)::int, 'buy' from generate_series(1, 10000) i;
            create table empty_one (id bigint primary key);
            """;

    private static QualifiedName name(String table) {
        return QualifiedName.of("public", table);
    }

    private static TableFacts table(DatabaseFacts facts, QualifiedName name) {
        return facts.table(name).orElseThrow(() -> new AssertionError("no facts about " + name));
    }

    private static DatabaseFacts read(TestDatabase database) {
        try (Session session = Session.of(database.connect())) {
            return FactsReader.read(session);
        }
    }

    private static void execute(Connection connection, String... statements) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    /** The first facts that are as wanted; counters reach the views with a delay of up to a second. */
    private static DatabaseFacts until(TestDatabase database, Predicate<DatabaseFacts> wanted)
            throws InterruptedException {
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        DatabaseFacts facts = read(database);
        while (!wanted.test(facts) && System.nanoTime() < end) {
            Thread.sleep(100);
            facts = read(database);
        }
        assertThat(facts).matches(wanted);
        return facts;
    }

    @ParameterizedTest
    @ValueSource(ints = {14, 15, 16, 17, 18})
    void sizesAreThoseOfTheServerAndPartitionsCountForTheirParents(int version) throws InterruptedException {
        try (TestDatabase database = PostgresFixture.newDatabase(version)) {
            database.execute(SHOP);
            database.execute("analyze");
            QualifiedName order = QualifiedName.of("Sales EU", "Order");

            DatabaseFacts facts = until(database, read -> table(read, order).writesPerSecond() > 0);

            assertThat(facts.live()).isTrue();
            assertThat(facts.server().version()).isEqualTo(version);
            assertThat(facts.source()).isEqualTo("the database " + database.name());
            assertThat(facts.withheld()).isEmpty();
            TableFacts orders = table(facts, order);
            assertThat(orders.rows()).isBetween(19_900L, 20_100L);
            assertThat(orders.owner()).isEqualTo(facts.server().role());
            assertThat(facts.index(QualifiedName.of("Sales EU", "Order_pkey")).orElseThrow())
                    .satisfies(index -> {
                        assertThat(index.table()).isEqualTo(order);
                        assertThat(index.bytes()).isEqualTo(orders.indexBytes());
                    });
            assertThat(table(facts, QualifiedName.of("Sales EU", "totals")).rows())
                    .isEqualTo(1);
            TableFacts events = table(facts, name("events"));
            assertThat(events.rows()).isBetween(9_900L, 10_100L);
            assertThat(events.bytes())
                    .isEqualTo(table(facts, name("events_1")).bytes()
                            + table(facts, name("events_2")).bytes())
                    .isPositive();
            assertThat(facts.index(name("events_at")).orElseThrow().bytes()).isEqualTo(events.indexBytes());
            assertThat(table(facts, name("empty_one"))).satisfies(empty -> {
                assertThat(empty.rows()).isZero();
                assertThat(empty.bytes()).isZero();
            });
            try (Session session = Session.of(database.connect())) {
                assertThat(session.rows("select pg_table_size('\"Sales EU\".\"Order\"'),"
                                        + " pg_indexes_size('\"Sales EU\".\"Order\"')")
                                .values()
                                .get(0))
                        .containsExactly(String.valueOf(orders.bytes()), String.valueOf(orders.indexBytes()));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {14, 18})
    void readsAndScansAreCountedOverTheTimeOfTheStatistics(int version) throws Exception {
        try (TestDatabase database = PostgresFixture.newDatabase(version)) {
            database.execute(SHOP);
            database.execute("select pg_stat_reset()");
            database.execute(
                    "set enable_seqscan = off; set enable_bitmapscan = off;"
                            + " select * from events where at = '2026-02-03'; select * from \"Sales EU\".\"Order\" where id = 1");

            DatabaseFacts facts = until(
                    database,
                    read -> read.index(name("events_at")).orElseThrow().scans() == 1);

            // the setup's own scans may still come in behind the reset
            double partition = table(facts, name("events_2")).readsPerSecond();
            assertThat(partition).isPositive();
            assertThat(table(facts, name("events")).readsPerSecond())
                    .isCloseTo(partition + table(facts, name("events_1")).readsPerSecond(), within(0.005));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {14, 15, 16, 17, 18})
    void openTransactionsHoldWhatTheyHaveReadAndWritten(int version) throws SQLException {
        try (TestDatabase database = PostgresFixture.newDatabase(version);
                Connection writer = database.connect();
                Connection reader = database.connect();
                Connection idle = database.connect()) {
            database.execute(SHOP);
            execute(writer, "set application_name = 'import'", "begin", "insert into empty_one values (1)");
            execute(reader, "begin isolation level repeatable read", "select count(*) from events_2");
            execute(idle, "select 1");

            DatabaseFacts facts = read(database);

            assertThat(facts.holders()).hasSize(2);
            assertThat(facts.holders()).anySatisfy(holder -> {
                assertThat(holder.description())
                        .matches("session \\d+ of " + facts.server().role() + " \\(import\\), idle in transaction");
                assertThat(holder.tables()).containsExactly(name("empty_one"));
                assertThat(holder.writes()).containsExactly(name("empty_one"));
                assertThat(holder.holdsSnapshot()).isFalse();
                assertThat(holder.seconds()).isBetween(0L, 60L);
            });
            assertThat(facts.holders()).anySatisfy(holder -> {
                assertThat(holder.tables()).containsExactly(name("events_2"));
                assertThat(holder.writes()).isEmpty();
                assertThat(holder.holdsSnapshot()).isTrue();
            });
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {14, 15, 16, 17, 18})
    void whatAnalyzeFoundAndWhatIsDoneToATableIsKnown(int version) throws InterruptedException {
        try (TestDatabase database = PostgresFixture.newDatabase(version)) {
            database.execute("""
                    create table parcels (id bigint primary key, state text not null, tags text[], note text, weight float8);
                    insert into parcels
                        select i, case when i % 10 = 0 then 'lost' else 'sent' end, array['a', 'b'], null, i / 3.0
                        from generate_series(1, 10000) i;
                    """);
            // rows of a commit that is not on disk yet are not marked as visible to all
            database.execute("checkpoint");
            database.execute("vacuum analyze parcels");
            database.execute("update parcels set note = 'x' where id <= 100; delete from parcels where id = 101");
            database.execute(
                    "set enable_seqscan = off; set enable_bitmapscan = off; select * from parcels where id = 1");

            DatabaseFacts facts = until(database, read -> {
                TableUse use = table(read, name("parcels")).use();
                return use != null && use.deleted() == 1 && use.indexScans() > 0;
            });

            TableFacts parcels = table(facts, name("parcels"));
            assertThat(parcels.use()).isNotNull().satisfies(use -> {
                assertThat(use.inserted()).isEqualTo(10_000);
                assertThat(use.updated()).isEqualTo(100);
                assertThat(use.hotUpdated()).isBetween(0L, 100L);
                assertThat(use.sequentialRows()).isNotNegative();
                assertThat(use.allVisible()).isBetween(0.5, 1.0);
            });
            assertThat(parcels.column("id").orElseThrow()).satisfies(id -> {
                assertThat(id.distinct()).isEqualTo(-1);
                assertThat(id.correlation()).isEqualTo(1.0);
                assertThat(id.common()).isEmpty();
                assertThat(id.average(10_000)).isEqualTo(0.0001);
            });
            assertThat(parcels.column("state").orElseThrow()).satisfies(state -> {
                assertThat(state.distinct()).isEqualTo(2);
                assertThat(state.partOf("lost").orElseThrow()).isCloseTo(0.1, within(0.02));
                assertThat(state.partOf("gone").orElseThrow()).isZero();
            });
            assertThat(parcels.column("tags").orElseThrow().common())
                    .singleElement()
                    .satisfies(tags -> {
                        assertThat(tags.value()).isEqualTo("{a,b}");
                        assertThat(tags.part()).isEqualTo(1);
                    });
            assertThat(parcels.column("note").orElseThrow().nulls()).isEqualTo(1);
            IndexFacts key = facts.index(name("parcels_pkey")).orElseThrow();
            assertThat(key.scans()).isPositive();
            if (version >= 16) {
                assertThat(key.secondsSinceScan()).isBetween(0L, 60L);
            } else {
                assertThat(key.secondsSinceScan()).isNull();
            }
            ServerState state = facts.server().state();
            assertThat(state.countedSeconds()).isNotNegative();
            assertThat(Instant.parse(String.valueOf(state.time()))).isAfter(Instant.parse("2020-01-01T00:00:00Z"));
            // scratch servers run without it
            assertThat(state.off()).containsExactly("autovacuum");
            assertThat(state.outdated()).isEmpty();
        }
    }

    @Test
    void extensionsWithAWayToTheVersionOfTheirFilesAreOutdated() {
        try (TestDatabase database = PostgresFixture.newDatabase(18)) {
            database.execute("create extension pg_stat_statements version '1.9'");
            assertThat(read(database).server().state().outdated())
                    .singleElement()
                    .satisfies(one -> {
                        assertThat(one.name()).isEqualTo("pg_stat_statements");
                        assertThat(one.installed()).isEqualTo("1.9");
                        assertThat(one.offered()).isEqualTo("1.12");
                    });
        }
    }

    @Test
    void columnsThatTheRoleMayNotReadAreSaid() throws SQLException {
        try (TestDatabase database = PostgresFixture.newDatabase(18)) {
            database.execute("create table seen (id int); create table hidden (id int);"
                    + " insert into seen values (1); insert into hidden values (1); analyze;"
                    + " create role reader; grant select on seen to reader");
            try (Connection reader = database.connect()) {
                execute(reader, "set role reader");
                DatabaseFacts facts = FactsReader.read(Session.of(reader));
                assertThat(table(facts, name("seen")).columns()).hasSize(1);
                assertThat(table(facts, name("hidden")).columns()).isEmpty();
                assertThat(facts.withheld())
                        .contains(new Withheld(
                                "the statistics of columns of 1 table", "GRANT pg_read_all_data TO reader"));
            } finally {
                database.execute("drop owned by reader; drop role reader");
            }
        }
    }

    @Test
    void sizesOfTablesThatAreLockedExclusivelyComeFromTheCatalog() throws SQLException {
        try (TestDatabase database = PostgresFixture.newDatabase(18);
                Connection other = database.connect()) {
            database.execute(SHOP);
            database.execute("vacuum analyze \"Sales EU\".\"Order\"");
            execute(other, "begin", "lock table \"Sales EU\".\"Order\" in access exclusive mode");

            TableFacts facts = table(read(database), QualifiedName.of("Sales EU", "Order"));

            assertThat(facts.rows()).isEqualTo(20_000);
            assertThat(facts.bytes()).isGreaterThan(2_000_000);
            assertThat(facts.indexBytes()).isGreaterThan(300_000);
        }
    }

    @Test
    void roleWithoutRightsSeesSizesAndIsToldWhatItCannotSee() throws SQLException {
        try (TestDatabase database = PostgresFixture.newDatabase(18);
                Connection writer = database.connect()) {
            database.execute(SHOP);
            database.execute("create role \"small Role\" in role pg_read_all_data");
            try (Connection small = database.connect()) {
                execute(writer, "begin", "insert into empty_one values (1)");
                execute(small, "set role \"small Role\"");
                DatabaseFacts facts = FactsReader.read(Session.of(small));

                assertThat(facts.server().role()).isEqualTo("small Role");
                assertThat(facts.server().superuser()).isFalse();
                assertThat(facts.server().memberOf()).containsExactly("pg_read_all_data");
                assertThat(facts.server().hasRightsOf("postgres")).isFalse();
                assertThat(table(facts, name("events")).bytes()).isPositive();
                assertThat(facts.holders()).isEmpty();
                assertThat(facts.withheld())
                        .extracting(Withheld::remedy)
                        .containsExactly(
                                "GRANT pg_read_all_stats TO \"small Role\"",
                                "GRANT SELECT ON pg_hba_file_rules TO \"small Role\"; GRANT EXECUTE ON FUNCTION"
                                        + " pg_hba_file_rules() TO \"small Role\"");
                execute(small, "reset role", "grant pg_monitor to \"small Role\"", "set role \"small Role\"");
                assertThat(FactsReader.read(Session.of(small)).withheld())
                        .extracting(Withheld::what)
                        .containsExactly("who may log in without a password");
                assertThat(FactsReader.read(Session.of(small)).holders()).hasSize(1);
            } finally {
                database.execute("drop role \"small Role\"");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {18, 14})
    void passwordsOfRolesAndLinesOfHbaAreReadBySuperusers(int version) throws SQLException {
        try (TestDatabase database = PostgresFixture.newDatabase(version)) {
            database.execute("""
                    set password_encryption = 'md5';
                    create role old_md5 login password 'secret';
                    create role no_login_md5 password 'secret';
                    set password_encryption = 'scram-sha-256';
                    create role new_scram login password 'secret';
                    """);
            try {
                ServerSecurity security = read(database).server().security();
                assertThat(security.passwordEncryption()).isEqualTo("scram-sha-256");
                assertThat(security.md5Roles()).contains("old_md5").doesNotContain("new_scram", "no_login_md5");
                assertThat(security.superusers()).contains("postgres").doesNotContain("old_md5");
                assertThat(security.weakLines())
                        .allSatisfy(line -> assertThat(line.isLoopback())
                                .as(line.toString())
                                .isTrue());
            } finally {
                database.execute("drop role old_md5, no_login_md5, new_scram");
            }
        }
    }

    @Test
    void connectionIsGivenBackAsItWas() throws SQLException {
        try (TestDatabase database = PostgresFixture.newDatabase(18);
                Connection connection = database.connect()) {
            FactsReader.read(Session.of(connection));
            assertThat(connection.getAutoCommit()).isTrue();
            assertThat(connection.isReadOnly()).isFalse();
            execute(connection, "create table written (id int)");
            assertThat(Session.of(connection).rows("show lock_timeout").single())
                    .isEqualTo("0");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {14, 17, 18})
    void preparedTransactionsSlotsAndCountedQueriesAreRead(int version) throws SQLException {
        EmbeddedOptions options = EmbeddedOptions.scratch()
                .withVersion(PostgresVersion.ofMajor(version).orElseThrow())
                .withSetting("shared_preload_libraries", "pg_stat_statements")
                .withSetting("wal_level", "logical")
                .withSetting("max_wal_senders", "2")
                .withSetting("max_replication_slots", "4")
                .withSetting("max_prepared_transactions", "2");
        try (PostgresServer server = EmbeddedPostgres.start(options);
                Connection connection = server.connect()) {
            execute(
                    connection,
                    "create schema tools",
                    "create extension pg_stat_statements schema tools",
                    "create table visits (id bigint primary key, at timestamptz)",
                    "select at from visits where id = 7",
                    "select at from visits where id = 8",
                    "select pg_create_logical_replication_slot('warehouse', 'pgoutput')",
                    "select pg_create_physical_replication_slot('old_one')",
                    "begin",
                    "insert into visits values (1)",
                    "prepare transaction 'nightly ''import'''");

            DatabaseFacts facts = FactsReader.read(server);

            assertThat(facts.standbys())
                    .containsExactly(
                            "logical slot warehouse (nobody reads it)", "physical slot old_one (nobody reads it)");
            assertThat(facts.holders()).singleElement().satisfies(holder -> {
                assertThat(holder.description())
                        .isEqualTo("prepared transaction 'nightly 'import'' of "
                                + facts.server().role());
                assertThat(holder.writes()).containsExactly(name("visits"));
                assertThat(holder.holdsSnapshot()).isFalse();
            });
            assertThat(facts.queries())
                    .filteredOn(query -> query.sql().equals("select at from visits where id = $1"))
                    .singleElement()
                    .satisfies(query -> {
                        assertThat(query.name()).startsWith("queryid ");
                        assertThat(query.callsPerSecond()).isPositive();
                        assertThat(query.counts()).isNotNull().satisfies(counts -> {
                            assertThat(counts.calls()).isEqualTo(2);
                            assertThat(counts.rows()).isZero();
                            assertThat(counts.spilledBlocks()).isZero();
                            assertThat(counts.share()).isBetween(0.0, 1.0);
                        });
                    });
            assertThat(facts.withheld()).isEmpty();

            execute(connection, "create role small", "grant usage on schema tools to small", "set role small");
            DatabaseFacts seen = FactsReader.read(Session.of(connection));
            assertThat(seen.queries())
                    .noneMatch(query -> query.sql().contains("visits"))
                    .noneMatch(query -> query.sql().contains("insufficient privilege"));
            assertThat(seen.withheld())
                    .extracting(Withheld::what)
                    .contains(
                            "the queries of other roles",
                            "how the passwords of roles are kept",
                            "who may log in without a password")
                    .hasSize(5);
        }
    }

    @Test
    void queriesThatNobodyCountsAreSaid() {
        try (TestDatabase database = PostgresFixture.newDatabase(18)) {
            database.execute("create extension pg_stat_statements");
            DatabaseFacts facts = read(database);
            assertThat(facts.queries()).isEmpty();
            assertThat(facts.withheld()).singleElement().satisfies(withheld -> {
                assertThat(withheld.what()).contains("must be loaded via");
                assertThat(withheld.remedy()).contains("shared_preload_libraries");
            });
        }
    }

    /** The extensions are not there to be had; what they leave in the catalogs is. */
    @Test
    void tablesThatExtensionsRunComeFromTheirCatalogs() {
        try (TestDatabase database = PostgresFixture.newDatabase(18)) {
            database.execute("""
                    set allow_system_table_mods = on;
                    create schema timescaledb_information;
                    create view timescaledb_information.hypertables as
                        select 'public'::name as hypertable_schema, 'metrics'::name as hypertable_name;
                    create schema partman;
                    create table partman.part_config (parent_table text primary key);
                    create table "Visits" (id bigint);
                    insert into partman.part_config values ('public."Visits"'), ('public.gone');
                    insert into pg_extension select 90001, 'timescaledb', 10, 2200, true, '2.0', null::oid[], null::text[]
                        union all select 90002, 'pg_partman', 10, 'partman'::regnamespace, true, '5.0', null, null
                        union all select 90003, 'citus', 10, 2200, true, '12.0', null, null;
                    """);
            DatabaseFacts facts = read(database);
            assertThat(facts.managed())
                    .containsExactly(
                            new ManagedTable(name("Visits"), "pg_partman", "partition set"),
                            new ManagedTable(name("metrics"), "timescaledb", "hypertable"));
            assertThat(facts.withheld())
                    .singleElement()
                    .satisfies(withheld -> assertThat(withheld.what()).startsWith("the tables that citus runs"));
        }
    }
}
