package dev.pgwright.server;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A database somebody named, in any way psql understands: an address or a connection string, environment variables, a
 * service file, a password file. What is said explicitly wins over the service file, that over the environment, that
 * over the defaults (PostgreSQL 18, sections 34.1, 34.15 to 34.17). Passwords are in no text form of this.
 */
public final class DatabaseTarget {
    private static final int DEFAULT_PORT = 5432;
    /** Debian's and Red Hat's socket directory, then PostgreSQL's own. */
    private static final List<Path> SOCKET_DIRECTORIES = List.of(Path.of("/var/run/postgresql"), Path.of("/tmp"));

    private final Map<String, String> settings;
    private final Map<String, String> environment;
    private final List<Endpoint> endpoints;
    private final String user;
    private final String database;
    private final List<String> warnings = new CopyOnWriteArrayList<>();

    /**
     * One of the places to try.
     *
     * @param name the name of the host, or the directory of a Unix socket
     * @param address where to connect if that is known without asking for the name
     */
    record Endpoint(String name, String address, int port) {
        boolean isSocket() {
            return name.startsWith("/");
        }

        Path socket() {
            return Path.of(name).resolve(".s.PGSQL." + port);
        }
    }

    private DatabaseTarget(Map<String, String> settings, Map<String, String> environment) {
        this.settings = settings;
        this.environment = environment;
        this.user = given("user").orElseGet(() -> System.getProperty("user.name", ""));
        this.database = given("dbname").orElse(user);
        this.endpoints = endpoints();
    }

    /**
     * Reads what the user said; connects to nothing.
     *
     * @param text the value of {@code --db}: an address, a connection string or the name of a database; null when only
     *     the environment says
     * @param environment the environment variables of the process
     * @throws dev.pgwright.finding.PgwrightException with {@code USAGE} if the text cannot be understood
     */
    public static DatabaseTarget parse(@Nullable String text, Map<String, String> environment) {
        Map<String, String> explicit = Conninfo.parse(text == null ? "" : text);
        Map<String, String> merged = new LinkedHashMap<>();
        ConninfoKeyword.VARIABLES.forEach((keyword, variable) -> {
            String value = environment.get(variable);
            if (value != null && !value.isEmpty()) {
                merged.put(keyword, value);
            }
        });
        String service = explicit.getOrDefault("service", merged.getOrDefault("service", ""));
        if (!service.isEmpty()) {
            String file = explicit.getOrDefault("servicefile", merged.getOrDefault("servicefile", ""));
            merged.putAll(ServiceFile.lookUp(service, serviceFiles(file, environment)));
        }
        merged.putAll(explicit);
        for (Map.Entry<String, String> setting : merged.entrySet()) {
            if (!ConninfoKeyword.isSupported(setting.getKey())
                    && !setting.getValue().isEmpty()) {
                throw Conninfo.fault(
                        "the connection parameter " + setting.getKey() + " is not supported here",
                        "leave it out if the connection is safe enough without it");
            }
        }
        return new DatabaseTarget(merged, environment);
    }

    /**
     * What somebody named, for people: as it is where it has no password, else what it says but for that.
     *
     * @throws dev.pgwright.finding.PgwrightException with {@code USAGE} if the text cannot be understood
     */
    public static String shown(String text) {
        Map<String, String> explicit = new LinkedHashMap<>(Conninfo.parse(text));
        boolean secret = explicit.keySet().removeIf(keyword -> keyword.endsWith("password"));
        return secret
                ? explicit.entrySet().stream()
                        .map(setting -> setting.getKey() + "=" + setting.getValue())
                        .collect(Collectors.joining(" "))
                : text;
    }

    private static List<Path> serviceFiles(String chosen, Map<String, String> environment) {
        List<Path> files = new ArrayList<>();
        files.add(chosen.isEmpty() ? userFile(environment, ".pg_service.conf", ".pg_service.conf") : Path.of(chosen));
        String directory = environment.getOrDefault("PGSYSCONFDIR", "");
        files.add(Path.of(directory.isEmpty() ? "/etc/postgresql-common" : directory)
                .resolve("pg_service.conf"));
        return files;
    }

    private static Path userFile(Map<String, String> environment, String name, String windowsName) {
        if (Platform.isWindows()) {
            return Path.of(environment.getOrDefault("APPDATA", ""))
                    .resolve("postgresql")
                    .resolve(windowsName);
        }
        return home(environment).resolve(name);
    }

