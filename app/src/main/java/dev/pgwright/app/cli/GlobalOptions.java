package dev.pgwright.app.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/**
 * The options that every command has; they may stand before or after its name.
 *
 * @param log the file to append to
 */
record GlobalOptions(boolean verbose, @Nullable Path log) {
    private static final String LOG = "--log";
    private static final String VERBOSE = "--verbose";

    /** Options that take the next argument as their value. */
    static boolean takesValue(String argument) {
        return argument.equals(LOG);
    }

    /** Adds the options to a command; {@link ProgramHelp} explains them. */
    static void addTo(CommandSpec spec, boolean isProgram) {
        spec.addOption(OptionSpec.builder("-h", "--help")
                .usageHelp(true)
                .description("show this help")
                .build());
        if (isProgram) {
            spec.addOption(OptionSpec.builder("-V", "--version")
                    .versionHelp(true)
                    .hidden(true)
                    .build());
        }
        spec.addOption(flag(VERBOSE));
        spec.addOption(OptionSpec.builder(LOG)
                .type(Path.class)
                .paramLabel("FILE")
                .hidden(true)
                .build());
        spec.addOption(flag("--no-color"));
    }

    private static OptionSpec flag(String name) {
        return OptionSpec.builder(name).type(boolean.class).hidden(true).build();
    }

    /** The values given to the program or to the command; those of the command win. */
    static GlobalOptions of(ParseResult program, ParseResult command) {
        return new GlobalOptions(
                program.hasMatchedOption(VERBOSE) || command.hasMatchedOption(VERBOSE),
                command.<@Nullable Path>matchedOptionValue(LOG, program.<@Nullable Path>matchedOptionValue(LOG, null)));
    }
}
