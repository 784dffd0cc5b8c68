package dev.pgwright.app.cli;

import dev.pgwright.api.FixMigrations;
import dev.pgwright.api.OutputFile;
import dev.pgwright.api.ReviewMigrations;
import dev.pgwright.api.SaveFacts;
import dev.pgwright.api.TraceMigrations;
import dev.pgwright.finding.Count;
import dev.pgwright.finding.DidYouMean;
import dev.pgwright.finding.ErrorCode;
import dev.pgwright.finding.PgwrightException;
import dev.pgwright.load.migrations.Framework;
import dev.pgwright.migrate.rehearse.MigrationTrace;
import dev.pgwright.migrate.rehearse.RoundTrip;
import dev.pgwright.render.report.TraceReport;
import dev.pgwright.render.report.review.ReviewFormat;
import dev.pgwright.render.report.review.ReviewReport;
import dev.pgwright.render.report.review.Styling;
import dev.pgwright.review.Baseline;
import dev.pgwright.review.config.Configuration;
import dev.pgwright.review.config.FailOn;
import dev.pgwright.source.Place;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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
    private static final String SAVE_FACTS = "--save-facts";
    private static final String CONFIG = "--config";
    private static final String FIX = "--fix";
    private static final String DRY_RUN = "--dry-run";
    private static final String TRACE = "--trace";
    private static final String VERIFY = "--verify";
    private static final String WRITE_BASELINE = "--write-baseline";
    private static final String CHECKLIST = "--checklist";

    /** Options that do something else than report a review, each with those that would then be left aside. */
    private static final Map<String, List<String>> OTHER_TASKS = new TreeMap<>(Map.of(
            SAVE_FACTS,
            List.of(
                    FIX,
                    TRACE,
                    VERIFY,
                    WRITE_BASELINE,
                    CHECKLIST,
                    FORMAT,
                    OUTPUT,
                    FAIL_ON,
                    FACTS,
                    WORKLOAD,
                    DIFF,
                    BASELINE),
            FIX,
            List.of(TRACE, VERIFY, WRITE_BASELINE, CHECKLIST, FORMAT, OUTPUT, FAIL_ON, BASELINE),
            TRACE,
            List.of(WRITE_BASELINE, CHECKLIST, FORMAT, OUTPUT, FAIL_ON, DATABASE, FACTS, WORKLOAD, DIFF, BASELINE),
            VERIFY,
            List.of(WRITE_BASELINE, CHECKLIST, FORMAT, OUTPUT, FAIL_ON, DATABASE, FACTS, WORKLOAD, DIFF, BASELINE),
            WRITE_BASELINE,
            List.of(CHECKLIST, FORMAT, OUTPUT, FAIL_ON),
            CHECKLIST,
            List.of(DIFF)));

    @Override
    public void describe(CommandSpec spec) {
        spec.addPositional(PositionalParamSpec.builder()
                .index("0..*")
                .arity("0..*")
                .type(List.class)
                .auxiliaryTypes(Path.class)
                .paramLabel("PATH")
                .description(
                        "files, or a folder of migrations; the usual folder of",
                        "a framework unless given; programs in Java, Kotlin,",
                        "Python, TypeScript, JavaScript and Go, and MyBatis'",
                        "XML, are read for the SQL that they send")
                .build());
        spec.addOption(OptionSpec.builder(DATABASE)
                .type(String.class)
                .paramLabel("URL")
                .description(
                        "judge against this database: schema, sizes and",
                        "sessions, and only what it has not had yet; without",
                        "PATH, the database itself")
                .build());
        spec.addOption(OptionSpec.builder(FACTS)
                .type(Path.class)
                .paramLabel("FILE")
                .description("sizes and traffic that --save-facts has saved, for CI")
                .build());
        spec.addOption(OptionSpec.builder(SAVE_FACTS)
                .type(Path.class)
                .paramLabel("FILE")
                .description("write sizes and traffic of the --db there, and stop")
                .build());
        spec.addOption(OptionSpec.builder(WORKLOAD)
                .type(List.class)
                .auxiliaryTypes(Path.class)
                .arity("1")
                .paramLabel("FILE")
                .description("known queries: SQL, or pg_stat_statements exported;", "may be repeated")
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
        spec.addOption(OptionSpec.builder(WRITE_BASELINE)
                .type(boolean.class)
                .description("write all findings into the --baseline file")
                .build());
        spec.addOption(OptionSpec.builder(FRAMEWORK)
                .type(String.class)
                .paramLabel("NAME")
                .description(
                        "what runs the migrations, found out unless given:",
                        Arrays.stream(Framework.values())
                                .limit(6)
                                .map(Framework::word)
                                .collect(Collectors.joining(", ")),
                        Arrays.stream(Framework.values())
                                .skip(6)
                                .map(Framework::word)
                                .collect(Collectors.joining(", ")))
                .build());
        spec.addOption(OptionSpec.builder(CONFIG)
                .type(Path.class)
                .paramLabel("FILE")
                .description("the configuration, instead of pgwright.yaml here or", "above")
                .build());
        SchemaArguments.addVersion(spec, "the PostgreSQL they are for");
        spec.addOption(OptionSpec.builder(FIX)
                .type(boolean.class)
                .description("rewrite what has a safe form, into more files where", "it takes more transactions")
                .build());
        spec.addOption(OptionSpec.builder(DRY_RUN)
                .type(boolean.class)
                .description("with --fix: write nothing, show a patch")
                .build());
        spec.addOption(OptionSpec.builder(TRACE)
                .type(boolean.class)
                .description("run them on an embedded server instead: the locks", "observed beside those predicted")
                .build());
        spec.addOption(OptionSpec.builder(VERIFY)
                .type(boolean.class)
                .description("run each and its way back on an embedded server", "instead: is everything as before?")
                .build());
        spec.addOption(OptionSpec.builder(CHECKLIST)
                .type(boolean.class)
                .description(
                        "answer the checklists and red flags instead: pass,",
                        "fail or unknown, and what would make it known")
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
                .description("write the report there")
                .build());
        spec.addOption(OptionSpec.builder(FAIL_ON)
                .type(String.class)
                .paramLabel("SEVERITY")
                .description("exit with 1 from error (unless given), warning or", "advice on, or never")
                .build());
        spec.usageMessage()
                .description(
                        "find what is wrong in migrations and schemas, and say what to do instead",
                        "",
                        "Every statement is judged against the schema that the files before it make,",
                        "or that a database has. Locks come from a table that is checked on five",
                        "versions of PostgreSQL. The schema that comes of it is judged as well.",
                        "pgwright rules explains each rule.",
                        "",
                        "SQL in application code is judged against it: name the code beside the",
                        "migrations.",
                        "",
                        "-- pgwright:ignore RULE: REASON in front of a statement silences a rule.");
        spec.usageMessage()
                .footerHeading("%n@|bold Examples|@%n")
                .footer(
                        "  pgwright review db/migrations",
                        "  pgwright review --diff origin/main --format github",
                        "  pgwright review --db postgresql://localhost/shop migrations/0042_orders.sql",
                        "  pgwright review --db postgresql://localhost/shop",
                        "  pgwright review --checklist --workload queries.sql db/migrations");
    }

    @Override
    public int run(ParseResult given, Session session) {
        checkCombination(given);
        if (given.hasMatchedOption(SAVE_FACTS)) {
            SaveFacts.run(
                    given.matchedOptionValue(DATABASE, ""),
                    given.matchedOptionValue(SAVE_FACTS, Path.of("")),
                    System.getenv(),
                    session.progress());
            return 0;
        }
        Configuration configuration = ReviewMigrations.configuration(given.matchedOptionValue(CONFIG, (Path) null));
        ReviewMigrations.Request request = request(given, configuration);
        if (given.hasMatchedOption(TRACE) || given.hasMatchedOption(VERIFY)) {
            return onServer(given, request, session);
        }
        if (given.hasMatchedOption(FIX)) {
            return fix(request, !given.hasMatchedOption(DRY_RUN), session);
        }
        return review(given, request, configuration, session);
    }

    private static void checkCombination(ParseResult given) {
        if (given.hasMatchedOption(SAVE_FACTS) && !given.hasMatchedOption(DATABASE)) {
            throw usage(SAVE_FACTS + " needs a database to read them from", "add " + DATABASE + " URL");
        }
        if (given.hasMatchedOption(DRY_RUN) && !given.hasMatchedOption(FIX)) {
            throw usage(DRY_RUN + " shows what " + FIX + " would do", "add " + FIX);
        }
        if (given.hasMatchedOption(DIFF)
                && given.hasMatchedOption(DATABASE)
                && given.matchedPositionalValue(0, List.<Path>of()).isEmpty()) {
            throw usage(DIFF + " is about changed files, and a database has none", "name the files or folders, too");
        }
        OTHER_TASKS.forEach((task, without) -> {
            if (given.hasMatchedOption(task)) {
                without.stream().filter(given::hasMatchedOption).findFirst().ifPresent(option -> {
                    throw usage(option + " is of no use with " + task, "leave one of them out");
                });
            }
        });
    }

    private static ReviewMigrations.Request request(ParseResult given, Configuration configuration) {
        List<Path> paths = given.matchedPositionalValue(0, List.<Path>of());
        List<Path> workload = given.matchedOptionValue(WORKLOAD, List.<Path>of());
        @Nullable String framework = given.matchedOptionValue(FRAMEWORK, (String) null);
        return new ReviewMigrations.Request(
                paths.isEmpty() && !given.hasMatchedOption(DATABASE) ? configuration.paths() : paths,
                framework == null ? configuration.framework() : framework(FRAMEWORK, framework),
                SchemaArguments.version(given, configuration.version()),
                configuration.rules(),
                configuration.overrides(),
                given.matchedOptionValue(DATABASE, (String) null),
                given.matchedOptionValue(FACTS, configuration.facts()),
                workload.isEmpty() ? configuration.workload() : workload,
                given.matchedOptionValue(DIFF, (String) null),
                given.hasMatchedOption(WRITE_BASELINE)
                        ? null
                        : given.matchedOptionValue(BASELINE, configuration.baseline()),
                configuration.custom(),
                System.getenv());
    }

    private static int review(
            ParseResult given, ReviewMigrations.Request request, Configuration configuration, Session session) {
        ReviewFormat format = format(given.matchedOptionValue(FORMAT, ReviewFormat.TEXT.word()));
        @Nullable FailOn configured = configuration.failOn();
        FailOn failOn =
                failOn(given.matchedOptionValue(FAIL_ON, configured == null ? FailOn.ERROR.word() : configured.word()));
        @Nullable Path baseline = given.matchedOptionValue(BASELINE, configuration.baseline());
        if (given.hasMatchedOption(WRITE_BASELINE) && baseline == null) {
            throw usage(WRITE_BASELINE + " needs to know the file", "add " + BASELINE + " FILE");
        }
        ReviewMigrations.Result result = ReviewMigrations.run(request, session.progress());
        Terminal terminal = session.terminal();
        if (given.hasMatchedOption(WRITE_BASELINE) && baseline != null) {
            Baseline known = result.baseline();
            OutputFile.replace(baseline, known.text());
            terminal.print(baseline + ": " + Count.of(known.entries().size(), "finding") + " known from now on");
            return 0;
        }
        ReviewReport report = new ReviewReport(
                result.outcome(),
                result.fingerprints(),
                result.root(),
                result.options().version(),
                Version.NUMBER,
                failOn.severity());
        @Nullable Path output = given.matchedOptionValue(OUTPUT, (Path) null);
        Styling styling = output == null && terminal.outHasColour() ? ReviewCommand::styled : Styling.NONE;
        String text = given.hasMatchedOption(CHECKLIST)
                ? format.checklist(report, styling, terminal.width()).orElseThrow(() -> noChecklist(format))
                : format.write(report, styling, terminal.width());
        if (output == null) {
            terminal.print(text.stripTrailing());
        } else {
            OutputFile.replace(output, text);
            terminal.print(output + ": " + report.counts());
        }
        return report.failed() ? ErrorCode.CHECK_FAILED.exitCode() : 0;
    }

    private static int fix(ReviewMigrations.Request request, boolean write, Session session) {
        FixMigrations.Result result = FixMigrations.run(request, write, session.progress());
        Terminal terminal = session.terminal();
        if (write) {
            result.fixes().forEach(fix -> terminal.print(result.statements().isEmpty() ? fix : "-- " + fix));
            result.changes().forEach(change -> terminal.print("written: " + change.path()));
        } else {
            result.changes().forEach(change -> terminal.print(change.diff().stripTrailing()));
        }
        if (!result.statements().isEmpty()) {
            terminal.print(result.statements().stripTrailing());
        }
        result.left().forEach(reason -> terminal.error("left: " + reason));
        if (result.changes().isEmpty()
                && result.left().isEmpty()
                && result.statements().isEmpty()) {
            terminal.print("nothing here has a fix");
        }
        return 0;
    }

    private static int onServer(ParseResult given, ReviewMigrations.Request reviewed, Session session) {
        TraceMigrations.Request request =
                new TraceMigrations.Request(reviewed.paths(), reviewed.framework(), reviewed.version());
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
            case GOOD -> Style.GREEN.apply(text);
            case ERROR -> Style.BOLD_RED.apply(text);
            case WARNING -> Style.YELLOW.apply(text);
            case ADVICE -> Style.CYAN.apply(text);
            case STRONG -> Style.BOLD.apply(text);
            case MUTED -> Style.DIM.apply(text);
        };
    }

    private static PgwrightException noChecklist(ReviewFormat format) {
        return usage("there is no checklist as " + format.word(), "text, json and markdown have one");
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

    /** The tool that an option names. */
    static Framework framework(String option, String word) {
        return Framework.of(word)
                .orElseThrow(() -> unknown(
                        option,
                        word,
                        Arrays.stream(Framework.values()).map(Framework::word).toList()));
    }

    private static FailOn failOn(String word) {
        return Arrays.stream(FailOn.values())
                .filter(failOn -> failOn.word().equals(word))
                .findFirst()
                .orElseThrow(() -> unknown(
                        FAIL_ON,
                        word,
                        Arrays.stream(FailOn.values()).map(FailOn::word).toList()));
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
