package dev.pgwright.migrate.apply;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgwright.migrate.rehearse.ConversionCheck.Said;
import dev.pgwright.server.EmbeddedOptions;
import dev.pgwright.server.EmbeddedPostgres;
import dev.pgwright.server.PostgresServer;
import dev.pgwright.server.Purpose;
import dev.pgwright.testkit.TestDatabase;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Plans of every kind lead to their end, and home, over crashes of the server. */
@Tag("laws")
class CrashesTest {
    /**
     * A plan and its rows.
     *
     * @param sum what they are, in words that both schemas know
     * @param added to the sum by each run; a plan that adds has no way back that takes it away
     */
    record Case(
            String name,
            String schema,
            String rows,
            Function<PostgresServer, PlanFolder> folder,
            String sum,
            long added) {}

    private static Case between(String name, String schema, String rows, String after, String sum) {
        return new Case(name, schema, rows, server -> Plans.folder(server, schema, after), sum, 0);
    }

    static final String KEYED = "create table readings (id bigint primary key, value int, kind int);";
    static final String KEYED_ROWS =
            "insert into readings select n, n, n % 3 from generate_series(1, 20000) n; analyze readings;";
    static final String KEYED_SUM = "select count(*) || ' ' || sum(id) || ' ' || sum(value) from readings";
    static final String PARTITIONED = KEYED.replace(";", " partition by range (id);") + """
            create table readings_low partition of readings for values from (0) to (10000);
            create table readings_high partition of readings for values from (10000) to (maxvalue);
            """;
    private static final String PARTS = """
            create table events (id bigint, at date) partition by range (at);
            create table events_1 partition of events for values from ('2023-01-01') to ('2024-01-01');
            create table events_2 partition of events for values from ('2024-01-01') to ('2025-01-01');
            """;

    /** Users and what is known of them; the last column goes from the one table to the other. */
    private static final String MOVED = """
            create table users (id bigint primary key, name text%s);
            create table profiles (user_id bigint primary key references users on delete cascade, seen int%s);
            """;

    private static final String MOVED_ROWS = """
            insert into users select n, 'u' || n, nullif('bio ' || n, 'bio 7') from generate_series(1, 10000) n;
            insert into profiles select id from users where id > 1;
            update users set bio = null where id = 1;
            analyze users, profiles;
            """;

    private static final String SPLIT = "create table people (id bigint primary key, %s);";
    private static final String SPLIT_ROWS = """
            insert into people select n, 'First' || n || case n % 2 when 0 then ' Last' else '' end
            from generate_series(1, 10000) n;
            """;

    static final List<Case> CASES = List.of(
            between(
                    "index builds",
                    KEYED,
                    KEYED_ROWS,
                    KEYED + "create index readings_value on readings (value, kind);"
                            + "create unique index readings_both on readings (kind, id);",
                    KEYED_SUM),
            between("table partitioned", KEYED, KEYED_ROWS, PARTITIONED, KEYED_SUM),
            between(
                    "wider key of a partitioned table",
                    PARTITIONED.replace("id bigint", "id int"),
                    KEYED_ROWS,
                    PARTITIONED,
                    KEYED_SUM),
            new Case(
                    "column moved",
                    MOVED.formatted(", bio text default 'none'", ""),
                    MOVED_ROWS,
                    server -> Plans.withConversions(
                            server,
                            MOVED.formatted(", bio text default 'none'", ""),
                            MOVED.formatted("", ", about text default 'none' check (about <> '')")
                                    + "create index profiles_about on profiles (about);",
                            new Said(Map.of("public.profiles.about", "public.users.bio"), Map.of())),
                    "select count(*) || ' ' || count(user_id) || ' ' || md5(string_agg(concat_ws(' ', id, name, seen,"
                            + " coalesce(to_jsonb(u) ->> 'bio', to_jsonb(p) ->> 'about')), ',' order by id))"
                            + " from users u left join profiles p on user_id = id",
                    0),
            new Case(
                    "column split",
                    SPLIT.formatted("name text not null default 'nobody'"),
                    SPLIT_ROWS,
                    server -> Plans.withConversions(
                            server,
                            SPLIT.formatted("name text not null default 'nobody'"),
                            SPLIT.formatted("first_name text not null default 'nobody', last_name text"),
                            new Said(
                                    Map.of(
                                            "public.people.first_name", "split_part(name, ' ', 1)",
                                            "public.people.last_name", "nullif(split_part(name, ' ', 2), '')"),
                                    Map.of("public.people.name", "concat_ws(' ', first_name, last_name)"))),
                    "select md5(string_agg(concat_ws(' ', id, to_jsonb(p) ->> 'name', to_jsonb(p) ->> 'first_name',"
                            + " to_jsonb(p) ->> 'last_name'), ',' order by id)) from people p",
                    0),
            new Case(
                    "column renamed in phases",
                    KEYED,
                    KEYED_ROWS,
                    server -> Plans.withRenamesInPhases(server, KEYED, KEYED.replace("value", "amount")),
                    "select count(*) || ' ' || sum(id) || ' '"
                            + " || sum(coalesce(to_jsonb(r) ->> 'value', to_jsonb(r) ->> 'amount')::int) from readings r",
                    0),
            between("column in phases", KEYED, KEYED_ROWS, KEYED.replace("value int", "value bigint"), KEYED_SUM),
            between(
                    "constraints validated",
                    KEYED + "create table kinds (kind int primary key);",
                    "insert into kinds select generate_series(0, 2);" + KEYED_ROWS,
                    "create table kinds (kind int primary key);"
                            + KEYED.replace("kind int", "kind int not null references kinds, check (value > 0)"),
                    KEYED_SUM),
            new Case(
                    "partition detached",
                    PARTS,
                    "insert into events select n, date '2023-01-01' + n % 700 from generate_series(1, 5000) n;",
                    server -> Plans.script(server, PARTS, "alter table events detach partition events_1;"),
                    "select (select count(*) from events_2) || ' ' || (select count(*) from events_1)",
                    0),
            new Case(
                    "backfill",
                    KEYED,
                    KEYED_ROWS,
                    server -> Plans.script(server, KEYED, "update readings set value = value + 1;"),
                    "select sum(value) from readings",
                    20000));

