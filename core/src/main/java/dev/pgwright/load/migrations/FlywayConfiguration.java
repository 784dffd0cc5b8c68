package dev.pgwright.load.migrations;

import dev.pgwright.source.SourceFile;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the configuration of Flyway says that changes which SQL is run and how. It is looked for in the folder and in those
 * above it; the nearest folder that has one counts. Of files in it flyway.user.toml counts before flyway.toml, and that
 * before flyway.conf. Environment variables, the command line and build files are not known here.
 *
 * <p>Source: Flyway 11, documentation pages "Configuration files", "TOML Configuration File", "CLI configuration order" and
 * those of the parameters; flyway-core, {@code ConfigUtils}.
 *
 * @param folder where it lies, which relative locations start from
 * @param file the name for messages; null when there is none
 */
record FlywayConfiguration(
        Path folder, @Nullable String file, Map<String, String> values, Map<String, String> placeholders) {
    private static final int FOLDERS_ABOVE = 6;
    private static final String NAMESPACE = "flyway.";
    private static final String PLACEHOLDERS = "placeholders.";

    /** Keys whose values may hold commas of their own are none of these. */
    private static final String SEPARATOR = ",";

    FlywayConfiguration {
        values = Map.copyOf(values);
        TreeMap<String, String> anyCase = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        anyCase.putAll(placeholders);
        placeholders = anyCase;
    }

    static final FlywayConfiguration NONE = new FlywayConfiguration(Path.of(""), null, Map.of(), Map.of());

    /** The nearest configuration. */
    static FlywayConfiguration near(Path root, Problems problems) {
        Path folder = root.toAbsolutePath().normalize();
        for (int i = 0; i <= FOLDERS_ABOVE && folder != null; i++, folder = folder.getParent()) {
            Optional<FlywayConfiguration> found = in(folder, problems);
            if (found.isPresent()) {
                return found.get();
            }
            if (Files.exists(folder.resolve(".git"))) {
                break;
            }
        }
        return NONE;
    }

    private static Optional<FlywayConfiguration> in(Path folder, Problems problems) {
        Map<String, String> all = new TreeMap<>();
        List<String> names = new ArrayList<>();
        for (String name : List.of("flyway.conf", "flyway.toml", "flyway.user.toml")) {
            Path path = folder.resolve(name);
            if (Files.isRegularFile(path)) {
                names.add(name);
                MigrationText.read(path, problems)
                        .ifPresent(file -> all.putAll(name.endsWith(".toml") ? toml(file, problems) : pairs(file)));
            }
        }
        if (names.isEmpty()) {
            return Optional.empty();
        }
        Map<String, String> values = new TreeMap<>();
        Map<String, String> placeholders = new TreeMap<>();
        all.forEach((key, value) -> {
            if (key.startsWith(PLACEHOLDERS)) {
                placeholders.put(key.substring(PLACEHOLDERS.length()), value);
            } else {
                values.put(key, value);
            }
        });
        // a value that the environment gives is not known here
        placeholders.values().removeIf(value -> value.contains("${"));
        values.values().removeIf(value -> value.contains("${env."));
        return Optional.of(new FlywayConfiguration(folder, names.get(names.size() - 1), values, placeholders));
    }

    /** Keys and values of a .conf file, without the namespace that they may have. */
    static Map<String, String> pairs(SourceFile file) {
        Properties properties = new Properties();
        try {
            // Flyway takes backslashes as they are: they are of paths
            properties.load(new StringReader(file.text().replace("\\", "\\\\")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Map<String, String> values = new TreeMap<>();
        for (String key : properties.stringPropertyNames()) {
            String bare = key.startsWith(NAMESPACE) ? key.substring(NAMESPACE.length()) : key;
            values.put(bare, properties.getProperty(key).strip());
        }
        return values;
    }

    private static Map<String, String> toml(SourceFile file, Problems problems) {
        Map<String, List<String>> read = SimpleToml.read(file, problems);
        Map<String, String> values = new TreeMap<>();
        String environment = String.join("", read.getOrDefault("flyway.environment", List.of("default")));
        String schemas = "environments." + environment + ".schemas";
        read.forEach((key, value) -> {
            if (key.startsWith(NAMESPACE)) {
                values.put(key.substring(NAMESPACE.length()), String.join(SEPARATOR, value));
            }
        });
        if (read.containsKey(schemas)) {
            values.put("schemas", String.join(SEPARATOR, read.getOrDefault(schemas, List.of())));
        }
        return values;
    }

    boolean exists() {
        return file != null;
    }

    String get(String key, String otherwise) {
        return values.getOrDefault(key, otherwise);
    }

    /** Whether a switch is on; empty where nothing is said of it. */
    Optional<Boolean> is(String key) {
        String value = values.get(key);
        return value == null
                ? Optional.empty()
                : Optional.of(value.toLowerCase(Locale.ROOT).equals("true"));
    }

    List<String> list(String key) {
        String value = values.getOrDefault(key, "");
        return List.of(value.split(SEPARATOR)).stream()
                .map(String::strip)
                .filter(element -> !element.isEmpty())
                .toList();
    }

    /** The schema in which unqualified names are; empty when the server decides. */
    Optional<String> defaultSchema() {
        String schema = get("defaultSchema", "");
        return schema.isEmpty() ? list("schemas").stream().findFirst() : Optional.of(schema);
    }
}
