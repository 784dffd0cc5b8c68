package dev.pgwright.app.cli;

import dev.pgwright.finding.DidYouMean;
import dev.pgwright.finding.ErrorCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** The program without its process: arguments in, exit code out. Only the command that is asked for is built. */
final class Cli {
    private static final int FINE = 0;

    private final Terminal terminal;
    private final Commands commands;
    private final Failures failures;
    private final Shutdown shutdown;

    Cli(Terminal terminal, Commands commands, Shutdown shutdown) {
        this.terminal = terminal;
        this.commands = commands;
        this.failures = new Failures(terminal, shutdown);
        this.shutdown = shutdown;
    }

    static String versionLine() {
        return "pgwright " + Version.NUMBER;
    }

    /** Runs a command line; returns its exit code. Never throws. */
    int run(String... arguments) {
        try {
            return dispatch(arguments);
        } catch (Throwable failure) {
            // the last stop: whatever it is, a person must learn of it
            return failures.report(failure, arguments);
        }
    }

    private int dispatch(String[] given) {
        String[] arguments = joined(given);
        Optional<String> name = commandName(arguments);
        if (name.isEmpty()) {
            return withoutCommand(arguments);
        }
        Optional<Commands.Entry> entry = commands.named(name.get());
        List<String> longer = commands.names().stream()
                .filter(known -> known.startsWith(name.get() + " "))
                .toList();
        if (entry.isEmpty() && !longer.isEmpty()) {
            List<String> words = List.of(arguments);
            if (words.contains("--help") || words.contains("-h")) {
                new ProgramHelp(terminal).print(commands, name.get());
                return FINE;
            }
            return halfNamed(name.get(), wordBehind(arguments, name.get()), longer);
        }
        if (entry.isEmpty()) {
            return wrongUsage(
                    "unknown command '" + name.get() + "'",
                    DidYouMean.hint(name.get(), commands.names()).orElse("'pgwright --help' lists the commands"));
        }
        return runCommand(entry.get(), arguments);
    }

    private int halfNamed(String first, Optional<String> second, List<String> known) {
        String all = "there is " + String.join(", ", known);
        return second.isEmpty()
                ? wrongUsage("'" + first + "' needs another word", all)
                : wrongUsage(
                        "unknown command '" + first + " " + second.get() + "'",
                        DidYouMean.hint(first + " " + second.get(), known).orElse(all));
    }

    /** What stands right behind the first word of a command, if it is no option. */
    private static Optional<String> wordBehind(String[] arguments, String first) {
        int next = List.of(arguments).indexOf(first) + 1;
        return next < arguments.length && !arguments[next].startsWith("-")
                ? Optional.of(arguments[next])
                : Optional.empty();
    }

    private static Optional<String> commandName(String[] arguments) {
        int at = commandIndex(arguments, 0);
        return at < 0 ? Optional.empty() : Optional.of(arguments[at]);
    }

    /** The first argument from there on that is no option and no value of a global one; -1 when there is none. */
    private static int commandIndex(String[] arguments, int from) {
        for (int index = from; index < arguments.length; index++) {
            if (GlobalOptions.takesValue(arguments[index])) {
                index++;
            } else if (!arguments[index].startsWith("-")) {
                return index;
            }
        }
        return -1;
    }

    /** The arguments with a name of two words, which must follow each other, as one. */
    private String[] joined(String[] arguments) {
        int first = commandIndex(arguments, 0);
        if (first < 0 || first + 1 == arguments.length) {
            return arguments;
        }
        String name = arguments[first] + " " + arguments[first + 1];
        if (commands.named(name).isEmpty()) {
            return arguments;
        }
        List<String> joined = new ArrayList<>(List.of(arguments));
        joined.remove(first);
        joined.set(first, name);
        return joined.toArray(String[]::new);
    }

