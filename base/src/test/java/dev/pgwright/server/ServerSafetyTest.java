package dev.pgwright.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Servers end with the process that started them, however it ends, and runs do not disturb each other. */
class ServerSafetyTest {
    private static final Duration SOON = Duration.ofSeconds(10);

    /** A cache of this test's own, empty at first. */
    @TempDir
    static Path cache;

    @BeforeAll
    static void letEverybodyEnter() throws IOException {
        CacheDirectory.setPermissions(cache, "rwxr-xr-x");
    }

    @Test
    void twoProcessesStartAtOnceFromAnEmptyCache(@TempDir Path empty) throws Exception {
        try (ServerInAnotherProcess first = ServerInAnotherProcess.launch(empty);
                ServerInAnotherProcess second = ServerInAnotherProcess.launch(empty)) {
            Path one = first.awaitDataDirectory();
            Path other = second.awaitDataDirectory();
            assertThat(one).isNotEqualTo(other);
            assertThat(RunDirectory.postmaster(one)).isPresent();
            assertThat(RunDirectory.postmaster(other)).isPresent();
            assertThat(names(empty.resolve("postgres"))).hasSize(2);
            assertThat(names(empty.resolve("templates"))).hasSize(1);
            first.handle().destroy();
            second.handle().destroy();
            first.awaitEnd();
            second.awaitEnd();
            assertThat(names(empty.resolve("run"))).isEmpty();
        }
    }

    @Test
    void aServerStopsWhenItsProcessIsKilledAndItsFilesGo() throws Exception {
        try (ServerInAnotherProcess process = ServerInAnotherProcess.launch(cache)) {
            Path data = process.awaitDataDirectory();
            ProcessHandle postmaster = RunDirectory.postmaster(data).orElseThrow();
            process.handle().destroyForcibly();
            assertThat(Servers.within(SOON, () -> RunDirectory.isGone(postmaster)))
                    .isTrue();
            assertThat(Servers.within(SOON, () -> !Files.exists(data.getParent())))
                    .isTrue();
        }
    }

    @Test
    void aServerStopsWhenItsProcessIsToldToEnd() throws Exception {
        try (ServerInAnotherProcess process = ServerInAnotherProcess.launch(cache)) {
            Path data = process.awaitDataDirectory();
            ProcessHandle postmaster = RunDirectory.postmaster(data).orElseThrow();
            process.handle().destroy();
            assertThat(process.awaitEnd()).isEqualTo(143);
            assertThat(RunDirectory.isGone(postmaster)).isTrue();
            assertThat(data.getParent()).doesNotExist();
        }
    }

    @Test
    void theNextStartClearsAwayARunWhoseWatchdogWasKilledToo() throws Exception {
        try (ServerInAnotherProcess process = ServerInAnotherProcess.launch(cache)) {
            Path data = process.awaitDataDirectory();
            ProcessHandle postmaster = RunDirectory.postmaster(data).orElseThrow();
            List<ProcessHandle> watchdogs = process.handle()
                    .descendants()
                    .filter(child -> child.pid() != postmaster.pid()
                            && child.info().commandLine().orElse("").contains("pgwright-watchdog"))
                    .toList();
            assertThat(watchdogs).isNotEmpty();
            process.handle().destroyForcibly();
            watchdogs.forEach(ProcessHandle::destroyForcibly);
            process.awaitEnd();
            assertThat(postmaster.isAlive()).isTrue();
            try (PostgresServer next = startIn(cache, RunAs.detect())) {
                assertThat(next.isRunning()).isTrue();
                assertThat(Servers.within(SOON, () -> RunDirectory.isGone(postmaster)))
                        .isTrue();
                assertThat(data.getParent()).doesNotExist();
            }
        }
    }

    @Test
    void clearingAwayADeadRunKillsNoForeignProcess() throws Exception {
        Process stranger = new ProcessBuilder("sleep", "60").start();
        try {
            Path data = Files.createDirectories(
                    cache.resolve("run").resolve("1-forged").resolve("data"));
            long now = System.currentTimeMillis() / 1000;
            Files.writeString(data.resolve("postmaster.pid"), stranger.pid() + "\n" + data + "\n" + now + "\n");
            startIn(cache, RunAs.detect()).close();
            assertThat(data).doesNotExist();
            assertThat(stranger.isAlive()).isTrue();
        } finally {
            stranger.destroyForcibly();
        }
    }

    @Test
    void theRunsOfLiveProcessesAreLeftAlone() throws Exception {
        try (ServerInAnotherProcess process = ServerInAnotherProcess.launch(cache)) {
            Path data = process.awaitDataDirectory();
            startIn(cache, RunAs.detect()).close();
            assertThat(RunDirectory.postmaster(data)).isPresent();
            process.handle().destroy();
            process.awaitEnd();
        }
    }

