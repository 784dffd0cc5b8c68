package dev.pgwright.app.cli;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** A terminal for tests, which remembers what was shown. */
final class Screen {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final Terminal terminal;

    Screen() {
        this(Terminal.Abilities.NONE);
    }

    Screen(Terminal.Abilities abilities) {
        this.terminal = new Terminal(stream(out), stream(err), abilities, false);
    }

    private static PrintStream stream(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }

    Terminal terminal() {
        return terminal;
    }

    /** Everything on standard output. */
    String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    /** Everything on standard error. */
    String err() {
        return err.toString(StandardCharsets.UTF_8);
    }

    /** Runs the program; returns its exit code. */
    int run(String... arguments) {
        return run(Commands.TABLE, arguments);
    }

    int run(Commands commands, String... arguments) {
        return new Cli(terminal, commands, new Shutdown(terminal)).run(arguments);
    }
}
