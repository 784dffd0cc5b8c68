package dev.pgwright.migrate.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgwright.load.folded.SchemaFold;
import dev.pgwright.migrate.plan.SafeForm.Mode;
import dev.pgwright.migrate.plan.SafeForm.Part;
import dev.pgwright.source.SourceFile;
import dev.pgwright.sql.ParsedSql;
import dev.pgwright.sql.Sql;
import dev.pgwright.testkit.PostgresFixture;
import dev.pgwright.testkit.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Each safe form is run beside its original: the same schema and the same rows must come out. */
@Tag("laws")
class StrategiesTest {
    private static final List<Integer> ALL = List.of(14, 15, 16, 17, 18);
    private static final List<Integer> ENDS = List.of(14, 18);

    private static final String ORDERS = """
            create schema "Shop";
            create table "Shop"."Customer" ("Id" bigint primary key, name text);
            create table "Shop"."Order" (id bigint primary key, "customerId" bigint, code text, total numeric not null);
            insert into "Shop"."Customer" select n, 'c' || n from generate_series(1, 5) n;
            insert into "Shop"."Order" select n, n % 5 + 1, 'o' || n, n from generate_series(1, 100) n;
            create table plain (id int primary key, a int, b int, c text);
            insert into plain select n, n, n % 7, 'x' || n from generate_series(1, 12000) n;
            """;

    private static final String PARTED = """
            create table events (id bigint not null, at date not null, kind text) partition by range (at);
            create table events_2023 partition of events for values from ('2023-01-01') to ('2024-01-01');
            create table events_2024 partition of events for values from ('2024-01-01') to ('2025-01-01')
              partition by list (kind);
            create table events_2024_a partition of events_2024 for values in ('a');
            create table "events 2025" (id bigint not null, at date not null, kind text);
            insert into events select n, date '2023-01-01' + n::int, 'a' from generate_series(1, 600) n;
            insert into "events 2025" select n, date '2025-01-01' + n::int, 'a' from generate_series(1, 100) n;
            create table kinds (kind text primary key);
            insert into kinds values ('a');
            """;

    /** A change and the strategy for it. */
    private record Case(
            String name,
            List<Integer> versions,
            String before,
            String change,
            Function<Change, Optional<SafeForm>> strategy) {}

