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

/** A column goes to another table as a user says, and no code fails meanwhile. */
@Tag("laws")
class MoveInPhasesTest {
    private static final String BEFORE = """
            create table users (
                id bigint generated always as identity primary key,
                bio text not null default 'none' check (bio <> ''));
            create table profiles (user_id bigint primary key references users on delete cascade, seen date);
            create index users_bio on users (bio);
            create view bios as select id, bio from users;
            """;

    private static final String AFTER = """
            create table users (id bigint generated always as identity primary key);
            create table profiles (
                user_id bigint primary key references users on delete cascade,
                seen date,
                about text not null default 'none' check (about <> ''));
            create index profiles_about on profiles (about);
            create view bios as select user_id as id, about as bio from profiles;
            """;

    private static final Said MOVED = new Said(Map.of("public.profiles.about", "public.users.bio"), Map.of());
    private static final Said BACK = new Said(Map.of("public.users.bio", "public.profiles.about"), Map.of());

    private static List<String> stages(MigrationPlan plan) {
        return plan.steps().stream()
                .map(step -> step.title().replaceFirst(" \\(\\d+ of \\d+\\)", ""))
                .distinct()
                .toList();
    }

    @ParameterizedTest
    @ValueSource(ints = {14, 18})
    void aColumnGoesToTheTableThatRefersToItsOwn(int version) {
        MigrationPlan plan = PlanLaw.provenWithConversions(version, BEFORE, AFTER, MOVED, Set.of());
        assertThat(stages(plan))
                .startsWith(
                        "check that column public.users.bio can become public.profiles.about",
                        "expand column public.users.bio by public.profiles.about",
                        "hand column public.users.bio over to public.profiles.about")
                .endsWith("contract column public.users.bio, which became public.profiles.about");
        assertThat(plan.steps()).noneMatch(PlanStep::blocks);
        assertThat(plan.losses()).isEmpty();
        assertThat(plan.steps().stream().map(PlanStep::awaits).filter(list -> !list.isEmpty()))
                .containsExactly(List.of("all running code says public.profiles.about in place of public.users.bio"));
    }

    @ParameterizedTest
    @ValueSource(ints = {14, 18})
    void aColumnGoesToTheTableThatItsOwnRefersTo(int version) {
        MigrationPlan plan = PlanLaw.provenWithConversions(version, AFTER, BEFORE, BACK, Set.of());
        assertThat(stages(plan)).endsWith("contract column public.profiles.about, which became public.users.bio");
        assertThat(plan.steps()).noneMatch(PlanStep::blocks);
        assertThat(plan.losses()).isEmpty();
    }

    @Test
    void withAnAllowedLossNothingIsChecked() {
        MigrationPlan plan = PlanLaw.provenWithConversions(18, BEFORE, AFTER, MOVED, Set.of("public.users.bio"));
        assertThat(stages(plan)).noneMatch(title -> title.startsWith("check that"));
        assertThat(plan.losses())
                .containsExactly(new Loss("public.users.bio", "values for which there is no row of public.profiles"));
    }

    private static void refused(String before, String after, String message) {
        assertThatThrownBy(() -> PlanLaw.provenWithConversions(18, before, after, MOVED, Set.of()))
                .hasMessageContaining(message);
    }

    @Test
    void whatIsNoMoveOfOneRowToOneRowIsRefused() {
        String many = "user_id bigint references users on delete cascade";
        String one = "user_id bigint primary key references users on delete cascade";
        refused(
                BEFORE.replace(one, many),
                AFTER.replace(one, many),
                "nothing tells which row of public.profiles gets the value of a row of public.users");
        refused(
                BEFORE,
                AFTER.replace("about text", "about varchar(9)"),
                "it is character varying(9), and public.users.bio is text");
        refused(
                BEFORE,
                AFTER.replace("as identity primary key)", "as identity primary key, bio text)"),
                "column public.users.bio does not go from there: the second schema has it still");
    }
}
