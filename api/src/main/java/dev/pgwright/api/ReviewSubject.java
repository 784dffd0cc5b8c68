package dev.pgwright.api;

import dev.pgwright.code.CodeFile;
import dev.pgwright.code.EmbeddedStatement;
import dev.pgwright.load.git.GitChanges;
import dev.pgwright.load.migrations.MigrationHistory;
import dev.pgwright.review.ReviewOptions;
import dev.pgwright.review.Rule;
import dev.pgwright.review.rules.Rules;
import dev.pgwright.review.rules.health.LiveSchemaDrift;
import dev.pgwright.workload.DatabaseFacts;
import dev.pgwright.workload.FactsFile;
import dev.pgwright.workload.KnownQuery;
import dev.pgwright.workload.Workload;
import dev.pgwright.workload.WorkloadFile;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is reviewed: the migrations with what is known of them, and application code.
 *
 * @param rules pgwright's own and the user's
 * @param unapplied by file: whether it can be told that no database has run it
 * @param changes what a git revision limits the review to; null when nothing does
 */
record ReviewSubject(
        MigrationHistory history,
        List<CodeFile> code,
        ReviewOptions options,
        List<Rule> rules,
        Predicate<String> unapplied,
        @Nullable GitChanges changes) {
    /** Reads everything that the request names. */
    static ReviewSubject of(ReviewMigrations.Request request, Progress progress) {
        boolean databaseAlone = request.database() != null && request.paths().isEmpty();
        MigrationInput input =
                databaseAlone ? MigrationInput.none() : MigrationInput.read(request.paths(), request.framework());
        MigrationHistory history = input.history();
        ReviewOptions options = new ReviewOptions(
                        request.version().major(),
                        null,
                        input.reviewed(),
                        request.rules(),
                        request.overrides(),
                        facts(request, progress))
                .withDocuments(databaseAlone ? List.of() : SchemaDocuments.near(history.root()));
        @Nullable GitChanges changes = request.since() == null
                ? null
                : GitChanges.since(Path.of("").toAbsolutePath(), request.since(), request.paths());
        List<CodeFile> code =
                CodeInput.read(request.paths(), file -> changes == null || changes.touches(file), progress);
        Predicate<String> unapplied = Unapplied.files(history, request.paths());
        if (request.database() != null) {
            LiveReview live = LiveReview.read(
                    request.database(), history, queries(options.facts(), code), request.environment(), progress);
            options = options.withVersion(live.version())
                    .withStart(live.start())
                    .withFacts(live.facts().withQueries(queries(live.facts(), options.facts())))
                    .withPlanned(live.planned())
                    .withPrepared(live.prepared());
            if (live.account().isPresent()) {
                unapplied = file -> true;
                options = options.isOff(LiveSchemaDrift.INFO)
                        ? options
                        : options.withApplied(AppliedSchema.of(
                                live.account().get(), history, live.start(), live.version(), progress));
            }
            history = live.pending();
        }
        if (changes != null) {
            Predicate<String> named = options.reviewed();
            options = options.withReviewed(file -> named.test(file) && changes.touches(Path.of(file)));
            unapplied = file -> changes.touches(Path.of(file));
        }
        List<Rule> rules = Stream.concat(
                        Rules.ALL.stream(), JavaRules.of(request.custom().jars()).stream())
                .toList();
        return new ReviewSubject(history, code, options, rules, unapplied, changes);
    }

    private static List<String> queries(DatabaseFacts known, List<CodeFile> code) {
        return Stream.concat(
                        known.queries().stream().map(KnownQuery::sql),
                        code.stream()
                                .flatMap(file -> file.statements().stream())
                                .filter(EmbeddedStatement::judged)
                                .map(EmbeddedStatement::sql))
                .toList();
    }

    private static DatabaseFacts facts(ReviewMigrations.Request request, Progress progress) {
        DatabaseFacts facts =
                request.facts() == null ? DatabaseFacts.NONE : FactsFile.read(SchemaSource.read(request.facts()));
        Workload known = new Workload(facts.queries(), List.of());
        for (Path file : request.workload()) {
            known = known.plus(WorkloadFile.read(file));
        }
        known.problems().forEach(problem -> progress.note(problem.place() + ": " + problem.message()));
        return facts.withQueries(known.queries());
    }

    private static List<KnownQuery> queries(DatabaseFacts live, DatabaseFacts given) {
        return new Workload(live.queries(), List.of())
                .plus(new Workload(given.queries(), List.of()))
                .queries();
    }
}
