package dev.pgwright.load.folded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgwright.catalog.ColumnName;
import dev.pgwright.catalog.Index;
import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.catalog.Table;
import dev.pgwright.source.SourceFile;
import dev.pgwright.sql.ParsedSql;
import dev.pgwright.sql.Sql;
import dev.pgwright.sql.Statement;
import dev.pgwright.testkit.ProcessorTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What can be asked of a schema between two statements. */
class SchemaStateTest {
    private final SchemaFold fold = SchemaFold.empty(18);
    private final SchemaState state = fold.state();

    private List<FoldFault> run(String sql) {
        return run(fold, sql);
    }

    private static List<FoldFault> run(SchemaFold fold, String sql) {
        ParsedSql parsed = Sql.parse(SourceFile.of("test.sql", sql));
        assertThat(parsed.errors()).isEmpty();
        List<FoldFault> faults = new ArrayList<>();
        for (Statement statement : parsed.statements()) {
            faults.addAll(fold.apply(statement, sql));
        }
        return faults;
    }

    private static QualifiedName name(String schema, String name) {
        return QualifiedName.of(schema, name);
    }

    @Test
    void isALiveView() {
        run("create table t (id int)");
        Table before = state.table(name("public", "t")).orElseThrow();
        run("alter table t add column a int");
        assertThat(before.columns()).hasSize(1);
        assertThat(state.table(name("public", "t")).orElseThrow().columns()).hasSize(2);
        run("alter table t rename to u");
        assertThat(state.table(name("public", "t"))).isEmpty();
        assertThat(state.isRelation(name("public", "u"))).isTrue();
        run("drop table u");
        assertThat(state.tables()).isEmpty();
    }

    @Test
    void namesAreFoundByTheSearchPathAsItStands() {
        run("create schema a; create table a.t (id int); create table t (id int); set search_path = a, public;");
        assertThat(state.resolve(List.of("t"))).isEqualTo(name("a", "t"));
        assertThat(state.resolve(List.of("new"))).isEqualTo(name("a", "new"));
        assertThat(state.searchPath()).containsExactly("a", "public");
        run("drop table t");
        assertThat(state.resolve(List.of("t"))).isEqualTo(name("public", "t"));
        run("create temp table t (id int)");
        assertThat(state.resolve(List.of("t"))).isEqualTo(name("pg_temp", "t"));
        assertThat(state.tables()).hasSize(1);
    }

    @Test
    void indexesBehindConstraintsAreIndexesToo() {
        run("create table t (id int primary key, a int unique, b int); create index on t (b);");
        assertThat(state.indexesOf(name("public", "t")))
                .extracting(OwnedIndex::index)
                .extracting(Index::name)
                .containsExactly("t_a_key", "t_b_idx", "t_pkey");
        assertThat(state.index(name("public", "t_pkey")).orElseThrow().constraint())
                .isNotNull();
        assertThat(state.index(name("public", "t_b_idx")).orElseThrow().constraint())
                .isNull();
        assertThat(state.index(name("public", "t"))).isEmpty();
    }

    @Test
    void partitionsAndReferencesAreKnown() {
        run(
                "create table p (id int primary key) partition by list (id); create table q partition of p for values in (1);"
                        + " create table r (p_id int references p); create table h () inherits (r);");
        assertThat(state.partitionsOf(name("public", "p"))).containsExactly(name("public", "q"));
        assertThat(state.inheritorsOf(name("public", "r"))).containsExactly(name("public", "h"));
        assertThat(state.foreignKeysTo(name("public", "p")))
                .extracting(one -> one.table().name() + " " + one.key().name())
                .containsExactly("public.r r_p_id_fkey");
        assertThat(state.foreignKeysTo(name("public", "q"))).isEmpty();
    }

