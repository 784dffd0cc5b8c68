package dev.pgwright.app.cli;

import dev.pgwright.api.Doctor;
import dev.pgwright.finding.ErrorCode;
import dev.pgwright.server.PostgresVersion;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** {@code pgwright doctor}. */
final class DoctorCommand implements Command {
    private static final int NAME_COLUMN = 15;

    @Override
    public void describe(CommandSpec spec) {
        spec.addOption(OptionSpec.builder("--all")
                .type(boolean.class)
                .description("start PostgreSQL 14 to 18, not only " + PostgresVersion.DEFAULT)
                .build());
    }

    @Override
    public int run(ParseResult given, Session session) {
        List<PostgresVersion> versions =
                given.hasMatchedOption("--all") ? List.of(PostgresVersion.values()) : List.of(PostgresVersion.DEFAULT);
        Terminal terminal = session.terminal();
        boolean failed = false;
        for (Doctor.Check check : Doctor.checks(versions)) {
            terminal.live("  " + check.name() + " ...");
            Doctor.Result result = check.run();
            terminal.endLive();
            print(terminal, check, result);
            failed |= result.verdict() == Doctor.Verdict.FAILED;
        }
        terminal.print("");
        terminal.print(failed ? "Something that pgwright does will not work here." : "pgwright can work here.");
        return failed ? ErrorCode.CHECK_FAILED.exitCode() : 0;
    }

    private static void print(Terminal terminal, Doctor.Check check, Doctor.Result result) {
        String mark = switch (result.verdict()) {
            case FINE -> terminal.styled(Style.GREEN, "✓");
            case WARNING -> terminal.styled(Style.YELLOW, "!");
            case FAILED -> terminal.styled(Style.BOLD_RED, "✗");
        };
        String gap = " ".repeat(Math.max(2, NAME_COLUMN - check.name().length()));
        terminal.print(mark + " " + check.name() + gap + result.text());
        if (result.hint() != null) {
            result.hint().lines().forEach(line -> terminal.print("  " + terminal.styled(Style.DIM, "hint: ") + line));
        }
    }
}
