package dev.pgwright.review.config;

import dev.pgwright.finding.Severity;
import dev.pgwright.load.yaml.YamlProblems;
import dev.pgwright.load.yaml.YamlScalars;
import dev.pgwright.load.yaml.YamlSection;
import dev.pgwright.review.Parameter;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.review.RuleSettings;
import dev.pgwright.review.WordsParameter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** Reads what a configuration says of one rule. A rule that is named is on, unless it is said to be off. */
final class RuleReader {
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");
    private static final Map<String, RuleSettings> WORDS = words();
    private static final Map<String, Severity> SEVERITIES = severities();

    private final YamlProblems problems;
    private final RuleInfo rule;

    RuleReader(YamlProblems problems, RuleInfo rule) {
        this.problems = problems;
        this.rule = rule;
    }

    private static Map<String, RuleSettings> words() {
        Map<String, RuleSettings> words = new LinkedHashMap<>();
        words.put("off", new RuleSettings(false, null, Map.of()));
        words.put("on", new RuleSettings(true, null, Map.of()));
        severities().forEach((word, severity) -> words.put(word, new RuleSettings(true, severity, Map.of())));
        return words;
    }

    private static Map<String, Severity> severities() {
        Map<String, Severity> words = new LinkedHashMap<>();
        for (Severity severity : Severity.values()) {
            words.put(severity.word(), severity);
        }
        return words;
    }

    /** What is said; null when it is not understood. */
    @Nullable RuleSettings read(Node node) {
        String what = "rule '" + rule.id() + "'";
        if (!(node instanceof MappingNode)) {
            return new YamlScalars(problems).choice(node, what, WORDS);
        }
        List<String> keys = new ArrayList<>(List.of("enabled", "severity"));
        rule.parameters().forEach(parameter -> keys.add(parameter.name()));
        rule.words().forEach(parameter -> keys.add(parameter.name()));
        YamlSection section = YamlSection.of(problems, node, what, keys);
        if (section == null) {
            return null;
        }
        Map<String, Long> limits = new TreeMap<>();
        for (Parameter parameter : rule.parameters()) {
            Long limit = section.has(parameter.name()) ? limit(section, parameter) : null;
            if (limit != null) {
                limits.put(parameter.name(), limit);
            }
        }
        Map<String, List<String>> words = new TreeMap<>();
        for (WordsParameter parameter : rule.words()) {
            List<String> read = section.has(parameter.name()) ? words(section, parameter) : List.of();
            if (!read.isEmpty()) {
                words.put(parameter.name(), read);
            }
        }
        return new RuleSettings(section.flag("enabled", true), section.choice("severity", SEVERITIES), limits, words);
    }

    private @Nullable Long limit(YamlSection section, Parameter parameter) {
        String name = parameter.name();
        Node value = section.requireNode(name);
        String text = value instanceof ScalarNode scalar ? scalar.getValue().replace("_", "") : "";
        if (!NUMBER.matcher(text).matches()) {
            problems.add(
                    value,
                    section.what(name) + " must be a whole number, not " + YamlScalars.shown(value),
                    "It is " + parameter.value() + " unless set: " + parameter.description());
            return null;
        }
        return Long.parseLong(text);
    }

    /** The words that are understood; empty when nothing is. */
    private List<String> words(YamlSection section, WordsParameter parameter) {
        String name = parameter.name();
        List<String> words = new ArrayList<>();
        section.distinctTexts(name).forEach((text, place) -> {
            if (parameter.kind() == WordsParameter.Kind.WORDS || isPattern(text, place)) {
                words.add(text);
            }
        });
        return words;
    }

    private boolean isPattern(String text, Node place) {
        try {
            WordsParameter.pattern(text, Map.of());
            return true;
        } catch (PatternSyntaxException broken) {
            problems.add(
                    place,
                    "'" + text + "' is no regular expression: "
                            + broken.getDescription().toLowerCase(Locale.ROOT),
                    null);
            return false;
        }
    }
}
