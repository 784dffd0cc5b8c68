package dev.pgwright.app.cli;

import dev.pgwright.api.ApplyMigration;
import dev.pgwright.api.SteerMigration;
import dev.pgwright.finding.ErrorCode;
import dev.pgwright.finding.PgwrightException;
import dev.pgwright.migrate.apply.ApplyOptions;
import dev.pgwright.migrate.apply.Migrator;
import dev.pgwright.migrate.apply.Pace;
import dev.pgwright.source.Place;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** What the commands that work on a migration's database have in common. */
final class MigrateArguments {
    static final String DRY_RUN = "--dry-run";
    private static final String DATABASE = "--db";
    private static final String LOCK_TIMEOUT = "--lock-timeout";
    private static final String GIVE_UP = "--give-up";
    private static final String DEPLOYED = "--deployed";
    private static final Pattern TIME = Pattern.compile("([0-9]{1,9})(ms|s|min|h)");
    private static final Map<String, Long> MILLISECONDS =
            Map.of("ms", 1L, "s", 1_000L, "min", 60_000L, "h", 3_600_000L);

    private MigrateArguments() {}

    static void addDatabase(CommandSpec spec) {
        spec.addOption(OptionSpec.builder(DATABASE)
                .type(String.class)
                .required(true)
                .paramLabel("URL")
                .description("the database: postgresql://host/name,", "'service=name', 'host=... dbname=...'")
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

    /** Adds the plan, its database and how patient to be. */
    static void addRun(CommandSpec spec) {
        addPlan(spec);
        addDatabase(spec);
        spec.addOption(OptionSpec.builder(LOCK_TIMEOUT)
                .type(String.class)
                .paramLabel("TIME")
                .description("how long a statement may wait for a lock,", "while others queue up behind it; 2s")
                .build());
        spec.addOption(OptionSpec.builder(GIVE_UP)
                .type(String.class)
                .paramLabel("TIME")
                .description("how long a step is tried again before the run", "stops; 10min unless given")
                .build());
        spec.addOption(OptionSpec.builder(DRY_RUN)
                .type(boolean.class)
                .description("check everything and show the steps; change nothing")
                .build());
    }

    /** Adds what the application has deployed. */
    static void addDeployed(CommandSpec spec) {
        spec.addOption(OptionSpec.builder(DEPLOYED)
                .type(int.class)
                .paramLabel("STEP")
                .description("the application has deployed what this step, and", "those before it, wait for")
                .build());
    }

    static ApplyMigration.Request run(ParseResult given) {
        return new ApplyMigration.Request(
                plan(given),
                given.matchedOptionValue(DATABASE, ""),
                new ApplyOptions(
                        time(given, LOCK_TIMEOUT, ApplyOptions.DEFAULT.lockTimeout()),
                        time(given, GIVE_UP, ApplyOptions.DEFAULT.giveUp()),
                        Pace.DEFAULT,
                        given.matchedOptionValue(DEPLOYED, 0)),
                System.getenv());
    }

    static SteerMigration.Request database(ParseResult given) {
        return new SteerMigration.Request(given.matchedOptionValue(DATABASE, ""), System.getenv());
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
