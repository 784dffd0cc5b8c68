package dev.pgwright.app.cli;

import dev.pgwright.finding.ErrorCode;
import dev.pgwright.finding.PgwrightException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Tells a person what went wrong, and the process its exit code. */
final class Failures {
    private static final int INTERRUPTED = 130;
    /** A file that is something else altogether has a problem in each line. */
    private static final int MOST_SHOWN = 100;

    private final Terminal terminal;
    private final Shutdown shutdown;

    Failures(Terminal terminal, Shutdown shutdown) {
        this.terminal = terminal;
        this.shutdown = shutdown;
    }

    /** Prints a failure; returns the exit code. */
    int report(Throwable failure, String[] arguments) {
        terminal.endLive();
        if (shutdown.isStopped() && !shutdown.isAwaited()) {
            return INTERRUPTED;
        }
        if (failure instanceof PgwrightException known) {
            int count = known.problems().size();
            for (PgwrightException.Problem problem : known.problems().subList(0, Math.min(count, MOST_SHOWN))) {
                print(problem.place().toString(), problem.message(), problem.hint());
            }
            if (count > 1) {
                terminal.error(count + " problems" + (count > MOST_SHOWN ? ", of which the first " + MOST_SHOWN : ""));
            }
            return known.code().exitCode();
        }
        if (failure instanceof OutOfMemoryError) {
            print("", "out of memory: " + failure.getMessage(), "PGWRIGHT_JAVA_OPTS=-Xmx4g gives pgwright more memory");
            return ErrorCode.INTERNAL.exitCode();
        }
        return reportDefect(failure, arguments);
    }

    /** Prints {@code place: message} with the hint indented below it. */
    void print(String place, String message, @Nullable String hint) {
        String head = place.isEmpty()
                ? terminal.styledError(Style.BOLD_RED, "error: ")
                : terminal.styledError(Style.BOLD, place + ": ");
        terminal.error(head + message);
        if (hint != null && !hint.isEmpty()) {
            hint.lines().forEach(line -> terminal.error(terminal.styledError(Style.DIM, "  hint: ") + line));
        }
    }

    private int reportDefect(Throwable failure, String[] arguments) {
        String details = details(failure, arguments);
        print("", "a defect of pgwright: " + failure, null);
        try {
            Path file = Files.createTempFile("pgwright-defect-", ".txt");
            Files.writeString(file, details);
            terminal.error("  details are in " + file);
            terminal.error("  please report it with that file; read it first, it names your arguments");
        } catch (IOException noFile) {
            terminal.error(details);
            terminal.error("  please report it with the text above");
        }
        return ErrorCode.INTERNAL.exitCode();
    }

    private static String details(Throwable failure, String[] arguments) {
        StringWriter trace = new StringWriter();
        failure.printStackTrace(new PrintWriter(trace));
        return String.join(
                "\n",
                Cli.versionLine(),
                "at " + OffsetDateTime.now().truncatedTo(ChronoUnit.SECONDS),
                "Java " + System.getProperty("java.vm.version") + " (" + System.getProperty("java.vendor") + ")",
                System.getProperty("os.name") + " " + System.getProperty("os.version") + " "
                        + System.getProperty("os.arch"),
                "arguments: " + Arrays.stream(arguments).map(Secrets::hide).collect(Collectors.joining(" ")),
                "",
                trace.toString());
    }
}
