package dev.pgwright.app.cli;

import dev.pgwright.api.ApplyMigration;
import dev.pgwright.api.RollBackMigration;
import dev.pgwright.finding.Count;
import dev.pgwright.migrate.apply.Migrator;
import dev.pgwright.render.report.ApplyReport;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** {@code pgwright migrate rollback}. */
final class MigrateRollbackCommand implements Command {
    private static final String LOSS = "--allow-data-loss";

    @Override
    public void describe(CommandSpec spec) {
        MigrateArguments.addRun(spec, true);
        spec.addOption(OptionSpec.builder(LOSS)
                .type(boolean.class)
                .description("go back even if data is lost by it, which is", "named without this")
                .build());
        spec.usageMessage()
                .description(
                        "take a plan back, from whatever step it has reached",
                        "",
                        "Each step is taken back by its own SQL in the plan, in the same careful way as",
                        "it was applied, and what ends it is continued by the same command. Data that",
                        "would be lost is named first.");
        spec.usageMessage()
                .footerHeading("%n@|bold Examples|@%n")
                .footer(
                        "  pgwright migrate rollback plan --db postgresql://localhost/shop --dry-run",
                        "  pgwright migrate rollback plan --db service=shop --allow-data-loss");
    }

    @Override
    public int run(ParseResult given, Session session) {
        ApplyMigration.Request request = MigrateArguments.run(given);
        Terminal terminal = session.terminal();
        if (given.matchedOptionValue(MigrateArguments.DRY_RUN, false)) {
            terminal.print(ApplyReport.text(RollBackMigration.preview(request)).stripTrailing());
            return 0;
        }
        Migrator.Result result = RollBackMigration.run(
                request,
                given.matchedOptionValue(LOSS, false),
                session.shutdown().stopping(),
                session.journal(),
                session.progress());
        return MigrateArguments.report(
                result, "Taken back: " + Count.of(result.done(), "step") + ", and the schema is as it was.", terminal);
    }
}
