package dev.pgwright.app.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What was packaged, started as a user starts it, with the Java of this build. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the launcher is a POSIX shell script")
class PackagedIT {
    private static final Path LAUNCHER = Path.of(System.getProperty("pgwright.root"), "pgwright");

    @TempDir
    Path folder;

    private Program start(Map<String, String> more, List<String> command) throws IOException {
        Map<String, String> environment = new HashMap<>(Map.of("JAVA_HOME", System.getProperty("java.home")));
        environment.putAll(more);
        return Program.start(folder, environment, command);
    }

    private Program.Outcome pgwright(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(LAUNCHER.toString()));
        command.addAll(List.of(arguments));
        return start(Map.of(), command).await();
    }

    @Test
    void saysItsVersionAndNothingElse() throws Exception {
        Program.Outcome outcome = pgwright("--version");
        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.out()).matches("pgwright \\d+\\.\\d+\\.\\d+\n");
        assertThat(outcome.err()).isEmpty();
    }

    @Test
    void runsThroughASymlinkInAFolderWithSpaces() throws Exception {
        Path link = Files.createSymbolicLink(
                Files.createDirectories(folder.resolve("my tools")).resolve("pgw"), LAUNCHER);
        Program.Outcome outcome =
                start(Map.of(), List.of(link.toString(), "--help")).await();
        // JUnit warns about links out of its folder
        Files.delete(link);
        assertThat(outcome.out()).startsWith("pgwright: a senior PostgreSQL database engineer as a program\n");
    }

    @Test
    void wrongUsageEndsWithTwo() throws Exception {
        Program.Outcome outcome = pgwright("docter");
        assertThat(outcome).isEqualTo(new Program.Outcome(2, "", """
                error: unknown command 'docter'
                  hint: did you mean 'doctor'?
                """));
    }

    @Test
    void withoutATerminalThereAreNoEscapeCodes() throws Exception {
        for (List<String> arguments : List.of(List.of("help", "doctor"), List.of("no"), List.of("doctor"))) {
            Program.Outcome outcome = pgwright(arguments.toArray(String[]::new));
            assertThat(outcome.out() + outcome.err()).isNotEmpty().doesNotContain("\u001B");
        }
    }

    @Test
    void onATerminalThereAreColoursUnlessRefused() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/script")), "no 'script' to make a terminal with");
        List<String> inTerminal = List.of(
                "/usr/bin/script",
                "-qec",
                "'" + LAUNCHER + "' help doctor",
                folder.resolve("log").toString());
        assertThat(start(Map.of("TERM", "xterm"), inTerminal).await().out()).contains("\u001B[");
        assertThat(start(Map.of("TERM", "xterm", "NO_COLOR", "1"), inTerminal)
                        .await()
                        .out())
                .contains("Usage:")
                .doesNotContain("\u001B");
        assertThat(start(Map.of("TERM", "dumb"), inTerminal).await().out())
                .contains("Usage:")
                .doesNotContain("\u001B");
    }

    @Test
    void filesMayHaveAnyNameEvenWithoutALocale() throws Exception {
        Program.Outcome outcome = start(
                        Map.of("LC_ALL", "", "LC_CTYPE", "", "LANG", ""),
                        List.of(LAUNCHER.toString(), "help", "--log", "größe.log"))
                .await();
        assertThat(outcome.exitCode()).as(outcome.err()).isZero();
        assertThat(folder.resolve("größe.log")).exists();
    }

    @Test
    void ctrlCEndsWith130AndLeavesNothingRunning() throws Exception {
        stoppedBy("INT", 130);
    }

    @Test
    void terminationEndsWith143AndLeavesNothingRunning() throws Exception {
        stoppedBy("TERM", 143);
    }

    private void stoppedBy(String signal, int exitCode) throws Exception {
        Program doctor = start(Map.of(), List.of(LAUNCHER.toString(), "doctor", "--all"));
        doctor.awaitPrinted("✓ PostgreSQL 14");
        List<ProcessHandle> children = doctor.descendants();
        doctor.signal(signal);
        Program.Outcome outcome = doctor.await();
        assertThat(outcome.exitCode()).isEqualTo(exitCode);
        assertThat(outcome.err()).isEqualTo("stopped\n");
        for (ProcessHandle child : children) {
            child.onExit().orTimeout(5, TimeUnit.SECONDS).join();
        }
    }
}
