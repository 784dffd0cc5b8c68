package dev.pgwright.app.cli;

/**
 * Tells the end of the program from its being stopped by a signal. The JVM itself exits with 130 after SIGINT and 143
 * after SIGTERM, when all hooks have run; this one leaves the terminal tidy.
 */
final class Shutdown extends Thread {
    private final Terminal terminal;
    private volatile boolean expected;
    private volatile boolean stopped;

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
        if (!expected) {
            stopped = true;
            terminal.endLive();
            terminal.error("stopped");
        }
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
