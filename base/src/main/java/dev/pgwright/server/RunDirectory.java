package dev.pgwright.server;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The files of one running server. Its file {@code owner} stays locked as long as the process that started the server
 * lives, so that others can tell a dead run from a live one, whatever became of process ids.
 */
final class RunDirectory {
    private static final String OWNER = "owner";
    /** The kernel's limit for the path of a Unix socket is 107 bytes on Linux and 103 on macOS. */
    private static final int SOCKET_PATH_LIMIT = 103;

    private final Path path;
    private final FileChannel owner;

    private RunDirectory(Path path, FileChannel owner) {
        this.path = path;
        this.owner = owner;
    }

    /** Makes a directory for a new run, after clearing away what dead runs have left. */
    static RunDirectory create(CacheDirectory cache, RunAs runAs) throws IOException {
        try (CacheLock unused = cache.lock("runs")) {
            Path runs = cache.runs();
            clearDeadRuns(runs);
            Path path = Files.createTempDirectory(runs, ownPrefix());
            FileChannel owner =
                    FileChannel.open(path.resolve(OWNER), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            owner.lock();
            if (runAs == RunAs.NOBODY) {
                CacheDirectory.setPermissions(path, "rwx--x--x");
            }
            RunDirectory run = new RunDirectory(path, owner);
            run.emptyData();
            return run;
        }
    }

    private static String ownPrefix() {
        return ProcessHandle.current().pid() + "-";
    }

    Path path() {
        return path;
    }

    Path data() {
        return path.resolve("data");
    }

    /** Makes the data directory anew. */
    void emptyData() throws IOException {
        FileTree.delete(data());
        Files.createDirectory(data());
        CacheDirectory.setPermissions(data(), "rwx------");
    }

    Path log() {
        return path.resolve("log");
    }

    /** Where the server's Unix socket is; empty when the path is too long for one. */
    Optional<Path> socketDirectory() {
        int length = data().resolve(".s.PGSQL.65535").toString().getBytes(StandardCharsets.UTF_8).length;
        return Platform.isWindows() || length > SOCKET_PATH_LIMIT ? Optional.empty() : Optional.of(data());
    }

    /** Gives up the directory and removes it. */
    void remove() throws IOException {
        owner.close();
        FileTree.delete(path);
    }

    private static void clearDeadRuns(Path runs) throws IOException {
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(runs)) {
            for (Path run : entries) {
                // our own live runs must not be probed: closing any channel to a file frees the locks of this process
                boolean ours = run.getFileName().toString().startsWith(ownPrefix());
                if (!ours && isDead(run)) {
                    stopPostmaster(run.resolve("data"));
                    FileTree.delete(run);
                }
            }
        }
    }

    private static boolean isDead(Path run) throws IOException {
        try (FileChannel channel = FileChannel.open(run.resolve(OWNER), StandardOpenOption.WRITE);
                FileLock lock = channel.tryLock()) {
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false;
        } catch (NoSuchFileException e) {
            // its creator died between two steps, or its watchdog is removing it right now
            return true;
        }
    }

    /**
     * Stops the postmaster of a dead run. The process is only touched if its command line names this very data
     * directory and it started when postmaster.pid says; process ids are reused.
     */
    private static void stopPostmaster(Path data) {
        Optional<ProcessHandle> postmaster = postmaster(data);
        postmaster.ifPresent(process -> {
            if (process.destroyForcibly()) {
                process.onExit()
                        .orTimeout(10, java.util.concurrent.TimeUnit.SECONDS)
                        .handle((done, error) -> done);
            }
        });
    }

    static Optional<ProcessHandle> postmaster(Path data) {
        List<String> lines;
        try {
            lines = Files.readAllLines(data.resolve("postmaster.pid"), StandardCharsets.UTF_8);
            if (lines.size() < 3) {
                return Optional.empty();
            }
            Instant written = Instant.ofEpochSecond(Long.parseLong(lines.get(2).strip()));
            return ProcessHandle.of(Long.parseLong(lines.get(0).strip()))
                    .filter(process -> isServerOf(process, data, written));
        } catch (IOException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static boolean isServerOf(ProcessHandle process, Path data, Instant written) {
        ProcessHandle.Info info = process.info();
        boolean sameStart = info.startInstant()
                .map(start -> Duration.between(start, written).abs().compareTo(Duration.ofMinutes(1)) < 0)
                .orElse(false);
        boolean sameData = info.arguments()
                .map(arguments -> List.of(arguments).contains(data.toString()))
                .orElse(false);
        return sameStart && sameData;
    }
}
