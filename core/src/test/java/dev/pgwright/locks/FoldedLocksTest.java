package dev.pgwright.locks;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.load.folded.SchemaFold;
import dev.pgwright.server.LockMode;
import dev.pgwright.server.RelationKind;
import dev.pgwright.source.SourceFile;
import dev.pgwright.sql.ParsedSql;
import dev.pgwright.sql.Sql;
import dev.pgwright.sql.Statement;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What only folded schemas have: things that are not known, and names that have changed since. */
class FoldedLocksTest {
    private static SchemaFold folded(SchemaFold fold, String sql) {
        ParsedSql parsed = Sql.parse(SourceFile.of("before.sql", sql));
        assertThat(parsed.errors()).isEmpty();
        for (Statement statement : parsed.statements()) {
            assertThat(fold.apply(statement, sql)).isEmpty();
        }
        return fold;
    }

    private static StatementEffects effects(SchemaFold fold, String sql) {
        return LockTable.effects(Sql.parseStatement(sql), fold.state());
    }

    private static QualifiedName name(String name) {
        return QualifiedName.of("public", name);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "alter table t add check (a > 0)          | ACCESS_EXCLUSIVE       | false | true",
                "alter table t alter a set not null       | ACCESS_EXCLUSIVE       | false | true",
                "alter table t alter a type bigint        | ACCESS_EXCLUSIVE       | true  | true",
                "alter table t alter a type varchar(40)   | ACCESS_EXCLUSIVE       | true  | true",
                "alter table t set logged                 | ACCESS_EXCLUSIVE       | true  | true",
                "alter table t set access method heap     | ACCESS_EXCLUSIVE       | true  | true",
                "alter table t set tablespace pg_default  | ACCESS_EXCLUSIVE       | true  | false",
                "alter table t validate constraint c      | SHARE_UPDATE_EXCLUSIVE | false | true",
                "alter table t add primary key using index i | ACCESS_EXCLUSIVE    | false | true",
                "alter table t add foreign key (a) references u | SHARE_ROW_EXCLUSIVE | false | true",
                "alter table t drop column a              | ACCESS_EXCLUSIVE       | false | false",
                "alter table t add column a text          | ACCESS_EXCLUSIVE       | false | false",
                "create index on t (a)                    | SHARE                  | false | true",
                "drop table t                             | ACCESS_EXCLUSIVE       | false | false",
                "update t set a = 1                       | ROW_EXCLUSIVE          | false | false"
            })
    void aTableThatIsNotKnownIsAnOrdinaryOneOfWhichTheWorstIsAssumed(
            String statement, LockMode mode, boolean rewrites, boolean scans) {
        StatementEffects effects = effects(SchemaFold.unknown(18), statement);
        assertThat(effects.opaque()).isFalse();
        assertThat(effects.on(name("t"))).hasValueSatisfying(effect -> {
            assertThat(effect.kind()).isEqualTo(RelationKind.TABLE);
            assertThat(effect.mode()).isEqualTo(mode);
            assertThat(effect.rewrites()).isEqualTo(rewrites);
            assertThat(effect.scans()).isEqualTo(scans);
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "alter table if exists t add column z int",
                "alter table if exists t rename to u",
                "alter table if exists t set schema elsewhere",
                "drop table if exists t",
                "drop trigger if exists tr on t",
                "drop policy if exists p on t"
            })
    void whatIsNotKnownMayExist(String statement) {
        assertThat(effects(SchemaFold.unknown(18), statement).on(name("t")))
                .hasValueSatisfying(effect -> assertThat(effect.mode()).isEqualTo(LockMode.ACCESS_EXCLUSIVE));
        assertThat(effects(SchemaFold.empty(18), statement).relations()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "drop index i",
                "reindex index i",
                "alter index i attach partition j",
                "drop statistics s",
                "drop sequence s",
                "drop table t cascade",
                "truncate t cascade",
                "alter table t drop column a cascade",
                "drop schema public cascade",
                "drop view v cascade",
                "drop type kind cascade",
                "drop function f cascade",
                "alter domain positive validate constraint c",
                "alter publication p set table t",
                "alter table t attach partition u for values in (1)",
                "alter table t add column a kind"
            })
    void whatMayTouchMoreThanIsKnownSaysSo(String statement) {
        assertThat(effects(SchemaFold.unknown(18), statement).opaque()).isTrue();
    }

    @Test
    void whereEverythingIsKnownNothingIsOpaque() {
        SchemaFold fold = folded(SchemaFold.empty(18), """
                create type kind as enum ('a');
                create domain positive as int constraint c check (value > 0);
                create sequence s;
                create function f() returns trigger language plpgsql as 'begin return new; end';
                create table t (id int primary key, a int);
                create index i on t (a);
                create view v as select a from t;
                """);
        for (String statement : new String[] {
            "drop index i",
            "reindex index i",
            "drop sequence s",
            "drop table t cascade",
            "drop view v cascade",
            "drop type kind cascade",
            "drop function f cascade",
            "alter domain positive validate constraint c",
            "alter table t add column b kind"
        }) {
            assertThat(effects(fold, statement).opaque()).as(statement).isFalse();
        }
    }

    @Test
    void aViewThatReadsATemporaryTableReplacesNone() {
        SchemaFold fold = folded(SchemaFold.empty(18), """
                create table t (a int);
                create view v as select a from t;
                create temporary table s (a int);
                """);
        assertThat(effects(fold, "create or replace view v as select a from t").on(name("v")))
                .isPresent();
        assertThat(effects(fold, "create or replace view v as select a from s").on(name("v")))
                .isEmpty();
        assertThat(effects(fold, "create or replace view v as with s as (select a from t) select a from s")
                        .on(name("v")))
                .isPresent();
    }

    @Test
    void viewsThatAreNotKnownAreViews() {
        for (String statement :
                new String[] {"drop view v", "alter view v rename to w", "create or replace view v as select 1"}) {
            assertThat(effects(SchemaFold.unknown(18), statement).on(name("v")))
                    .as(statement)
                    .hasValueSatisfying(effect -> assertThat(effect.kind()).isEqualTo(RelationKind.VIEW));
        }
        assertThat(effects(SchemaFold.empty(18), "create or replace view v as select 1")
                        .relations())
                .isEmpty();
    }

    @Test
    void viewsGoOnReadingWhatTheyWereMadeOf() {
        SchemaFold fold = folded(SchemaFold.empty(18), """
                create schema a;
                create table a.t (id int);
                create table t (id int);
                set search_path = a, public;
                create view v as select id from t;
                create materialized view m as select id from v;
                set search_path = public;
                alter table a.t rename to u;
                """);
        QualifiedName table = QualifiedName.of("a", "u");
        assertThat(effects(fold, "select * from a.v").on(table)).isPresent();
        assertThat(effects(fold, "select * from a.v").on(name("t"))).isEmpty();
        assertThat(effects(fold, "refresh materialized view a.m").on(table))
                .hasValueSatisfying(effect -> assertThat(effect.mode()).isEqualTo(LockMode.ACCESS_SHARE));
        StatementEffects dropped = effects(fold, "drop table a.u cascade");
        assertThat(dropped.on(QualifiedName.of("a", "v"))).isPresent();
        assertThat(dropped.on(QualifiedName.of("a", "m"))).isPresent();
        assertThat(effects(fold, "drop table t cascade").on(QualifiedName.of("a", "v")))
                .isEmpty();
    }

    /** After a rename nothing that was shown before is kept, so that a walk over all tables would take long. */
    @Test
    void whatAStatementDoesIsLookedUpHoweverManyTablesThereAre() {
        StringBuilder many = new StringBuilder("create schema many;");
        for (int i = 0; i < 2000; i++) {
            many.append(
                    "create table many.t" + i + " (id bigserial primary key, a text, b int, parent bigint references"
                            + " many.t" + i / 2 + ");\ncreate index on many.t" + i + " (b);\n");
            many.append("create view many.v" + i + " as select id, a from many.t" + i + ";\n");
        }
        SchemaFold fold = FoldedSchema.of(18, Naming.PLAIN);
        folded(fold, many.toString());
        Statement there = Sql.parseStatement("alter table many.t1999 rename to renamed");
        Statement back = Sql.parseStatement("alter table many.renamed rename to t1999");
        ThreadMXBean thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        effects(fold, "alter table plain add column z int default 1"); // loads classes
        List<String> walking = new ArrayList<>();
        int asked = 0;
        for (LockCase lockCase : LockCase.read("cases.txt")) {
            if (lockCase.isFor(18)) {
                Statement statement = Sql.parseStatement(Naming.PLAIN.applied(lockCase.statement()));
                assertThat(fold.apply(asked++ % 2 == 0 ? there : back, "")).isEmpty();
                long start = thread.getCurrentThreadAllocatedBytes();
                StatementEffects effects = LockTable.effects(statement, fold.state());
                long bytes = thread.getCurrentThreadAllocatedBytes() - start;
                boolean all = effects.relations().size() > 1000
                        || lockCase.statement().equals("cluster");
                // to show 2,000 tables anew takes 18 MB
                if (!all && bytes > 3_000_000) {
                    walking.add(bytes + " bytes: " + lockCase.statement());
                }
            }
        }
        assertThat(asked).isGreaterThan(700);
        assertThat(walking).isEmpty();
    }
}
