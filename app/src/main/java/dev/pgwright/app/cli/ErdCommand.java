package dev.pgwright.app.cli;

import dev.pgwright.api.DrawSchema;
import dev.pgwright.finding.Count;
import dev.pgwright.finding.ErrorCode;
import dev.pgwright.finding.PgwrightException;
import dev.pgwright.render.erd.ErdOptions;
import dev.pgwright.source.Place;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** {@code pgwright erd}. */
final class ErdCommand implements Command {
    private static final String ONLY = "--only";
    private static final String FOCUS = "--focus";
    private static final String DEPTH = "--depth";

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
                .description(
                        "the picture to write: .svg, .png, .html (to look around in),",
                        ".mmd (Mermaid) or .puml (PlantUML)")
                .build());
        spec.addOption(OptionSpec.builder(ONLY)
                .type(Only.class)
                .paramLabel("WHAT")
                .description("'keys': only columns of keys; 'tables': only names")
                .build());
        spec.addOption(OptionSpec.builder(FOCUS)
                .type(String.class)
                .paramLabel("TABLE")
                .description("draw only this table and those near it")
                .build());
        spec.addOption(OptionSpec.builder(DEPTH)
                .type(int.class)
                .paramLabel("N")
                .description("how many foreign keys away from it is near; 1 unless given")
                .build());
        SchemaArguments.addForce(spec);
        spec.usageMessage()
                .description(
                        "draw the tables of a schema and how they refer to each other",
                        "",
                        "SVG and HTML need no other file and follow the reader's light or dark theme.",
                        "Groups of a DBML file, or else schemas, become coloured areas. Above 150 tables",
                        "areas are cut smaller, by which tables refer to each other.");
        spec.usageMessage()
                .footerHeading("%n@|bold Examples|@%n")
                .footer(
                        "  pgwright erd postgresql://localhost/shop -o shop.html",
                        "  pgwright erd schema.sql -o schema.svg --only keys",
                        "  pgwright erd schema.sql -o orders.svg --focus orders --depth 2");
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
                        focus(given),
                        given.hasMatchedOption("--force"),
                        SchemaArguments.reading(given),
                        System.getenv()),
                session.progress());
        session.terminal()
                .print(result.to() + ": " + Count.of(result.catalog().tables().size(), "table") + ", "
                        + Count.of(result.relationships(), "relationship"));
        return 0;
    }

    private static DrawSchema.@Nullable Focus focus(ParseResult given) {
        String table = given.matchedOptionValue(FOCUS, null);
        Integer depth = given.matchedOptionValue(DEPTH, null);
        if (table == null && depth != null) {
            throw new PgwrightException(
                    ErrorCode.USAGE,
                    Place.UNKNOWN,
                    "--depth says how near to a table, and none is given",
                    "add --focus TABLE");
        }
        if (depth != null && depth < 0) {
            throw new PgwrightException(
                    ErrorCode.USAGE, Place.UNKNOWN, "--depth cannot be negative: " + depth, "0 draws the table alone");
        }
        return table == null ? null : new DrawSchema.Focus(table, depth == null ? 1 : depth);
    }
}
