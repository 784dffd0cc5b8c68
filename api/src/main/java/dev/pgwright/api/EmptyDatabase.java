package dev.pgwright.api;

import dev.pgwright.catalog.Catalog;
import dev.pgwright.catalog.CatalogComparison;
import dev.pgwright.catalog.print.DdlWriter;
import dev.pgwright.catalog.print.VersionGate;
import dev.pgwright.finding.ErrorCode;
import dev.pgwright.finding.PgwrightException;
import dev.pgwright.load.live.CatalogReader;
import dev.pgwright.server.DatabaseTarget;
import dev.pgwright.server.Postgres;
import dev.pgwright.server.Session;
import dev.pgwright.server.SqlFailure;
import dev.pgwright.source.Place;
import java.util.List;

/** A running database with nothing in it, in which a schema is made: all of it, in one transaction, or nothing. */
final class EmptyDatabase {
    private static final int MOST_NAMED = 3;
    private static final String UNDEFINED_OBJECT = "42704";
    private static final String INSUFFICIENT_PRIVILEGE = "42501";

    private final DatabaseTarget target;
    private final Postgres server;

    private EmptyDatabase(DatabaseTarget target, Postgres server) {
        this.target = target;
        this.server = server;
    }

    /**
     * Looks at the database before any other work. Extensions may be there: those who run a server often bring some.
     *
     * @throws PgwrightException with {@code REFUSED} if something else is in it; or if nobody can connect
     */
    static EmptyDatabase of(DatabaseTarget target) {
        EmptyDatabase database = new EmptyDatabase(target, target.open());
        try (Session session = Session.of(database.server.connect())) {
            database.refuseWhatIsThere(CatalogReader.read(session));
        }
        return database;
    }

    /**
     * Makes the schema, with roles that it names and the server lacks, and reads it back.
     *
     * @return how what was read differs, in words; extensions may have another version
     * @throws PgwrightException if the server's version is too old or it refuses a statement; nothing is there then
     */
    List<String> make(Catalog catalog) {
        VersionGate.check(catalog, server.version().major());
        try (Session session = Session.of(server.connect())) {
            return session.committed(() -> {
                // somebody else may have been faster
                refuseWhatIsThere(CatalogReader.read(session));
                for (String statement : DdlWriter.statements(catalog)) {
                    session.attempt(statement).failure().ifPresent(failure -> {
                        throw refused(statement, failure);
                    });
                }
                return CatalogComparison.differences(catalog, CatalogReader.read(session));
            });
        }
    }

    private void refuseWhatIsThere(Catalog there) {
        List<String> objects = CatalogComparison.of(Catalog.EMPTY, there).stream()
                .filter(difference -> difference.property() == null)
                .map(CatalogComparison.Difference::object)
                .filter(object -> !object.startsWith("extension "))
                .toList();
        if (!objects.isEmpty()) {
            String named = String.join(", ", objects.subList(0, Math.min(MOST_NAMED, objects.size())));
            throw new PgwrightException(
                    ErrorCode.REFUSED,
                    Place.ofObject(target.toString()),
                    "the database is not empty: it has " + named
                            + (objects.size() > MOST_NAMED ? " and " + (objects.size() - MOST_NAMED) + " more" : ""),
                    "name an empty database; 'pgwright migrate plan' changes one that has something in it");
        }
    }

    private PgwrightException refused(String statement, SqlFailure failure) {
        String hint = switch (failure.sqlState()) {
            case UNDEFINED_OBJECT -> "make on that server what the schema needs of it, such as tablespaces";
            case INSUFFICIENT_PRIVILEGE -> "connect as a role that may do this";
            default -> null;
        };
        return new PgwrightException(
                ErrorCode.SERVER,
                Place.ofObject(target.toString()),
                failure.withDetail() + ", at: " + statement.strip(),
                hint);
    }
}