    private static List<Case> cases() {
        return List.of(
                new Case(
                        "check",
                        ENDS,
                        ORDERS,
                        "alter table \"Shop\".\"Order\" add check (total > 0)",
                        change -> AddNotValid.of(change, 0)),
                new Case(
                        "check of two columns among other actions",
                        ENDS,
                        ORDERS,
                        "ALTER TABLE plain ALTER a SET DEFAULT 1, ADD CHECK (a >= 0 AND b >= 0) NO INHERIT, DROP COLUMN c",
                        change -> AddNotValid.of(change, 1)),
                new Case(
                        "check named like one that is there",
                        ENDS,
                        ORDERS + "alter table plain add constraint plain_a_check check (a < 100000);",
                        "alter table plain add check (a > 0)",
                        change -> AddNotValid.of(change, 0)),
                new Case(
                        "foreign key",
                        ENDS,
                        ORDERS,
                        "alter table \"Shop\".\"Order\" add foreign key (\"customerId\") references \"Shop\".\"Customer\""
                                + " on delete cascade deferrable initially deferred",
                        change -> AddNotValid.of(change, 0)),
                new Case(
                        "foreign key of a partitioned table",
                        ENDS,
                        PARTED.replace("partition by list (kind)", "")
                                .replace(
                                        "create table events_2024_a partition of events_2024 for values in ('a');", ""),
                        "alter table events add foreign key (kind) references kinds",
                        change -> AddNotValid.of(change, 0)),
                new Case(
                        "unique",
                        ENDS,
                        ORDERS,
                        "alter table \"Shop\".\"Order\" add unique (code) include (id)",
                        change -> UsingIndex.ofKey(change, 0)),
                new Case(
                        "named unique, deferrable, with storage",
                        ENDS,
                        ORDERS,
                        "alter table plain add constraint \"Plain key\" unique (a, c) with (fillfactor = 70)"
                                + " deferrable initially deferred",
                        change -> UsingIndex.ofKey(change, 0)),
                new Case(
                        "unique, nulls not distinct",
                        List.of(15, 18),
                        ORDERS,
                        "alter table plain add unique nulls not distinct (a), add column d int",
                        change -> UsingIndex.ofKey(change, 0)),
                new Case(
                        "primary key of nullable columns",
                        ALL,
                        "create table keyless (a int, b int, c text); insert into keyless select n, n from generate_series(1,9) n;",
                        "alter table keyless add primary key (a, b)",
                        change -> UsingIndex.ofKey(change, 0)),
                new Case(
                        "primary key using an index",
                        ENDS,
                        "create table keyless (a int, b int); create unique index k on keyless (a);",
                        "alter table keyless add constraint keys primary key using index k",
                        change -> UsingIndex.ofPrimaryKeyUsingIndex(change, 0)),
                new Case(
                        "not null",
                        ALL,
                        ORDERS,
                        "alter table \"Shop\".\"Order\" alter \"customerId\" set not null",
                        change -> SafeNotNull.of(change, 0)),
                new Case(
                        "not null of a partitioned table",
                        ENDS,
                        PARTED,
                        "alter table events alter column kind set not null",
                        change -> SafeNotNull.of(change, 0)),
                new Case(
                        "volatile default",
                        ENDS,
                        ORDERS,
                        "alter table plain add column token uuid not null default gen_random_uuid()",
                        change -> AddColumn.of(change, 0, true)),
                new Case(
                        "volatile default of a composite key",
                        ENDS,
                        "create table pairs (a int, \"B\" text, primary key (a, \"B\"));"
                                + " insert into pairs select n / 3, n::text from generate_series(1, 11000) n;",
                        "alter table pairs add column drawn double precision default random() check (drawn < 2)",
                        change -> AddColumn.of(change, 0, true)),
                new Case(
                        "column with constraints",
                        ENDS,
                        ORDERS,
                        "alter table \"Shop\".\"Order\" add column \"paidBy\" bigint unique"
                                + " constraint positive check (\"paidBy\" > 0)"
                                + " references \"Shop\".\"Customer\" (\"Id\") deferrable",
                        change -> AddColumn.of(change, 0, false)),
                new Case(
                        "column with a check that stays not null",
                        ENDS,
                        ORDERS,
                        "alter table plain add d int not null default 5 check (d > 0)",
                        change -> AddColumn.of(change, 0, false)),
                new Case(
                        "domain",
                        ENDS,
                        "create domain weight as numeric; create table w (a weight); insert into w values (1);",
                        "alter domain weight add check (value > 0)",
                        DomainNotValid::of),
                new Case(
                        "index",
                        ENDS,
                        ORDERS,
                        "create unique index on \"Shop\".\"Order\" using btree (code desc, id) where total > 5",
                        ConcurrentIndex::of),
                new Case(
                        "index of an expression",
                        ENDS,
                        ORDERS,
                        "create index if not exists low on plain (lower(c), (a + 1))",
                        ConcurrentIndex::of),
                new Case(
                        "index of a partitioned table",
                        ENDS,
                        PARTED,
                        "create index on events (kind, at)",
                        ConcurrentIndex::of),
                new Case(
                        "unique index of a partitioned table",
                        ENDS,
                        PARTED.replace("partition by list (kind)", "")
                                .replace(
                                        "create table events_2024_a partition of events_2024 for values in ('a');", ""),
                        "create unique index events_once on events (id, at)",
                        ConcurrentIndex::of),
                new Case(
                        "dropped indexes",
                        ENDS,
                        ORDERS + "create index i1 on plain (a); create index \"I 2\" on plain (b);",
                        "drop index if exists i1, public.\"I 2\" restrict",
                        Concurrently::dropIndex),
                new Case("reindexed table", ENDS, ORDERS, "reindex (verbose) table plain", Concurrently::reindex),
                new Case(
                        "reindexed index",
                        ENDS,
                        ORDERS,
                        "reindex index \"Shop\".\"Order_pkey\"",
                        Concurrently::reindex),
                new Case(
                        "refreshed view",
                        ENDS,
                        ORDERS
                                + "create materialized view sums as select b, sum(a) from plain group by b;"
                                + "create unique index on sums (b); delete from plain where a < 9;",
                        "refresh materialized view sums",
                        Concurrently::refresh),
                new Case(
                        "detached partition",
                        ENDS,
                        PARTED,
                        "alter table events detach partition events_2023",
                        Partitions::detach),
                new Case(
                        "attached partition",
                        ENDS,
                        PARTED,
                        "alter table events attach partition \"events 2025\" for values from ('2025-01-01') to ('2026-01-01')",
                        Partitions::attach),
                new Case(
                        "attached partition by list",
                        ENDS,
                        "create table l (a text, b int) partition by list (a); create table l1 (a text, b int);"
                                + " insert into l1 values ('x', 1), (null, 2);",
                        "alter table l attach partition l1 for values in ('x', null, 'y')",
                        Partitions::attach),
                new Case(
                        "new partition",
                        ENDS,
                        PARTED + "create index on events (kind);"
                                + " alter table events add check (id > 0), alter kind set default 'a';"
                                + " alter table events add foreign key (kind) references kinds;",
                        "create table events_2026 partition of events for values from ('2026-01-01') to ('2027-01-01')"
                                + " with (fillfactor = 50)",
                        Partitions::create),
                new Case(
                        "new partition that is divided",
                        ENDS,
                        PARTED,
                        "create table public.\"e 2026\" partition of public.events for values from ('2026-01-01')"
                                + " to ('2027-01-01') partition by hash (id)",
                        Partitions::create),
                new Case("update", ENDS, ORDERS, "update plain set a = a + 1, c = upper(c) where b <> 3", Batches::of),
                new Case(
                        "delete by blocks where there is no key",
                        ENDS,
                        "create table heap (a int, b text); insert into heap select n % 9, repeat('x', 300) from"
                                + " generate_series(1, 9000) n;",
                        "delete from only heap as h where h.a < 3",
                        Batches::of),
                new Case(
                        "update by a unique key of two columns",
                        ENDS,
                        "create table pairs (a int not null, b text not null, n int default 0, unique (n));"
                                + " create unique index on pairs (b, a);"
                                + " insert into pairs select i % 3, 'b' || i, i from generate_series(1, 12000) i;",
                        "update pairs set n = -n",
                        Batches::of),
                new Case(
                        "default for each row by blocks",
                        ENDS,
                        "create table heap (a int); insert into heap select n from generate_series(1, 40000) n;",
                        "alter table heap add x int default pg_catalog.pg_backend_pid() * 0",
                        change -> AddColumn.of(change, 0, true)),
                new Case(
                        "update from another table",
                        ENDS,
                        ORDERS,
                        "update \"Shop\".\"Order\" as o set code = c.name from \"Shop\".\"Customer\" c"
                                + " where c.\"Id\" = o.\"customerId\" or false",
                        Batches::of),
                new Case(
                        "delete",
                        ENDS,
                        ORDERS,
                        "delete from only plain p where p.b = 2 or p.c like '%9$$'",
                        Batches::of),
                new Case("delete of all, quoted", ENDS, ORDERS, "delete from \"Shop\".\"Order\"", Batches::of));
    }

