package dev.pgwright.app.cli;

import dev.pgwright.api.FillDatabase;
import dev.pgwright.data.DatabaseFill;
import dev.pgwright.finding.ErrorCode;
import dev.pgwright.finding.PgwrightException;
import dev.pgwright.render.report.FillText;
import dev.pgwright.source.Place;
import java.nio.file.Path;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** {@code pgwright data fill}. */
final class DataFillCommand implements Command {
    private static final String ROWS = "--rows";
    private static final String FRACTION = "--fraction";
    private static final String FACTS = "--facts";
    private static final String LIKE = "--like";
    private static final String BESIDE = "--beside-rows";
    private static final String FORMAT = "--format";
    private static final long DEFAULT_ROWS = 10_000;

    /** What {@code --format} takes. */
    enum Format {
        text,
        json
    }

    @Override
    public void describe(CommandSpec spec) {
        MigrateArguments.addDatabase(spec);
        spec.addOption(OptionSpec.builder(ROWS)
                .type(long.class)
                .paramLabel("N")
                .description(
                        "rows of the largest table; where facts are known the",
                        "others get as many fewer; 10000 or those of the",
                        "facts unless given")
                .build());
        spec.addOption(OptionSpec.builder(FACTS)
                .type(Path.class)
                .paramLabel("FILE")
                .description("sizes and statistics of the real rows, by 'review", "--save-facts'")
                .build());
        spec.addOption(OptionSpec.builder(LIKE)
                .type(String.class)
                .paramLabel("URL")
                .description(
                        "in place of --facts: the database with the real",
                        "rows, which is only asked for its statistics")
                .build());
        spec.addOption(OptionSpec.builder(FRACTION)
                .type(double.class)
                .paramLabel("PART")
                .description("of the real rows, 0.01 for a hundredth; 1 unless", "given")
                .build());
        spec.addOption(OptionSpec.builder(BESIDE)
                .type(boolean.class)
                .description("fill the tables that are empty although others have", "rows, and refer to those")
                .build());
        spec.addOption(OptionSpec.builder(FORMAT)
                .type(Format.class)
                .paramLabel("FORMAT")
                .description("text (unless given) or json")
                .build());
        spec.usageMessage()
                .description(
                        "fill the tables of a scratch database with synthetic rows",
                        "",
                        "Rows honour types, keys, references, checks and partitions; with facts also the",
                        "sizes, parts of NULL, numbers of different values and common values of the real",
                        "ones, none of which is copied but values that many rows share. A table gets all",
                        "its rows or none. Tables that no rows are found for are named with the reason.",
                        "Refused unless all tables are empty, nobody else is connected to the database,",
                        "and its server sends its changes to no other one.");
        spec.usageMessage()
                .footerHeading("%n@|bold Examples|@%n")
                .footer(
                        "  pgwright data fill --db postgresql://localhost/scratch --rows 100000",
                        "  pgwright data fill --db service=scratch --facts facts.json --fraction 0.01");
    }

    @Override
    public int run(ParseResult given, Session session) {
        boolean known = given.hasMatchedOption(FACTS) || given.hasMatchedOption(LIKE);
        long rows = given.matchedOptionValue(ROWS, known ? 0L : DEFAULT_ROWS);
        double fraction = given.matchedOptionValue(FRACTION, 1.0);
        refuse(given.hasMatchedOption(ROWS) && rows < 1, ROWS + " must be 1 or more", "the default is " + DEFAULT_ROWS);
        refuse(
                fraction <= 0 || fraction > 100,
                FRACTION + " must be more than 0 and 100 at most",
                "0.01 is a hundredth");
        refuse(
                given.hasMatchedOption(FACTS) && given.hasMatchedOption(LIKE),
                "--facts and --like exclude each other",
                "both say what the real rows are like");
        refuse(
                given.hasMatchedOption(FRACTION) && (!known || given.hasMatchedOption(ROWS)),
                "--fraction is of the rows that --facts or --like tell, in place of --rows",
                "leave out one");
        DatabaseFill.Result result = FillDatabase.run(
                new FillDatabase.Request(
                        given.matchedOptionValue(MigrateArguments.DATABASE, ""),
                        rows,
                        fraction,
                        given.matchedOptionValue(FACTS, null),
                        given.matchedOptionValue(LIKE, null),
                        given.matchedOptionValue(BESIDE, false),
                        System.getenv()),
                session.shutdown().stopping(),
                session.progress());
        String text = given.matchedOptionValue(FORMAT, Format.text) == Format.json
                ? FillText.json(result)
                : FillText.text(result);
        session.terminal().print(text.stripTrailing());
        return result.leftOut().isEmpty() ? 0 : ErrorCode.CHECK_FAILED.exitCode();
    }

    private static void refuse(boolean wrong, String message, String hint) {
        if (wrong) {
            throw new PgwrightException(ErrorCode.USAGE, Place.UNKNOWN, message, hint);
        }
    }
}
