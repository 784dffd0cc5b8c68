package dev.pgwright.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgwright.finding.ErrorCode;
import dev.pgwright.finding.PgwrightException;
import dev.pgwright.finding.PgwrightException.Problem;
import dev.pgwright.source.Place;
import dev.pgwright.source.Position;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

class CliTest {
    private static Commands probe(Function<Session, Integer> work) {
        Command command = new Command() {
            @Override
            public void describe(CommandSpec spec) {}

            @Override
            public int run(ParseResult given, Session session) {
                return work.apply(session);
            }
        };
        return new Commands(List.of(new Commands.Entry("probe", Commands.Job.START, "probe", () -> command)));
    }

    private static Commands failing(RuntimeException failure) {
        return probe(session -> {
            throw failure;
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"--version", "-V", "--version doctor", "--verbose --version"})
    void saysItsVersion(String commandLine) {
        Screen screen = new Screen();
        assertThat(screen.run(commandLine.split(" "))).isZero();
        assertThat(screen.out()).isEqualTo("pgwright " + Version.NUMBER + "\n");
    }

    @Test
    void theVersionIsThatOfTheBuild() {
        assertThat(Version.NUMBER).matches("\\d+\\.\\d+\\.\\d+(-SNAPSHOT)?");
    }

    @Test
    void theResultOfACommandIsTheExitCode() {
        assertThat(new Screen().run(probe(session -> 1), "probe")).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(ErrorCode.class)
    void aFaultHasTheExitCodeOfItsKind(ErrorCode code) {
        Commands commands = failing(new PgwrightException(code, Place.UNKNOWN, "it failed", null));
        assertThat(new Screen().run(commands, "probe")).isEqualTo(code.exitCode());
    }

    @Test
    void aFaultIsShownWithItsPlaceAndItsHint() {
        Screen screen = new Screen();
        screen.run(
                failing(new PgwrightException(
                        ErrorCode.INPUT,
                        Place.of("requirements.yaml", new Position(12, 5)),
                        "unknown key 'entites'",
                        "did you mean 'entities'?\nsee the schema")),
                "probe");
        assertThat(screen.err()).isEqualTo("""
                requirements.yaml:12:5: unknown key 'entites'
                  hint: did you mean 'entities'?
                  hint: see the schema
                """);
        assertThat(screen.out()).isEmpty();
    }

    @Test
    void allProblemsAreShown() {
        Screen screen = new Screen();
        screen.run(
                failing(new PgwrightException(
                        ErrorCode.INPUT,
                        List.of(
                                new Problem(Place.of("a.yaml", new Position(1, 1)), "first", null),
                                new Problem(Place.of("a.yaml", new Position(2, 7)), "second", "mend it")))),
                "probe");
        assertThat(screen.err()).isEqualTo("""
                a.yaml:1:1: first
                a.yaml:2:7: second
                  hint: mend it
                2 problems
                """);
    }

    @Test
    void aDefectLeavesAFileToReport() throws IOException {
        Screen screen = new Screen();
        int exitCode = screen.run(failing(new IllegalStateException("no such state")), "probe");
        assertThat(exitCode).isEqualTo(70);
        assertThat(screen.err())
                .contains("error: a defect of pgwright: java.lang.IllegalStateException: no such state")
                .contains("please report it with that file");
        Path file = Path.of(screen.err().replaceAll("(?s).*details are in (\\S+)\n.*", "$1"));
        assertThat(Files.readString(file))
                .startsWith("pgwright " + Version.NUMBER + "\n")
                .contains("arguments: probe\n")
                .contains("at dev.pgwright.app.cli.CliTest");
        Files.delete(file);
    }

    @Test
    void runningOutOfMemorySaysHowToGetMore() {
        Screen screen = new Screen();
        Commands commands = probe(session -> {
            throw new OutOfMemoryError("Java heap space");
        });
        assertThat(screen.run(commands, "probe")).isEqualTo(70);
        assertThat(screen.err()).contains("out of memory: Java heap space").contains("PGWRIGHT_JAVA_OPTS=-Xmx");
    }

    @Test
    void theJournalIsShownAndKept(@TempDir Path folder) throws IOException {
        Path log = folder.resolve("ä.log");
        Commands commands = probe(session -> {
            session.journal().accept("select 1");
            return 0;
        });
        Screen quiet = new Screen();
        assertThat(quiet.run(commands, "probe")).isZero();
        assertThat(quiet.err()).isEmpty();
        Screen verbose = new Screen();
        assertThat(verbose.run(commands, "--verbose", "probe", "--log", log.toString()))
                .isZero();
        assertThat(verbose.err()).isEqualTo("select 1\n");
        assertThat(new Screen().run(commands, "--log", log.toString(), "probe")).isZero();
        assertThat(Files.readAllLines(log))
                .hasSize(4)
                .satisfiesExactly(
                        line -> assertThat(line).matches("# \\S+ pgwright \\S+ probe"),
                        line -> assertThat(line).matches("[\\d:.]{12} select 1"),
                        line -> assertThat(line).startsWith("# "),
                        line -> assertThat(line).endsWith(" select 1"));
    }

    @Test
    void doctorStartsTheServer() {
        Screen screen = new Screen();
        assertThat(screen.run("doctor")).isZero();
        assertThat(screen.out())
                .contains("✓ Java ")
                .containsPattern("✓ PostgreSQL 18  18\\.\\d+ starts in \\d+\\.\\d s")
                .endsWith("pgwright can work here.\n");
    }
}
