package dev.pgwright.server;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.Set;

/** libpq's connection parameters in the words of the JDBC driver. */
final class DriverProperties {
    private static final Set<String> SSL_MODES =
            Set.of("disable", "allow", "prefer", "require", "verify-ca", "verify-full");

    /** Parameters that only change their name. */
    private static final Map<String, String> RENAMED = Map.of(
            "options", "options",
            "channel_binding", "channelBinding",
            "require_auth", "requireAuth",
            "gssencmode", "gssEncMode",
            "krbsrvname", "kerberosServerName",
            "sslnegotiation", "sslNegotiation",
            "sslcert", "sslcert",
            "sslkey", "sslkey",
            "sslpassword", "sslpassword");

    private DriverProperties() {}

    static Sessions.Login login(DatabaseTarget target, DatabaseTarget.Endpoint endpoint, String database) {
        Properties properties = new Properties();
        properties.setProperty("user", target.user());
        // never null: the driver would look into .pgpass by itself, where we may have refused to
        properties.setProperty("password", target.password(endpoint, database));
        properties.setProperty(
                "ApplicationName",
                target.given("application_name")
                        .or(() -> target.given("fallback_application_name"))
                        .orElse(Sessions.APPLICATION_NAME));
        properties.setProperty("assumeMinServerVersion", "9.4");
        properties.setProperty(
                "tcpKeepAlive",
                Boolean.toString(!"0".equals(target.given("keepalives").orElse("1"))));
        RENAMED.forEach((keyword, property) ->
                target.given(keyword).ifPresent(value -> properties.setProperty(property, value)));
        target.given("connect_timeout").ifPresent(value -> properties.setProperty("connectTimeout", seconds(value)));
        String host = endpoint.address();
        if (endpoint.isSocket()) {
            host = "localhost";
            properties.setProperty("socketFactory", "org.newsclub.net.unix.AFUNIXSocketFactory$FactoryArg");
            properties.setProperty("socketFactoryArg", endpoint.socket().toString());
            properties.setProperty("sslmode", "disable");
            properties.setProperty("gssEncMode", "disable");
        } else {
            secure(target, properties);
        }
        return new Sessions.Login(host, endpoint.port(), database, properties);
    }

    private static String seconds(String value) {
        try {
            int seconds = Integer.parseInt(value.strip());
            // libpq: zero and less mean to wait for ever, one second is taken as two
            return Integer.toString(seconds <= 0 ? 0 : Math.max(2, seconds));
        } catch (NumberFormatException e) {
            throw Conninfo.fault("connect_timeout is not a number of seconds: " + value, null);
        }
    }

    private static void secure(DatabaseTarget target, Properties properties) {
        String mode = target.given("sslmode").orElse("prefer");
        if (!SSL_MODES.contains(mode)) {
            throw Conninfo.fault(
                    "there is no sslmode \"" + mode + "\"",
                    "use disable, allow, prefer, require, verify-ca or verify-full");
        }
        String root = target.given("sslrootcert").orElse("");
        if (root.equals("system")) {
            // libpq: the system's certificates are of use only with the strictest mode
            properties.setProperty("sslfactory", "org.postgresql.ssl.DefaultJavaSSLFactory");
            properties.setProperty("sslmode", "verify-full");
            return;
        }
        Path file = root.isEmpty() ? target.certificates().resolve("root.crt") : Path.of(root);
        boolean exists = Files.exists(file);
        if (exists) {
            properties.setProperty("sslrootcert", file.toString());
        } else if (mode.startsWith("verify")) {
            throw Conninfo.fault(
                    "sslmode=" + mode + " needs the root certificate " + file + ", which does not exist",
                    "name it with sslrootcert, or use sslrootcert=system");
        }
        // libpq, for compatibility: require verifies the authority if its certificate is there
        properties.setProperty("sslmode", mode.equals("require") && exists ? "verify-ca" : mode);
    }
}
