package dev.pgwright.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A running postmaster under a watchdog: a shell that holds the other end of a pipe from this process. When the pipe
 * closes, by {@link #stop} or because this process was killed, the watchdog stops the server and removes its files.
 */
final class Postmaster {
    private static final Duration START_LIMIT = Duration.ofSeconds(60);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(20);

    /**
     * {@code $1} is the run directory, the rest the command. The server gets SIGQUIT (immediate shutdown), since its
     * data will be thrown away; file descriptor 3 is the pipe, because background jobs have no standard input.
     */
    private static final String WATCHDOG = """
            run=$1
            shift
            trap '' INT HUP TERM
            exec 3<&0 </dev/null
            "$@" 3<&- >>"$run/log" 2>&1 &
            server=$!
            {
              while read -r line; do :; done
              : >"$run/stopping"
              kill -QUIT $server
              tries=0
              while [ $tries -lt 100 ] && kill -0 $server; do
                sleep 0.1
                tries=$((tries + 1))
              done
              kill -KILL $server
            } <&3 &
            pipe=$!
            exec 3<&-
            wait $server
            status=$?
            if [ -e "$run/stopping" ]; then rm -rf -- "$run"; else kill -KILL $pipe; fi
            exit $status
            """;

    private final Process watchdog;
    private final RunDirectory run;

    private Postmaster(Process watchdog, RunDirectory run) {
        this.watchdog = watchdog;
        this.run = run;
    }

    /** Starts a server on the run's data directory and returns at once. */
    static Postmaster launch(Binaries binaries, RunAs runAs, RunDirectory run) throws IOException {
        List<String> command = new ArrayList<>();
        // a session of its own, so that Ctrl-C at the terminal reaches us and not the server
        if (Files.isExecutable(Path.of("/usr/bin/setsid"))) {
            command.add("/usr/bin/setsid");
        }
        command.addAll(List.of(
                "/bin/sh", "-c", WATCHDOG, "pgwright-watchdog", run.path().toString()));
        command.addAll(runAs.command(List.of(
                binaries.program("postgres").toString(), "-D", run.data().toString())));
        Process watchdog = Programs.builder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        return new Postmaster(watchdog, run);
    }

    /** Waits until the server takes connections; false if it ended instead. */
    boolean awaitReady() throws IOException {
        Path state = run.data().resolve("postmaster.pid");
        long deadline = System.nanoTime() + START_LIMIT.toNanos();
        try {
            while (watchdog.isAlive()) {
                // the eighth line is the postmaster's state, PM_STATUS_READY in its sources
                if (line(state, 8).strip().equals("ready")) {
                    return true;
                }
                if (System.nanoTime() > deadline) {
                    throw new IOException("the server was not ready after " + START_LIMIT.toSeconds() + " s");
                }
                Thread.sleep(3);
            }
            return false;
        } catch (InterruptedException e) {
            throw Programs.interrupted(e);
        }
    }

    private static String line(Path file, int number) {
        try {
            List<String> lines = Files.readAllLines(file, StandardCharsets.UTF_8);
            return lines.size() < number ? "" : lines.get(number - 1);
        } catch (IOException | UncheckedIOException e) {
            return "";
        }
    }

    /** Everything the server has logged so far. */
    String log() {
        try {
            return Files.readString(run.log(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "";
        }
    }

    boolean isAlive() {
        return watchdog.isAlive();
    }

    /** Starts to stop the server without waiting. */
    void beginStop() {
        closePipe();
    }

    private @Nullable IOException closePipe() {
        try {
            watchdog.getOutputStream().close();
            return null;
        } catch (IOException e) {
            return e;
        }
    }

    /** Stops the server and waits until it is gone, with its files. */
    void stop() throws IOException {
        IOException unclosed = closePipe();
        boolean interrupted = Thread.interrupted();
        try {
            if (!watchdog.waitFor(STOP_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                RunDirectory.postmaster(run.data()).ifPresent(ProcessHandle::destroyForcibly);
                watchdog.destroyForcibly();
            }
        } catch (InterruptedException e) {
            interrupted = true;
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
        run.remove();
        if (unclosed != null && watchdog.isAlive()) {
            throw unclosed;
        }
    }
}
