package dev.pgwright.app.cli;

import dev.pgwright.api.SteerMigration;
import dev.pgwright.migrate.apply.Run;
import java.util.Locale;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code pgwright migrate pause}, {@code resume}, {@code abort} and {@code uninstall}. */
final class MigrateSteerCommand implements Command {
    private final Wish wish;

    /** What is asked for. */
    enum Wish {
        PAUSE(
                "let a migration wait",
                "The runner finishes its step and waits until 'pgwright migrate resume'. A run",
                "that is started meanwhile waits as well."),
        RESUME(
                "let a migration go on that was paused or aborted",
                "A runner that waits goes on by itself; without one, 'pgwright migrate apply'",
                "does."),
        ABORT(
                "end a migration behind the step that it is at",
                "What was done stays. 'pgwright migrate rollback' takes it back, and 'pgwright",
                "migrate resume' thinks better of it."),
        UNINSTALL(
                "remove the account of migrations from a database",
                "Drops the schema pgwright, which 'pgwright migrate apply' has made. Refused",
                "while a plan is under way, and where others have put something there.");

        private final String[] description;

        Wish(String summary, String... description) {
            this.description = new String[description.length + 2];
            this.description[0] = summary;
            this.description[1] = "";
            System.arraycopy(description, 0, this.description, 2, description.length);
        }

        String summary() {
            return description[0];
        }

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    MigrateSteerCommand(Wish wish) {
        this.wish = wish;
    }

    @Override
    public void describe(CommandSpec spec) {
        MigrateArguments.addDatabase(spec);
        if (wish != Wish.UNINSTALL) {
            MigrateArguments.addSchema(spec);
        }
        spec.usageMessage().description(wish.description);
        spec.usageMessage()
                .footerHeading("%n@|bold Example|@%n")
                .footer("  pgwright migrate " + wish.word() + " --db postgresql://localhost/shop");
    }

    @Override
    public int run(ParseResult given, Session session) {
        SteerMigration.Request request = MigrateArguments.database(given);
        session.terminal()
                .print(
                        switch (wish) {
                            case PAUSE -> named(SteerMigration.pause(request)) + " pauses behind its step.";
                            case RESUME -> named(SteerMigration.resume(request)) + " may go on.";
                            case ABORT -> named(SteerMigration.abort(request)) + " ends behind its step.";
                            case UNINSTALL ->
                                SteerMigration.uninstall(request)
                                        ? "The account of migrations is removed."
                                        : "There is no account of migrations in this database.";
                        });
        return 0;
    }

    private static String named(Run run) {
        return run.title() + " (" + run.plan() + ")";
    }
}
