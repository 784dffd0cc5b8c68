package dev.pgwright.app.cli;

import dev.pgwright.api.ApplyMigration;
import dev.pgwright.finding.Count;
import dev.pgwright.migrate.apply.Migrator;
import dev.pgwright.render.report.ApplyReport;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code pgwright migrate apply}. */
final class MigrateApplyCommand implements Command {
    @Override
    public void describe(CommandSpec spec) {
        MigrateArguments.addRun(spec);
        MigrateArguments.addDeployed(spec);
        spec.usageMessage()
                .description(
                        "run a plan on its database, or go on with it",
                        "",
                        "Refused before anything changes if the database is not the one that the plan",
                        "was made for, or the run would not end well. No statement waits long for a",
                        "lock; those that wait try again. The database keeps account of each step, so",
                        "that whatever ends the run, the same command goes on with it. Ctrl-C stops with",
                        "nothing half done and ends with 6, as all does that can be continued. Sessions",
                        "of others are never ended.");
        spec.usageMessage()
                .footerHeading("%n@|bold Examples|@%n")
                .footer(
                        "  pgwright migrate apply plan --db postgresql://localhost/shop --dry-run",
                        "  pgwright migrate apply plan --db service=shop --lock-timeout 500ms");
    }

    @Override
    public int run(ParseResult given, Session session) {
        ApplyMigration.Request request = MigrateArguments.run(given);
        Terminal terminal = session.terminal();
        if (given.matchedOptionValue(MigrateArguments.DRY_RUN, false)) {
            terminal.print(ApplyReport.text(ApplyMigration.preview(request)).stripTrailing());
            return 0;
        }
        Migrator.Result result =
                ApplyMigration.run(request, session.shutdown().stopping(), session.journal(), session.progress());
        return MigrateArguments.report(
                result,
                "Applied: " + Count.of(result.done(), "step") + ", and the schema is the one wanted.",
                terminal);
    }
}
