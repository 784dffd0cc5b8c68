package dev.pgwright.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a person reads after a slip, to the letter. */
class WrongUsageTest {
    static Stream<Arguments> slips() {
        return Stream.of(
                Arguments.of("docter", """
                        error: unknown command 'docter'
                          hint: did you mean 'doctor'?
                        """),
                Arguments.of("xyzzy --all", """
                        error: unknown command 'xyzzy'
                          hint: 'pgwright --help' lists the commands
                        """),
                Arguments.of("--log x.log docter", """
                        error: unknown command 'docter'
                          hint: did you mean 'doctor'?
                        """),
                Arguments.of("--verbos doctor", """
                        error: unknown option '--verbos'
                          hint: did you mean '--verbose'?
                        """),
                Arguments.of("--xyzzy", """
                        error: unknown option '--xyzzy'
                          hint: 'pgwright --help' lists the options
                        """),
                Arguments.of("doctor --al", """
                        error: unknown option '--al'
                          hint: did you mean '--all'?
                        """),
                Arguments.of("doctor --xyzzy", """
                        error: unknown option '--xyzzy'
                          hint: 'pgwright doctor --help' shows what it accepts
                        """),
                Arguments.of("doctor now", """
                        error: one argument too many: 'now'
                          hint: 'pgwright doctor --help' shows what it accepts
                        """),
                Arguments.of("doctor --log", """
                        error: missing required parameter for option '--log' (FILE)
                          hint: 'pgwright doctor --help' shows what it accepts
                        """),
                Arguments.of("--log", """
                        error: missing required parameter for option '--log' (FILE)
                          hint: 'pgwright --help' lists the options
                        """),
                Arguments.of("doctor --all=maybe", """
                        error: invalid value for option '--all': 'maybe' is not a boolean
                          hint: 'pgwright doctor --help' shows what it accepts
                        """),
                Arguments.of("completion", """
                        error: missing required parameter: 'SHELL'
                          hint: 'pgwright completion --help' shows what it accepts
                        """),
                Arguments.of("completion tcsh", """
                        error: no completion for the shell 'tcsh'
                          hint: bash, zsh and fish are supported
                        """),
                Arguments.of("help docter", """
                        error: unknown command 'docter'
                          hint: did you mean 'doctor'?
                        """),
                Arguments.of("help --log no/such/folder/x.log", """
                        no/such/folder/x.log: the log cannot be written: there is no such file or folder
                          hint: name a file in a folder that exists and that you may write to
                        """));
    }

    @ParameterizedTest
    @MethodSource("slips")
    void isExplained(String commandLine, String explanation) {
        Screen screen = new Screen();
        assertThat(screen.run(commandLine.split(" "))).isEqualTo(2);
        assertThat(screen.err()).isEqualTo(explanation);
        assertThat(screen.out()).isEmpty();
    }
}
