package dev.pgwright.load.migrations;

import dev.pgwright.source.SourceFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which changesets are run by their contexts and labels: all of them, unless {@code liquibase.properties} in the folder or
 * above it names contexts or labels.
 *
 * <p>Source: Liquibase 5, documentation pages "Contexts", "Labels", "liquibase.properties".
 */
final class LiquibaseFilter {
    private static final int FOLDERS_ABOVE = 6;
    private static final String FILE = "liquibase.properties";
    private static final String COMMAND = "liquibase.command.";

    private final @Nullable Path file;
    private final Set<String> contexts;
    private final @Nullable String labels;

    private LiquibaseFilter(@Nullable Path file, Set<String> contexts, @Nullable String labels) {
        this.file = file;
        this.contexts = contexts;
        this.labels = labels;
    }

    /** The nearest configuration's. */
    static LiquibaseFilter near(Path root) {
        Path folder = root.toAbsolutePath().normalize();
        for (int i = 0; i <= FOLDERS_ABOVE && folder != null; i++, folder = folder.getParent()) {
            Path file = folder.resolve(FILE);
            Optional<SourceFile> text = MigrationText.readQuietly(file);
            if (text.isPresent()) {
                Map<String, String> values = FlywayConfiguration.pairs(text.get());
                String contexts = first(values, "contexts", "contextFilter", "context-filter");
                return new LiquibaseFilter(
                        file,
                        contexts == null ? Set.of() : names(contexts),
                        first(values, "labels", "labelFilter", "label-filter"));
            }
            if (Files.exists(folder.resolve(".git"))) {
                break;
            }
        }
        return new LiquibaseFilter(null, Set.of(), null);
    }

    private static @Nullable String first(Map<String, String> values, String... keys) {
        return Arrays.stream(keys)
                .flatMap(key -> List.of(key, COMMAND + key, "liquibase." + key).stream())
                .map(values::get)
                .filter(value -> value != null && !value.isBlank())
                .findFirst()
                .orElse(null);
    }

    private static Set<String> names(String list) {
        return Arrays.stream(list.split(","))
                .map(name -> name.strip().toLowerCase(Locale.ROOT))
                .filter(name -> !name.isEmpty())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Whether anything is filtered. */
    boolean isOn() {
        return !contexts.isEmpty() || labels != null;
    }

    /** Where it is said. */
    String file() {
        return String.valueOf(file == null ? null : file.getFileName());
    }

    /** What a changeset, an include or a changelog asks for: its expressions of contexts, or its labels. */
    static @Nullable String contextsOf(Map<String, String> attributes) {
        String filter = attributes.get("contextFilter");
        return filter == null ? attributes.get("context") : filter;
    }

    /** Whether what has these attributes is run. */
    boolean takes(Map<String, String> attributes) {
        String asked = contextsOf(attributes);
        String given = attributes.get("labels");
        boolean inContext = asked == null
                || asked.isBlank()
                || contexts.isEmpty()
                || new Expression(asked, contexts::contains).holds();
        boolean labelled = labels == null
                || given == null
                || given.isBlank()
                || new Expression(labels, names(given)::contains).holds();
        return inContext && labelled;
    }

    /** {@code a and !(b or c)}; a comma is an or that binds less. */
    private static final class Expression {
        private final List<String> words = new ArrayList<>();
        private final Predicate<String> known;
        private int at;

        Expression(String text, Predicate<String> known) {
            this.known = known;
            String spaced = text.replaceAll("([(),!])", " $1 ").strip();
            words.addAll(List.of(spaced.toLowerCase(Locale.ROOT).split("\\s+")));
        }

        boolean holds() {
            boolean holds = or();
            while (take(",")) {
                holds |= or();
            }
            return holds;
        }

        private boolean or() {
            boolean holds = and();
            while (take("or")) {
                holds |= and();
            }
            return holds;
        }

        private boolean and() {
            boolean holds = single();
            while (take("and")) {
                holds &= single();
            }
            return holds;
        }

        private boolean single() {
            if (take("!") || take("not")) {
                return !single();
            }
            if (take("(")) {
                boolean holds = holds();
                take(")");
                return holds;
            }
            String word = at < words.size() ? words.get(at++) : "";
            // @ makes a context one that must be asked for
            return known.test(word.startsWith("@") ? word.substring(1) : word);
        }

        private boolean take(String word) {
            boolean there = at < words.size() && words.get(at).equals(word);
            at += there ? 1 : 0;
            return there;
        }
    }
}
