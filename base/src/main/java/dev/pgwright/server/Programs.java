package dev.pgwright.server;

import dev.pgwright.finding.ErrorCode;
import dev.pgwright.finding.PgwrightException;
import dev.pgwright.source.Place;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Running PostgreSQL's programs and reading what they say. */
final class Programs {
    private static final int SHOWN_LINES = 5;
    private static final Pattern LINE_PREFIX = Pattern.compile("^.*? (LOG: +|(?=FATAL:|PANIC:))|\\s+$");
    /** Faulty settings are logged as LOG, before the FATAL that only says that there are some. */
    private static final Pattern ERROR_LINE = Pattern.compile("FATAL:|PANIC:|error:|parameter");

    private Programs() {}

    /** What a program that has ended left behind. */
    record Outcome(int exitCode, String output) {
        String lastLines() {
            return Programs.lastLines(output);
        }
    }

    /** Runs a program to its end, at most two minutes, its output gathered in a file of the directory. */
    static Outcome run(List<String> command, Path directory) throws IOException {
        File output = Files.createTempFile(directory, "output-", ".txt").toFile();
        Process process = builder(command)
                .redirectErrorStream(true)
                .redirectOutput(output)
                .start();
        try {
            process.getOutputStream().close();
            if (!process.waitFor(2, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new IOException("no end after two minutes: " + command.get(0));
            }
            return new Outcome(process.exitValue(), Files.readString(output.toPath(), StandardCharsets.UTF_8));
        } catch (InterruptedException e) {
            process.destroyForcibly();
            throw interrupted(e);
        } finally {
            removeOutput(output.toPath());
        }
    }

    private static void removeOutput(Path output) {
        try {
            Files.deleteIfExists(output);
        } catch (IOException e) {
            // on Windows a server that the program started still holds it; it goes with the run's directory
            output.toFile().deleteOnExit();
        }
    }

    /** A process that speaks English and does not see the caller's own libpq settings. */
    static ProcessBuilder builder(List<String> command) {
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().keySet().removeIf(name -> name.startsWith("PG") || name.startsWith("LC_"));
        builder.environment().put("LC_ALL", "C");
        return builder;
    }

    static PgwrightException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new PgwrightException(ErrorCode.STOPPED, Place.UNKNOWN, "interrupted", null, e);
    }

    /** The end of a program's output on one line, without time stamps; error lines only, if it marks them. */
    static String lastLines(String output) {
        List<String> lines = output.lines()
                .filter(line -> !line.isBlank())
                .map(line -> LINE_PREFIX.matcher(line).replaceFirst(""))
                .toList();
        List<String> errors =
                lines.stream().filter(line -> ERROR_LINE.matcher(line).find()).toList();
        List<String> shown = errors.isEmpty() ? lines : errors;
        return String.join("; ", shown.subList(Math.max(0, shown.size() - SHOWN_LINES), shown.size()));
    }

    /** What to do about a server that cannot start, judged by what it said. */
    static @Nullable String hintFor(String output) {
        if (output.contains("could not look up effective user ID")) {
            return "this user has no name in /etc/passwd, without which PostgreSQL does not run: add one";
        }
        if (output.contains("No space left on device")) {
            return "free some disk space, or let " + CacheDirectory.VARIABLE + " name a folder on another disk";
        }
        if (output.contains("unrecognized configuration parameter") || output.contains("invalid value for parameter")) {
            return "mend the settings that the server was to be started with";
        }
        if (output.contains("No such file or directory") && output.contains("postgres")) {
            return "the binaries need glibc (or remove the cache folder if files of it were removed)";
        }
        return null;
    }
}
