package dev.pgwright.api;

import dev.pgwright.load.migrations.TransactionMode;
import dev.pgwright.review.ReviewFinding;
import dev.pgwright.review.fix.FileChange;
import dev.pgwright.review.fix.FixResult;
import dev.pgwright.review.fix.FixedFiles;
import dev.pgwright.review.fix.FixedMigration;
import dev.pgwright.review.fix.FixedPart;
import dev.pgwright.review.fix.Fixer;
import dev.pgwright.source.SourceFile;
import dev.pgwright.sql.Sql;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Rewrites migrations where that is safe: the same schema in the end, without the danger on the way; or the schema and the
 * queries that the rules want, in files that no database has run, and by a migration of its own for all others.
 */
public final class FixMigrations {
    private FixMigrations() {}

    /**
     * What was rewritten.
     *
     * @param changes the files, with their old and new text; those of a split migration are new
     * @param fixes what was done, in order: file, rule, and words for people
     * @param left what has a fix that could not be made, with the reason
     * @param statements a script for what is in a database, or in migrations that no file can be added to; empty for none
     */
    public record Result(List<FileChange> changes, List<String> fixes, List<String> left, String statements) {
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
        FixResult result = Fixer.fix(subject.history(), subject.rules(), subject.options(), subject.unapplied());
        FixedFiles files = FixedFiles.of(subject.history(), result, subject.options());
        if (write) {
            files.changes().forEach(change -> OutputFile.replace(change.path(), change.after()));
        }
        @Nullable FixedMigration added = result.added();
        boolean script =
                files.refused().stream().anyMatch(refused -> refused.migration().equals(added));
        List<String> fixes = Stream.concat(result.fixed().stream(), Stream.ofNullable(added))
                .filter(fixed -> fixed.equals(added)
                        || files.refused().stream()
                                .noneMatch(refused -> refused.migration().equals(fixed)))
                .flatMap(fixed -> fixed.fixes().stream()
                        .map(fix -> fixed.original().up().source().name() + ": " + fix))
                .toList();
        List<String> left = new ArrayList<>();
        result.unfixed()
                .forEach(unfixed -> left.add(place(unfixed.finding(), files.changes()) + ": "
                        + unfixed.finding().rule().id() + ": " + unfixed.reason()));
        files.refused().stream()
                .filter(refused -> !refused.migration().equals(added)
                        || !subject.history().migrations().isEmpty())
                .forEach(refused ->
                        left.add(refused.migration().original().up().source().name() + ": " + refused.reason()));
        return new Result(files.changes(), fixes, left, script && added != null ? script(added) : "");
    }

    /** Where its statement stands now; it may have come into a file of its own. */
    private static String place(ReviewFinding finding, List<FileChange> changes) {
        SourceFile source = finding.source();
        if (source.name().isEmpty()) {
            return String.valueOf(finding.object());
        }
        String statement = finding.statement().of(source.text());
        int within = finding.span().start() - finding.statement().start();
        List<FileChange> now = changes.stream()
                .filter(change -> !statement.isEmpty() && change.after().contains(statement))
                .toList();
        if (now.size() != 1) {
            return source.place(finding.span().start()).toString();
        }
        SourceFile file = SourceFile.of(now.get(0).path().toString(), now.get(0).after());
        return file.place(file.text().indexOf(statement) + Math.max(0, within)).toString();
    }

    /** As psql runs it: each statement by itself but for those that belong together. */
    private static String script(FixedMigration added) {
        StringBuilder text = new StringBuilder();
        for (FixedPart part : added.parts()) {
            boolean together = part.mode() != TransactionMode.STATEMENT;
            text.append(together ? "BEGIN;\n" + part.text() + "COMMIT;\n" : part.text());
        }
        return text.toString();
    }
}