    @Test
    void dependentsAreFoundByTheirTrees() {
        run("""
                create table t (id int primary key, a int, b int, g int generated always as (a + 1) stored, unused int);
                create view v as select x.id, x.a from t x where b > 0;
                create view w as with q as (select * from v) select a from q;
                create function f() returns bigint begin atomic select sum(b) from t; end;
                create function trg() returns trigger language plpgsql as 'begin return new; end';
                create trigger tr before update of a on t for each row when (new.b > 0) execute function trg();
                create policy p on t using (a = 1);
                create table log (id int);
                create rule r as on insert to log do also insert into t (id) values (new.id);
                """);
        QualifiedName table = name("public", "t");
        assertThat(state.dependentsOf(table, "a"))
                .extracting(Dependent::toString)
                .containsExactly(
                        "Dependent[kind=generated column, name=g]",
                        "Dependent[kind=policy, name=p]",
                        "Dependent[kind=trigger, name=tr]",
                        "Dependent[kind=view, name=v]");
        assertThat(state.dependentsOf(table, "b"))
                .extracting(Dependent::kind)
                .containsExactly("function", "trigger", "view");
        assertThat(state.dependentsOf(table, "unused")).isEmpty();
        assertThat(state.dependentsOf(table, null)).extracting(Dependent::kind).contains("rule", "view", "function");
        assertThat(state.dependentsOf(name("public", "v"), "a"))
                .extracting(Dependent::name)
                .containsExactly("w");
        assertThat(state.dependentsOf(name("public", "nothing"), null)).isEmpty();
    }

    @Test
    void typesSequencesAndRoutinesAreFound() {
        run("create type m as enum ('a', 'b'); create domain d as int; create sequence s; create procedure p()"
                + " language sql as ''; create materialized view mv as select 1 as one;");
        assertThat(state.enumType(name("public", "m")).orElseThrow().values()).containsExactly("a", "b");
        assertThat(state.domain(name("public", "d"))).isPresent();
        assertThat(state.domain(name("public", "m"))).isEmpty();
        assertThat(state.sequence(name("public", "s"))).isPresent();
        assertThat(state.routines(name("public", "p"))).hasSize(1);
        assertThat(state.view(name("public", "mv")).orElseThrow().materialized())
                .isTrue();
        assertThat(state.view(name("public", "mv")).orElseThrow().columns()).containsExactly("one");
    }

    @Test
    void whereAnythingMayHaveHappenedNothingIsMissing() {
        assertThat(run("alter table t add column a int"))
                .extracting(FoldFault::kind)
                .containsExactly(FoldFault.Kind.MISSING_OBJECT);
        assertThat(run("do $$ begin execute 'create table t (id int)'; end $$"))
                .extracting(FoldFault::kind)
                .containsExactly(FoldFault.Kind.NOT_FOLLOWED);
        assertThat(state.isIncomplete()).isTrue();
        assertThat(run("alter table t add column a int; drop view v; create table x (a some_type, b int references t);"
                        + " create index on x (missing); create table x (a int); comment on type q is 'x';"
                        + " drop function f(); create view y as select * from t"))
                .isNotEmpty()
                .allMatch(fault -> !fault.refused());
    }

    @Test
    void ofAnUnknownDatabaseOnlyWhatIsMadeIsKnown() {
        SchemaFold unknown = SchemaFold.unknown(16);
        assertThat(run(unknown, "alter table t add column a int"))
                .extracting(FoldFault::kind)
                .containsExactly(FoldFault.Kind.NOT_FOLLOWED);
        assertThat(run(unknown, "create table mine (id int); alter table mine add column a int"))
                .isEmpty();
        assertThat(unknown.state().table(name("public", "mine")).orElseThrow().columns())
                .hasSize(2);
    }

    @Test
    void blocksThatOnlyChangeRowsOrSayWhatTheyDoLeaveNothingUnknown() {
        run("create table t (id int)");
        assertThat(run("do $$ begin update t set id = 1; raise notice 'done'; end $$"))
                .isEmpty();
        run("""
                do $$ begin create type m as enum ('a'); exception when duplicate_object then null; end $$;
                do $$ begin if not exists (select from pg_type where typname = 'm') then create type m as enum ('a');
                end if; end $$;
                """);
        assertThat(state.enumType(name("public", "m"))).isPresent();
        assertThat(state.isIncomplete()).isFalse();
    }

    @Test
    void whatExtensionsBringIsNotMissing() {
        assertThat(run("create table a (c citext)"))
                .extracting(FoldFault::message)
                .containsExactly("type \"citext\" does not exist");
        assertThat(run("create extension citext; create table a (c citext, g geometry(Point, 4326));"
                        + " create extension pg_stat_statements; create view v as select * from pg_stat_statements"))
                .allMatch(fault -> !fault.refused());
        assertThat(state.table(name("public", "a")).orElseThrow().columns())
                .extracting(column -> column.type())
                .containsExactly("public.citext", "public.geometry(point,4326)");
    }

