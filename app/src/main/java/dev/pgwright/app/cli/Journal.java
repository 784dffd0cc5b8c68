package dev.pgwright.app.cli;

import dev.pgwright.finding.ErrorCode;
import dev.pgwright.finding.PgwrightException;
import dev.pgwright.source.Place;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The record of what is sent to servers: shown with {@code --verbose}, appended to a file with {@code --log}. */
final class Journal implements Consumer<String>, AutoCloseable {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss.SSS");

    private final Terminal terminal;
    private final boolean verbose;
    private final @Nullable BufferedWriter file;

    private Journal(Terminal terminal, boolean verbose, @Nullable BufferedWriter file) {
        this.terminal = terminal;
        this.verbose = verbose;
        this.file = file;
    }

    /**
     * Opens the log file, if one is asked for.
     *
     * @throws PgwrightException if it cannot be written
     */
    static Journal open(Terminal terminal, boolean verbose, @Nullable Path logFile, String firstLine) {
        if (logFile == null) {
            return new Journal(terminal, verbose, null);
        }
        try {
            BufferedWriter file =
                    Files.newBufferedWriter(logFile, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            file.write("# " + OffsetDateTime.now().truncatedTo(ChronoUnit.SECONDS) + " " + firstLine + "\n");
            file.flush();
            return new Journal(terminal, verbose, file);
        } catch (IOException failure) {
            throw new PgwrightException(
                    ErrorCode.USAGE,
                    Place.of(logFile.toString()),
                    "the log cannot be written: " + IoReason.of(failure),
                    "name a file in a folder that exists and that you may write to",
                    failure);
        }
    }

    @Override
    public synchronized void accept(String line) {
        if (verbose) {
            terminal.error(terminal.styledError(Style.DIM, line));
        }
        if (file != null) {
            try {
                file.write(LocalTime.now().format(TIME) + " " + line + "\n");
                file.flush();
            } catch (IOException failure) {
                throw new UncheckedIOException("the log cannot be written", failure);
            }
        }
    }

    @Override
    public synchronized void close() {
        if (file != null) {
            try {
                file.close();
            } catch (IOException failure) {
                throw new UncheckedIOException("the log cannot be written", failure);
            }
        }
    }
}
