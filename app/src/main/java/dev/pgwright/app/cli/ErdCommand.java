package dev.pgwright.app.cli;

import dev.pgwright.api.DrawSchema;
import dev.pgwright.render.erd.ErdOptions;
import java.nio.file.Path;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** {@code pgwright erd}. */
final class ErdCommand implements Command {
    private static final String ONLY = "--only";

    /** What {@code --only} takes. */
    enum Only {
        keys(ErdOptions.Detail.KEYS),
        tables(ErdOptions.Detail.TABLES);

        private final ErdOptions.Detail detail;

        Only(ErdOptions.Detail detail) {
            this.detail = detail;
        }
    }

    @Override
    public void describe(CommandSpec spec) {
        SchemaArguments.addTo(spec, "SOURCE");
        spec.addOption(OptionSpec.builder("-o", "--output")
                .type(Path.class)
                .required(true)
                .paramLabel("FILE")
                .description("the picture to write: .svg, or .mmd for Mermaid")
                .build());
        spec.addOption(OptionSpec.builder(ONLY)
                .type(Only.class)
                .paramLabel("WHAT")
                .description("'keys': only columns of keys; 'tables': only names")
                .build());
        SchemaArguments.addForce(spec);
        spec.usageMessage()
                .description(
                        "draw the tables of a schema and how they refer to each other",
                        "",
                        "The SVG needs no other file and follows the reader's light or dark theme.",
                        "Groups of a DBML file, or else schemas, become coloured areas.");
        spec.usageMessage()
                .footerHeading("%n@|bold Examples|@%n")
                .footer(
                        "  pgwright erd postgresql://localhost/shop -o shop.svg",
                        "  pgwright erd schema.sql -o schema.svg --only keys");
    }

    @Override
    public int run(ParseResult given, Session session) {
        ErdOptions.Detail detail = given.hasMatchedOption(ONLY)
                ? given.<Only>matchedOptionValue(ONLY, Only.keys).detail
                : ErdOptions.Detail.COLUMNS;
        DrawSchema.Result result = DrawSchema.run(
                new DrawSchema.Request(
                        SchemaArguments.source(given),
                        given.matchedOptionValue("--output", Path.of("")),
                        detail,
                        given.hasMatchedOption("--force"),
                        SchemaArguments.version(given),
                        System.getenv()),
                session.progress());
        session.terminal()
                .print(result.to() + ": " + result.catalog().tables().size() + " tables, "
                        + result.catalog().foreignKeys().size() + " relationships");
        return 0;
    }
}
