package dev.pgwright.app.cli;

import dev.pgwright.api.ApplyMigration;
import dev.pgwright.api.RollBackMigration;
import dev.pgwright.finding.Count;
import dev.pgwright.migrate.apply.Migrator;
import dev.pgwright.render.report.ApplyReport;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** {@code pgwright migrate rollback}. */
final class MigrateRollbackCommand implements Command {
    private static final String LOSS = "--allow-data-loss";

    @Override
    public void describe(CommandSpec spec) {
        MigrateArguments.addRun(spec, true);
        MigrateArguments.addDeployed(spec);
        spec.addOption(OptionSpec.builder(LOSS)
                .type(List.class)
                .auxiliaryTypes(String.class)
                .arity("1")
                .paramLabel("OBJECT")
                .description("a table, column or sequence whose data may be", "lost by it; may be repeated")
                .build());
        spec.usageMessage()
                .description(
                        "take a plan back, from whatever step it has reached",
                        "",
                        "Each step is taken back by its own SQL in the plan, in the same careful way as",
                        "it was applied, and what ends it is continued by the same command. It waits in",
                        "front of steps that need an earlier deployment again. Data that would be lost is",
                        "named first, and refused until each object is allowed by name.");
        spec.usageMessage()
                .footerHeading("%n@|bold Examples|@%n")
                .footer(
                        "  pgwright migrate rollback plan --db postgresql://localhost/shop --dry-run",
                        "  pgwright migrate rollback plan --db service=shop \\",
                        "      --allow-data-loss public.orders.note");
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
                Set.copyOf(given.matchedOptionValue(LOSS, List.<String>of())),
                session.shutdown().stopping(),
                session.journal(),
                session.progress());
        return MigrateArguments.report(
                result, "Taken back: " + Count.of(result.done(), "step") + ", and the schema is as it was.", terminal);
    }
}
