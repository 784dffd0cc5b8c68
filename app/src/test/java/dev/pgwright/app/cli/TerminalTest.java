package dev.pgwright.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgwright.app.cli.Terminal.Abilities;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TerminalTest {
    private static final Abilities FULL = new Abilities(true, true, true);

    @Test
    void aTerminalHasColours() {
        assertThat(Abilities.of(false, Map.of("TERM", "xterm"), true, true)).isEqualTo(FULL);
    }

    @Test
    void whatIsRedirectedHasNone() {
        assertThat(Abilities.of(false, Map.of(), false, true)).isEqualTo(new Abilities(false, true, true));
        assertThat(Abilities.of(false, Map.of(), true, false)).isEqualTo(new Abilities(true, false, false));
        assertThat(Abilities.of(false, Map.of(), false, false)).isEqualTo(Abilities.NONE);
    }

    @Test
    void noColorIsHonouredUnlessEmpty() {
        Abilities lineOnly = new Abilities(false, false, true);
        assertThat(Abilities.of(false, Map.of("NO_COLOR", "1"), true, true)).isEqualTo(lineOnly);
        assertThat(Abilities.of(false, Map.of("NO_COLOR", ""), true, true)).isEqualTo(FULL);
        assertThat(Abilities.of(true, Map.of(), true, true)).isEqualTo(lineOnly);
    }

    @Test
    void coloursCanBeForcedButNotAgainstTheOption() {
        Map<String, String> force = Map.of("CLICOLOR_FORCE", "1");
        assertThat(Abilities.of(false, force, false, false)).isEqualTo(new Abilities(true, true, false));
        assertThat(Abilities.of(true, force, false, false)).isEqualTo(Abilities.NONE);
        assertThat(Abilities.of(false, Map.of("CLICOLOR_FORCE", "0"), false, false))
                .isEqualTo(Abilities.NONE);
    }

    @Test
    void aDumbTerminalGetsPlainLines() {
        assertThat(Abilities.of(false, Map.of("TERM", "dumb"), true, true)).isEqualTo(Abilities.NONE);
    }

    @Test
    void theLiveLineMakesWayForOthers() {
        Screen screen = new Screen(FULL);
        screen.terminal().live("working");
        screen.terminal().error("a note");
        screen.terminal().endLive();
        assertThat(screen.err()).isEqualTo("\r\u001B[2Kworking\r\u001B[2Ka note\nworking\r\u001B[2K");
    }

    @Test
    void withoutATerminalThereIsNoLiveLine() {
        Screen screen = new Screen();
        screen.terminal().live("working");
        screen.terminal().endLive();
        assertThat(screen.err()).isEmpty();
    }
}
