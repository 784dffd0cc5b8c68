package dev.pgwright.api;

import dev.pgwright.review.fix.FileChange;
import dev.pgwright.review.fix.FixResult;
import dev.pgwright.review.fix.FixedFiles;
import dev.pgwright.review.fix.Fixer;
import dev.pgwright.sql.Sql;
import java.util.ArrayList;
import java.util.List;

/** Rewrites migrations where that is safe: the same schema in the end, without the danger on the way. */
public final class FixMigrations {
    private FixMigrations() {}

    /**
     * What was rewritten.
     *
     * @param changes the files, with their old and new text; those of a split migration are new
     * @param fixes what was done, in order: file, rule, and words for people
     * @param left what has a fix that could not be made, with the reason
     */
    public record Result(List<FileChange> changes, List<String> fixes, List<String> left) {
        public Result {
            changes = List.copyOf(changes);
            fixes = List.copyOf(fixes);
            left = List.copyOf(left);
        }
    }

    /**
     * Reviews the migrations and rewrites them until nothing is left that can be mended.
     *
     * @param write whether to write the files; otherwise nothing is changed
     * @throws dev.pgwright.finding.PgwrightException as {@link ReviewMigrations#run}, or if a file cannot be written
     */
    public static Result run(ReviewMigrations.Request request, boolean write, Progress progress) {
        return Sql.parsingOften(() -> fix(request, write, progress));
    }

    private static Result fix(ReviewMigrations.Request request, boolean write, Progress progress) {
        ReviewSubject subject = ReviewSubject.of(request, progress);
        FixResult result = Fixer.fix(subject.history(), subject.rules(), subject.options());
        FixedFiles files = FixedFiles.of(subject.history(), result);
        if (write) {
            files.changes().forEach(change -> OutputFile.replace(change.path(), change.after()));
        }
        List<String> fixes = result.fixed().stream()
                .filter(fixed -> files.refused().stream()
                        .noneMatch(refused -> refused.migration().equals(fixed)))
                .flatMap(fixed -> fixed.fixes().stream()
                        .map(fix -> fixed.original().up().source().name() + ": " + fix))
                .toList();
        List<String> left = new ArrayList<>();
        result.unfixed()
                .forEach(unfixed -> left.add(unfixed.finding()
                                .source()
                                .place(unfixed.finding().span().start())
                        + ": " + unfixed.finding().rule().id() + ": " + unfixed.reason()));
        files.refused()
                .forEach(refused ->
                        left.add(refused.migration().original().up().source().name() + ": " + refused.reason()));
        return new Result(files.changes(), fixes, left);
    }
}
