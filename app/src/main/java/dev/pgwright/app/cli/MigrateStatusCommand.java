package dev.pgwright.app.cli;

import dev.pgwright.api.SteerMigration;
import dev.pgwright.migrate.apply.MigrationAccount.Status;
import dev.pgwright.render.report.ApplyReport;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** {@code pgwright migrate status}. */
final class MigrateStatusCommand implements Command {
    private static final String FORMAT = "--format";

    /** What {@code --format} takes. */
    enum Format {
        text,
        json
    }

    @Override
    public void describe(CommandSpec spec) {
        MigrateArguments.addDatabase(spec);
        MigrateArguments.addSchema(spec);
        spec.addOption(OptionSpec.builder(FORMAT)
                .type(Format.class)
                .paramLabel("FORMAT")
                .description("text (unless given) or json")
                .build());
        spec.usageMessage()
                .description(
                        "say how far a migration is",
                        "",
                        "The plan that was begun last, its steps, whether a runner is at work, what its",
                        "statement is at, and whom it waits for. Reads only.");
        spec.usageMessage()
                .footerHeading("%n@|bold Example|@%n")
                .footer("  pgwright migrate status --db postgresql://localhost/shop");
    }

    @Override
    public int run(ParseResult given, Session session) {
        SteerMigration.Request request = MigrateArguments.database(given);
        Status status = SteerMigration.status(request);
        String report = switch (given.matchedOptionValue(FORMAT, Format.text)) {
            case text -> ApplyReport.text(status, request.schema());
            case json -> ApplyReport.json(status);
        };
        session.terminal().print(report.stripTrailing());
        return 0;
    }
}
