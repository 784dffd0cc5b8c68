package dev.pgwright.app.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Tells the end of the program from its being stopped by a signal. The JVM itself exits with 130 after SIGINT and 143
 * after SIGTERM, when all hooks have run; this one leaves the terminal tidy. Work that can stop with nothing half done is
 * told to and waited for; its exit code is the program's then.
 */
final class Shutdown extends Thread {
    private static final int PATIENCE_SECONDS = 30;

    private final Terminal terminal;
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile boolean expected;
    private volatile boolean stopped;
    private volatile boolean awaited;
    private volatile int exitCode;

    Shutdown(Terminal terminal) {
        super("shutdown");
        this.terminal = terminal;
    }

    static Shutdown install(Terminal terminal) {
        Shutdown shutdown = new Shutdown(terminal);
        Runtime.getRuntime().addShutdownHook(shutdown);
        return shutdown;
    }

    @Override
    public void run() {
        if (expected) {
            return;
        }
        stopped = true;
        terminal.endLive();
        if (awaited) {
            terminal.error("stops where nothing is half done");
            awaitEnd();
        } else {
            terminal.error("stopped");
        }
    }

    private void awaitEnd() {
        try {
            if (ended.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                // an exit code of the program's own; the JVM knows only those of signals here
                Runtime.getRuntime().halt(exitCode);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** From now on the end of the program is its own. */
    void expect(int code) {
        exitCode = code;
        expected = true;
        ended.countDown();
    }

    /** Whether a signal is ending the program, so that failures which follow from that are nobody's fault. */
    boolean isStopped() {
        return stopped;
    }

    /** For work that stops by itself where nothing is half done: whether it is to. The program waits for it then. */
    BooleanSupplier stopping() {
        awaited = true;
        return () -> stopped;
    }

    /** Whether the work is waited for, and tells itself how it ended. */
    boolean isAwaited() {
        return awaited;
    }
}
