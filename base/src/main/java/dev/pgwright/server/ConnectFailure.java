package dev.pgwright.server;

import dev.pgwright.finding.ErrorCode;
import dev.pgwright.finding.PgwrightException;
import dev.pgwright.source.Place;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import java.sql.SQLException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** What a refused connection means to a person. */
final class ConnectFailure {
    private record Explanation(String message, @Nullable String hint) {}

    private ConnectFailure() {}

    /**
     * Words a failure to connect.
     *
     * @param where the address without a password
     */
    static PgwrightException explain(SQLException e, String where, String database) {
        Explanation explanation = e.getSQLState() != null && isFromServer(e) ? refusal(e, database) : network(e);
        return new PgwrightException(
                ErrorCode.SERVER, Place.ofObject(where), explanation.message(), explanation.hint(), e);
    }

    /** True if a server answered and said no, so that trying another host would be wrong. */
    static boolean isRefusal(SQLException e) {
        String state = String.valueOf(e.getSQLState());
        return state.startsWith("28") || state.startsWith("3D") || state.startsWith("42");
    }

    private static boolean isFromServer(SQLException e) {
        return !e.getSQLState().startsWith("08") && !e.getSQLState().startsWith("99");
    }

    private static Explanation refusal(SQLException e, String database) {
        String said = Sessions.message(e);
        return switch (e.getSQLState()) {
            case "28P01" ->
                new Explanation(
                        "the server refused the password", "set PGPASSWORD, or put the password into ~/.pgpass");
            case "28000" ->
                new Explanation(
                        "the server lets nobody in this way: " + said,
                        said.contains("no encryption")
                                ? "the server may want TLS: try sslmode=require"
                                : "pg_hba.conf on the server decides who may come from where");
            case "3D000" ->
                new Explanation(
                        "there is no database \"" + database + "\"", "list the databases with psql -l, or create it");
            case "42501" ->
                new Explanation(said, "grant connect on database " + Sessions.quote(database) + " to the user");
            case "53300" -> new Explanation("the server has no connection left: " + said, "close sessions, or wait");
            case "57P03" -> new Explanation("the server is starting or stopping: " + said, "try again shortly");
            default -> new Explanation(said, null);
        };
    }

    private static Explanation network(SQLException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnknownHostException) {
                return new Explanation("no such host", "is the name right, and can this machine resolve it?");
            }
            if (cause instanceof SocketException
                    && String.valueOf(cause.getMessage()).contains("No such file")) {
                return new Explanation("there is no Unix socket in that folder", "is the server running?");
            }
            if (cause instanceof ConnectException || cause instanceof NoRouteToHostException) {
                return new Explanation(
                        "nothing listens there, or it refuses connections",
                        "is the server running, and are host and port right?");
            }
            if (cause instanceof SocketTimeoutException) {
                return new Explanation("no answer in time", "a firewall may be in between; see connect_timeout");
            }
            if (cause instanceof CertificateException || cause instanceof SSLException) {
                return new Explanation(
                        "no TLS connection: " + cause.getMessage(), "see sslmode, sslrootcert, sslcert and sslkey");
            }
        }
        String said = Sessions.message(e);
        if (said.contains("does not support SSL")) {
            return new Explanation("the server does not offer TLS", "sslmode=prefer does without");
        }
        if (said.contains("no password was provided") || said.contains("empty string")) {
            return new Explanation(
                    "the server wants a password and none was given",
                    "set PGPASSWORD, or put the password into ~/.pgpass");
        }
        return new Explanation(said, null);
    }
}