    @Test
    void fourThreadsStartFourServers() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        List<PostgresServer> servers = new ArrayList<>();
        try {
            List<Future<PostgresServer>> starting = new ArrayList<>();
            for (int thread = 0; thread < 4; thread++) {
                starting.add(threads.submit(() -> EmbeddedPostgres.start(EmbeddedOptions.scratch())));
            }
            for (Future<PostgresServer> start : starting) {
                servers.add(start.get());
            }
            Set<Integer> ports = new HashSet<>();
            for (PostgresServer server : servers) {
                assertThat(Servers.value(server, "select 1")).isEqualTo("1");
                ports.add(server.port());
            }
            assertThat(ports).hasSize(4);
        } finally {
            servers.forEach(PostgresServer::close);
            threads.shutdown();
        }
    }

    @Test
    void damagedFilesInTheCacheAreMadeAnew() throws Exception {
        startIn(cache, RunAs.detect()).close();
        Binaries unpacked = Binaries.unpacked(new CacheDirectory(cache), PostgresVersion.DEFAULT);
        Path template = Template.of(new CacheDirectory(cache), unpacked, Purpose.SCRATCH, RunAs.detect())
                .directory();
        Files.delete(template.resolve("data/global/pg_control"));
        Files.delete(template.resolve("data/postgresql.conf"));
        Path binaries = unpacked.directory();
        Files.writeString(binaries.resolve("share/postgresql/postgres.bki"), "cut off");
        Binaries.forgetChecks();
        try (PostgresServer server = startIn(cache, RunAs.detect())) {
            assertThat(Servers.value(server, "select 1")).isEqualTo("1");
        }
        assertThat(Files.size(binaries.resolve("share/postgresql/postgres.bki")))
                .isGreaterThan(100_000);
        assertThat(template.resolve("data/global/pg_control")).exists();
    }

    @Test
    void whereUserNamespacesAreForbiddenRootStartsTheServerAsNobody() throws Exception {
        assumeTrue(RunAs.detect() == RunAs.NAMESPACE, "skipped: only root can give its rights away");
        Path data;
        try (PostgresServer server = start(cache, EmbeddedOptions.forPurpose(Purpose.REALISTIC), RunAs.NOBODY)) {
            assertThat(Servers.value(server, "select 1")).isEqualTo("1");
            data = Path.of(Servers.value(server, "show data_directory"));
            assertThat(Files.getAttribute(data, "unix:uid")).isEqualTo(65534);
            assertThat(RunDirectory.postmaster(data).orElseThrow().info().user())
                    .contains("nobody");
            server.whileStopped(files -> Files.createFile(files.resolve("made_by_root")));
            assertThat(Servers.value(server, "select 1")).isEqualTo("1");
            assertThat(Files.getAttribute(data.resolve("made_by_root"), "unix:uid"))
                    .isEqualTo(65534);
        }
        assertThat(data.getParent()).doesNotExist();
    }

    /** The way of systems without a POSIX shell. */
    @Test
    void aServerWithoutAWatchdogIsStartedAndStoppedByPgCtl() throws Exception {
        CacheDirectory own = new CacheDirectory(cache);
        RunAs runAs = RunAs.detect();
        Binaries binaries = Binaries.unpacked(own, PostgresVersion.V18);
        RunDirectory run = RunDirectory.create(own, runAs);
        assertThat(Template.of(own, binaries, Purpose.SCRATCH, runAs).copyTo(run.data()))
                .isTrue();
        Files.writeString(
                run.data().resolve("postgresql.conf"),
                "listen_addresses = ''\nunix_socket_directories = '" + run.data() + "'\n",
                StandardOpenOption.APPEND);
        Postmaster postmaster = ControlledPostmaster.launch(binaries, runAs, run);
        assertThat(postmaster.awaitReady()).isTrue();
        assertThat(postmaster.log()).contains("ready to accept connections");
        postmaster.shutDown();
        assertThat(postmaster.isAlive()).isFalse();
        postmaster = ControlledPostmaster.launch(binaries, runAs, run);
        assertThat(postmaster.awaitReady()).isTrue();
        ProcessHandle process = RunDirectory.postmaster(run.data()).orElseThrow();
        postmaster.stop();
        assertThat(RunDirectory.isGone(process)).isTrue();
        assertThat(run.path()).doesNotExist();
    }

    private static PostgresServer startIn(Path directory, RunAs runAs) throws IOException {
        return start(directory, EmbeddedOptions.scratch(), runAs);
    }

    private static PostgresServer start(Path directory, EmbeddedOptions options, RunAs runAs) throws IOException {
        CacheDirectory own = new CacheDirectory(directory);
        return EmbeddedPostgres.start(options, Binaries.unpacked(own, options.version()), runAs, own);
    }

    private static List<String> names(Path directory) throws IOException {
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.map(entry -> entry.getFileName().toString()).sorted().toList();
        }
    }
}