    private static Path home(Map<String, String> environment) {
        String home = environment.getOrDefault("HOME", "");
        return Path.of(home.isEmpty() ? System.getProperty("user.home", "") : home);
    }

    private List<Endpoint> endpoints() {
        List<String> names = list("host");
        List<String> addresses = list("hostaddr");
        List<String> ports = list("port");
        int count = Math.max(1, Math.max(names.size(), addresses.size()));
        if (!names.isEmpty() && !addresses.isEmpty() && names.size() != addresses.size()) {
            throw Conninfo.fault(
                    "there are " + names.size() + " hosts but " + addresses.size() + " host addresses", null);
        }
        if (ports.size() > 1 && ports.size() != count) {
            throw Conninfo.fault("there are " + count + " hosts but " + ports.size() + " ports", null);
        }
        List<Endpoint> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int port = port(ports.isEmpty() ? "" : ports.get(ports.size() == 1 ? 0 : i));
            String address = addresses.isEmpty() ? "" : addresses.get(i);
            String name = names.isEmpty() ? address : names.get(i);
            String known = name.isEmpty() ? defaultHost(port) : name;
            all.add(new Endpoint(known, address.isEmpty() ? known : address, port));
        }
        return all;
    }

    private static int port(String text) {
        if (text.isEmpty()) {
            return DEFAULT_PORT;
        }
        try {
            int port = Integer.parseInt(text);
            if (port > 0 && port < 65_536) {
                return port;
            }
        } catch (NumberFormatException e) {
            throw Conninfo.fault("the port is not a number", null);
        }
        throw Conninfo.fault("the port " + text + " is not between 1 and 65535", null);
    }

    private static String defaultHost(int port) {
        for (Path directory : SOCKET_DIRECTORIES) {
            if (Files.exists(directory.resolve(".s.PGSQL." + port))) {
                return directory.toString();
            }
        }
        return "localhost";
    }

    private List<String> list(String keyword) {
        return given(keyword).map(value -> List.of(value.split(",", -1))).orElse(List.of());
    }

    /** The value of a connection parameter, if one was given. */
    Optional<String> given(String keyword) {
        return Optional.ofNullable(settings.get(keyword)).filter(value -> !value.isEmpty());
    }

    List<Endpoint> places() {
        return endpoints;
    }

    public String user() {
        return user;
    }

    public String database() {
        return database;
    }

    /** What was found but ignored, such as a password file that others may read. */
    public List<String> warnings() {
        return List.copyOf(warnings);
    }

    /** The password for one endpoint: as given, or from the password file; empty when there is none. */
    String password(Endpoint endpoint, String wantedDatabase) {
        Optional<String> explicit = given("password");
        if (explicit.isPresent()) {
            return explicit.get();
        }
        Path file = given("passfile").map(Path::of).orElseGet(() -> userFile(environment, ".pgpass", "pgpass.conf"));
        // the default socket directory is looked up as localhost
        String name = SOCKET_DIRECTORIES.contains(Path.of(endpoint.name())) ? "localhost" : endpoint.name();
        List<String> found = new ArrayList<>();
        Optional<String> password = PasswordFile.lookUp(file, name, endpoint.port(), wantedDatabase, user, found);
        for (String warning : found) {
            if (!warnings.contains(warning)) {
                warnings.add(warning);
            }
        }
        return password.orElse("");
    }

    /** The user's own folder of client certificates. */
    Path certificates() {
        return userFile(environment, ".postgresql", "");
    }

    /**
     * Connects once, to see that it works and what is there.
     *
     * @throws dev.pgwright.finding.PgwrightException with {@code SERVER} if no server can be reached, it refuses, or it
     *     is older than PostgreSQL 14
     */
    public Postgres open() {
        return ExternalPostgres.open(this);
    }

    /** The address of the target without any password. */
    public String uri(String wantedDatabase) {
        List<String> places = new ArrayList<>();
        for (Endpoint endpoint : endpoints) {
            boolean bracketed = endpoint.name().contains(":");
            String name = endpoint.isSocket() ? Sessions.encode(endpoint.name()) : endpoint.name();
            places.add((bracketed ? "[" + name + "]" : name) + ":" + endpoint.port());
        }
        return "postgresql://" + Sessions.encode(user) + "@" + String.join(",", places) + "/"
                + Sessions.encode(wantedDatabase);
    }

    @Override
    public String toString() {
        return uri(database);
    }
}
