package dev.pgwright.server;

import dev.pgwright.finding.ErrorCode;
import dev.pgwright.finding.PgwrightException;
import dev.pgwright.source.Place;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Somebody else's server. */
final class ExternalPostgres implements Postgres {
    private static final int OLDEST = PostgresVersion.V14.major();
    private static final int NEWEST = PostgresVersion.V18.major();

    private final DatabaseTarget target;
    private final ServerVersion version;

    private ExternalPostgres(DatabaseTarget target, ServerVersion version) {
        this.target = target;
        this.version = version;
    }

    static ExternalPostgres open(DatabaseTarget target) {
        try (Connection connection = connect(target, target.database())) {
            ServerVersion version = Sessions.version(connection);
            refuseIfTooOld(version, target.toString());
            return new ExternalPostgres(target, version);
        } catch (SQLException e) {
            throw ConnectFailure.explain(e, target.toString(), target.database());
        }
    }

    static void refuseIfTooOld(ServerVersion version, String where) {
        if (version.major() < OLDEST) {
            throw new PgwrightException(
                    ErrorCode.SERVER,
                    Place.ofObject(where),
                    "the server is PostgreSQL " + version + "; pgwright works with " + OLDEST + " and newer",
                    "upgrade the server: PostgreSQL " + version.major() + " gets no fixes any more");
        }
    }

    static List<String> versionWarnings(ServerVersion version) {
        return version.major() <= NEWEST
                ? List.of()
                : List.of("the server is PostgreSQL " + version + ", newer than " + NEWEST
                        + ": what pgwright says about locks, plans and catalogs is unproven there");
    }

    @Override
    public ServerVersion version() {
        return version;
    }

    @Override
    public String database() {
        return target.database();
    }

    @Override
    public Connection connect(String database) {
        return connect(target, database);
    }

    @Override
    public String uri(String database) {
        return target.uri(database);
    }

    @Override
    public List<String> warnings() {
        List<String> all = new ArrayList<>(target.warnings());
        all.addAll(versionWarnings(version));
        return all;
    }

    @Override
    public String toString() {
        return "PostgreSQL " + version + " at " + uri(database());
    }

    /** Tries the hosts in their order; one that answers and refuses ends the search, as in libpq. */
    private static Connection connect(DatabaseTarget target, String database) {
        List<DatabaseTarget.Endpoint> endpoints = new ArrayList<>(target.places());
        if (target.given("load_balance_hosts").orElse("disable").equals("random")) {
            Collections.shuffle(endpoints);
        }
        SessionKind wanted = SessionKind.of(target.given("target_session_attrs").orElse("any"));
        List<PgwrightException> failures = new ArrayList<>();
        for (SessionKind kind : wanted.inOrder()) {
            failures.clear();
            for (DatabaseTarget.Endpoint endpoint : endpoints) {
                Sessions.Login login = DriverProperties.login(target, endpoint, database);
                String where = endpoint.name() + ":" + endpoint.port();
                try {
                    Connection connection = Sessions.connect(login);
                    if (kind.isMetBy(connection)) {
                        return connection;
                    }
                    connection.close();
                    failures.add(new PgwrightException(
                            ErrorCode.SERVER,
                            Place.ofObject(where),
                            "the session is not " + kind.word(),
                            "name the right host, or leave out target_session_attrs"));
                } catch (SQLException e) {
                    failures.add(ConnectFailure.explain(e, target.uri(database), database));
                    if (ConnectFailure.isRefusal(e)) {
                        throw failures.get(failures.size() - 1);
                    }
                }
            }
        }
        throw failures.size() == 1
                ? failures.get(0)
                : new PgwrightException(
                        ErrorCode.SERVER,
                        failures.stream()
                                .flatMap(failure -> failure.problems().stream())
                                .toList());
    }

    /** {@code target_session_attrs}. */
    private enum SessionKind {
        ANY("any", "true"),
        READ_WRITE(
                "read-write", "not pg_is_in_recovery() and current_setting('default_transaction_read_only') = 'off'"),
        READ_ONLY("read-only", "pg_is_in_recovery() or current_setting('default_transaction_read_only') = 'on'"),
        PRIMARY("primary", "not pg_is_in_recovery()"),
        STANDBY("standby", "pg_is_in_recovery()"),
        PREFER_STANDBY("prefer-standby", "true");

        private final String word;
        private final String condition;

        SessionKind(String word, String condition) {
            this.word = word;
            this.condition = condition;
        }

        static SessionKind of(String word) {
            for (SessionKind kind : values()) {
                if (kind.word.equals(word)) {
                    return kind;
                }
            }
            throw Conninfo.fault(
                    "there is no target_session_attrs \"" + word + "\"",
                    "use any, read-write, read-only, primary, standby or prefer-standby");
        }

        String word() {
            return word;
        }

        List<SessionKind> inOrder() {
            return this == PREFER_STANDBY ? List.of(STANDBY, ANY) : List.of(this);
        }

        boolean isMetBy(Connection connection) throws SQLException {
            if (this == ANY) {
                return true;
            }
            try (Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery("select " + condition)) {
                row.next();
                return row.getBoolean(1);
            }
        }
    }
}
