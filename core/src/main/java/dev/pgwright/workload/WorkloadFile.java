package dev.pgwright.workload;

import dev.pgwright.finding.ErrorCode;
import dev.pgwright.finding.Evidence;
import dev.pgwright.finding.Finding;
import dev.pgwright.finding.PgwrightException;
import dev.pgwright.finding.Severity;
import dev.pgwright.source.Place;
import dev.pgwright.source.SourceFile;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Reads files that say which queries are run: SQL with weights in comments, and exports of pg_stat_statements as CSV or
 * JSON. docs/workload.md describes them.
 */
public final class WorkloadFile {
    static final String FORM = "workload-form";

    private WorkloadFile() {}

    /**
     * The queries of a file; its name's ending says what it is: {@code .csv}, {@code .json}, else SQL.
     *
     * @throws PgwrightException with {@code INPUT} when it cannot be read, or is no CSV or JSON with a column query
     */
    public static Workload read(Path path) {
        try {
            return read(SourceFile.read(path));
        } catch (NoSuchFileException e) {
            throw unreadable(path, "there is no such file", e);
        } catch (CharacterCodingException e) {
            throw unreadable(path, "it is not UTF-8", e);
        } catch (IOException e) {
            throw unreadable(path, "it cannot be read: " + e.getMessage(), e);
        }
    }

    /** The same of a text. */
    public static Workload read(SourceFile file) {
        String name = file.name().toLowerCase(Locale.ROOT);
        if (name.endsWith(".csv")) {
            return StatementsCsv.read(file);
        }
        return name.endsWith(".json") ? StatementsJson.read(file) : WorkloadSql.read(file);
    }

    private static PgwrightException unreadable(Path path, String message, IOException cause) {
        return new PgwrightException(ErrorCode.INPUT, Place.of(path.toString()), message, null, cause);
    }

    static Finding problem(Place place, String message, @Nullable String hint) {
        return new Finding(FORM, Severity.ERROR, place, message, hint, Evidence.DERIVED);
    }
}
