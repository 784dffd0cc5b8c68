package dev.pgwright.review;

import dev.pgwright.finding.Severity;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the configuration says of a rule.
 *
 * @param enabled null when it says nothing
 * @param severity null for the rule's own
 * @param parameters limits by name
 * @param words of the parameters that are words, by name
 */
public record RuleSettings(
        @Nullable Boolean enabled,
        @Nullable Severity severity,
        Map<String, Long> parameters,
        Map<String, List<String>> words) {
    public static final RuleSettings NONE = new RuleSettings(null, null, Map.of());

    public RuleSettings {
        parameters = Map.copyOf(parameters);
        words = Map.copyOf(words);
    }

    /** Settings without words. */
    public RuleSettings(@Nullable Boolean enabled, @Nullable Severity severity, Map<String, Long> parameters) {
        this(enabled, severity, parameters, Map.of());
    }

    /** These, and where these say nothing, the others. */
    RuleSettings or(RuleSettings others) {
        Map<String, Long> merged = new TreeMap<>(others.parameters);
        merged.putAll(parameters);
        Map<String, List<String>> mergedWords = new TreeMap<>(others.words);
        mergedWords.putAll(words);
        return new RuleSettings(
                enabled == null ? others.enabled : enabled,
                severity == null ? others.severity : severity,
                merged,
                mergedWords);
    }
}
