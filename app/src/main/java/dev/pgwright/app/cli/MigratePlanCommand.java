package dev.pgwright.app.cli;

import dev.pgwright.api.PlanMigration;
import dev.pgwright.finding.Count;
import dev.pgwright.finding.ErrorCode;
import dev.pgwright.finding.PgwrightException;
import dev.pgwright.load.migrations.Framework;
import dev.pgwright.migrate.rehearse.ConversionCheck;
import dev.pgwright.render.report.PlanReport;
import dev.pgwright.source.Place;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** {@code pgwright migrate plan}. */
final class MigratePlanCommand implements Command {
    private static final String FROM = "--from";
    private static final String SCHEMA = "--schema";
    private static final String TO = "--to";
    private static final String SQL = "--sql";
    private static final String OUTPUT = "--output";
    private static final String TITLE = "--title";
    private static final String FACTS = "--facts";
    private static final String WORKLOAD = "--workload";
    private static final String LOAD = "--hourly-load";
    private static final String MIGRATIONS = "--migrations";
    private static final String LAYOUT = "--layout";
    private static final String AT_ONCE = "--renames-at-once";
    private static final String CONVERT = "--convert";
    private static final String CONVERT_BACK = "--convert-back";
    private static final String LOSS = "--allow-data-loss";

    @Override
    public void describe(CommandSpec spec) {
        spec.addOption(OptionSpec.builder(FROM)
                .type(String.class)
                .required(true)
                .paramLabel("SCHEMA")
                .description(
                        "the schema as it is: postgresql://host/name or",
                        "'service=name', a .dbml, .sql or .json file, or a",
                        "folder of .sql files")
                .build());
        spec.addOption(OptionSpec.builder(SCHEMA)
                .type(String.class)
                .paramLabel("NAME")
                .description(
                        "of a database only this schema counts: for a plan",
                        "that schemas of the same form get one by one")
                .build());
        spec.addOption(OptionSpec.builder(TO)
                .type(String.class)
                .paramLabel("SCHEMA")
                .description("the schema as it is to be, given in any of these ways")
                .build());
        spec.addOption(OptionSpec.builder(SQL)
                .type(Path.class)
                .paramLabel("FILE")
                .description("in place of --to: the SQL as one would write it,", "which is made safe")
                .build());
        spec.addOption(OptionSpec.builder("-o", OUTPUT)
                .type(Path.class)
                .paramLabel("FOLDER")
                .description("where to write the plan; ./plan unless given")
                .build());
        spec.addOption(OptionSpec.builder(TITLE)
                .type(String.class)
                .paramLabel("TEXT")
                .description("what the migration is about, for the runbook")
                .build());
        DiffCommand.addRename(spec);
        spec.addOption(OptionSpec.builder(AT_ONCE)
                .type(boolean.class)
                .description(
                        "columns change their names at one moment, not in", "phases between which code is deployed")
                .build());
        addConversion(
                spec,
                CONVERT,
                "how the values of a column become those of",
                "another type: an expression over the old row's",
                "columns, or for a new column the one of another",
                "table that moves to it; may be repeated");
        addConversion(spec, CONVERT_BACK, "the same for the way back, over the new row's", "columns");
        spec.addOption(OptionSpec.builder(LOSS)
                .type(List.class)
                .auxiliaryTypes(String.class)
                .arity("1")
                .paramLabel("OBJECT")
                .description("a table or column whose data may be destroyed;", "may be repeated")
                .build());
        spec.addOption(OptionSpec.builder(FACTS)
                .type(Path.class)
                .paramLabel("FILE")
                .description("sizes of tables, by 'review --save-facts'; a", "database is asked itself")
                .build());
        spec.addOption(OptionSpec.builder(WORKLOAD)
                .type(List.class)
                .auxiliaryTypes(Path.class)
                .arity("1")
                .paramLabel("FILE")
                .description(
                        "known queries: SQL, or pg_stat_statements exported;", "told is behind which step they fail")
                .build());
        spec.addOption(OptionSpec.builder(LOAD)
                .type(Path.class)
                .paramLabel("FILE")
                .description(
                        "CSV with the columns at and transactions, read each",
                        "hour: the runbook proposes the quiet hours")
                .build());
        spec.addOption(OptionSpec.builder(MIGRATIONS)
                .type(Path.class)
                .paramLabel("FOLDER")
                .description("write the steps into this folder as well, as the", "next migrations of its tool")
                .build());
        spec.addOption(OptionSpec.builder(LAYOUT)
                .type(String.class)
                .paramLabel("TOOL")
                .description(
                        "the tool of that folder, which may be a new one:",
                        "flyway, liquibase, golang-migrate, goose, dbmate,",
                        "sqlx, diesel, prisma, supabase or plain")
                .build());
        SchemaArguments.addVersion(spec, "the PostgreSQL that files are for");
        SchemaArguments.addForce(spec);
        spec.usageMessage()
                .description(
                        "plan a migration that others can work through, and try it",
                        "",
                        "Each step has its SQL in the form that a table in use can bear, the locks that",
                        "it takes, its way back, and what applications must have deployed before it. The",
                        "plan is run on an embedded PostgreSQL, there and back, before it is written:",
                        "plan.yaml for 'pgwright migrate apply', PLAN.md for people. Renames are found",
                        "or asked, as is how values become those of another type; data is destroyed only",
                        "where that is allowed by name.");
        spec.usageMessage()
                .footerHeading("%n@|bold Examples|@%n")
                .footer(
                        "  pgwright migrate plan --from postgresql://localhost/shop --to schema.dbml",
                        "  pgwright migrate plan --from postgresql://localhost/shop --sql change.sql",
                        "  pgwright migrate plan --from old.sql --to new.sql -o plan \\",
                        "      --rename public.users=public.people --allow-data-loss public.logs");
    }

