package dev.pgwright.app.cli;

import dev.pgwright.api.FormatDbml;
import dev.pgwright.finding.ErrorCode;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** {@code pgwright fmt}. */
final class FmtCommand implements Command {
    private static final String CHECK = "--check";

    @Override
    public void describe(CommandSpec spec) {
        spec.addPositional(PositionalParamSpec.builder()
                .index("0..*")
                .arity("1..*")
                .required(true)
                .type(List.class)
                .auxiliaryTypes(Path.class)
                .paramLabel("FILE")
                .description("a .dbml file")
                .build());
        spec.addOption(OptionSpec.builder(CHECK)
                .type(boolean.class)
                .description("write nothing; exit with 1 and name the files that", "would change")
                .build());
        spec.usageMessage()
                .description(
                        "lay out DBML files",
                        "",
                        "Columns are aligned, blocks indented and set apart. Comments, texts and lines",
                        "stay, and so does what the files mean. When one file cannot be parsed, none is",
                        "written.");
        spec.usageMessage()
                .footerHeading("%n@|bold Examples|@%n")
                .footer("  pgwright fmt schema.dbml", "  pgwright fmt --check schema/*.dbml");
    }

    @Override
    public int run(ParseResult given, Session session) {
        List<Path> files = given.matchedPositionalValue(0, List.of());
        boolean check = given.hasMatchedOption(CHECK);
        FormatDbml.Result result = FormatDbml.run(new FormatDbml.Request(files, check));
        Terminal terminal = session.terminal();
        for (Path path : result.changed()) {
            terminal.print(path + (check ? ": would change" : ": laid out anew"));
        }
        return check && !result.changed().isEmpty() ? ErrorCode.CHECK_FAILED.exitCode() : 0;
    }
}
