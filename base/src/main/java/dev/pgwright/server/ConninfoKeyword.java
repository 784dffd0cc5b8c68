package dev.pgwright.server;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** The words of connection strings and the environment variables for them (PostgreSQL 18, sections 34.1.2 and 34.15). */
final class ConninfoKeyword {
    /** Environment variables by the keyword they stand for. */
    static final Map<String, String> VARIABLES = variables();

    /** What we know and act upon. */
    private static final Set<String> HONOURED = Set.of(
            "application_name",
            "channel_binding",
            "connect_timeout",
            "dbname",
            "fallback_application_name",
            "gssencmode",
            "host",
            "hostaddr",
            "keepalives",
            "krbsrvname",
            "load_balance_hosts",
            "options",
            "passfile",
            "password",
            "port",
            "require_auth",
            "service",
            "servicefile",
            "sslcert",
            "sslkey",
            "sslmode",
            "sslnegotiation",
            "sslpassword",
            "sslrootcert",
            "target_session_attrs",
            "user");

    /** What changes neither who is connected to nor how safely: fine to leave to the driver. */
    private static final Set<String> HARMLESS = Set.of(
            "client_encoding",
            "gssdelegation",
            "gsslib",
            "keepalives_count",
            "keepalives_idle",
            "keepalives_interval",
            "sslcompression",
            "sslsni",
            "tcp_user_timeout");

    /** What libpq knows and the JDBC driver cannot do; ignoring these would be less safe than the user asked for. */
    private static final Set<String> UNSUPPORTED = Set.of(
            "max_protocol_version",
            "min_protocol_version",
            "oauth_client_id",
            "oauth_client_secret",
            "oauth_issuer",
            "oauth_scope",
            "replication",
            "requirepeer",
            "requiressl",
            "scram_client_key",
            "scram_server_key",
            "ssl_max_protocol_version",
            "ssl_min_protocol_version",
            "sslcertmode",
            "sslcrl",
            "sslcrldir",
            "sslkeylogfile");

    private ConninfoKeyword() {}

    static boolean isKnown(String keyword) {
        return HONOURED.contains(keyword) || HARMLESS.contains(keyword) || UNSUPPORTED.contains(keyword);
    }

    static boolean isSupported(String keyword) {
        return !UNSUPPORTED.contains(keyword);
    }

    private static Map<String, String> variables() {
        Map<String, String> variables = new LinkedHashMap<>();
        variables.put("host", "PGHOST");
        variables.put("hostaddr", "PGHOSTADDR");
        variables.put("port", "PGPORT");
        variables.put("dbname", "PGDATABASE");
        variables.put("user", "PGUSER");
        variables.put("password", "PGPASSWORD");
        variables.put("passfile", "PGPASSFILE");
        variables.put("require_auth", "PGREQUIREAUTH");
        variables.put("channel_binding", "PGCHANNELBINDING");
        variables.put("service", "PGSERVICE");
        variables.put("servicefile", "PGSERVICEFILE");
        variables.put("options", "PGOPTIONS");
        variables.put("application_name", "PGAPPNAME");
        variables.put("sslmode", "PGSSLMODE");
        variables.put("sslnegotiation", "PGSSLNEGOTIATION");
        variables.put("sslcert", "PGSSLCERT");
        variables.put("sslkey", "PGSSLKEY");
        variables.put("sslrootcert", "PGSSLROOTCERT");
        variables.put("sslcrl", "PGSSLCRL");
        variables.put("sslcrldir", "PGSSLCRLDIR");
        variables.put("requirepeer", "PGREQUIREPEER");
        variables.put("ssl_min_protocol_version", "PGSSLMINPROTOCOLVERSION");
        variables.put("ssl_max_protocol_version", "PGSSLMAXPROTOCOLVERSION");
        variables.put("gssencmode", "PGGSSENCMODE");
        variables.put("krbsrvname", "PGKRBSRVNAME");
        variables.put("connect_timeout", "PGCONNECT_TIMEOUT");
        variables.put("client_encoding", "PGCLIENTENCODING");
        variables.put("target_session_attrs", "PGTARGETSESSIONATTRS");
        variables.put("load_balance_hosts", "PGLOADBALANCEHOSTS");
        return variables;
    }
}
