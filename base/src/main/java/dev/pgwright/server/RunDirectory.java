package dev.pgwright.server;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
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
            clearDeadRuns(cache);
            Path path = Files.createTempDirectory(cache.runs(), ownPrefix());
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

    private static void clearDeadRuns(CacheDirectory cache) throws IOException {
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(cache.runs())) {
            for (Path run : entries) {
                // our own live runs must not be probed: closing any channel to a file frees the locks of this process
                boolean ours = String.valueOf(run.getFileName()).startsWith(ownPrefix());
                if (!ours && isDead(run)) {
                    postmaster(run.resolve("data")).ifPresent(RunDirectory::kill);
                    deleteIfPossible(run);
                }
            }
        }
    }

    /** What a process of the dead run still holds is left to the next start. */
    private static void deleteIfPossible(Path run) {
        try {
            FileTree.delete(run);
        } catch (IOException e) {
            return;
        }
    }

    private static boolean isDead(Path run) throws IOException {
        try (FileChannel channel = FileChannel.open(run.resolve(OWNER), StandardOpenOption.WRITE);
                FileLock lock = channel.tryLock()) {
            return lock != null;
        } catch (OverlappingFileLockException | AccessDeniedException e) {
            // of another class loader, or of another user
            return false;
        } catch (NoSuchFileException e) {
            // its creator died between two steps, or its watchdog is removing it right now
            return true;
        }
    }

    /** Ends a postmaster whose data nobody needs: SIGQUIT lets it free its shared memory, SIGKILL would not. */
    static void kill(ProcessHandle postmaster) {
        try {
            if (!Platform.isWindows()) {
                new ProcessBuilder("kill", "-QUIT", Long.toString(postmaster.pid()))
                        .start()
                        .waitFor();
            }
        } catch (IOException e) {
            postmaster.destroy();
        } catch (InterruptedException e) {
            throw Programs.interrupted(e);
        }
        for (int wait = 0; wait < 250 && !isGone(postmaster); wait++) {
            try {
                Thread.sleep(20);
            } catch (InterruptedException e) {
                throw Programs.interrupted(e);
            }
        }
        if (!isGone(postmaster)) {
            postmaster.destroyForcibly();
        }
    }

    /** True also for a process that has ended and that nobody has waited for, which has no command line any more. */
    static boolean isGone(ProcessHandle process) {
        return !process.isAlive()
                || (!Platform.isWindows() && process.info().arguments().isEmpty());
    }

    /**
     * The running postmaster of a data directory. Process ids are reused, so it must have started when postmaster.pid
     * says, and its command line must name this very directory; where the command line cannot be seen (Windows), it
     * must be the program postgres.
     */
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
                .orElse(Platform.isWindows() && info.command().orElse("").endsWith("postgres.exe"));
        return sameStart && sameData;
    }
}
