package dev.pgwright.app.cli;

import dev.pgwright.api.ConvertSchema;
import dev.pgwright.catalog.Catalog;
import dev.pgwright.catalog.NotModelled;
import dev.pgwright.finding.Count;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** {@code pgwright convert}. */
final class ConvertCommand implements Command {
    private static final int MOST_NAMED = 10;

    @Override
    public void describe(CommandSpec spec) {
        SchemaArguments.addTo(spec, "FROM");
        spec.addPositional(PositionalParamSpec.builder()
                .index("1")
                .arity("1")
                .required(true)
                .type(String.class)
                .paramLabel("TO")
                .description("the file to write: .dbml, .sql, .json, .mmd for Mermaid or .puml for PlantUML;"
                        + " or the address of an empty database: postgresql://...")
                .build());
        SchemaArguments.addForce(spec);
        spec.usageMessage()
                .description(
                        "turn a schema into DBML, SQL, JSON, a diagram as text or a new database",
                        "",
                        "PostgreSQL itself says what the source means: files are run on an embedded",
                        "server and read back. What DBML has no words for is kept in its settings and",
                        "one note, so that nothing is lost on the way there and back.");
        spec.usageMessage()
                .footerHeading("%n@|bold Examples|@%n")
                .footer(
                        "  pgwright convert postgresql://localhost/shop shop.dbml",
                        "  pgwright convert schema.dbml schema.sql",
                        "  pgwright convert migrations/ schema.mmd",
                        "  pgwright convert schema.dbml postgresql://localhost/empty");
    }

    @Override
    public int run(ParseResult given, Session session) {
        ConvertSchema.Result result = ConvertSchema.run(
                new ConvertSchema.Request(
                        SchemaArguments.source(given),
                        given.matchedPositionalValue(1, ""),
                        given.hasMatchedOption("--force"),
                        SchemaArguments.reading(given),
                        System.getenv()),
                session.progress());
        Terminal terminal = session.terminal();
        terminal.print(result.to() + ": " + counts(result.catalog()));
        list(
                terminal,
                result.format() == ConvertSchema.Format.DATABASE
                        ? "not in the database:"
                        : "not in the file, as it says itself:",
                result.leftOut());
        return 0;
    }

    private static String counts(Catalog catalog) {
        return Count.of(catalog.tables().size(), "table") + ", "
                + Count.of(catalog.views().size(), "view") + ", "
                + Count.of(catalog.enums().size() + catalog.domains().size(), "type") + ", "
                + Count.of(catalog.routines().size(), "routine");
    }

    private static void list(Terminal terminal, String title, List<NotModelled> objects) {
        if (objects.isEmpty()) {
            return;
        }
        terminal.print(title);
        objects.stream()
                .limit(MOST_NAMED)
                .forEach(object -> terminal.print("  " + (object.kind() + " " + object.name()).replaceAll("\\R", " ")));
        if (objects.size() > MOST_NAMED) {
            terminal.print("  and " + (objects.size() - MOST_NAMED) + " more");
        }
    }
}
