package dev.pgwright.app.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The launcher script, with JDKs and a Maven that only pretend. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the launcher is a POSIX shell script")
class LauncherTest {
    @TempDir
    Path folder;

    private StubHouse house;

    @BeforeEach
    void build() throws IOException {
        house = new StubHouse(folder);
    }

    @Test
    void runsWithTheNewestJava() throws Exception {
        house.jdk("1.8.0_402");
        house.jdk("17.0.15");
        house.jdk("25.0.3");
        house.jdk("21.0.10");
        assertThat(house.run().out()).isEqualTo("java 25.0.3\n");
    }

    @Test
    void ofOneMajorVersionTheLatestUpdateIsTheNewest() throws Exception {
        house.jdk("17.0.9");
        house.jdk("17.0.15");
        house.jdk("17.0.2");
        assertThat(house.run().out()).isEqualTo("java 17.0.15\n");
    }

    @Test
    void findsJavaOnThePathAndFromSdkman() throws Exception {
        Path home = house.jdk(folder.resolve("elsewhere/jdk"), "17.0.15");
        Files.createSymbolicLink(folder.resolve("bin/java"), home.resolve("bin/java"));
        assertThat(house.run().out()).isEqualTo("java 17.0.15\n");
        house.jdk(folder.resolve(".sdkman/candidates/java/21.0.10-tem"), "21.0.10");
        assertThat(house.run().out()).isEqualTo("java 21.0.10\n");
    }

    @Test
    void javaHomeIsHonouredUnlessItIsTooOld() throws Exception {
        Path old = house.jdk("11.0.22");
        Path wanted = house.jdk("17.0.15");
        house.jdk("21.0.10");
        assertThat(house.with("JAVA_HOME", wanted.toString()).run().out()).isEqualTo("java 17.0.15\n");
        assertThat(house.with("JAVA_HOME", old.toString()).run().out()).isEqualTo("java 21.0.10\n");
        assertThat(house.with("JAVA_HOME", "/no/such/folder").run().out()).isEqualTo("java 21.0.10\n");
    }

    @Test
    void thePgwrightJavaIsTakenOrRefusedButNeverPassedOver() throws Exception {
        Path old = house.jdk("11.0.22");
        Path wanted = house.jdk("17.0.15");
        house.jdk("21.0.10");
        assertThat(house.with("PGWRIGHT_JAVA", wanted.toString()).run().out()).isEqualTo("java 17.0.15\n");
        assertThat(house.with("PGWRIGHT_JAVA", wanted + "/bin/java").run().out())
                .isEqualTo("java 17.0.15\n");
        Program.Outcome refused = house.with("PGWRIGHT_JAVA", old.toString()).run();
        assertThat(refused.exitCode()).isEqualTo(3);
        assertThat(refused.err()).isEqualTo("""
                error: PGWRIGHT_JAVA is no Java 17 or newer: %1$s
                  hint: %1$s is Java 11
                """.formatted(old));
    }

