package dev.pgwright.load.folded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgwright.catalog.Catalog;
import dev.pgwright.catalog.Table;
import dev.pgwright.source.SourceFile;
import dev.pgwright.sql.ParsedSql;
import dev.pgwright.sql.Sql;
import org.junit.jupiter.api.Test;

class TryOutTest {
    private final SchemaFold fold = SchemaFold.empty(18);

    private void fold(String sql) {
        ParsedSql parsed = Sql.parse(SourceFile.of("up.sql", sql));
        parsed.statements()
                .forEach(statement -> assertThat(fold.apply(statement, sql)).isEmpty());
    }

    private SchemaFold.Trial tryOut(String sql) {
        return fold.tryOut(Sql.parse(SourceFile.of("down.sql", sql)).statements(), sql);
    }

    @Test
    void whatIsTriedIsInTheTrialAndNowhereElse() {
        fold("create table a (id int primary key, b text); create view v as select id from a; create schema s");
        Catalog before = fold.catalog();
        SchemaFold.Trial trial = tryOut("begin; set search_path = s; create table c (id int); drop view public.v;"
                + " alter table public.a drop column b; commit; set local search_path = s");
        assertThat(trial.faults()).isEmpty();
        assertThat(trial.catalog().tables())
                .extracting(Table::name)
                .extracting(Object::toString)
                .containsExactly("public.a", "s.c");
        assertThat(trial.catalog().views()).isEmpty();
        assertThat(fold.catalog()).isEqualTo(before);
        assertThat(fold.state().searchPath()).containsExactly("$user", "public");
    }

    @Test
    void whatIsRefusedInATrialIsItsFault() {
        fold("create table a (id int primary key); create table b (id int references a)");
        Catalog before = fold.catalog();
        assertThat(tryOut("drop table a; drop table b").faults())
                .singleElement()
                .satisfies(fault -> assertThat(fault.refused()).isTrue());
        assertThat(fold.catalog()).isEqualTo(before);
    }

    @Test
    void anOpenTransactionCanStillBeTakenBackAfterATrial() {
        fold("create table a (id int)");
        Catalog before = fold.catalog();
        fold("begin; alter table a add column b int");
        tryOut("alter table a drop column b; create table c (id int)");
        fold("rollback");
        assertThat(fold.catalog()).isEqualTo(before);
    }
}
