package dev.pgwright.server;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** The process of a server, from its launch until it is gone with its files. */
abstract class Postmaster {
    private static final Duration START_LIMIT = Duration.ofSeconds(60);

    private final RunDirectory run;

    Postmaster(RunDirectory run) {
        this.run = run;
    }

    /** Starts a server on the run's data directory and returns at once. */
    static Postmaster launch(Binaries binaries, RunAs runAs, RunDirectory run) throws IOException {
        return Platform.isWindows()
                ? ControlledPostmaster.launch(binaries, runAs, run)
                : WatchedPostmaster.launch(binaries, runAs, run);
    }

    RunDirectory run() {
        return run;
    }

    /** False once the server has ended. */
    abstract boolean isAlive();

    /** Starts to stop the server without waiting. */
    abstract void beginStop();

    /** Stops the server at once, its data being of no more use, and waits until it is gone with its files. */
    abstract void stop() throws IOException;

    /**
     * Shuts the server down in order, with everything written to its files, which stay.
     *
     * @throws IOException if it does not end in time
     */
    abstract void shutDown() throws IOException;

    /** Waits until the server takes connections; false if it ended instead. */
    boolean awaitReady() throws IOException {
        long deadline = System.nanoTime() + START_LIMIT.toNanos();
        try {
            while (isAlive()) {
                if (isReady()) {
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

    private boolean isReady() {
        Path state = run.data().resolve("postmaster.pid");
        try {
            // the eighth line is the postmaster's state: PM_STATUS_READY in PostgreSQL's miscadmin.h, version 10 on
            List<String> lines = Files.readAllLines(state, StandardCharsets.UTF_8);
            return lines.size() >= 8 && lines.get(7).strip().equals("ready");
        } catch (IOException e) {
            return false;
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
}