    @Test
    void withoutJavaItSaysWhatToInstall() throws Exception {
        Program.Outcome outcome = house.run("--version");
        assertThat(outcome.exitCode()).isEqualTo(3);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err()).isEqualTo("""
                error: pgwright needs Java 17 or newer, and found none
                  hint: Debian, Ubuntu: apt install openjdk-17-jdk-headless
                  hint: Fedora: dnf install java-21-openjdk-devel
                  hint: macOS: brew install openjdk
                  hint: a JDK in an unusual place: set PGWRIGHT_JAVA to its folder
                """);
    }

    @Test
    void anOldJavaIsNamed() throws Exception {
        Path old = house.jdk("1.8.0_402");
        assertThat(house.run().err())
                .startsWith("error: pgwright needs Java 17 or newer, and found none (" + old + " is Java 8)\n");
    }

    @Test
    void argumentsArriveAsTheyWereGiven() throws Exception {
        house.jdk("17.0.15");
        assertThat(house.run("a b", "", "*", "$HOME", "\"q\"", "ü").out()).isEqualTo("""
                java 17.0.15
                <a b>
                <>
                <*>
                <$HOME>
                <"q">
                <ü>
                """);
    }

    @Test
    void worksThroughSymlinksFromAnyFolder() throws Exception {
        house.jdk("17.0.15");
        Path links = Files.createDirectories(folder.resolve("my links"));
        Files.createSymbolicLink(links.resolve("relative"), Path.of("../the häuse/pgwright"));
        Files.createSymbolicLink(links.resolve("chained"), links.resolve("relative"));
        Path elsewhere = Files.createDirectories(folder.resolve("else where"));
        for (Path launcher :
                List.of(links.resolve("relative"), links.resolve("chained"), Path.of("../my links/chained"))) {
            assertThat(house.startAs(launcher, elsewhere).await())
                    .as("%s", launcher)
                    .isEqualTo(new Program.Outcome(0, "java 17.0.15\n", ""));
        }
        Files.createSymbolicLink(folder.resolve("bin/pgwright"), links.resolve("chained"));
        assertThat(house.startAs(Path.of("/bin/sh"), elsewhere, "-c", "pgwright")
                        .await()
                        .out())
                .isEqualTo("java 17.0.15\n");
    }

    @Test
    void buildsNothingWhenNothingHasChanged() throws Exception {
        house.mavenThatBuilds().node().jdk("17.0.15");
        assertThat(house.run().err()).isEmpty();
        Files.writeString(house.source("base/target/generated/New.java"), "");
        assertThat(house.run().err()).isEmpty();
        assertThat(house.builds()).isEmpty();
    }

    @Test
    void buildsWhenASourceIsNewer() throws Exception {
        house.mavenThatBuilds().node().edited().jdk("17.0.15");
        Program.Outcome outcome = house.run("--version");
        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.out()).isEqualTo("java 17.0.15\n<--version>\n");
        assertThat(outcome.err())
                .startsWith("pgwright: sources have changed, building\n")
                .containsPattern("pgwright: built in \\d+ s\n$")
                .doesNotContain("\u001B");
        assertThat(house.builds())
                .hasSize(1)
                .allSatisfy(
                        call -> assertThat(call).endsWith("in " + house.root().toRealPath()));
    }

    @Test
    void buildsTheFirstTimeAndSaysSo() throws Exception {
        house.mavenThatBuilds().node().neverBuilt().jdk("17.0.15");
        assertThat(house.run().err()).startsWith("pgwright: building for the first time;");
        assertThat(house.run().err()).isEmpty();
        assertThat(house.builds()).hasSize(1);
    }

    @Test
    void aDeletedSourceIsAChangeToo() throws Exception {
        house.mavenThatBuilds().node().jdk("17.0.15");
        Path gone = house.source("core/src/main/java/Gone.java");
        assertThat(house.run().err()).isEmpty();
        Thread.sleep(20);
        Files.delete(gone);
        assertThat(house.run().err()).startsWith("pgwright: sources have changed, building");
    }

    @Test
    void buildsWithACompilerAndRunsWithTheNewest() throws Exception {
        Path jdk = house.mavenThatBuilds().node().edited().jdk("17.0.15");
        house.jre(folder.resolve("usr/lib/jvm/jre-21"), "21.0.10");
        assertThat(house.run().out()).isEqualTo("java 21.0.10\n");
        assertThat(house.builds()).singleElement().asString().startsWith("built by " + jdk + " ");
    }

    @Test
    void saysWhichToolIsMissingForBuilding() throws Exception {
        house.neverBuilt();
        Path runtime = house.jre(folder.resolve("usr/lib/jvm/jre-21"), "21.0.10");
        assertThat(house.run()).satisfies(outcome -> {
            assertThat(outcome.exitCode()).isEqualTo(3);
            assertThat(outcome.err())
                    .startsWith("error: building pgwright needs a JDK; " + runtime
                            + " is a Java runtime without a compiler\n  hint: Debian, Ubuntu: apt install openjdk");
        });
        house.jdk("17.0.15");
        assertThat(house.run()).satisfies(outcome -> {
            assertThat(outcome.exitCode()).isEqualTo(3);
            assertThat(outcome.err())
                    .startsWith("error: building pgwright needs Maven, and there is no mvn on the PATH\n"
                            + "  hint: Debian, Ubuntu: apt install maven\n");
        });
        house.mavenThatBuilds();
        assertThat(house.run()).satisfies(outcome -> {
            assertThat(outcome.exitCode()).isEqualTo(3);
            assertThat(outcome.err())
                    .startsWith("error: building pgwright needs Node.js and npm (running it does not)\n"
                            + "  hint: Debian, Ubuntu: apt install nodejs npm\n");
        });
    }

    @Test
    void aFailedBuildShowsWhatMavenSaid() throws Exception {
        house.node().neverBuilt().jdk("17.0.15");
        house.maven("""
                echo '[INFO] noise'
                echo '[ERROR] Main.java:[3,7] cannot find symbol'
                echo '[ERROR] -> [Help 1]'
                exit 1
                """);
        Program.Outcome outcome = house.run();
        assertThat(outcome.exitCode()).isEqualTo(70);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err())
                .contains("  Main.java:[3,7] cannot find symbol\nerror: the build failed\n  hint: the whole log is in ")
                .doesNotContain("noise")
                .doesNotContain("Help 1");
        assertThat(house.root().resolve("target/build.lock")).doesNotExist();
    }

    @Test
    void aBuildThatCannotDownloadSaysSo() throws Exception {
        house.node().neverBuilt().jdk("17.0.15");
        house.maven("echo '[ERROR] Could not transfer artifact a:b:jar:1'\nexit 1\n");
        Program.Outcome outcome = house.run();
        assertThat(outcome.exitCode()).isEqualTo(3);
        assertThat(outcome.err()).contains("error: the build could not download what it needs\n");
    }

    @Test
    void twoAtOnceBuildOnce() throws Exception {
        house.node().neverBuilt().jdk("17.0.15");
        house.maven("sleep 1\ntouch app/target/pgwright/pgwright.jar app/target/pgwright/built\n");
        Program first = house.start("1");
        Program second = house.start("2");
        assertThat(first.await().out()).isEqualTo("java 17.0.15\n<1>\n");
        assertThat(second.await().out()).isEqualTo("java 17.0.15\n<2>\n");
        assertThat(house.builds()).hasSize(1);
    }

    @Test
    void aLockLeftOverFromACrashIsTakenOver() throws Exception {
        house.mavenThatBuilds().node().neverBuilt().jdk("17.0.15");
        Path lock = Files.createDirectories(house.root().resolve("target/build.lock"));
        Process dead = new ProcessBuilder("true").start();
        dead.waitFor();
        Files.writeString(lock.resolve("pid"), dead.pid() + "\n");
        assertThat(house.run().out()).isEqualTo("java 17.0.15\n");
        assertThat(lock).doesNotExist();
    }

    @Test
    void ctrlCStopsTheBuild() throws Exception {
        house.node().neverBuilt().jdk("17.0.15");
        house.maven("exec sleep 30\n");
        Program program = house.start();
        program.awaitPrinted("building base");
        List<ProcessHandle> maven = program.descendants();
        program.signal("INT");
        Program.Outcome outcome = program.await();
        assertThat(outcome.exitCode()).isEqualTo(130);
        assertThat(outcome.err()).endsWith("stopped while building\n");
        assertThat(house.root().resolve("target/build.lock")).doesNotExist();
        Thread.sleep(500);
        assertThat(maven).noneMatch(ProcessHandle::isAlive);
    }

    @Test
    void theScriptKeepsToPosix() throws Exception {
        for (String part : List.of("pgwright", "tools/launcher/build.sh", "tools/launcher/archive.sh")) {
            Path script = Path.of(System.getProperty("pgwright.root")).resolve(part);
            Program.Outcome outcome = Program.start(folder, Map.of(), List.of("sh", "-n", script.toString()))
                    .await();
            assertThat(outcome).isEqualTo(new Program.Outcome(0, "", ""));
        }
    }
}
