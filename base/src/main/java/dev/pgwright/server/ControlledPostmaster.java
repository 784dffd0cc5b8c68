package dev.pgwright.server;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A postmaster started and stopped by pg_ctl, for systems without a POSIX shell. If this process is killed, the server
 * runs on until the next start of any server finds it and clears it away.
 */
final class ControlledPostmaster extends Postmaster {
    private final Binaries binaries;
    private final RunAs runAs;

    private ControlledPostmaster(Binaries binaries, RunAs runAs, RunDirectory run) {
        super(run);
        this.binaries = binaries;
        this.runAs = runAs;
    }

    static ControlledPostmaster launch(Binaries binaries, RunAs runAs, RunDirectory run) throws IOException {
        ControlledPostmaster postmaster = new ControlledPostmaster(binaries, runAs, run);
        // waits until the server is ready or has failed, in which case the log says why
        postmaster.control("start", "--wait", "--log=" + run.log());
        return postmaster;
    }

    private Programs.Outcome control(String action, String... options) throws IOException {
        List<String> command = new ArrayList<>(
                List.of(binaries.program("pg_ctl").toString(), action, "--silent", "--pgdata=" + run().data()));
        command.addAll(List.of(options));
        return Programs.run(runAs.command(command), run().path());
    }

    @Override
    boolean isAlive() {
        return RunDirectory.postmaster(run().data()).isPresent();
    }

    @Override
    void beginStop() {
        // pg_ctl's signal is sent and awaited in one step, by stop()
    }

    @Override
    void stop() throws IOException {
        if (isAlive()) {
            control("stop", "--mode=immediate", "--wait");
            RunDirectory.postmaster(run().data()).ifPresent(RunDirectory::kill);
        }
        run().remove();
    }

    @Override
    void shutDown() throws IOException {
        Programs.Outcome outcome = control("stop", "--mode=fast", "--wait");
        if (isAlive()) {
            throw new IOException("the server does not stop: " + outcome.lastLines());
        }
    }
}
