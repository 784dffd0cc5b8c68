package dev.pgwright.api;

import dev.pgwright.catalog.Catalog;
import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.catalog.Table;
import dev.pgwright.data.DataProfile;
import dev.pgwright.data.DatabaseFill;
import dev.pgwright.data.ExistingRows;
import dev.pgwright.data.FillGuard;
import dev.pgwright.data.TableProfiles;
import dev.pgwright.finding.Count;
import dev.pgwright.finding.ErrorCode;
import dev.pgwright.finding.PgwrightException;
import dev.pgwright.load.live.CatalogReader;
import dev.pgwright.load.live.ReadingSession;
import dev.pgwright.server.DatabaseTarget;
import dev.pgwright.server.Postgres;
import dev.pgwright.server.Session;
import dev.pgwright.source.Place;
import dev.pgwright.sql.Identifiers;
import dev.pgwright.workload.DatabaseFacts;
import dev.pgwright.workload.FactsFile;
import dev.pgwright.workload.FactsReader;
import dev.pgwright.workload.TableFacts;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Fills the empty tables of a database with synthetic rows. */
public final class FillDatabase {
    private static final int NAMED = 5;
    /** A small table has so many of its rows, whatever the fraction. */
    private static final long LEAST = 10;

    private FillDatabase() {}

    /**
     * What to fill, and how.
     *
     * @param database to be filled, as libpq takes it
     * @param rows of the largest table; 0 for as many as {@code fraction} says
     * @param fraction of the real rows, where those are known
     * @param facts sizes and statistics of the real rows, saved by a review; null where there are none
     * @param like a running database with the real rows, as libpq takes it; null where there is none
     * @param besideRows whether empty tables are filled although others have rows
     * @param environment of the process, for what an address leaves out
     */
    public record Request(
            String database,
            long rows,
            double fraction,
            @Nullable Path facts,
            @Nullable String like,
            boolean besideRows,
            Map<String, String> environment) {}

    /**
     * Fills it.
     *
     * @param stop whether to stop; asked often, by several threads
     * @throws PgwrightException with {@code REFUSED} if the database does not look like one for trying things or has rows;
     *     with {@code STOPPED} if it was told to stop
     */
    public static DatabaseFill.Result run(Request request, BooleanSupplier stop, Progress progress) {
        DatabaseFacts facts = facts(request, progress);
        Postgres server =
                DatabaseTarget.parse(request.database(), request.environment()).open();
        server.warnings().forEach(progress::note);
        DataProfile profile;
        try (Session session = Session.of(server.connect())) {
            FillGuard.check(session, server.uri(server.database()));
            profile = profile(session, request, facts);
        }
        String title = String.format(
                Locale.ROOT,
                "Fill %s with %,d rows",
                Count.of(profile.tables().size(), "table"),
                profile.tables().values().stream()
                        .mapToLong(table -> table.rows())
                        .sum());
        try (Progress.Step step = progress.step(title)) {
            int connections = Runtime.getRuntime().availableProcessors();
            DatabaseFill.Result result =
                    DatabaseFill.fill(server, server.database(), profile, connections, new FillProgress(step), stop);
            step.doing("statistics");
            analyze(server, result);
            step.done(Count.of(result.filled().size(), "table"));
            return result;
        }
    }

    private static void analyze(Postgres server, DatabaseFill.Result result) {
        if (!result.filled().isEmpty()) {
            try (Session session = Session.of(server.connect())) {
                session.execute("ANALYZE "
                        + result.filled().stream()
                                .map(filled -> Identifiers.quoteIdentifier(
                                        filled.table().schema(), filled.table().name()))
                                .collect(Collectors.joining(", ")));
            }
        }
    }

    private static DatabaseFacts facts(Request request, Progress progress) {
        if (request.facts() != null) {
            return FactsFile.read(SchemaSource.read(request.facts()));
        }
        if (request.like() == null) {
            return DatabaseFacts.NONE;
        }
        DatabaseTarget target = DatabaseTarget.parse(request.like(), request.environment());
        try (Progress.Step step = progress.step("Read the facts of " + target);
                ReadingSession reading = ReadingSession.open(target.open())) {
            DatabaseFacts facts = FactsReader.read(reading.session());
            step.done(Count.of(facts.tables().size(), "table"));
            return facts;
        }
    }

    private static DataProfile profile(Session session, Request request, DatabaseFacts facts) {
        Catalog catalog = CatalogReader.read(session);
        List<Table> tables = catalog.tables().stream()
                .filter(table -> table.partitionOf() == null)
                .toList();
        if (tables.isEmpty()) {
            throw refused("there are no tables to be filled", "create the schema first");
        }
        List<QualifiedName> withRows = ExistingRows.tables(session, tables);
        if (!withRows.isEmpty() && !request.besideRows()) {
            throw refused(
                    Count.of(withRows.size(), "table") + " of it " + (withRows.size() == 1 ? "has" : "have")
                            + " rows: "
                            + withRows.stream()
                                    .limit(NAMED)
                                    .map(QualifiedName::toString)
                                    .collect(Collectors.joining(", "))
                            + (withRows.size() > NAMED ? ", ..." : ""),
                    "name an empty database; --beside-rows fills only the tables that are empty");
        }
        List<Table> empty = tables.stream()
                .filter(table -> !withRows.contains(table.name()))
                .toList();
        DataProfile profile = TableProfiles.of(catalog, empty, facts, sizes(request, facts, tables));
        return ExistingRows.referredTo(session, profile, withRows);
    }

    private static PgwrightException refused(String message, String hint) {
        return new PgwrightException(ErrorCode.REFUSED, Place.UNKNOWN, message, hint);
    }

    /** As many rows as the fraction says, or the largest table those asked for and the others in proportion. */
    private static ToLongFunction<QualifiedName> sizes(Request request, DatabaseFacts facts, List<Table> tables) {
        long largest = tables.stream()
                .flatMap(table -> facts.table(table.name()).stream())
                .mapToLong(TableFacts::rows)
                .max()
                .orElse(0);
        double part = request.rows() == 0 || largest <= 0 ? request.fraction() : (double) request.rows() / largest;
        return table -> facts.table(table)
                .map(known -> Math.max(Math.min(LEAST, Math.max(0, known.rows())), Math.round(known.rows() * part)))
                .orElse(request.rows());
    }
}
