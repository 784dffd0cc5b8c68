package dev.pgwright.review.config;

import dev.pgwright.load.migrations.Framework;
import dev.pgwright.load.yaml.YamlProblems;
import dev.pgwright.load.yaml.YamlScalars;
import dev.pgwright.load.yaml.YamlSection;
import dev.pgwright.load.yaml.YamlTree;
import dev.pgwright.review.ReviewOptions;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.review.RuleSettings;
import dev.pgwright.server.PostgresVersion;
import dev.pgwright.source.SourceFile;
import java.nio.file.FileSystems;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads pgwright.yaml; every key, value, rule and parameter that does not exist is a problem with its place. */
final class ConfigurationReader {
    private static final Map<String, String> SYNONYMS =
            Map.of("path", "paths", "migrations", "paths", "tool", "framework", "postgres", "version", "ignore", "off");

    private final YamlProblems problems;
    private final Path folder;

    private ConfigurationReader(SourceFile source, Path folder) {
        this.problems = new YamlProblems(source, SYNONYMS);
        this.folder = folder;
    }

    static Configuration read(SourceFile source, Path file, Function<CustomRules, List<RuleInfo>> known) {
        Path absolute = file.toAbsolutePath().normalize();
        Path parent = absolute.getParent();
        ConfigurationReader reader = new ConfigurationReader(source, parent == null ? absolute : parent);
        Optional<Node> root = YamlTree.compose(source, "A configuration");
        Configuration configuration =
                reader.configuration(root.filter(node -> !YamlScalars.isNull(node)), absolute, known);
        reader.problems.throwIfAny();
        return configuration;
    }

    private Configuration configuration(Optional<Node> root, Path file, Function<CustomRules, List<RuleInfo>> known) {
        YamlSection whole = root.map(
                        node -> YamlSection.of(problems, node, "the configuration", List.of("version", "review")))
                .orElse(null);
        Integer version = whole == null ? null : whole.integer("version", least(), most());
        Node node = whole == null ? null : whole.node("review");
        YamlSection review = node == null
                ? null
                : YamlSection.of(
                        problems,
                        node,
                        "'review'",
                        List.of(
                                "paths",
                                "framework",
                                "fail-on",
                                "baseline",
                                "facts",
                                "workload",
                                "rules",
                                "overrides",
                                "custom"));
        if (review == null) {
            Configuration none = Configuration.NONE;
            return new Configuration(
                    file,
                    version,
                    none.paths(),
                    null,
                    null,
                    null,
                    null,
                    none.workload(),
                    none.rules(),
                    none.overrides(),
                    none.custom());
        }
        CustomRules custom = custom(review);
        Map<String, RuleInfo> rules = known.apply(custom).stream()
                .collect(Collectors.toMap(RuleInfo::id, Function.identity(), (one, other) -> one, LinkedHashMap::new));
        return new Configuration(
                file,
                version,
                paths(review, "paths"),
                review.choice("framework", words(Framework.values(), Framework::word)),
                review.choice("fail-on", words(FailOn.values(), FailOn::word)),
                path(review, "baseline"),
                path(review, "facts"),
                paths(review, "workload"),
                rules(review, rules),
                overrides(review, rules),
                custom);
    }

    private static int least() {
        return Arrays.stream(PostgresVersion.values())
                .mapToInt(PostgresVersion::major)
                .min()
                .orElseThrow();
    }

    private static int most() {
        return Arrays.stream(PostgresVersion.values())
                .mapToInt(PostgresVersion::major)
                .max()
                .orElseThrow();
    }

    private static <E> Map<String, E> words(E[] values, Function<E, String> word) {
        Map<String, E> words = new LinkedHashMap<>();
        for (E value : values) {
            words.put(word.apply(value), value);
        }
        return words;
    }

    private CustomRules custom(YamlSection review) {
        Node node = review.node("custom");
        YamlSection custom =
                node == null ? null : YamlSection.of(problems, node, "'custom' of 'review'", List.of("jars", "sql"));
        return custom == null ? CustomRules.NONE : new CustomRules(paths(custom, "jars"), path(custom, "sql"));
    }

    private List<Path> paths(YamlSection section, String key) {
        List<Path> paths = new ArrayList<>();
        section.distinctTexts(key).forEach((text, node) -> {
            Path path = path(text, node, section.what(key));
            if (path != null) {
                paths.add(path);
            }
        });
        return paths;
    }

    private @Nullable Path path(YamlSection section, String key) {
        String text = section.line(key);
        return text == null ? null : path(text, section.requireNode(key), section.what(key));
    }

    private @Nullable Path path(String text, Node node, String what) {
        try {
            return folder.resolve(text).normalize();
        } catch (InvalidPathException e) {
            problems.add(node, what + " is no path: " + e.getReason(), null);
            return null;
        }
    }

    private Map<String, RuleSettings> rules(YamlSection section, Map<String, RuleInfo> known) {
        Map<String, RuleSettings> rules = new LinkedHashMap<>();
        for (YamlScalars.Entry entry : section.entries("rules")) {
            RuleInfo rule = known.get(entry.name());
            if (rule == null) {
                problems.add(
                        entry.key(),
                        "there is no rule '" + entry.name() + "'",
                        problems.choose(entry.name(), "pgwright rules lists them", known.keySet()));
                continue;
            }
            RuleSettings settings = new RuleReader(problems, rule).read(entry.value());
            if (settings != null) {
                rules.put(rule.id(), settings);
            }
        }
        return rules;
    }

    private List<ReviewOptions.Override> overrides(YamlSection review, Map<String, RuleInfo> known) {
        List<ReviewOptions.Override> overrides = new ArrayList<>();
        for (Node node : review.list("overrides")) {
            YamlSection section = YamlSection.of(problems, node, "an override", List.of("paths", "rules"));
            if (section == null) {
                continue;
            }
            section.require("paths", "Name the files it holds for, such as [old/**]");
            section.require("rules", "Name the rules it changes");
            List<String> patterns = new ArrayList<>();
            section.distinctTexts("paths").forEach((pattern, place) -> {
                if (isPattern(pattern, place)) {
                    patterns.add(pattern);
                }
            });
            overrides.add(new ReviewOptions.Override(folder, patterns, rules(section, known)));
        }
        return overrides;
    }

    private boolean isPattern(String pattern, Node place) {
        try {
            FileSystems.getDefault().getPathMatcher("glob:" + pattern);
            return true;
        } catch (PatternSyntaxException broken) {
            problems.add(place, "'" + pattern + "' is no pattern of paths", "Close its brackets and braces");
            return false;
        }
    }
}
