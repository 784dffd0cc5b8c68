package dev.pgwright.app.cli;

import dev.pgwright.finding.DidYouMean;
import dev.pgwright.finding.ErrorCode;
import dev.pgwright.finding.PgwrightException;
import dev.pgwright.source.Place;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** {@code pgwright help [COMMAND]}. */
final class HelpCommand implements Command {
    @Override
    public void describe(CommandSpec spec) {
        spec.addPositional(PositionalParamSpec.builder()
                .index("0..*")
                .arity("0..2")
                .type(List.class)
                .auxiliaryTypes(String.class)
                .paramLabel("COMMAND")
                .description("the command to explain; without it, all commands are listed")
                .build());
    }

    @Override
    public int run(ParseResult given, Session session) {
        String name = String.join(" ", given.matchedPositionalValue(0, List.<String>of()));
        if (name.isEmpty()) {
            new ProgramHelp(session.terminal()).print(session.commands());
            return 0;
        }
        Commands.Entry entry = session.commands()
                .named(name)
                .orElseThrow(() -> new PgwrightException(
                        ErrorCode.USAGE,
                        Place.UNKNOWN,
                        "unknown command '" + name + "'",
                        DidYouMean.hint(name, session.commands().names())
                                .orElse("'pgwright --help' lists the commands")));
        new Usage(session.terminal()).print(Cli.build(entry, entry.factory().get()));
        return 0;
    }
}
