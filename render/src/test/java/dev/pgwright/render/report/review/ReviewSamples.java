package dev.pgwright.render.report.review;

import dev.pgwright.finding.Evidence;
import dev.pgwright.finding.Severity;
import dev.pgwright.migrate.plan.SafeForm;
import dev.pgwright.review.Area;
import dev.pgwright.review.Baseline;
import dev.pgwright.review.Examined;
import dev.pgwright.review.FileRoot;
import dev.pgwright.review.Fingerprints;
import dev.pgwright.review.Fix;
import dev.pgwright.review.Needs;
import dev.pgwright.review.ReviewFinding;
import dev.pgwright.review.ReviewResult;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.source.SourceFile;
import dev.pgwright.source.Span;
import dev.pgwright.source.TextEdit;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reviews to be reported. */
final class ReviewSamples {
    static final FileRoot ROOT = FileRoot.of(Path.of("/repository"));

    static final RuleInfo INDEX = RuleInfo.migration("create-index-not-concurrently", Needs.HISTORY, Severity.WARNING)
            .detects("An index that is built while its table cannot be written.")
            .cost("SHARE on the table while the index is built.")
            .safe("Build it with CREATE INDEX CONCURRENTLY.")
            .fixable()
            .build();
    static final RuleInfo RENAME = RuleInfo.migration("rename-column", Needs.HISTORY, Severity.ERROR)
            .detects("A column that is renamed while code uses its old name.")
            .safe("Add the new column, copy, switch the code, and drop the old one.")
            .build();
    static final RuleInfo TIMEOUT = RuleInfo.of("lock-timeout-missing", Area.RED_FLAG, Needs.SQL, Severity.ADVICE)
            .detects("A lock that is waited for without an end.")
            .safe("Set lock_timeout.")
            .build();
    static final RuleInfo SIZES = RuleInfo.migration("needs-sizes", Needs.STATISTICS, Severity.ADVICE)
            .detects("Something about sizes.")
            .safe("Measure.")
            .build();

    private static final SourceFile ORDERS = SourceFile.of(
            "db/V2__orders: 50%, new.sql",
            "-- find orders fast\nCREATE INDEX orders_when_idx\n\tON orders (created_at);\n\n"
                    + "ALTER TABLE \"顧客\" RENAME COLUMN \"e\u0301tat\" TO state;\n");
    private static final SourceFile OLD = SourceFile.of("db/V1__old.sql", "UPDATE a SET b = 1;\nUPDATE a SET b = 1;\n");

    private ReviewSamples() {}

    static ReviewReport report() {
        ReviewFinding index = finding(INDEX, ORDERS, "CREATE INDEX", "orders (created_at)")
                .cost(
                        "SHARE on public.orders while the index is built: blocks writes; 212 M rows, 31 GB, about 11 min at"
                                + " an assumed speed")
                .object("public.orders")
                .fix(new Fix.Edits(
                        "build it CONCURRENTLY",
                        List.of(new TextEdit(Span.at(ORDERS.text().indexOf(" orders_when")), " CONCURRENTLY"))))
                .message("Building orders_when_idx blocks writes of orders")
                .build();
        ReviewFinding rename = finding(RENAME, ORDERS, "\"e\u0301tat\"", "\"e\u0301tat\"")
                .statement("ALTER TABLE", "TO state")
                .message("The column \"e\u0301tat\" of \"顧客\" is renamed")
                .object("public.\"顧客\"")
                .evidence(Evidence.MEASURED)
                .fix(new Fix.Replacement(new SafeForm("expand and contract", List.of())))
                .build();
        ReviewFinding timeout = finding(TIMEOUT, ORDERS, "CREATE INDEX", "CREATE INDEX")
                .statement("CREATE INDEX", "(created_at)")
                .message("No lock_timeout is set | see @admin <b>*now*</b> `x`")
                .build();
        ReviewFinding suppressed = finding(TIMEOUT, OLD, "UPDATE", "b = 1")
                .message("No lock_timeout is set")
                .build();
        SourceFile none = SourceFile.of("", "");
        ReviewFinding history = new Draft(TIMEOUT, none, new Span(0, 0))
                .message("Two migrations have version 2")
                .build();
        ReviewFinding known = new Draft(INDEX, OLD, new Span(20, 38))
                .message("Known for long")
                .build();
        ReviewResult all = new ReviewResult(
                List.of(index, rename, timeout, history, known),
                List.of(suppressed),
                2,
                4,
                List.of(SIZES),
                Examined.NOTHING,
                List.of());
        Fingerprints fingerprints = Fingerprints.of(all, ROOT);
        Baseline.Outcome outcome = new Baseline.Outcome(
                all.withFindings(List.of(index, rename, timeout, history)),
                List.of(known),
                List.of(new Baseline.Entry("drop-column", "db/V0.sql", "public.gone", "0".repeat(32))));
        return new ReviewReport(outcome, fingerprints, ROOT, 17, "0.1.0", Severity.WARNING);
    }

    static ReviewReport empty() {
        return of(List.of());
    }

    static ReviewReport of(List<ReviewFinding> findings) {
        ReviewResult result = new ReviewResult(findings, List.of(), 1, 1, List.of(), Examined.NOTHING, List.of());
        return new ReviewReport(
                Baseline.Outcome.of(result), Fingerprints.of(result, ROOT), ROOT, 18, "0.1.0", Severity.ERROR);
    }

    /** One finding about a range of a text. */
    static ReviewFinding about(String file, String text, Span span) {
        return new Draft(TIMEOUT, SourceFile.of(file, text), span)
                .message("Something is there")
                .build();
    }

    /** One of a database: about an object, and in no file. */
    static ReviewReport ofDatabase() {
        return of(List.of(new Draft(TIMEOUT, SourceFile.of("", ""), Span.at(0))
                .message("total may be NULL")
                .object("shop.orders.total")
                .build()));
    }

    static Stream<ReviewFormat> formats() {
        return Stream.of(ReviewFormat.values());
    }

    private static Draft finding(RuleInfo rule, SourceFile source, String from, String to) {
        return new Draft(rule, source, span(source, from, to));
    }

    private static Span span(SourceFile source, String from, String to) {
        int start = source.text().indexOf(from);
        return new Span(start, source.text().indexOf(to, start) + to.length());
    }

    /** Collects the parts of a finding. */
    static final class Draft {
        private final RuleInfo rule;
        private final SourceFile source;
        private final Span span;
        private Span statement;
        private String message = "";
        private @Nullable String object;
        private @Nullable String cost;
        private Evidence evidence = Evidence.DERIVED;
        private @Nullable Fix fix;

        Draft(RuleInfo rule, SourceFile source, Span span) {
            this.rule = rule;
            this.source = source;
            this.span = span;
            this.statement = span;
        }

        Draft statement(String from, String to) {
            statement = ReviewSamples.span(source, from, to);
            return this;
        }

        Draft message(String text) {
            message = text;
            return this;
        }

        Draft object(String name) {
            object = name;
            return this;
        }

        Draft cost(String text) {
            cost = text;
            return this;
        }

        Draft evidence(Evidence value) {
            evidence = value;
            return this;
        }

        Draft fix(Fix value) {
            fix = value;
            return this;
        }

        ReviewFinding build() {
            return new ReviewFinding(
                    rule,
                    rule.severity(),
                    source,
                    span,
                    statement,
                    object,
                    message,
                    cost,
                    rule.safeAlternative(),
                    evidence,
                    fix);
        }
    }
}
