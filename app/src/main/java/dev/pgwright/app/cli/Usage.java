package dev.pgwright.app.cli;

import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Help.ColorScheme;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/** The help of a command, from what it declares. */
final class Usage {
    private final Terminal terminal;

    Usage(Terminal terminal) {
        this.terminal = terminal;
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
    void print(CommandLine command) {
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
