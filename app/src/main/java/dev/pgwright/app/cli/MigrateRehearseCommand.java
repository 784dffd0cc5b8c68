package dev.pgwright.app.cli;

import dev.pgwright.api.RehearseMigration;
import dev.pgwright.finding.ErrorCode;
import dev.pgwright.finding.PgwrightException;
import dev.pgwright.migrate.rehearse.RehearsalReport;
import dev.pgwright.render.report.RehearsalText;
import dev.pgwright.source.Place;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** {@code pgwright migrate rehearse}. */
final class MigrateRehearseCommand implements Command {
    private static final String ROWS = "--rows";
    private static final String FACTS = "--facts";
    private static final String WORKLOAD = "--workload";
    private static final String CLIENTS = "--clients";
    private static final String WAIT = "--longest-wait";
    private static final String ON = "--on";
    private static final String CALIBRATE = "--calibrate";
    private static final String FORMAT = "--format";
    private static final long DEFAULT_ROWS = 100_000;
    private static final int DEFAULT_CLIENTS = 4;
    private static final int DEFAULT_WAIT = 500;
    private static final int MOST_CLIENTS = 100;

    /** What {@code --format} takes. */
    enum Format {
        text,
        json
    }

    @Override
    public void describe(CommandSpec spec) {
        MigrateArguments.addPlan(spec);
        spec.addOption(OptionSpec.builder(ROWS)
                .type(long.class)
                .paramLabel("N")
                .description("rows of the largest table; 100000 unless given")
                .build());
        spec.addOption(OptionSpec.builder(FACTS)
                .type(Path.class)
                .paramLabel("FILE")
                .description("sizes in production, by 'review --save-facts':", "times are extrapolated to them")
                .build());
        spec.addOption(OptionSpec.builder(WORKLOAD)
                .type(List.class)
                .auxiliaryTypes(Path.class)
                .arity("1")
                .paramLabel("FILE")
                .description(
                        "known queries: SQL, or pg_stat_statements exported;",
                        "clients run them as well; writes are rolled back")
                .build());
        spec.addOption(OptionSpec.builder(CLIENTS)
                .type(int.class)
                .paramLabel("N")
                .description("clients that read and write meanwhile; 4 unless", "given")
                .build());
        spec.addOption(OptionSpec.builder(WAIT)
                .type(int.class)
                .paramLabel("MS")
                .description("the longest that a query may take; 500 unless", "given")
                .build());
        spec.addOption(OptionSpec.builder(ON)
                .type(String.class)
                .paramLabel("URL")
                .description(
                        "a scratch server in place of the embedded one: a",
                        "database is made there and dropped, others are not",
                        "touched")
                .build());
        spec.addOption(OptionSpec.builder(CALIBRATE)
                .type(String.class)
                .paramLabel("URL")
                .description(
                        "the database that the plan is for: a few read-only",
                        "queries time it, and times are those of its speed")
                .build());
        spec.addOption(OptionSpec.builder(FORMAT)
                .type(Format.class)
                .paramLabel("FORMAT")
                .description("text (unless given) or json")
                .build());
        spec.usageMessage()
                .description(
                        "run a plan on synthetic rows under load, and measure it",
                        "",
                        "An embedded PostgreSQL gets the plan's first schema and rows that honour its",
                        "types, keys and checks, at two scales. Clients read, insert, update, upsert and",
                        "delete by primary key while each step runs; then the way back runs, and schema",
                        "and rows must be as before. Refused (5) if the disk has too little room. Ends",
                        "with 1 if the verdict is no-go, with its reasons.");
        spec.usageMessage()
                .footerHeading("%n@|bold Examples|@%n")
                .footer(
                        "  pgwright migrate rehearse plan",
                        "  pgwright migrate rehearse plan --rows 2000000 --facts facts.json --clients 8",
                        "  pgwright migrate rehearse plan --on service=scratch",
                        "  pgwright migrate rehearse plan --calibrate service=shop");
    }

    @Override
    public int run(ParseResult given, Session session) {
        long rows = given.matchedOptionValue(ROWS, DEFAULT_ROWS);
        int clients = given.matchedOptionValue(CLIENTS, DEFAULT_CLIENTS);
        int wait = given.matchedOptionValue(WAIT, DEFAULT_WAIT);
        refuse(rows < 100, ROWS + " must be 100 or more", "fewer rows show nothing");
        refuse(clients < 0 || clients > MOST_CLIENTS, CLIENTS + " must be 0 to " + MOST_CLIENTS, "4 show most");
        refuse(wait < 1, WAIT + " must be 1 or more", "it is in milliseconds");
        RehearsalReport report = RehearseMigration.run(
                new RehearseMigration.Request(
                        MigrateArguments.plan(given),
                        rows,
                        given.matchedOptionValue(FACTS, null),
                        given.matchedOptionValue(WORKLOAD, List.<Path>of()),
                        clients,
                        wait / 1000.0,
                        given.matchedOptionValue(ON, null),
                        given.matchedOptionValue(CALIBRATE, null),
                        System.getenv()),
                session.progress());
        String text = given.matchedOptionValue(FORMAT, Format.text) == Format.json
                ? RehearsalText.json(report)
                : RehearsalText.text(report);
        session.terminal().print(text.stripTrailing());
        return report.isGo() ? 0 : ErrorCode.CHECK_FAILED.exitCode();
    }

    private static void refuse(boolean wrong, String message, String hint) {
        if (wrong) {
            throw new PgwrightException(ErrorCode.USAGE, Place.UNKNOWN, message, hint);
        }
    }
}