    @TestFactory
    Stream<DynamicTest> safeFormDoesWhatTheOriginalDoes() {
        return cases().stream()
                .flatMap(each -> each.versions().stream()
                        .map(version ->
                                DynamicTest.dynamicTest(each.name() + " on " + version, () -> keeps(each, version))));
    }

    private static void keeps(Case each, int version) throws SQLException {
        SafeForm form = each.strategy()
                .apply(change(each.before(), each.change(), version))
                .orElseThrow();
        SafeForm written = form.inCaseOf(each.change());
        String text = written.parts().stream()
                .map(part -> part.mode() + "\n" + String.join(";\n", part.statements()))
                .collect(Collectors.joining("\n"));
        try (TestDatabase original = PostgresFixture.newDatabase(version);
                TestDatabase safe = PostgresFixture.newDatabase(version)) {
            original.execute(each.before());
            safe.execute(each.before());
            try (Connection session = original.connect()) {
                execute(session, each.change(), text);
            }
            try (Connection session = safe.connect()) {
                for (Part part : written.parts()) {
                    run(session, part, text);
                }
            }
            SameEffect.assertThatSame(original, safe, text);
        }
    }

    private static void run(Connection session, Part part, String text) throws SQLException {
        boolean transaction = part.mode() == Mode.TRANSACTION;
        if (transaction) {
            execute(session, "begin", text);
        }
        for (String sql : part.statements()) {
            execute(session, sql, text);
        }
        if (transaction) {
            execute(session, "commit", text);
        }
    }

