package dev.pgwright.migrate.apply;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A column that goes to another table, kept equal in both meanwhile, gets over whatever ends its run. */
@Tag("laws")
class ColumnFaultsTest {
    private static final String MOVED = "column moved";

    private static int kills(int every) {
        return FaultsTest.kills(CrashesTest.cases(MOVED).get(0), every);
    }

    @Test
    void aColumnOnItsWayGetsOverSomeCrashesOfTheServer() {
        assertThat(CrashesTest.crashes(CrashesTest.cases(MOVED), 2)).isGreaterThanOrEqualTo(2);
    }

    @Test
    void aColumnOnItsWayGetsOverSomeKillsOfItsRunner() {
        assertThat(kills(15)).isGreaterThanOrEqualTo(3);
    }

    @Test
    @Tag("slow")
    void aColumnOnItsWayGetsOverAKillOfItsRunnerAtEachMoment() {
        for (CrashesTest.Case each : CrashesTest.cases(MOVED, "column split", "column renamed in phases")) {
            assertThat(FaultsTest.kills(each, 1)).as(each.name()).isGreaterThanOrEqualTo(12);
        }
    }
}
