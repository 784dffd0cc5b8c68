package dev.pgwright.migrate.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pgwright.migrate.plan.MigrationPlan.Loss;
import dev.pgwright.migrate.rehearse.ConversionCheck.Said;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Columns become others of their table as a user says, and no code fails meanwhile. */
@Tag("laws")
class RegroupInPhasesTest {
    private static final String ONE = """
            create table people (
                id bigint generated always as identity primary key,
                name text not null default 'nobody' check (name <> ''),
                born date);
            create index people_name on people (name);
            create view born as select id, name from people where born is not null;
            """;

    private static final String SEVERAL = """
            create table people (
                id bigint generated always as identity primary key,
                born date,
                first_name text not null,
                last_name text);
            create index people_last_name on people (last_name, first_name);
            create view born as select id, first_name as name from people where born is not null;
            """;

    static final Said SPLIT = new Said(
            Map.of(
                    "public.people.first_name", "split_part(name, ' ', 1)",
                    "public.people.last_name", "nullif(substr(name, strpos(name || ' ', ' ') + 1), '')"),
            Map.of("public.people.name", "first_name || coalesce(' ' || last_name, '')"));

    private static final Said MERGED = new Said(SPLIT.back(), SPLIT.there());

    private static List<String> stages(MigrationPlan plan) {
        return plan.steps().stream()
                .map(step -> step.title().replaceFirst(" \\(\\d+ of \\d+\\)", ""))
                .distinct()
                .toList();
    }

    @ParameterizedTest
    @ValueSource(ints = {14, 18})
    void aColumnIsSplit(int version) {
        MigrationPlan plan = PlanLaw.provenWithConversions(version, ONE, SEVERAL, SPLIT, Set.of());
        assertThat(stages(plan))
                .startsWith(
                        "check that column public.people.name can become first_name, last_name",
                        "expand column public.people.name by first_name, last_name",
                        "hand column public.people.name over to first_name, last_name")
                .endsWith("contract column public.people.name, which became first_name, last_name");
        assertThat(plan.steps()).noneMatch(PlanStep::blocks);
        assertThat(plan.losses()).isEmpty();
        assertThat(plan.renames()).isEmpty();
        assertThat(plan.steps().stream().map(PlanStep::awaits).filter(list -> !list.isEmpty()))
                .containsExactly(
                        List.of("all running code says first_name, last_name in place of name of public.people"));
    }

    @ParameterizedTest
    @ValueSource(ints = {14, 18})
    void severalColumnsAreMerged(int version) {
        MigrationPlan plan = PlanLaw.provenWithConversions(version, SEVERAL, ONE, MERGED, Set.of());
        assertThat(stages(plan))
                .contains("expand columns public.people.first_name, last_name by name")
                .endsWith("contract columns public.people.first_name, last_name, which became name");
        assertThat(plan.steps()).noneMatch(PlanStep::blocks);
        assertThat(plan.losses()).isEmpty();
    }

    @Test
    void withAnAllowedLossNothingIsCheckedAndTheNextStepAwaits() {
        MigrationPlan plan = PlanLaw.provenWithConversions(18, ONE, SEVERAL, SPLIT, Set.of("public.people.name"));
        assertThat(stages(plan)).noneMatch(title -> title.startsWith("check that"));
        assertThat(plan.losses())
                .containsExactly(new Loss(
                        "public.people.name",
                        "what does not come back when public.people.name becomes first_name, last_name"));
        assertThat(plan.steps().stream().filter(step -> !step.awaits().isEmpty()))
                .hasSize(1);
    }

    @Test
    void bothSidesHaveToBeSaid() {
        assertThatThrownBy(() ->
                        PlanLaw.provenWithConversions(18, ONE, SEVERAL, new Said(SPLIT.there(), Map.of()), Set.of()))
                .hasMessageContaining(
                        "nothing says what it holds where public.people.first_name is 'split_part(name," + " ' ', 1)'");
        assertThatThrownBy(() -> PlanLaw.provenWithConversions(
                        18,
                        ONE,
                        SEVERAL,
                        new Said(Map.of("public.people.first_name", "born::text"), Map.of()),
                        Set.of()))
                .hasMessageContaining("'born::text' names no column that goes or comes for it");
    }
}
