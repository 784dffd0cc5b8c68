package dev.pgwright.app.cli;

import dev.pgwright.api.ApplyMigration;
import dev.pgwright.finding.Count;
import dev.pgwright.finding.ErrorCode;
import dev.pgwright.finding.PgwrightException;
import dev.pgwright.migrate.apply.Fleet.Target;
import dev.pgwright.migrate.apply.FleetRun.End;
import dev.pgwright.migrate.apply.FleetRun.Outcome;
import dev.pgwright.migrate.apply.Migrator;
import dev.pgwright.render.report.ApplyReport;
import dev.pgwright.source.Place;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** {@code pgwright migrate apply}. */
final class MigrateApplyCommand implements Command {
    private static final String TARGETS = "--targets";
    private static final String PROJECT = "--project";

    @Override
    public void describe(CommandSpec spec) {
        MigrateArguments.addRun(spec, false);
        MigrateArguments.addDeployed(spec);
        spec.addOption(OptionSpec.builder(TARGETS)
                .type(Path.class)
                .paramLabel("FILE")
                .description(
                        "instead of --db: fleet.yaml with databases or",
                        "schemas that get the plan in waves, a canary first")
                .build());
        spec.addOption(OptionSpec.builder(PROJECT)
                .type(Path.class)
                .paramLabel("FOLDER")
                .description(
                        "a project whose schema.dbml, and the decisions in",
                        "whose ARCHITECTURE.md, follow once it is applied")
                .build());
        spec.usageMessage()
                .description(
                        "run a plan on its database, or go on with it",
                        "",
                        "Refused before anything changes if the database is not the one that the plan",
                        "was made for, or the run would not end well. No statement waits long for a",
                        "lock; those that wait try again. The database keeps account of each step, so",
                        "that whatever ends the run, the same command goes on with it. Ctrl-C stops with",
                        "nothing half done and ends with 6, as all does that can be continued. Sessions",
                        "of others are never ended unless --end-blockers-after is given.");
        spec.usageMessage()
                .footerHeading("%n@|bold Examples|@%n")
                .footer(
                        "  pgwright migrate apply plan --db postgresql://localhost/shop --dry-run",
                        "  pgwright migrate apply plan --db service=shop --window 01:00-05:00",
                        "  pgwright migrate apply plan --targets fleet.yaml");
    }

    @Override
    public int run(ParseResult given, Session session) {
        ApplyMigration.Request request = MigrateArguments.run(given);
        Terminal terminal = session.terminal();
        boolean fleet = given.hasMatchedOption(TARGETS);
        if (fleet && given.hasMatchedOption(MigrateArguments.SCHEMA)) {
            throw new PgwrightException(
                    ErrorCode.USAGE,
                    Place.UNKNOWN,
                    "--schema and --targets exclude each other",
                    "name the schema in the file: - {db: service=shop, schema: tenant_*}");
        }
        if (fleet == given.hasMatchedOption(MigrateArguments.DATABASE)) {
            throw new PgwrightException(
                    ErrorCode.USAGE,
                    Place.UNKNOWN,
                    fleet ? "--db and --targets exclude each other" : "no database is named",
                    "name one with --db, or the file of a fleet with --targets");
        }
        if (given.hasMatchedOption(PROJECT)) {
            ApplyMigration.checkProject(given.matchedOptionValue(PROJECT, Path.of("")));
        }
        if (fleet) {
            return fleet(given, request, session);
        }
        if (given.matchedOptionValue(MigrateArguments.DRY_RUN, false)) {
            terminal.print(ApplyReport.text(ApplyMigration.preview(request)).stripTrailing());
            return 0;
        }
        Migrator.Result result =
                ApplyMigration.run(request, session.shutdown().stopping(), session.journal(), session.progress());
        if (result.differences().isEmpty()) {
            refresh(given, request, terminal);
        }
        return MigrateArguments.report(
                result,
                "Applied: " + Count.of(result.done(), "step") + ", and the schema is the one wanted.",
                terminal);
    }

    private static void refresh(ParseResult given, ApplyMigration.Request request, Terminal terminal) {
        if (given.hasMatchedOption(PROJECT)) {
            ApplyMigration.refresh(request, given.matchedOptionValue(PROJECT, Path.of("")))
                    .forEach(file -> terminal.print("Refreshed: " + file));
        }
    }

    private static int fleet(ParseResult given, ApplyMigration.Request request, Session session) {
        Path targets = given.matchedOptionValue(TARGETS, Path.of(""));
        if (given.matchedOptionValue(MigrateArguments.DRY_RUN, false)) {
            Map<Target, Outcome> foreseen = ApplyMigration.fleetPreview(request, targets, session.progress());
            session.terminal().print(ApplyReport.text(foreseen).stripTrailing());
            return firstFailure(foreseen).map(ErrorCode::exitCode).orElse(0);
        }
        Map<Target, Outcome> outcomes = ApplyMigration.fleet(
                request, targets, session.shutdown().stopping(), session.journal(), session.progress());
        session.terminal().print(ApplyReport.text(outcomes).stripTrailing());
        if (outcomes.values().stream().allMatch(Outcome::isWell)) {
            refresh(given, request, session.terminal());
            return 0;
        }
        session.terminal().print("Mend the cause; the same command goes on with what is left.");
        boolean begun = outcomes.values().stream()
                .anyMatch(outcome -> outcome.end() == End.APPLIED
                        || outcome.end() == End.DIFFERENT
                        || outcome.code() == ErrorCode.STOPPED);
        return begun
                ? ErrorCode.STOPPED.exitCode()
                : firstFailure(outcomes).orElse(ErrorCode.STOPPED).exitCode();
    }

    private static Optional<ErrorCode> firstFailure(Map<Target, Outcome> outcomes) {
        return outcomes.values().stream()
                .flatMap(outcome -> Optional.ofNullable(outcome.code()).stream())
                .findFirst();
    }
}
