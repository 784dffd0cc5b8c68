package dev.pgwright.app.cli;

import java.util.List;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Help.ColorScheme;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/** The help texts. That of the program is made from the table alone, so that no command is loaded for it. */
final class Usage {
    private static final int NAME_COLUMN = 14;

    private final Terminal terminal;

    Usage(Terminal terminal) {
        this.terminal = terminal;
    }

    /** Prints the help of the program. */
    void printProgram(Commands commands) {
        terminal.print(
                terminal.styled(Style.BOLD, "pgwright") + ": a senior PostgreSQL database engineer as a program");
        terminal.print("");
        terminal.print(title("Usage: ") + "pgwright [OPTIONS] COMMAND [ARGUMENTS]");
        for (Commands.Job job : Commands.Job.values()) {
            List<Commands.Entry> ofJob = commands.entries().stream()
                    .filter(entry -> entry.job() == job)
                    .toList();
            if (!ofJob.isEmpty()) {
                terminal.print("");
                terminal.print(title(job.title()));
                ofJob.forEach(entry -> row(entry.name(), entry.summary()));
            }
        }
        terminal.print("");
        terminal.print(title("Options"));
        GlobalOptions.SHOWN.forEach(option -> row(option.get(0), option.get(1)));
        terminal.print("");
        terminal.print("'pgwright COMMAND --help' shows the options and examples of a command.");
    }

    private String title(String text) {
        return terminal.styled(Style.BOLD, text);
    }

    private void row(String name, String text) {
        int gap = Math.max(2, NAME_COLUMN + 2 - name.length());
        terminal.print("  " + terminal.styled(Style.CYAN, name) + " ".repeat(gap) + text);
    }

    /** Sets what the help of all commands has in common. */
    static void prepare(CommandSpec spec, Commands.Entry entry) {
        UsageMessageSpec message = spec.usageMessage();
        message.description(capitalised(entry.summary()) + ".");
        message.synopsisHeading("Usage: ");
        message.descriptionHeading("%n");
        message.parameterListHeading("%n@|bold Arguments|@%n");
        message.optionListHeading("%n@|bold Options|@%n");
        message.commandListHeading("%n@|bold Commands|@%n");
        message.sortOptions(false);
        message.sortSynopsis(false);
        message.abbreviateSynopsis(false);
    }

    private static String capitalised(String text) {
        return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    }

    /** Prints the help of a command. */
    void printCommand(CommandLine command) {
        command.setUsageHelpWidth(Math.max(55, terminal.width()));
        ColorScheme colours = new ColorScheme.Builder(terminal.outHasColour() ? Ansi.ON : Ansi.OFF)
                .commands(Help.Ansi.Style.bold)
                .options(Help.Ansi.Style.fg_cyan)
                .parameters(Help.Ansi.Style.fg_cyan)
                .optionParams(Help.Ansi.Style.fg_cyan)
                .build();
        command.getUsageMessage(colours).stripTrailing().lines().forEach(terminal::print);
        terminal.print("");
        terminal.print("'pgwright --help' shows the options that every command has.");
    }
}
