package dev.pgwright.app.cli;

import dev.pgwright.api.DiffSchemas;
import dev.pgwright.finding.ErrorCode;
import dev.pgwright.finding.PgwrightException;
import dev.pgwright.migrate.diff.SchemaDiff;
import dev.pgwright.render.report.DiffReport;
import dev.pgwright.source.Place;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** {@code pgwright diff}. */
final class DiffCommand implements Command {
    private static final String FORMAT = "--format";
    static final String RENAME = "--rename";

    /** What {@code --format} takes. */
    enum Format {
        text,
        markdown,
        json
    }

    @Override
    public void describe(CommandSpec spec) {
        SchemaArguments.addTo(spec, "BEFORE");
        spec.addPositional(PositionalParamSpec.builder()
                .index("1")
                .arity("1")
                .required(true)
                .type(String.class)
                .paramLabel("AFTER")
                .description("the schema to compare it with, given in any of these ways")
                .build());
        spec.addOption(OptionSpec.builder(FORMAT)
                .type(Format.class)
                .paramLabel("FORMAT")
                .description("text (unless given), markdown or json")
                .build());
        addRename(spec);
        spec.usageMessage()
                .description(
                        "say what is different between two schemas",
                        "",
                        "Renames are found by names, types, places and references, each with how sure",
                        "it is; what can be read in two ways is asked, and answered with --rename.",
                        "Ends with 1 if there is a difference, with 0 if there is none.");
        spec.usageMessage()
                .footerHeading("%n@|bold Examples|@%n")
                .footer(
                        "  pgwright diff schema.dbml postgresql://localhost/shop",
                        "  pgwright diff old.sql new.sql --rename public.users=public.people");
    }

    @Override
    public int run(ParseResult given, Session session) {
        SchemaDiff diff = DiffSchemas.run(
                new DiffSchemas.Request(
                        SchemaArguments.source(given),
                        given.matchedPositionalValue(1, ""),
                        renames(given.matchedOptionValue(RENAME, List.of())),
                        SchemaArguments.reading(given),
                        System.getenv()),
                session.progress());
        String report = switch (given.matchedOptionValue(FORMAT, Format.text)) {
            case text -> DiffReport.text(diff);
            case markdown -> DiffReport.markdown(diff);
            case json -> DiffReport.json(diff);
        };
        session.terminal().print(report.stripTrailing());
        return diff.isEmpty() ? 0 : 1;
    }

    /** Adds what is known to be renamed. */
    static void addRename(CommandSpec spec) {
        spec.addOption(OptionSpec.builder(RENAME)
                .type(List.class)
                .auxiliaryTypes(String.class)
                .arity("1")
                .paramLabel("OLD=NEW")
                .description("what is known to be renamed: schema.table or", "schema.table.column; may be repeated")
                .build());
    }

    static Map<String, String> renames(List<String> given) {
        return pairs(given, "rename", RENAME + " public.users=public.people");
    }

    /** What stands on both sides of the first equals sign, in the order given. */
    static Map<String, String> pairs(List<String> given, String kind, String example) {
        Map<String, String> pairs = new LinkedHashMap<>();
        for (String pair : given) {
            int equals = pair.indexOf('=');
            if (equals < 1 || equals == pair.length() - 1) {
                throw new PgwrightException(
                        ErrorCode.USAGE, Place.UNKNOWN, "'" + pair + "' is no " + kind, "write it as " + example);
            }
            pairs.put(pair.substring(0, equals), pair.substring(equals + 1));
        }
        return pairs;
    }
}
