package dev.pgwright.app.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

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
            List.of("migrate", "plan", "--help"),
            List.of("migrate", "rehearse", "--help"),
            List.of("migrate", "apply", "--help"),
            List.of("migrate", "status", "--help"),
            List.of("data", "fill", "--help"),
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

    /** A folder as Flyway has it, by the names of its files. */
    private static final Map<String, String> HISTORY = Map.of(
            "V1__readings.sql",
            """
            -- what is measured
            create table sensors (id bigint generated always as identity primary key, kind varchar(80), c numeric(12,2));
            create table readings (id bigint primary key, note text, sensor_id bigint references sensors (id));
            create view shown as select id, note from readings where id > 10;
            """,
            "V2__changes.sql",
            """
            set lock_timeout = '2s';
            alter table readings add column flag boolean not null default false;
            alter table readings add constraint positive check (id > 0) not valid;
            alter table readings add constraint positive_too check (id > 0), alter column note set not null;
            create index readings_note on readings (note);
            update readings set note = note where id between 1 and 1000;
            comment on table readings is 'what is measured';
            create function touch() returns trigger language plpgsql as $$
            begin
                loop
                    update readings set flag = true where not flag;
                    exit when not found;
                end loop;
                return new;
            end;
            $$;
            do $$ begin update sensors set kind = 'new'; end; $$;
            alter table sensors alter column kind type text;
            alter table sensors drop column c;
            drop view shown;
            """,
            "V3__index.sql",
            "create index concurrently readings_sensor on readings (sensor_id, id);\n",
            "R__view.sql",
            "create or replace view shown as select id from readings;\n");

    private Rehearsal() {}

    /** The parser, the rules and the reports: what a review of one file, and of a folder, loads. */
    private static void review(Cli cli) {
        try {
            Path folder = Files.createTempDirectory("pgwright-rehearsal");
            Path file = Files.writeString(folder.resolve("migration.sql"), MIGRATION);
            cli.run("review", file.toString());
            cli.run("review", "--format", "json", file.toString());
            Files.delete(file);
            for (Map.Entry<String, String> each : HISTORY.entrySet()) {
                Files.writeString(folder.resolve(each.getKey()), each.getValue());
            }
            cli.run("review", folder.toString());
            cli.run("review", "--format", "json", folder.toString());
            for (String name : HISTORY.keySet()) {
                Files.delete(folder.resolve(name));
            }
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
        Shutdown.install(Terminal.ofProcess(new String[0])).expect(0);
        Main.main(new String[] {"--version"});
        System.exit(0);
    }
}
