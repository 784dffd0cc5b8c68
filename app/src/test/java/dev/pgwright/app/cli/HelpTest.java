package dev.pgwright.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgwright.testkit.Golden;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine.Model.CommandSpec;

class HelpTest {
    static Stream<String> commands() {
        return Commands.TABLE.names().stream();
    }

    @Test
    void theProgramListsItsCommands() {
        Screen screen = new Screen();
        assertThat(screen.run("--help")).isZero();
        Golden.assertMatches("help/pgwright.txt", screen.out());
        assertThat(screen.err()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("commands")
    void aCommandShowsWhatItAccepts(String command) {
        Screen screen = new Screen();
        assertThat(screen.run(command, "--help")).isZero();
        Golden.assertMatches("help/" + command.replace(' ', '-') + ".txt", screen.out());
        assertThat(screen.err()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("commands")
    void helpAndTheHelpOptionSayTheSame(String command) {
        Screen option = new Screen();
        option.run(command, "--help");
        Screen help = new Screen();
        assertThat(help.run("help", command)).isZero();
        assertThat(help.out()).isEqualTo(option.out());
    }

    @ParameterizedTest
    @MethodSource("commands")
    void theHelpOptionWinsOverWrongArguments(String command) {
        Screen screen = new Screen();
        assertThat(screen.run("--help", command)).isZero();
        assertThat(screen.out()).startsWith("Usage: pgwright " + command);
    }

    @Test
    void theProgramExplainsEveryOptionThatItAccepts() {
        CommandSpec spec = CommandSpec.create();
        GlobalOptions.addTo(spec, true);
        Screen screen = new Screen();
        screen.run("--help");
        assertThat(spec.optionsMap().keySet())
                .allSatisfy(option -> assertThat(screen.out()).contains(option));
    }

    @Test
    void withoutArgumentsTheHelpIsShown() {
        Screen help = new Screen();
        help.run("help");
        Screen nothing = new Screen();
        assertThat(nothing.run()).isZero();
        assertThat(nothing.out()).isEqualTo(help.out());
    }

    @Test
    void noLineIsWiderThanATerminal() {
        for (String name : Commands.TABLE.names()) {
            Screen screen = new Screen();
            screen.run(name, "--help");
            assertThat(screen.out().lines())
                    .allSatisfy(line -> assertThat(line.length()).as(line).isLessThanOrEqualTo(TerminalWidth.UNKNOWN));
        }
    }

    @Test
    void summariesReadAlike() {
        assertThat(Commands.TABLE.entries())
                .allSatisfy(entry ->
                        assertThat(entry.summary()).matches("[a-z].*[^.]").hasSizeLessThanOrEqualTo(62));
    }

    @Test
    void theHelpOfTheProgramBuildsNoCommand() {
        List<String> built = new ArrayList<>();
        Commands commands = new Commands(List.of(new Commands.Entry("probe", Commands.Job.START, "probe", () -> {
            built.add("probe");
            return new DoctorCommand();
        })));
        new Screen().run(commands, "--help");
        new Screen().run(commands, "--version");
        new Screen().run(commands, "prob");
        assertThat(built).isEmpty();
        new Screen().run(commands, "probe", "--help");
        assertThat(built).containsExactly("probe");
    }

    @Test
    void coloursOnlyWhereTheyAreWanted() {
        Screen coloured = new Screen(new Terminal.Abilities(true, true, false));
        coloured.run("help", "doctor");
        assertThat(coloured.out()).contains("\u001B[");
        Screen plain = new Screen();
        plain.run("help", "doctor");
        assertThat(plain.out()).doesNotContain("\u001B");
        assertThat(coloured.out().replaceAll("\u001B\\[[0-9;]*m", "")).isEqualTo(plain.out());
    }
}