    /** Those with these names. */
    static List<Case> cases(String... names) {
        return Stream.of(names)
                .map(name -> CASES.stream()
                        .filter(each -> each.name().equals(name))
                        .findFirst()
                        .orElseThrow())
                .toList();
    }

    /** Crashes at moments and a while behind them until there were enough; returns how many there were. */
    private static int crash(PostgresServer server, Case each, int enough, Random random) {
        TestDatabase database = TestDatabase.on(server);
        database.execute(each.schema() + each.rows());
        PlanFolder folder = each.folder().apply(server);
        String before = Plans.value(database, each.sum());
        Killed none = new Killed(new Plans.Sessions(database), Killed.NEVER, 0);
        FaultsTest.insist(database, folder, true, none);
        int runs = 1;
        if (each.added() == 0) {
            FaultsTest.insist(database, folder, false, new Killed(new Plans.Sessions(database), Killed.NEVER, 0));
        }
        int crashes = 0;
        int moment = 0;
        while (crashes < enough) {
            // each moment in turn, then some instant
            moment++;
            boolean boundary = moment <= none.moments();
            int at = boundary ? moment : 1 + random.nextInt(none.moments());
            long behind = boundary ? 0 : 1 + random.nextInt(40);
            if (each.added() != 0) {
                // a plan that changes nothing but rows is applied once
                MigrationAccount.uninstall(Plans.target(database));
            }
            crashes += FaultsTest.insist(
                    database, folder, true, Killed.crashing(new Plans.Sessions(database), at, behind));
            runs++;
            String expected = each.added() == 0 ? before : String.valueOf(Long.parseLong(before) + runs * each.added());
            assertThat(Plans.value(database, each.sum()))
                    .as(each.name() + ", moment " + at + " + " + behind + " ms")
                    .isEqualTo(expected);
            if (each.added() == 0) {
                crashes += FaultsTest.insist(
                        database, folder, false, Killed.crashing(new Plans.Sessions(database), at, behind));
                assertThat(Plans.value(database, each.sum()))
                        .as(each.name() + ", back, moment " + at + " + " + behind + " ms")
                        .isEqualTo(expected);
            }
        }
        database.close();
        System.out.println(
                each.name() + ": " + crashes + " crashes at " + none.moments() + " moments and between them");
        return crashes;
    }

    static int crashes(List<Case> cases, int each) {
        Random random = new Random(11);
        int crashes = 0;
        // a scratch server confirms commits that a crash may still lose
        try (PostgresServer server = EmbeddedPostgres.start(EmbeddedOptions.forPurpose(Purpose.REALISTIC))) {
            for (Case one : cases) {
                crashes += crash(server, one, each, random);
            }
        }
        return crashes;
    }

    @Test
    void phasesADetachmentAndABackfillGetOverSomeCrashes() {
        assertThat(crashes(cases("column in phases", "partition detached", "backfill"), 2))
                .isGreaterThanOrEqualTo(6);
    }

    @Tag("slow")
    @ParameterizedTest
    @MethodSource("names")
    void everyKindOfPlanGetsOverFiftyCrashes(String name) {
        assertThat(crashes(cases(name), 50)).isGreaterThanOrEqualTo(50);
    }

    static Stream<String> names() {
        return CASES.stream().map(Case::name);
    }
}