    private int withoutCommand(String[] arguments) {
        boolean helpOnly = arguments.length == 1 && (arguments[0].equals("--help") || arguments[0].equals("-h"));
        if (arguments.length > 0 && !helpOnly) {
            CommandLine program = program();
            try {
                if (program.parseArgs(arguments).isVersionHelpRequested()) {
                    terminal.print(versionLine());
                    return FINE;
                }
            } catch (ParameterException wrong) {
                return wrongUsage(wrong, "'pgwright --help' lists the options");
            }
        }
        new ProgramHelp(terminal).print(commands);
        return FINE;
    }

    private int runCommand(Commands.Entry entry, String[] arguments) {
        Command command = entry.factory().get();
        CommandLine child = build(entry, command);
        ParseResult given;
        try {
            given = child.getParent().parseArgs(arguments);
        } catch (ParameterException wrong) {
            return wrongUsage(wrong, "'pgwright " + entry.name() + " --help' shows what it accepts");
        }
        ParseResult ofCommand = given.subcommand();
        if (given.isVersionHelpRequested()) {
            terminal.print(versionLine());
            return FINE;
        }
        if (given.isUsageHelpRequested() || ofCommand.isUsageHelpRequested()) {
            new Usage(terminal).print(child);
            return FINE;
        }
        GlobalOptions options = GlobalOptions.of(given, ofCommand);
        try (Journal journal =
                        Journal.open(terminal, options.verbose(), options.log(), versionLine() + " " + entry.name());
                TerminalProgress progress = new TerminalProgress(terminal)) {
            return command.run(ofCommand, new Session(terminal, progress, journal, commands, shutdown));
        }
    }

    private static CommandLine program() {
        CommandSpec spec = CommandSpec.create().name("pgwright");
        GlobalOptions.addTo(spec, true);
        return settled(new CommandLine(spec));
    }

    /** The program with every command, for completion scripts. */
    static CommandLine buildAll(Commands commands) {
        CommandLine program = program();
        for (Commands.Entry entry : commands.entries()) {
            CommandLine parent = program;
            String[] words = entry.name().split(" ");
            for (int i = 0; i < words.length - 1; i++) {
                parent = Objects.requireNonNull(parent.getSubcommands().get(words[i]), entry.name());
            }
            parent.addSubcommand(
                    words[words.length - 1], commandLine(entry, entry.factory().get()));
        }
        return program;
    }

    /** A command with its options below the program, ready to parse or to show its help. */
    static CommandLine build(Commands.Entry entry, Command command) {
        CommandLine child = commandLine(entry, command);
        program().addSubcommand(entry.name(), child);
        return child;
    }

    private static CommandLine commandLine(Commands.Entry entry, Command command) {
        CommandSpec spec = CommandSpec.create().name(entry.name());
        Usage.prepare(spec, entry);
        command.describe(spec);
        GlobalOptions.addTo(spec, false);
        return settled(new CommandLine(spec));
    }

    private static CommandLine settled(CommandLine commandLine) {
        return commandLine.setExpandAtFiles(false).setCaseInsensitiveEnumValuesAllowed(true);
    }

    private int wrongUsage(ParameterException wrong, String otherwise) {
        String reason = Objects.requireNonNullElse(wrong.getMessage(), "wrong usage");
        // Java's names of numbers are nobody else's
        String message = (reason.substring(0, 1).toLowerCase(Locale.ROOT) + reason.substring(1))
                .replaceFirst("is not an? (int|long)$", "is not a whole number");
        String hint = otherwise;
        if (wrong instanceof UnmatchedArgumentException unmatched) {
            String first = unmatched.getUnmatched().get(0);
            if (first.startsWith("-") && first.length() > 1) {
                message = "unknown option '" + first + "'";
                List<String> known = List.copyOf(
                        wrong.getCommandLine().getCommandSpec().optionsMap().keySet());
                hint = DidYouMean.hint(first, known).orElse(otherwise);
            } else {
                message = "one argument too many: '" + first + "'";
            }
        }
        return wrongUsage(message, hint);
    }

    private int wrongUsage(String message, String hint) {
        failures.print("", message, hint);
        return ErrorCode.USAGE.exitCode();
    }
}
