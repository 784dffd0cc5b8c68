package dev.pgwright.app.cli;

import dev.pgwright.api.ApplyMigration;
import dev.pgwright.api.SteerMigration;
import dev.pgwright.finding.ErrorCode;
import dev.pgwright.finding.PgwrightException;
import dev.pgwright.migrate.apply.ApplyOptions;
import dev.pgwright.migrate.apply.Migrator;
import dev.pgwright.migrate.apply.Pace;
import dev.pgwright.migrate.apply.Window;
import dev.pgwright.source.Place;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** What the commands that work on a migration's database have in common. */
final class MigrateArguments {
    static final String DRY_RUN = "--dry-run";
    static final String DATABASE = "--db";
    static final String SCHEMA = "--schema";
    private static final String LOCK_TIMEOUT = "--lock-timeout";
    private static final String GIVE_UP = "--give-up";
    private static final String END_BLOCKERS = "--end-blockers-after";
    private static final String DEPLOYED = "--deployed";
    private static final String WINDOW = "--window";
    private static final String OUTSIDE = "--outside";
    private static final String BATCH_TIME = "--batch-time";
    private static final String MAX_LAG = "--max-lag";
    private static final String MAX_LATENCY = "--max-latency";
    private static final String PROBE = "--probe";
    private static final Pattern TIME = Pattern.compile("([0-9]{1,9})(ms|s|min|h)");
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,6}");
    private static final Map<String, Long> MILLISECONDS =
            Map.of("ms", 1L, "s", 1_000L, "min", 60_000L, "h", 3_600_000L);

    private MigrateArguments() {}

    /** What {@code --outside} takes. */
    enum Outside {
        wait,
        stop
    }

    static void addDatabase(CommandSpec spec) {
        addDatabase(spec, true);
    }

    private static void addDatabase(CommandSpec spec, boolean required) {
        spec.addOption(OptionSpec.builder(DATABASE)
                .type(String.class)
                .required(required)
                .paramLabel("URL")
                .description("the database: postgresql://host/name,", "'service=name', 'host=... dbname=...'")
                .build());
    }

    /** Adds the schema that is the target. */
    static void addSchema(CommandSpec spec) {
        spec.addOption(OptionSpec.builder(SCHEMA)
                .type(String.class)
                .paramLabel("NAME")
                .description("the plan is for this schema of the database, as", "one of many of the same form")
                .build());
    }

    /** Adds the plan as the first argument. */
    static void addPlan(CommandSpec spec) {
        spec.addPositional(PositionalParamSpec.builder()
                .index("0")
                .arity("1")
                .required(true)
                .type(Path.class)
                .paramLabel("PLAN")
                .description("the folder that 'pgwright migrate plan' wrote,", "or plan.yaml in it")
                .build());
    }

    static Path plan(ParseResult given) {
        return given.matchedPositionalValue(0, Path.of(""));
    }

    /**
     * Adds the plan, its database and how patient to be.
     *
     * @param oneDatabase whether the database has to be named
     */
    static void addRun(CommandSpec spec, boolean oneDatabase) {
        addPlan(spec);
        addDatabase(spec, oneDatabase);
        addSchema(spec);
        spec.addOption(OptionSpec.builder(LOCK_TIMEOUT)
                .type(String.class)
                .paramLabel("TIME")
                .description("how long a statement may wait for a lock,", "while others queue up behind it; 500ms")
                .build());
        spec.addOption(OptionSpec.builder(GIVE_UP)
                .type(String.class)
                .paramLabel("TIME")
                .description("how long a step is tried again before the run", "stops; 10min unless given")
                .build());
        spec.addOption(OptionSpec.builder(END_BLOCKERS)
                .type(String.class)
                .paramLabel("TIME")
                .description(
                        "end sessions of others that keep a step waiting", "for longer; none is ended unless given")
                .build());
        spec.addOption(OptionSpec.builder(WINDOW)
                .type(String.class)
                .paramLabel("HOURS")
                .description(
                        "steps and batches begin only then: 01:00-05:00,",
                        "'22:00-04:00 Europe/Berlin'; in this machine's",
                        "zone unless one is said")
                .build());
        spec.addOption(OptionSpec.builder(OUTSIDE)
                .type(Outside.class)
                .paramLabel("WHAT")
                .description("what a run does outside of the window: wait", "(unless given), or stop, to be continued")
                .build());
        spec.addOption(OptionSpec.builder(BATCH_TIME)
                .type(String.class)
                .paramLabel("TIME")
                .description("how long a batch of a backfill is to take; 250ms")
                .build());
        spec.addOption(OptionSpec.builder(MAX_LAG)
                .type(String.class)
                .paramLabel("TIME")
                .description("a backfill waits for replicas that are more", "than this behind; 10s")
                .build());
        spec.addOption(OptionSpec.builder(MAX_LATENCY)
                .type(String.class)
                .paramLabel("TIME")
                .description("a backfill goes slower while its probe takes", "more than this; 100ms")
                .build());
        spec.addOption(OptionSpec.builder(PROBE)
                .type(String.class)
                .paramLabel("QUERY")
                .description("the probe: a query as clients send it; one row", "of the table unless given")
                .build());
        spec.addOption(OptionSpec.builder(DRY_RUN)
                .type(boolean.class)
                .description("check everything and show the steps; change nothing")
                .build());
    }

    /** Adds what the application has deployed. */
    static void addDeployed(CommandSpec spec) {
        spec.addOption(OptionSpec.builder(DEPLOYED)
                .type(String.class)
                .paramLabel("STEP")
                .description(
                        "running code is as this step, and those that the",
                        "run came by before it, demand; 'all': as all do")
                .build());
    }

    static ApplyMigration.Request run(ParseResult given) {
        return new ApplyMigration.Request(
                plan(given),
                given.matchedOptionValue(DATABASE, ""),
                given.matchedOptionValue(SCHEMA, ""),
                new ApplyOptions(
                                time(given, LOCK_TIMEOUT, ApplyOptions.DEFAULT.lockTimeout()),
                                time(given, GIVE_UP, ApplyOptions.DEFAULT.giveUp()),
                                new Pace(
                                        time(given, BATCH_TIME, Pace.DEFAULT.batchTime()),
                                        time(given, MAX_LAG, Pace.DEFAULT.maxLag()),
                                        time(given, MAX_LATENCY, Pace.DEFAULT.maxLatency()),
                                        given.hasMatchedOption(PROBE) ? given.matchedOptionValue(PROBE, "") : null),
                                window(given),
                                deployed(given))
                        .withEndOfBlockers(
                                given.hasMatchedOption(END_BLOCKERS) ? time(given, END_BLOCKERS, Duration.ZERO) : null),
                System.getenv());
    }

    private static int deployed(ParseResult given) {
        String step = given.matchedOptionValue(DEPLOYED, "0");
        if (step.equals("all")) {
            return ApplyOptions.ALL;
        }
        if (!NUMBER.matcher(step).matches()) {
            throw new PgwrightException(
                    ErrorCode.USAGE,
                    Place.UNKNOWN,
                    "'" + step + "' is no step for " + DEPLOYED,
                    "give the number of a step of the plan, or all");
        }
        return Integer.parseInt(step);
    }

    private static @Nullable Window window(ParseResult given) {
        String hours = given.matchedOptionValue(WINDOW, "");
        boolean stops = given.matchedOptionValue(OUTSIDE, Outside.wait) == Outside.stop;
        return hours.isEmpty() ? null : Window.parse(hours, ZoneId.systemDefault(), stops);
    }

    static SteerMigration.Request database(ParseResult given) {
        return new SteerMigration.Request(
                given.matchedOptionValue(DATABASE, ""),
                given.hasMatchedOption(SCHEMA) ? given.matchedOptionValue(SCHEMA, "") : "",
                System.getenv());
    }

    private static Duration time(ParseResult given, String option, Duration otherwise) {
        String text = given.matchedOptionValue(option, "");
        if (text.isEmpty()) {
            return otherwise;
        }
        Matcher time = TIME.matcher(text);
        if (!time.matches() || Long.parseLong(time.group(1)) == 0) {
            throw new PgwrightException(
                    ErrorCode.USAGE,
                    Place.UNKNOWN,
                    "'" + text + "' is no time for " + option,
                    "write it as 500ms, 2s, 10min or 1h");
        }
        return Duration.ofMillis(Long.parseLong(time.group(1)) * MILLISECONDS.getOrDefault(time.group(2), 1L));
    }

    /** Says what came of a run; ends with 1 if the database is not what it should be then. */
    static int report(Migrator.Result result, String what, Terminal terminal) {
        if (result.differences().isEmpty()) {
            terminal.print(what);
            return 0;
        }
        terminal.print(
                "All steps are done, but the database is not what it should be; others have changed it meanwhile:");
        result.differences().forEach(difference -> terminal.print("  " + difference));
        return ErrorCode.CHECK_FAILED.exitCode();
    }
}
