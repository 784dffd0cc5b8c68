package dev.pgwright.app.cli;

import java.util.List;

/**
 * The help of the program, made from the table alone: neither a command nor the parser of options is loaded for it. Loops
 * rather than streams, as in all that runs before a command: the first lambdas cost 20 ms at a cold start.
 */
final class ProgramHelp {
    private static final int NAME_COLUMN = 17;

    /** As declared in {@link GlobalOptions}. */
    private static final List<List<String>> OPTIONS = List.of(
            List.of("-h, --help", "show help for the program or a command"),
            List.of("-V, --version", "show the version"),
            List.of("    --verbose", "show what is sent to the server"),
            List.of("    --log FILE", "append what is sent to the server to FILE"),
            List.of("    --no-color", "no colours; NO_COLOR=1 does the same"));

    private final Terminal terminal;

    ProgramHelp(Terminal terminal) {
        this.terminal = terminal;
    }

    /** Prints the help of the program. */
    void print(Commands commands) {
        terminal.print(
                terminal.styled(Style.BOLD, "pgwright") + ": a senior PostgreSQL database engineer as a program");
        terminal.print("");
        terminal.print(title("Usage: ") + "pgwright [OPTIONS] COMMAND [ARGUMENTS]");
        for (Commands.Job job : Commands.Job.values()) {
            boolean first = true;
            for (Commands.Entry entry : commands.entries()) {
                if (entry.job() == job) {
                    if (first) {
                        terminal.print("");
                        terminal.print(title(job.title()));
                        first = false;
                    }
                    row(entry.name(), entry.summary());
                }
            }
        }
        terminal.print("");
        terminal.print(title("Options"));
        for (List<String> option : OPTIONS) {
            row(option.get(0), option.get(1));
        }
        terminal.print("");
        terminal.print("'pgwright COMMAND --help' shows the options and examples of a command.");
    }

    /** Prints the commands that begin with a word which is none by itself. */
    void print(Commands commands, String first) {
        terminal.print(title("Usage: ") + "pgwright " + first + " COMMAND [ARGUMENTS]");
        terminal.print("");
        for (Commands.Entry entry : commands.entries()) {
            if (entry.name().startsWith(first + " ")) {
                row(entry.name(), entry.summary());
            }
        }
        terminal.print("");
        terminal.print("'pgwright " + first + " COMMAND --help' shows the options and examples of a command.");
    }

    private String title(String text) {
        return terminal.styled(Style.BOLD, text);
    }

    private void row(String name, String text) {
        int gap = Math.max(2, NAME_COLUMN + 2 - name.length());
        terminal.print("  " + terminal.styled(Style.CYAN, name) + " ".repeat(gap) + text);
    }
}