    @Test
    void usersOfAnObjectAreLookedUp() {
        run("""
                create type kind as (a int);
                create domain positive as int check (value > 0);
                create domain small as positive;
                create domain several as positive[];
                create sequence numbers;
                create function trg() returns trigger language plpgsql as 'begin return new; end';
                create table t (id int generated always as identity, n int default nextval('numbers'), s serial, p positive[]);
                create table k of kind;
                create table none (a int, b positive);
                create view v as select n from t;
                create view w as select v.n, 1 as one from v;
                create trigger tr before update on t for each row execute function trg();
                create temporary table hidden (p positive);
                """);
        SchemaUses uses = state.uses();
        QualifiedName table = name("public", "t");
        assertThat(uses.viewsOn(table, null)).containsExactly(name("public", "v"));
        assertThat(uses.viewsOn(table, "n")).containsExactly(name("public", "v"));
        assertThat(uses.viewsOn(table, "s")).isEmpty();
        assertThat(uses.viewsOn(table, "missing")).isEmpty();
        assertThat(uses.sequencesOf(table, null)).containsExactly(name("public", "t_s_seq"));
        assertThat(uses.sequencesOf(table, "n")).isEmpty();
        assertThat(uses.defaultsOf(name("public", "numbers"))).containsExactly(table);
        assertThat(uses.defaultsOf(name("public", "t_id_seq"))).isEmpty();
        assertThat(uses.columnsOf(name("public", "positive")))
                .containsExactly(new ColumnName(name("public", "none"), "b"), new ColumnName(name("public", "t"), "p"));
        assertThat(uses.domainsOver(name("public", "positive"))).containsExactly(name("public", "small"));
        assertThat(uses.domainsOver(name("public", "small"))).isEmpty();
        assertThat(uses.tablesOf(name("public", "kind"))).containsExactly(name("public", "k"));
        assertThat(uses.triggersOf(name("public", "trg"))).containsExactly(table);
        assertThat(uses.viewsOn(name("public", "nothing"), null)).isEmpty();
        assertThat(uses.columnsOf(name("public", "nothing"))).isEmpty();
        assertThat(state.relationsIn("public"))
                .extracting(QualifiedName::name)
                .containsExactly("k", "kind", "none", "numbers", "t", "t_s_seq", "v", "w");
        assertThat(state.relationsIn("elsewhere")).isEmpty();
    }

    @Test
    void theQueryOfAViewHasTheNamesOfToday() {
        run("""
                create schema a;
                create table a.t (id int);
                create table u (id int);
                set search_path = a, public;
                create view v as with c as (select id from only t) select x.id from c x join public.u on u.id = x.id;
                create materialized view m as table t with no data;
                set search_path = public;
                alter table a.t rename to "T";
                alter table u set schema a;
                """);
        assertThat(state.query(name("a", "v")))
                .contains("with c as (select id from only a.\"T\") select x.id from c x join a.u on u.id = x.id");
        assertThat(state.query(name("a", "m"))).contains("table a.\"T\"");
        assertThat(state.query(name("a", "T"))).isEmpty();
    }

    @Test
    void thousandsOfTablesAndMigrationsAreFoldedInNoTime() {
        StringBuilder dump = new StringBuilder();
        for (int i = 0; i < 5000; i++) {
            dump.append("create table t" + i + " (id bigserial primary key, a text not null, b int, c timestamptz"
                    + " default now(), parent bigint);\ncreate index on t" + i + " (b);\n");
            dump.append("alter table t" + i + " add foreign key (parent) references t" + i / 2 + ";\n");
        }
        ParsedSql tables = Sql.parse(SourceFile.of("dump.sql", dump.toString()));
        StringBuilder history = new StringBuilder();
        for (int i = 0; i < 2000; i++) {
            history.append("begin; alter table t" + i + " add column extra int not null default 1; alter table t" + i
                    + " rename a to aa; create view v" + i + " as select id, aa from t" + i + "; drop table t"
                    + (4999 - i) + " cascade; commit;\n");
        }
        ParsedSql migrations = Sql.parse(SourceFile.of("history.sql", history.toString()));
        SchemaFold large = SchemaFold.empty(18);
        Duration taken = ProcessorTime.of(() -> {
            tables.statements()
                    .forEach(statement -> large.apply(statement, tables.source().text()));
            for (Statement statement : migrations.statements()) {
                assertThat(large.apply(statement, migrations.source().text())).isEmpty();
                large.state().table(name("public", "t0"));
            }
        });
        assertThat(large.state().tables()).hasSize(3000);
        // it takes a fifth of it, of which most is the warming up
        assertThat(taken).isLessThan(Duration.ofSeconds(4));
    }
}
