package dev.pgwright.server;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.postgresql.Driver;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** Opening JDBC sessions, and small things every session needs. */
final class Sessions {
    static final String APPLICATION_NAME = "pgwright";

    private static final Driver DRIVER = new Driver();

    /** The driver logs what it throws as well; kept, because loggers are only weakly referenced. */
    private static final Logger DRIVER_LOGGER = Logger.getLogger("org.postgresql");

    static {
        if (DRIVER_LOGGER.getLevel() == null) {
            DRIVER_LOGGER.setLevel(Level.OFF);
        }
    }

    private Sessions() {}

    /**
     * Where to connect and as whom.
     *
     * @param properties the driver's connection properties; they may hold a password, so this has no text form
     */
    record Login(String host, int port, String database, Properties properties) {
        static Login of(String host, int port, String database, String user, String password) {
            Properties properties = new Properties();
            properties.setProperty("user", user);
            properties.setProperty("password", password);
            properties.setProperty("ApplicationName", APPLICATION_NAME);
            // spares a round trip; nothing older is ever connected to
            properties.setProperty("assumeMinServerVersion", "9.4");
            return new Login(host, port, database, properties);
        }

        @Override
        public String toString() {
            return uri(host, port, database, properties.getProperty("user"));
        }
    }

    static Connection open(Login login) {
        try {
            return connect(login);
        } catch (SQLException e) {
            throw ConnectFailure.explain(e, login.toString(), login.database());
        }
    }

    static Connection connect(Login login) throws SQLException {
        String address = "jdbc:postgresql://" + login.host() + ":" + login.port() + "/" + encode(login.database());
        Connection connection = DRIVER.connect(address, login.properties());
        if (connection == null) {
            throw new IllegalStateException("the driver does not know its own address form");
        }
        return connection;
    }

    static String uri(String host, int port, String database, String user) {
        return "postgresql://" + encode(user) + "@" + host + ":" + port + "/" + encode(database);
    }

    static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** An identifier in double quotes. */
    static String quote(String identifier) {
        return '"' + identifier.replace("\"", "\"\"") + '"';
    }

    static ServerVersion version(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "select current_setting('server_version_num')::int, current_setting('server_version')")) {
            row.next();
            return new ServerVersion(row.getInt(1), row.getString(2));
        }
    }

    /** The server's own message without the driver's additions. */
    static String message(SQLException e) {
        if (e instanceof PSQLException failure) {
            ServerErrorMessage message = failure.getServerErrorMessage();
            if (message != null && message.getMessage() != null) {
                return message.getMessage();
            }
        }
        return String.valueOf(e.getMessage());
    }
}