    private static void execute(Connection session, String sql, String text) throws SQLException {
        try (Statement statement = session.createStatement()) {
            statement.setEscapeProcessing(false);
            statement.execute(sql);
        } catch (SQLException e) {
            throw new AssertionError(sql + "\n" + e.getMessage() + "\n--- of\n" + text, e);
        }
    }

    private static Change change(String before, String sql, int version) {
        SchemaFold fold = SchemaFold.empty(version);
        SourceFile source = SourceFile.of("change.sql", before + sql);
        ParsedSql parsed = Sql.parse(source);
        assertThat(parsed.errors()).isEmpty();
        int last = parsed.statements().size() - 1;
        for (int i = 0; i < last; i++) {
            fold.apply(parsed.statements().get(i), source.text());
        }
        return new Change(parsed.statements().get(last), source.text(), fold.state());
    }

    /** What has no safe form keeps its own. */
    @Test
    void leavesAloneWhatItCannotMakeSafe() {
        String keyless = "create table t (a int, b int); create unique index p on t (a) where b > 0;"
                + " create materialized view v as select a from t; create unique index on v (a) where a > 1;"
                + " create table list (a int, b int) partition by list (a);"
                + " create table other partition of list default; create table one (a int, b int);"
                + " create table keyed (id int primary key, up int);";
        assertThat(safe(keyless, "update t set a = 1", Batches::of)).isEmpty();
        assertThat(safe(keyless, "update keyed set id = id + 1", Batches::of)).isEmpty();
        assertThat(safe(keyless, "delete from keyed where up in (select id from keyed)", Batches::of))
                .isEmpty();
        assertThat(safe(keyless, "delete from keyed returning id", Batches::of)).isEmpty();
        assertThat(safe(keyless, "refresh materialized view v", Concurrently::refresh))
                .isEmpty();
        assertThat(safe(keyless, "drop index keyed_pkey", Concurrently::dropIndex))
                .isEmpty();
        assertThat(safe(keyless, "drop index p cascade", Concurrently::dropIndex))
                .isEmpty();
        assertThat(safe(keyless, "alter table list detach partition other", Partitions::detach))
                .isEmpty();
        assertThat(safe(keyless, "alter table list attach partition one for values in (1)", Partitions::attach))
                .isEmpty();
        assertThat(safe(keyless, "alter table list add unique (a)", change -> UsingIndex.ofKey(change, 0)))
                .isEmpty();
        assertThat(safe(keyless, "create index if not exists p on t (a)", ConcurrentIndex::of))
                .isEmpty();
        assertThat(safe(keyless, "delete from list where b = 1", Batches::of)).isEmpty();
        assertThat(safe(
                        keyless + "create table heir () inherits (t);",
                        "alter table t add x int default random()",
                        change -> AddColumn.of(change, 0, true)))
                .isEmpty();
    }

    private static Optional<SafeForm> safe(String before, String sql, Function<Change, Optional<SafeForm>> strategy) {
        return strategy.apply(change(before, sql, 18));
    }
}
