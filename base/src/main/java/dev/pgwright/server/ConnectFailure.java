package dev.pgwright.server;

import dev.pgwright.finding.ErrorCode;
import dev.pgwright.finding.PgwrightException;
import dev.pgwright.source.Place;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.sql.SQLException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** What a refused connection means to a person. */
final class ConnectFailure {
    private ConnectFailure() {}

    /**
     * Words a failure to connect.
     *
     * @param where the address without a password
     */
    static PgwrightException explain(SQLException e, String where, String database) {
        return new PgwrightException(ErrorCode.SERVER, Place.ofObject(where), message(e, database), hint(e), e);
    }

    private static String message(SQLException e, String database) {
        return switch (String.valueOf(e.getSQLState())) {
            case "28P01" -> "the server refused the password";
            case "3D000" -> "there is no database \"" + database + "\"";
            default -> network(e);
        };
    }

    private static String network(SQLException e) {
        Throwable cause = rootCause(e);
        if (cause instanceof UnknownHostException) {
            return "no such host: " + cause.getMessage();
        }
        if (cause instanceof ConnectException) {
            return "nothing listens there, or it refuses connections";
        }
        if (cause instanceof SocketTimeoutException) {
            return "no answer in time";
        }
        if (cause instanceof SSLException) {
            return "no TLS connection: " + cause.getMessage();
        }
        return Sessions.message(e);
    }

    private static @Nullable String hint(SQLException e) {
        return switch (String.valueOf(e.getSQLState())) {
            case "28P01" -> "set PGPASSWORD, or put the password into ~/.pgpass";
            case "3D000" -> "list the databases with psql -l, or create it";
            default -> null;
        };
    }

    private static Throwable rootCause(Throwable e) {
        Throwable cause = e;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }
}
