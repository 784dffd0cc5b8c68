package dev.pgwright.app.cli;

/** The entry point of the program. */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        if (arguments.length == 1 && (arguments[0].equals("--version") || arguments[0].equals("-V"))) {
            System.out.println(Cli.versionLine());
            return;
        }
        Terminal terminal = Terminal.ofProcess(arguments);
        Shutdown shutdown = Shutdown.install(terminal);
        int exitCode = new Cli(terminal, Commands.TABLE, shutdown).run(arguments);
        shutdown.expect(exitCode);
        if (exitCode != 0 || othersKeepUsAlive()) {
            System.exit(exitCode);
        }
        // returning saves 40 ms: since Java 21 System.exit looks for a logger first
    }

    /** Whether some library has left a thread for which the JVM would wait. */
    private static boolean othersKeepUsAlive() {
        Thread[] threads = new Thread[Thread.activeCount() + 8];
        int count = Thread.enumerate(threads);
        for (int index = 0; index < count; index++) {
            if (threads[index] != Thread.currentThread() && !threads[index].isDaemon()) {
                return true;
            }
        }
        return false;
    }
}
