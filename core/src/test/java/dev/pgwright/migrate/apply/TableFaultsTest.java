package dev.pgwright.migrate.apply;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A table that becomes another one, by a copy that is kept equal, gets over whatever ends its run. */
@Tag("laws")
class TableFaultsTest {
    private static final String PARTITIONED = "table partitioned";

    private static int kills(int every) {
        return FaultsTest.kills(CrashesTest.cases(PARTITIONED).get(0), every);
    }

    @Test
    void theCopyOfATableGetsOverSomeCrashesOfTheServer() {
        assertThat(CrashesTest.crashes(CrashesTest.cases(PARTITIONED, "wider key of a partitioned table"), 2))
                .isGreaterThanOrEqualTo(4);
    }

    @Test
    void theCopyOfATableGetsOverSomeKillsOfItsRunner() {
        assertThat(kills(15)).isGreaterThanOrEqualTo(3);
    }

    @Test
    @Tag("slow")
    void theCopyOfATableGetsOverAKillOfItsRunnerAtEachMoment() {
        assertThat(kills(1)).isGreaterThanOrEqualTo(30);
    }
}
