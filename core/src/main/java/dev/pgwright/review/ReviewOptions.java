package dev.pgwright.review;

import dev.pgwright.catalog.Catalog;
import dev.pgwright.source.SourceFile;
import dev.pgwright.workload.DatabaseFacts;
import dev.pgwright.workload.PlannedChange;
import dev.pgwright.workload.PreparedQuery;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * How to review.
 *
 * @param version the major version of PostgreSQL that the migrations are for
 * @param start the schema before the first migration; null when it is unknown, or empty because the history begins it
 * @param reviewed which files findings are wanted about, by their names; the others only build up the schema
 * @param rules by rule id
 * @param overrides for files that match a pattern; later ones win
 * @param facts sizes, traffic, known queries
 * @param planned what a database's planner expects of statements that change rows, by their text
 * @param prepared what a database says of queries, by their text
 * @param applied what the migrations that a database has had make of an empty one; null when that is not known
 * @param documents that describe the schema: DBML and Markdown
 */
public record ReviewOptions(
        int version,
        @Nullable Catalog start,
        Predicate<String> reviewed,
        Map<String, RuleSettings> rules,
        List<Override> overrides,
        DatabaseFacts facts,
        Map<String, PlannedChange> planned,
        Map<String, PreparedQuery> prepared,
        @Nullable Catalog applied,
        List<SourceFile> documents) {
    public ReviewOptions {
        rules = Map.copyOf(rules);
        overrides = List.copyOf(overrides);
        planned = Map.copyOf(planned);
        prepared = Map.copyOf(prepared);
        documents = List.copyOf(documents);
    }

    /** Without a database or documents. */
    public ReviewOptions(
            int version,
            @Nullable Catalog start,
            Predicate<String> reviewed,
            Map<String, RuleSettings> rules,
            List<Override> overrides,
            DatabaseFacts facts) {
        this(version, start, reviewed, rules, overrides, facts, Map.of(), Map.of(), null, List.of());
    }

    /** Every file, with the rules as they are, for a version of PostgreSQL. */
    public static ReviewOptions forVersion(int version) {
        return new ReviewOptions(version, null, file -> true, Map.of(), List.of(), DatabaseFacts.NONE);
    }

    /**
     * Other settings for some files.
     *
     * @param root the absolute folder that patterns are relative to
     * @param paths glob patterns as {@link java.nio.file.FileSystem#getPathMatcher} takes them, such as {@code db/old/**}
     */
    public record Override(Path root, List<String> paths, Map<String, RuleSettings> rules) {
        public Override {
            paths = List.copyOf(paths);
            rules = Map.copyOf(rules);
        }

        boolean matches(String file) {
            Path absolute = Path.of(file).toAbsolutePath().normalize();
            Path path = absolute.startsWith(root) ? root.relativize(absolute) : absolute;
            return paths.stream().anyMatch(pattern -> matcher(pattern).matches(path));
        }

        private static PathMatcher matcher(String pattern) {
            return FileSystems.getDefault().getPathMatcher("glob:" + pattern);
        }
    }

    /** What holds for a rule in a file. */
    RuleSettings settings(String rule, String file) {
        RuleSettings settings = rules.getOrDefault(rule, RuleSettings.NONE);
        for (Override override : overrides) {
            RuleSettings other = override.rules().get(rule);
            if (other != null && override.matches(file)) {
                settings = other.or(settings);
            }
        }
        return settings;
    }

    /** Whether a rule is off for every file. */
    public boolean isOff(RuleInfo rule) {
        Boolean enabled = rules.getOrDefault(rule.id(), RuleSettings.NONE).enabled();
        boolean off = enabled == null ? !rule.onByDefault() : !enabled;
        return off && overrides.stream().noneMatch(override -> override.rules().containsKey(rule.id()));
    }

    public ReviewOptions withVersion(int major) {
        return new ReviewOptions(
                major, start, reviewed, rules, overrides, facts, planned, prepared, applied, documents);
    }

    public ReviewOptions withStart(Catalog catalog) {
        return new ReviewOptions(
                version, catalog, reviewed, rules, overrides, facts, planned, prepared, applied, documents);
    }

    public ReviewOptions withFacts(DatabaseFacts known) {
        return new ReviewOptions(
                version, start, reviewed, rules, overrides, known, planned, prepared, applied, documents);
    }

    public ReviewOptions withPlanned(Map<String, PlannedChange> changes) {
        return new ReviewOptions(
                version, start, reviewed, rules, overrides, facts, changes, prepared, applied, documents);
    }

    public ReviewOptions withPrepared(Map<String, PreparedQuery> answers) {
        return new ReviewOptions(
                version, start, reviewed, rules, overrides, facts, planned, answers, applied, documents);
    }

    public ReviewOptions withApplied(@Nullable Catalog catalog) {
        return new ReviewOptions(
                version, start, reviewed, rules, overrides, facts, planned, prepared, catalog, documents);
    }

    public ReviewOptions withDocuments(List<SourceFile> files) {
        return new ReviewOptions(version, start, reviewed, rules, overrides, facts, planned, prepared, applied, files);
    }

    public ReviewOptions withReviewed(Predicate<String> files) {
        return new ReviewOptions(version, start, files, rules, overrides, facts, planned, prepared, applied, documents);
    }

    public ReviewOptions withRules(Map<String, RuleSettings> settings) {
        return new ReviewOptions(
                version, start, reviewed, settings, overrides, facts, planned, prepared, applied, documents);
    }
}
