package dev.pgwright.workload;

import dev.pgwright.finding.ErrorCode;
import dev.pgwright.finding.PgwrightException;
import dev.pgwright.load.json.JsonForm;
import dev.pgwright.source.SourceFile;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Facts in a file, for reviews that cannot reach the database. Open transactions are not in it: they are gone by the time
 * somebody reads it.
 *
 * @param pgwright the version of this form
 * @param taken when they were read, such as {@code 2026-11-20T10:15:00Z}
 * @param of whose they are, in words
 */
public record FactsFile(
        int pgwright,
        String taken,
        String of,
        ServerFacts server,
        List<TableFacts> tables,
        List<IndexFacts> indexes,
        List<String> standbys,
        List<SavedQuery> queries,
        List<ManagedTable> managed,
        List<Withheld> withheld) {
    /** The version that is written and read. */
    public static final int VERSION = 1;

    private static final JsonForm<FactsFile> FORM = JsonForm.of(
            FactsFile.class,
            "facts:" + VERSION,
            "pgwright facts",
            "What a database holds and does, as pgwright review --save-facts writes and --facts reads it.");

    private static final DateTimeFormatter SHOWN =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

    public FactsFile {
        tables = List.copyOf(tables);
        indexes = List.copyOf(indexes);
        standbys = List.copyOf(standbys);
        queries = List.copyOf(queries);
        managed = List.copyOf(managed);
        withheld = List.copyOf(withheld);
    }

    /** A known query; where it stood is nobody's business any more. */
    public record SavedQuery(
            String name,
            String sql,
            @Nullable Double callsPerSecond,
            @Nullable QueryCounts counts) {}

    /** The text of the file. */
    public static String write(DatabaseFacts facts, Instant taken) {
        return FORM.write(new FactsFile(
                VERSION,
                taken.truncatedTo(ChronoUnit.SECONDS).toString(),
                facts.source(),
                facts.server(),
                facts.tables(),
                facts.indexes(),
                facts.standbys(),
                facts.queries().stream()
                        .map(query -> new SavedQuery(query.name(), query.sql(), query.callsPerSecond(), query.counts()))
                        .toList(),
                facts.managed(),
                facts.withheld()));
    }

    /**
     * The facts of a file; they are never live.
     *
     * @throws PgwrightException with {@code INPUT}, line and column for everything that is wrong
     */
    public static DatabaseFacts read(SourceFile file) {
        FactsFile facts = FORM.read(file);
        if (facts.pgwright() != VERSION) {
            throw new PgwrightException(
                    ErrorCode.INPUT,
                    file.place(0),
                    "'pgwright' is " + facts.pgwright() + ", but this pgwright reads version " + VERSION,
                    "write the file again with pgwright review --save-facts");
        }
        return new DatabaseFacts(
                "facts of " + facts.of() + " of " + SHOWN.format(facts.instant(file)),
                false,
                facts.server(),
                facts.tables(),
                facts.indexes(),
                List.of(),
                facts.standbys(),
                facts.queries().stream()
                        .map(query -> new KnownQuery(query.name(), query.sql(), query.callsPerSecond(), query.counts()))
                        .toList(),
                facts.managed(),
                facts.withheld());
    }

    private Instant instant(SourceFile file) {
        try {
            return Instant.parse(taken);
        } catch (DateTimeParseException e) {
            throw new PgwrightException(
                    ErrorCode.INPUT,
                    file.place(0),
                    "'taken' is no time: " + taken,
                    "write it as 2026-11-20T10:15:00Z",
                    e);
        }
    }

    /** The JSON Schema (2020-12) of such files. */
    public static String schema() {
        return FORM.schema();
    }
}
