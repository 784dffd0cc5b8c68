package dev.pgwright.app.cli;

/**
 * Tells the end of the program from its being stopped by a signal. The JVM itself exits with 130 after SIGINT and 143
 * after SIGTERM, when all hooks have run; this one leaves the terminal tidy.
 */
final class Shutdown {
    private volatile boolean expected;
    private volatile boolean stopped;

    static Shutdown install(Terminal terminal) {
        Shutdown shutdown = new Shutdown();
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            if (!shutdown.expected) {
                                shutdown.stopped = true;
                                terminal.endLive();
                                terminal.error("stopped");
                            }
                        },
                        "shutdown"));
        return shutdown;
    }

    /** From now on the end of the program is its own. */
    void expect() {
        expected = true;
    }

    /** Whether a signal is ending the program, so that failures which follow from that are nobody's fault. */
    boolean isStopped() {
        return stopped;
    }
}
