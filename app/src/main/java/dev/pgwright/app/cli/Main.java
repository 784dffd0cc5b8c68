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
        shutdown.expect();
        System.exit(exitCode);
    }
}
