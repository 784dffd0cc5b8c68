package dev.pgwright.app.cli;

import dev.pgwright.api.OutputFile;
import dev.pgwright.api.ReviewMigrations;
import dev.pgwright.api.TraceMigrations;
import dev.pgwright.finding.DidYouMean;
import dev.pgwright.finding.ErrorCode;
import dev.pgwright.finding.PgwrightException;
import dev.pgwright.finding.Severity;
import dev.pgwright.load.migrations.Framework;
import dev.pgwright.migrate.rehearse.MigrationTrace;
import dev.pgwright.migrate.rehearse.RoundTrip;
import dev.pgwright.render.report.TraceReport;
import dev.pgwright.render.report.review.ReviewFormat;
import dev.pgwright.render.report.review.ReviewReport;
import dev.pgwright.render.report.review.Styling;
import dev.pgwright.review.Baseline;
import dev.pgwright.source.Place;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** {@code pgwright review}. */
final class ReviewCommand implements Command {
    private static final String FRAMEWORK = "--framework";
    private static final String DATABASE = "--db";
    private static final String FACTS = "--facts";
    private static final String WORKLOAD = "--workload";
    private static final String FORMAT = "--format";
    private static final String OUTPUT = "--output";
    private static final String FAIL_ON = "--fail-on";
    private static final String DIFF = "--diff";
    private static final String BASELINE = "--baseline";
    private static final String TRACE = "--trace";
    private static final String VERIFY = "--verify";
    private static final String UPDATE_BASELINE = "--update-baseline";

    @Override
    public void describe(CommandSpec spec) {
        spec.addPositional(PositionalParamSpec.builder()
                .index("0..*")
                .arity("0..*")
                .type(List.class)
                .auxiliaryTypes(Path.class)
                .paramLabel("PATH")
                .description("files, or a folder of migrations; the usual folder of", "a framework unless given")
                .build());
        spec.addOption(OptionSpec.builder(DATABASE)
                .type(String.class)
                .paramLabel("URL")
                .description("judge against this database: its schema, sizes, sessions,", "and what it has not had yet")
                .build());
        spec.addOption(OptionSpec.builder(FACTS)
                .type(Path.class)
                .paramLabel("FILE")
                .description("sizes and traffic that pgwright facts has saved, for CI")
                .build());
        spec.addOption(OptionSpec.builder(WORKLOAD)
                .type(List.class)
                .auxiliaryTypes(Path.class)
                .arity("1")
                .paramLabel("FILE")
                .description("known queries: SQL, or an export of pg_stat_statements;", "may be repeated")
                .build());
        spec.addOption(OptionSpec.builder(DIFF)
                .type(String.class)
                .paramLabel("REV")
                .description("report only what was changed since this git revision")
                .build());
        spec.addOption(OptionSpec.builder(BASELINE)
                .type(Path.class)
                .paramLabel("FILE")
                .description("hide the findings of this file")
                .build());
        spec.addOption(OptionSpec.builder(UPDATE_BASELINE)
                .type(boolean.class)
                .description("write all findings into the --baseline file")
                .build());
        spec.addOption(OptionSpec.builder(FRAMEWORK)
                .type(String.class)
                .paramLabel("NAME")
                .description(
                        "what runs the migrations, found out unless given:",
                        Arrays.stream(Framework.values())
                                .limit(7)
                                .map(Framework::word)
                                .collect(Collectors.joining(", ")),
                        Arrays.stream(Framework.values())
                                .skip(7)
                                .map(Framework::word)
                                .collect(Collectors.joining(", ")))
                .build());
        SchemaArguments.addVersion(spec, "the PostgreSQL that the migrations are for");
        spec.addOption(OptionSpec.builder(TRACE)
                .type(boolean.class)
                .description("run them on an embedded server instead, and show the locks", "that were observed beside those predicted")
                .build());
        spec.addOption(OptionSpec.builder(VERIFY)
                .type(boolean.class)
                .description("run each of them and its way back on an embedded server", "instead: is everything as before?")
                .build());
        spec.addOption(OptionSpec.builder(FORMAT)
                .type(String.class)
                .paramLabel("FORMAT")
                .description(Arrays.stream(ReviewFormat.values())
                        .map(ReviewFormat::word)
                        .collect(Collectors.joining(", ")))
                .build());
        spec.addOption(OptionSpec.builder("-o", OUTPUT)
                .type(Path.class)
                .paramLabel("FILE")
                .description("write the report there; a summary goes to the terminal")
                .build());
        spec.addOption(OptionSpec.builder(FAIL_ON)
                .type(String.class)
                .paramLabel("SEVERITY")
                .description("exit with 1 from error (unless given), warning or advice", "on, or never")
                .build());
        spec.usageMessage()
                .description(
                        "find what is dangerous in migrations, and say what to do instead",
                        "",
                        "Every statement is judged against the schema that the files before it make,",
                        "or that a database has. Locks come from a table that is checked on five",
                        "versions of PostgreSQL. pgwright rules explains each rule.",
                        "",
                        "-- pgwright:ignore RULE: REASON in front of a statement silences a rule.");
        spec.usageMessage()
                .footerHeading("%n@|bold Examples|@%n")
                .footer(
                        "  pgwright review db/migrations",
                        "  pgwright review --diff origin/main --format github",
                        "  pgwright review --db postgresql://localhost/shop migrations/0042_orders.sql");
    }

