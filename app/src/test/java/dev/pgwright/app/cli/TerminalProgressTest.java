package dev.pgwright.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pgwright.api.Progress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TerminalProgressTest {
    @Test
    void elsewhereAStepIsOnePlainLine() {
        Screen screen = new Screen();
        try (TerminalProgress progress = new TerminalProgress(screen.terminal());
                Progress.Step step = progress.step("Read the requirements")) {
            step.doing("entities");
            step.at(1, 2);
            step.done("14 entities");
        }
        assertThat(screen.err()).matches("✓ Read the requirements {13}14 entities  \\d\\.\\d s\n");
        assertThat(screen.out()).isEmpty();
    }

    @Test
    void aStepThatIsNotDoneHasFailed() {
        Screen screen = new Screen();
        try (TerminalProgress progress = new TerminalProgress(screen.terminal())) {
            progress.step("Apply the schema");
        }
        assertThat(screen.err()).matches("✗ Apply the schema {18}failed  \\d\\.\\d s\n");
    }

    @Test
    void aTerminalShowsWhatIsUnderWay() throws InterruptedException {
        Screen screen = new Screen(new Terminal.Abilities(true, true, true));
        try (TerminalProgress progress = new TerminalProgress(screen.terminal());
                Progress.Step step = progress.step("Prove the constraints")) {
            step.at(3, 10);
            step.doing("orders_total_check");
            Thread.sleep(350);
            step.done("10 reject a bad row");
        }
        assertThat(screen.err())
                .contains("⠋")
                .contains("⠹")
                .containsPattern("3 of 10  orders_total_check  0\\.\\d s")
                .endsWith(" s\u001B[0m\n");
    }

    @Test
    void onlyOneStepAtATime() {
        try (TerminalProgress progress = new TerminalProgress(new Screen().terminal())) {
            progress.step("one");
            assertThatThrownBy(() -> progress.step("two"))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("step 'two' starts before 'one' is closed");
        }
    }

    @ParameterizedTest
    @CsvSource({"0, 0.0 s", "449, 0.4 s", "9949, 9.9 s", "12400, 12 s", "59600, 1 min 0 s", "185000, 3 min 5 s"})
    void timesReadAsAPersonSaysThem(long ms, String said) {
        assertThat(TerminalProgress.duration(ms)).isEqualTo(said);
    }
}
