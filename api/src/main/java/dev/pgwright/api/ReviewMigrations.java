package dev.pgwright.api;

import dev.pgwright.load.migrations.Framework;
import dev.pgwright.review.ReviewOptions;
import dev.pgwright.review.ReviewResult;
import dev.pgwright.review.Reviewer;
import dev.pgwright.review.rules.Rules;
import dev.pgwright.server.PostgresVersion;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reviews migrations: every statement against the schema that the files before it have made. */
public final class ReviewMigrations {
    private ReviewMigrations() {}

    /**
     * What to review.
     *
     * @param paths files and folders; none means the usual folder of a framework below the working directory
     * @param framework null to find it out
     * @param version of PostgreSQL that the migrations are for
     */
    public record Request(List<Path> paths, @Nullable Framework framework, PostgresVersion version) {
        public Request {
            paths = List.copyOf(paths);
        }
    }

    /**
     * Reads the migrations and hands them to every rule.
     *
     * @throws dev.pgwright.finding.PgwrightException if there is nothing to review, or nothing of it can be read
     */
    public static ReviewResult run(Request request) {
        MigrationInput input = MigrationInput.read(request.paths(), request.framework());
        ReviewOptions options =
                ReviewOptions.forVersion(request.version().major()).withReviewed(input.reviewed());
        return Reviewer.review(input.history(), Rules.ALL, options);
    }
}
