package dev.pgwright.migrate.plan;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Since PostgreSQL 18 NOT NULL has a name, which another one of the table may have had before. */
@Tag("laws")
class NotNullNamesTest {
    private static String table(String a, String b, String c) {
        return "create table t (id int primary key, a int constraint %s not null, b int constraint %s not null,"
                        .formatted(a, b)
                + " c int constraint %s not null);".formatted(c);
    }

    @ParameterizedTest
    @CsvSource({
        "one, two, three, two, one, three",
        "one, two, three, two, three, one",
        "one, two, three, two, three, four"
    })
    void namesGoFromOneToAnother(String a, String b, String c, String a2, String b2, String c2) {
        MigrationPlan plan = PlanLaw.proven(18, table(a, b, c), table(a2, b2, c2));
        assertThat(plan.steps()).hasSize(1);
    }

    @Test
    void aNameThatIsFreeIsTakenByOneStatement() {
        MigrationPlan plan = PlanLaw.proven(18, table("one", "two", "three"), table("one", "two", "four"));
        assertThat(plan.steps().get(0).run()).containsExactly("ALTER TABLE public.t RENAME CONSTRAINT three TO four");
    }

    @Test
    void aNewColumnGetsTheNameThatAnotherOneGivesUp() {
        String table = "create table t (id text %s, note text);";
        String renamed = "alter table t rename id to code; alter table t add id int;";
        PlanLaw.proven(18, table.formatted("not null"), table.formatted("not null") + renamed);
        PlanLaw.proven(
                18,
                table.formatted("primary key"),
                table.formatted("primary key") + renamed
                        + "alter table t drop constraint t_pkey; alter table t add primary key (id);");
    }

    @Test
    void aColumnThatComesOrGoesTakesPartInTheTurns() {
        String two = "create table t (a int constraint one not null, b int constraint two not null);";
        String three = "create table t (a int constraint two not null, b int constraint three not null,"
                + " c int constraint one not null);";
        PlanLaw.proven(18, two, three);
        PlanLaw.proven(18, three, two);
    }

    @Test
    void columnsWithNamesOfTheirOwnHaveNothingToDoWithEachOther() {
        MigrationPlan plan = PlanLaw.proven(
                18,
                "create table t (a int not null, b int);",
                "create table t (a int, b int, c int default 1 not null);");
        assertThat(plan.steps()).hasSize(2);
    }
}
