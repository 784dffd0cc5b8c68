package dev.pgwright.api;

import dev.pgwright.load.git.GitChanges;
import dev.pgwright.load.migrations.Framework;
import dev.pgwright.load.migrations.MigrationHistory;
import dev.pgwright.review.Baseline;
import dev.pgwright.review.EngineRules;
import dev.pgwright.review.FileRoot;
import dev.pgwright.review.Fingerprints;
import dev.pgwright.review.ReviewFinding;
import dev.pgwright.review.ReviewOptions;
import dev.pgwright.review.ReviewResult;
import dev.pgwright.review.Reviewer;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.review.RuleSettings;
import dev.pgwright.review.config.Configuration;
import dev.pgwright.review.config.CustomRules;
import dev.pgwright.review.rules.Rules;
import dev.pgwright.server.PostgresVersion;
import dev.pgwright.source.SourceFile;
import dev.pgwright.sql.Sql;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Reviews migrations, every statement against the schema that the files before it have made, or that a database has; and the
 * schema that comes of it, or a database's own.
 */
public final class ReviewMigrations {
    private ReviewMigrations() {}

    /**
     * What to review, and what is known.
     *
     * @param paths files and folders; none means the database if one is given, else the usual folder of a framework below the
     *     working directory
     * @param framework null to find it out
     * @param version of PostgreSQL that the migrations are for; a database's own when one is given
     * @param rules settings by rule id
     * @param overrides settings for some files
     * @param database as libpq takes it; its schema, sizes and sessions are asked, and migrations that it has had are not
     *     reviewed; null for none
     * @param facts a file of facts that was saved from a database; null for none
     * @param workload files of known queries
     * @param since a git revision: only what was changed since is reported; null for everything
     * @param baseline a file of findings to hide; null for none
     * @param custom rules of the user's own
     * @param environment of the process, for what the address leaves out
     */
    public record Request(
            List<Path> paths,
            @Nullable Framework framework,
            PostgresVersion version,
            Map<String, RuleSettings> rules,
            List<ReviewOptions.Override> overrides,
            @Nullable String database,
            @Nullable Path facts,
            List<Path> workload,
            @Nullable String since,
            @Nullable Path baseline,
            CustomRules custom,
            Map<String, String> environment) {
        public Request {
            paths = List.copyOf(paths);
            rules = Map.copyOf(rules);
            overrides = List.copyOf(overrides);
            workload = List.copyOf(workload);
        }
    }

    /**
     * A review.
     *
     * @param outcome what was found, less what the baseline hides
     * @param fingerprints of all findings
     * @param root what files are named relative to
     * @param history the migrations that were read
     * @param options with which they were reviewed
     */
    public record Result(
            Baseline.Outcome outcome,
            Fingerprints fingerprints,
            FileRoot root,
            MigrationHistory history,
            ReviewOptions options) {
        /** The findings as a baseline: what a review with it would hide. */
        public Baseline baseline() {
            List<ReviewFinding> all = new ArrayList<>(outcome.result().findings());
            all.addAll(outcome.hidden());
            return Baseline.of(outcome.result().withFindings(all), fingerprints, root);
        }
    }

    /**
     * What pgwright.yaml says.
     *
     * @param file the file, or null to look for one in the working directory and above
     * @return {@link Configuration#NONE} when there is none
     * @throws dev.pgwright.finding.PgwrightException with every fault of the file and its place
     */
    public static Configuration configuration(@Nullable Path file) {
        Optional<Path> found = file == null ? Configuration.find(Path.of("")) : Optional.of(file);
        return found.map(path -> Configuration.read(path, ReviewMigrations::known))
                .orElse(Configuration.NONE);
    }

    private static List<RuleInfo> known(CustomRules custom) {
        List<RuleInfo> known = new ArrayList<>(Rules.infos());
        known.addAll(EngineRules.ALL);
        JavaRules.of(custom.jars()).forEach(rule -> known.add(rule.info()));
        SqlRule.read(custom.sql()).forEach(rule -> known.add(rule.info()));
        return known;
    }

    /**
     * Reads the migrations and hands them to every rule.
     *
     * @throws dev.pgwright.finding.PgwrightException if there is nothing to review or nothing of it can be read, if the
     *     database cannot be reached, or a file of facts, queries or known findings is not one
     */
    public static Result run(Request request, Progress progress) {
        return Sql.parsingOften(() -> review(request, progress));
    }

    private static Result review(Request request, Progress progress) {
        ReviewSubject subject = ReviewSubject.of(request, progress);
        MigrationHistory history = subject.history();
        ReviewOptions options = subject.options();
        ReviewResult result = Reviewer.review(history, subject.code(), subject.rules(), options);
        List<ReviewFinding> found = new ArrayList<>(result.findings());
        found.addAll(SqlRule.findings(request, subject, progress));
        result = result.withFindings(found);
        @Nullable GitChanges changes = subject.changes();
        if (changes != null) {
            result = changed(result, changes);
        }
        Path here = Path.of("").toAbsolutePath();
        FileRoot root = new FileRoot(changes == null ? here : changes.root(), here);
        Fingerprints fingerprints = Fingerprints.of(result, root);
        Baseline.Outcome outcome = Baseline.Outcome.of(result);
        if (request.baseline() != null) {
            Predicate<String> reviewed = options.reviewed();
            outcome = Baseline.read(SchemaSource.read(request.baseline()))
                    .apply(
                            result,
                            fingerprints,
                            file -> reviewed.test(file)
                                    && Files.exists(root.root().resolve(file)));
        }
        return new Result(outcome, fingerprints, root, history, options);
    }

    /** The findings at statements that a change has touched. */
    private static ReviewResult changed(ReviewResult result, GitChanges changes) {
        return result.withFindings(result.findings().stream()
                .filter(finding -> {
                    SourceFile source = finding.source();
                    return source.name().isEmpty()
                            || changes.touches(
                                    Path.of(source.name()),
                                    source.position(finding.statement().start()).line(),
                                    source.position(finding.statement().end()).line());
                })
                .toList());
    }
}
