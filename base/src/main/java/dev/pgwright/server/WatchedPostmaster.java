package dev.pgwright.server;

import java.io.IOException;
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
final class WatchedPostmaster extends Postmaster {
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

    private WatchedPostmaster(Process watchdog, RunDirectory run) {
        super(run);
        this.watchdog = watchdog;
    }

    /** Starts a server on the run's data directory and returns at once. */
    static WatchedPostmaster launch(Binaries binaries, RunAs runAs, RunDirectory run) throws IOException {
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
        return new WatchedPostmaster(watchdog, run);
    }

    @Override
    boolean isAlive() {
        return watchdog.isAlive();
    }

    @Override
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

    @Override
    void stop() throws IOException {
        IOException unclosed = closePipe();
        boolean interrupted = Thread.interrupted();
        try {
            if (!watchdog.waitFor(STOP_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                RunDirectory.postmaster(run().data()).ifPresent(ProcessHandle::destroyForcibly);
                watchdog.destroyForcibly();
            }
        } catch (InterruptedException e) {
            interrupted = true;
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
        run().remove();
        if (unclosed != null && watchdog.isAlive()) {
            throw unclosed;
        }
    }

    /** SIGINT is PostgreSQL's fast shutdown; the watchdog sees the server end and ends too, without removing files. */
    @Override
    void shutDown() throws IOException {
        ProcessHandle postmaster = RunDirectory.postmaster(run().data())
                .orElseThrow(() -> new IOException("the server has ended by itself: " + Programs.lastLines(log())));
        try {
            new ProcessBuilder("kill", "-INT", Long.toString(postmaster.pid()))
                    .start()
                    .waitFor();
            if (!watchdog.waitFor(STOP_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                throw new IOException("the server did not stop within " + STOP_LIMIT.toSeconds() + " s");
            }
        } catch (InterruptedException e) {
            throw Programs.interrupted(e);
        }
    }
}
