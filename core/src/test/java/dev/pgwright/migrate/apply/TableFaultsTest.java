package dev.pgwright.migrate.apply;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgwright.testkit.PostgresFixture;
import dev.pgwright.testkit.TestDatabase;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A table that becomes another one, by a copy that is kept equal, gets over whatever ends its run. */
@Tag("laws")
class TableFaultsTest {
    @Test
    void theCopyOfATableGetsOverSomeCrashesOfTheServer() {
        assertThat(CrashesTest.crashes(
                        CrashesTest.CASES.stream()
                                .filter(each -> CrashesTest.COPIED.contains(each.name()))
                                .toList(),
                        2))
                .isGreaterThanOrEqualTo(4);
    }

    /** Kills the runner at each moment of a table's copy that is a multiple of a number, there and back. */
    private static int kills(int every) {
        try (TestDatabase database = PostgresFixture.newDatabase(18)) {
            database.execute(CrashesTest.KEYED + CrashesTest.KEYED_ROWS);
            PlanFolder folder = Plans.folder(database.server(), CrashesTest.KEYED, CrashesTest.PARTITIONED);
            String before = Plans.value(database, CrashesTest.KEYED_SUM);
            Killed none = new Killed(new Plans.Sessions(database), Killed.NEVER, 0);
            FaultsTest.insist(database, folder, true, none);
            int kills = 0;
            boolean there = false;
            for (int moment = every; moment <= none.moments(); moment += every) {
                kills += FaultsTest.insist(
                        database, folder, there, new Killed(new Plans.Sessions(database), moment, moment % 3));
                assertThat(Plans.value(database, CrashesTest.KEYED_SUM))
                        .as((there ? "there" : "back") + ", moment " + moment)
                        .isEqualTo(before);
                there = !there;
            }
            return kills;
        }
    }

    @Test
    void theCopyOfATableGetsOverSomeKillsOfItsRunner() {
        assertThat(kills(9)).isGreaterThanOrEqualTo(3);
    }

    @Test
    @Tag("slow")
    void theCopyOfATableGetsOverAKillOfItsRunnerAtEachMoment() {
        assertThat(kills(1)).isGreaterThanOrEqualTo(30);
    }
}