    private static void addConversion(CommandSpec spec, String option, String... description) {
        spec.addOption(OptionSpec.builder(option)
                .type(List.class)
                .auxiliaryTypes(String.class)
                .arity("1")
                .paramLabel("COLUMN=SQL")
                .description(description)
                .build());
    }

    private static ConversionCheck.Said conversions(ParseResult given) {
        String example = "'public.orders.code=code::integer'";
        return new ConversionCheck.Said(
                DiffCommand.pairs(given.matchedOptionValue(CONVERT, List.of()), "conversion", CONVERT + " " + example),
                DiffCommand.pairs(
                        given.matchedOptionValue(CONVERT_BACK, List.of()),
                        "conversion",
                        CONVERT_BACK + " " + example.replace("integer", "text")));
    }

    @Override
    public int run(ParseResult given, Session session) {
        Path output = given.matchedOptionValue(OUTPUT, Path.of("plan"));
        refuseOtherThanOne(given);
        PlanMigration.Result result = PlanMigration.run(
                new PlanMigration.Request(
                        given.matchedOptionValue(FROM, ""),
                        given.matchedOptionValue(SCHEMA, null),
                        given.matchedOptionValue(TO, null),
                        given.matchedOptionValue(SQL, null),
                        DiffCommand.renames(given.matchedOptionValue(DiffCommand.RENAME, List.of())),
                        given.matchedOptionValue(AT_ONCE, false),
                        conversions(given),
                        Set.copyOf(given.matchedOptionValue(LOSS, List.<String>of())),
                        output,
                        given.matchedOptionValue("--force", false),
                        title(given),
                        given.hasMatchedOption("--postgres") ? SchemaArguments.version(given) : null,
                        given.matchedOptionValue(MIGRATIONS, null),
                        layout(given),
                        given.matchedOptionValue(FACTS, null),
                        given.matchedOptionValue(WORKLOAD, List.<Path>of()),
                        given.matchedOptionValue(LOAD, null),
                        System.getenv()),
                session.progress());
        Terminal terminal = session.terminal();
        terminal.print(PlanReport.text(result.plan()).stripTrailing());
        if (!result.untried().isEmpty()) {
            terminal.print("Why: " + result.untried());
        }
        terminal.print("Written: " + output.resolve("PLAN.md") + " for people, " + output.resolve("plan.yaml")
                + " for 'pgwright migrate apply'");
        if (!result.migrations().isEmpty()) {
            terminal.print("Written: " + Count.of(result.migrations().size(), "file") + " of migrations, from "
                    + result.migrations().get(0) + " on");
            result.withoutBack()
                    .forEach(stage -> terminal.print("The way back of '" + stage + "' is in the plan only"));
        }
        return 0;
    }

    private static void refuseOtherThanOne(ParseResult given) {
        if (given.hasMatchedOption(TO) == given.hasMatchedOption(SQL)) {
            throw new PgwrightException(
                    ErrorCode.USAGE,
                    Place.UNKNOWN,
                    given.hasMatchedOption(TO)
                            ? TO + " and " + SQL + " both say where the plan is to lead"
                            : "nothing says where the plan is to lead",
                    "give the schema as it is to be with " + TO + ", or the SQL that makes it with " + SQL);
        }
        if (given.hasMatchedOption(SQL) && given.hasMatchedOption(DiffCommand.RENAME)) {
            throw new PgwrightException(
                    ErrorCode.USAGE,
                    Place.UNKNOWN,
                    "with " + SQL + " nothing is taken for a rename but RENAME",
                    "leave " + DiffCommand.RENAME + " away");
        }
        if (given.hasMatchedOption(SQL) && given.hasMatchedOption(CONVERT)) {
            throw new PgwrightException(
                    ErrorCode.USAGE,
                    Place.UNKNOWN,
                    "with " + SQL + " values become others as USING says",
                    "leave " + CONVERT + " away");
        }
    }

    private static @Nullable Framework layout(ParseResult given) {
        if (!given.hasMatchedOption(LAYOUT)) {
            return null;
        }
        if (!given.hasMatchedOption(MIGRATIONS)) {
            throw new PgwrightException(
                    ErrorCode.USAGE,
                    Place.UNKNOWN,
                    LAYOUT + " says how files are written, but not where",
                    "name the folder with " + MIGRATIONS);
        }
        return ReviewCommand.framework(LAYOUT, given.matchedOptionValue(LAYOUT, ""));
    }

    private static String title(ParseResult given) {
        String title = given.matchedOptionValue(TITLE, "Migration");
        if (title.isBlank() || title.contains("\n")) {
            throw new PgwrightException(
                    ErrorCode.USAGE, Place.UNKNOWN, "a title is one line with something in it", null);
        }
        return title;
    }
}
