package dev.pgwright.server;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * How an embedded server is to be started.
 *
 * @param settings server settings (postgresql.conf) that override those of the purpose, by lower-case name
 */
public record EmbeddedOptions(PostgresVersion version, Purpose purpose, Map<String, String> settings) {
    private static final Pattern SETTING_NAME = Pattern.compile("[a-z_][a-z0-9_.]*");

    /** What the launcher decides: where the server listens, who may come in, where its files are. */
    private static final Set<String> RESERVED = Set.of(
            "port",
            "listen_addresses",
            "unix_socket_directories",
            "hba_file",
            "ident_file",
            "data_directory",
            "external_pid_file",
            "password_encryption",
            "logging_collector");

    /**
     * Checks the settings.
     *
     * @throws IllegalArgumentException if a setting's name is malformed or the launcher's own
     */
    public EmbeddedOptions {
        Map<String, String> checked = new TreeMap<>();
        settings.forEach((name, value) -> checked.put(checkedName(name), value));
        settings = Collections.unmodifiableMap(checked);
    }

    /** Names of settings know no case; they are kept in lower case. */
    private static String checkedName(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (!SETTING_NAME.matcher(lower).matches()) {
            throw new IllegalArgumentException("not the name of a server setting: " + name);
        }
        if (RESERVED.contains(lower)) {
            throw new IllegalArgumentException("the launcher itself decides " + lower);
        }
        return lower;
    }

    /** A scratch server of the default version. */
    public static EmbeddedOptions scratch() {
        return new EmbeddedOptions(PostgresVersion.DEFAULT, Purpose.SCRATCH, Map.of());
    }

    /** A server of the default version for the given purpose. */
    public static EmbeddedOptions forPurpose(Purpose purpose) {
        return new EmbeddedOptions(PostgresVersion.DEFAULT, purpose, Map.of());
    }

    public EmbeddedOptions withVersion(PostgresVersion other) {
        return new EmbeddedOptions(other, purpose, settings);
    }

    public EmbeddedOptions withSetting(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(settings);
        more.put(name, value);
        return new EmbeddedOptions(version, purpose, more);
    }
}
