package dev.pgwright.app.cli;

import dev.pgwright.api.DocumentSchema;
import dev.pgwright.finding.Count;
import dev.pgwright.finding.ErrorCode;
import dev.pgwright.finding.PgwrightException;
import dev.pgwright.source.Place;
import java.nio.file.Path;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** {@code pgwright docs}. */
final class DocsCommand implements Command {
    private static final String CHECK = "--check";
    private static final String FORMAT = "--format";
    private static final String FORCE = "--force";

    /** What {@code --format} takes. */
    enum Format {
        html(DocumentSchema.Format.HTML),
        markdown(DocumentSchema.Format.MARKDOWN);

        private final DocumentSchema.Format format;

        Format(DocumentSchema.Format format) {
            this.format = format;
        }
    }

    @Override
    public void describe(CommandSpec spec) {
        SchemaArguments.addTo(spec, "SOURCE");
        spec.addOption(OptionSpec.builder("-o", "--output")
                .type(Path.class)
                .required(true)
                .paramLabel("DIR")
                .description("the folder of the documentation")
                .build());
        spec.addOption(OptionSpec.builder(FORMAT)
                .type(Format.class)
                .paramLabel("WHAT")
                .description("'html': a site (this unless given); 'markdown': for a repository")
                .build());
        spec.addOption(OptionSpec.builder(CHECK)
                .type(boolean.class)
                .description("write nothing; exit with 1 if the folder is not as the schema is")
                .build());
        spec.addOption(OptionSpec.builder(FORCE)
                .type(boolean.class)
                .description("overwrite files that were edited or that pgwright did not write")
                .build());
        spec.usageMessage()
                .description(
                        "write a data dictionary: what every table and column is and means",
                        "",
                        "The site works from the folder, without a server. The same schema gives the",
                        "same bytes; sizes, of a database, are in a file of their own.");
        spec.usageMessage()
                .footerHeading("%n@|bold Examples|@%n")
                .footer(
                        "  pgwright docs postgresql://localhost/shop -o site",
                        "  pgwright docs migrations/ -o docs/schema --format markdown",
                        "  pgwright docs migrations/ -o docs/schema --format markdown --check");
    }

    @Override
    public int run(ParseResult given, Session session) {
        boolean check = given.hasMatchedOption(CHECK);
        if (check && given.hasMatchedOption(FORCE)) {
            throw new PgwrightException(
                    ErrorCode.USAGE, Place.UNKNOWN, "--check writes nothing, so there is nothing to --force", null);
        }
        DocumentSchema.Result result = DocumentSchema.run(
                new DocumentSchema.Request(
                        SchemaArguments.source(given),
                        given.matchedOptionValue("--output", Path.of("")),
                        given.matchedOptionValue(FORMAT, Format.html).format,
                        check,
                        given.hasMatchedOption(FORCE),
                        SchemaArguments.reading(given),
                        System.getenv()),
                session.progress());
        Terminal terminal = session.terminal();
        if (check) {
            result.differences().forEach(terminal::print);
            terminal.print(
                    result.differences().isEmpty()
                            ? result.folder() + ": as the schema is"
                            : result.folder() + ": not as the schema is; pgwright docs without --check writes it anew");
            return result.differences().isEmpty() ? 0 : 1;
        }
        terminal.print(result.folder() + ": " + Count.of(result.files(), "file") + " about "
                + Count.of(result.catalog().tables().size(), "table") + ", "
                + Count.of(result.catalog().views().size(), "view"));
        if (!result.catalog().notModelled().isEmpty()) {
            terminal.print("listed, but not described: "
                    + Count.of(result.catalog().notModelled().size(), "object"));
        }
        return 0;
    }
}
