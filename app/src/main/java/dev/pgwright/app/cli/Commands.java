package dev.pgwright.app.cli;

import dev.pgwright.app.cli.MigrateSteerCommand.Wish;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** The table of commands: one line each. A command's class is loaded when it is run or its help is asked for. */
final class Commands {
    static final Commands TABLE = new Commands(List.of(
            new Entry("design", Job.DESIGN, "design a database from its requirements and prove it", DesignCommand::new),
            new Entry(
                    "design questions",
                    Job.DESIGN,
                    "list what the requirements leave open",
                    DesignQuestionsCommand::new),
            new Entry(
                    "convert",
                    Job.MODEL,
                    "turn a schema into DBML, SQL, JSON or a diagram as text",
                    ConvertCommand::new),
            new Entry("diff", Job.MODEL, "say what is different between two schemas", DiffCommand::new),
            new Entry(
                    "erd", Job.MODEL, "draw the tables of a schema and how they refer to each other", ErdCommand::new),
            new Entry("fmt", Job.MODEL, "lay out DBML files", FmtCommand::new),
            new Entry("docs", Job.MODEL, "write a data dictionary: a site, or Markdown", DocsCommand::new),
            new Entry("review", Job.REVIEW, "find what is dangerous in migrations", ReviewCommand::new),
            new Entry("rules", Job.REVIEW, "list what review looks for, or explain one rule", RulesCommand::new),
            new Entry(
                    "migrate plan",
                    Job.MIGRATE,
                    "plan a migration that others can work through, and try it",
                    MigratePlanCommand::new),
            new Entry(
                    "migrate rehearse",
                    Job.MIGRATE,
                    "run a plan on synthetic rows under load, and measure it",
                    MigrateRehearseCommand::new),
            new Entry(
                    "migrate apply",
                    Job.MIGRATE,
                    "run a plan on its database, or go on with it",
                    MigrateApplyCommand::new),
            new Entry("migrate status", Job.MIGRATE, "say how far a migration is", MigrateStatusCommand::new),
            new Entry(
                    "migrate rollback",
                    Job.MIGRATE,
                    "take a plan back, from whatever step it has reached",
                    MigrateRollbackCommand::new),
            steer(Wish.PAUSE),
            steer(Wish.RESUME),
            steer(Wish.ABORT),
            steer(Wish.UNINSTALL),
            new Entry(
                    "data fill",
                    Job.MIGRATE,
                    "fill the tables of a scratch database with synthetic rows",
                    DataFillCommand::new),
            new Entry(
                    "demo", Job.START, "design a marketplace and prove it on an embedded PostgreSQL", DemoCommand::new),
            new Entry("doctor", Job.START, "check that this machine can do everything", DoctorCommand::new),
            new Entry("help", Job.START, "show what a command does and accepts", HelpCommand::new),
            new Entry(
                    "completion",
                    Job.START,
                    "print a script that completes commands with Tab",
                    CompletionCommand::new)));

    private final List<Entry> entries;

    private static Entry steer(Wish wish) {
        return new Entry("migrate " + wish.word(), Job.MIGRATE, wish.summary(), () -> new MigrateSteerCommand(wish));
    }

    Commands(List<Entry> entries) {
        this.entries = List.copyOf(entries);
    }

    /** What a person wants to get done; help lists the commands under it. */
    enum Job {
        DESIGN("Start a new project"),
        MODEL("See the model in every form"),
        REVIEW("Review SQL and migrations"),
        MIGRATE("Change a running database"),
        TUNE("Make it fast"),
        START("Getting started");

        private final String title;

        Job(String title) {
            this.title = title;
        }

        String title() {
            return title;
        }
    }

    /**
     * A command, before it is built.
     *
     * @param name one word, or that of another command and one more
     * @param summary what it does: lower case, no full stop, fits beside the name on one line
     */
    record Entry(String name, Job job, String summary, Supplier<Command> factory) {}

    List<Entry> entries() {
        return entries;
    }

    List<String> names() {
        return entries.stream().map(Entry::name).toList();
    }

    Optional<Entry> named(String name) {
        return entries.stream().filter(entry -> entry.name().equals(name)).findFirst();
    }
}