    @Override
    public int run(ParseResult given, Session session) {
        if (given.hasMatchedOption(TRACE) || given.hasMatchedOption(VERIFY)) {
            return onServer(given, session);
        }
        boolean update = given.hasMatchedOption(UPDATE_BASELINE);
        @Nullable Path baseline = given.matchedOptionValue(BASELINE, (Path) null);
        if (update && baseline == null) {
            throw usage("--update-baseline needs to know the file", "add --baseline FILE");
        }
        ReviewFormat format = format(given.matchedOptionValue(FORMAT, ReviewFormat.TEXT.word()));
        Optional<Severity> failOn = failOn(given.matchedOptionValue(FAIL_ON, Severity.ERROR.word()));
        ReviewMigrations.Result result = ReviewMigrations.run(
                new ReviewMigrations.Request(
                        given.matchedPositionalValue(0, List.<Path>of()),
                        framework(given.matchedOptionValue(FRAMEWORK, (String) null)),
                        SchemaArguments.version(given),
                        Map.of(),
                        List.of(),
                        given.matchedOptionValue(DATABASE, (String) null),
                        given.matchedOptionValue(FACTS, (Path) null),
                        given.matchedOptionValue(WORKLOAD, List.<Path>of()),
                        given.matchedOptionValue(DIFF, (String) null),
                        update ? null : baseline,
                        System.getenv()),
                session.progress());
        Terminal terminal = session.terminal();
        if (update && baseline != null) {
            Baseline known = result.baseline();
            OutputFile.replace(baseline, known.text());
            terminal.print(baseline + ": " + known.entries().size() + " findings are known from now on");
            return 0;
        }
        ReviewReport report = new ReviewReport(
                result.outcome(),
                result.fingerprints(),
                result.root(),
                result.options().version(),
                Version.NUMBER,
                failOn.orElse(null));
        @Nullable Path output = given.matchedOptionValue(OUTPUT, (Path) null);
        if (output == null) {
            String text = format.write(
                    report, terminal.outHasColour() ? ReviewCommand::styled : Styling.NONE, terminal.width());
            terminal.print(text.stripTrailing());
        } else {
            OutputFile.replace(output, format.write(report, Styling.NONE, terminal.width()));
            terminal.print(output + ": " + report.counts());
        }
        return failOn.isPresent() && report.failed() ? ErrorCode.CHECK_FAILED.exitCode() : 0;
    }

    private static int onServer(ParseResult given, Session session) {
        TraceMigrations.Request request = new TraceMigrations.Request(
                given.matchedPositionalValue(0, List.<Path>of()),
                framework(given.matchedOptionValue(FRAMEWORK, (String) null)),
                SchemaArguments.version(given));
        boolean good = true;
        if (given.hasMatchedOption(TRACE)) {
            MigrationTrace.Result result = TraceMigrations.run(request, session.progress());
            session.terminal().print(TraceReport.trace(result).stripTrailing());
            good = result.failure().isEmpty();
        }
        if (given.hasMatchedOption(VERIFY)) {
            List<RoundTrip> trips = TraceMigrations.verify(request, session.progress());
            session.terminal().print(TraceReport.roundTrips(trips).stripTrailing());
            good &= trips.stream().allMatch(trip -> trip.verdict() == RoundTrip.Verdict.EXACT);
        }
        return good ? 0 : ErrorCode.CHECK_FAILED.exitCode();
    }

    private static String styled(Styling.Tone tone, String text) {
        return switch (tone) {
            case ERROR -> Style.BOLD_RED.apply(text);
            case WARNING -> Style.YELLOW.apply(text);
            case ADVICE -> Style.CYAN.apply(text);
            case STRONG -> Style.BOLD.apply(text);
            case MUTED -> Style.DIM.apply(text);
        };
    }

    private static ReviewFormat format(String word) {
        return ReviewFormat.of(word)
                .orElseThrow(() -> unknown(
                        FORMAT,
                        word,
                        Arrays.stream(ReviewFormat.values())
                                .map(ReviewFormat::word)
                                .toList()));
    }

    private static @Nullable Framework framework(@Nullable String word) {
        return word == null
                ? null
                : Framework.of(word)
                        .orElseThrow(() -> unknown(
                                FRAMEWORK,
                                word,
                                Arrays.stream(Framework.values())
                                        .map(Framework::word)
                                        .toList()));
    }

    /** Empty for never. */
    private static Optional<Severity> failOn(String word) {
        if (word.equals("never")) {
            return Optional.empty();
        }
        return Optional.of(Arrays.stream(Severity.values())
                .filter(severity -> severity.word().equals(word.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> unknown(FAIL_ON, word, List.of("error", "warning", "advice", "never"))));
    }

    private static PgwrightException unknown(String option, String word, List<String> known) {
        return usage(
                option + " does not know '" + word + "'",
                DidYouMean.hint(word, known).orElse("it knows " + String.join(", ", known)));
    }

    private static PgwrightException usage(String message, String hint) {
        return new PgwrightException(ErrorCode.USAGE, Place.UNKNOWN, message, hint);
    }
}
