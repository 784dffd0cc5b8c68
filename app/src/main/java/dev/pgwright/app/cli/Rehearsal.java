package dev.pgwright.app.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Runs what short commands run, with nobody watching, while Java records which classes to keep in the start-up archive.
 * The launcher starts it once per build and Java.
 */
public final class Rehearsal {
    private static final List<List<String>> COMMAND_LINES = List.of(
            List.of("--version"),
            List.of("--help"),
            List.of("help"),
            List.of("design", "--help"),
            List.of("convert", "--help"),
            List.of("diff", "--help"),
            List.of("erd", "--help"),
            List.of("docs", "--help"),
            List.of("design", "questions", "--help"),
            List.of("review", "--help"),
            List.of("rules"),
            List.of("rules", "create-index-not-concurrently"),
            List.of("completion", "--help"),
            List.of("completion", "fish"),
            List.of("--no-such-option"),
            List.of("no-such-command"));

    private static final String MIGRATION = """
            create table readings (id bigint primary key, note text, taken_at timestamptz not null default now());
            alter table sensors add column kind text not null, add check (kind <> ''), alter column id type bigint;
            create index sensors_kind on sensors (kind);
            update sensors set kind = 'new' where kind is null;
            drop table old_sensors;
            """;

    private Rehearsal() {}

    /** The parser, the rules and the reports: what a review of one file loads. */
    private static void review(Cli cli) {
        try {
            Path folder = Files.createTempDirectory("pgwright-rehearsal");
            Path file = Files.writeString(folder.resolve("migration.sql"), MIGRATION);
            cli.run("review", file.toString());
            cli.run("review", "--format", "json", file.toString());
            Files.delete(file);
            Files.delete(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static void main(String[] none) {
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream());
        for (Terminal.Abilities abilities :
                List.of(Terminal.Abilities.NONE, new Terminal.Abilities(true, true, true))) {
            Terminal terminal = new Terminal(nowhere, nowhere, abilities, false);
            Cli cli = new Cli(terminal, Commands.TABLE, new Shutdown(terminal));
            for (List<String> commandLine : COMMAND_LINES) {
                cli.run(commandLine.toArray(String[]::new));
            }
            review(cli);
        }
        Shutdown.install(Terminal.ofProcess(new String[0])).expect();
        Main.main(new String[] {"--version"});
        System.exit(0);
    }
}
