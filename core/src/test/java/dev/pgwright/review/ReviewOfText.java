package dev.pgwright.review;

import dev.pgwright.finding.Evidence;
import dev.pgwright.finding.Severity;
import dev.pgwright.source.SourceFile;
import dev.pgwright.sql.ParsedSql;
import dev.pgwright.sql.Sql;
import dev.pgwright.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Reviews in which a rule finds something in every statement. */
final class ReviewOfText {
    static final RuleInfo RULE = RuleInfo.migration("every-statement", Needs.SQL, Severity.WARNING)
            .detects("A statement.")
            .safe("Write none.")
            .build();

    private ReviewOfText() {}

    static ReviewResult of(String file, String sql) {
        return of(file, sql, RULE, "There is a statement");
    }

    static ReviewResult of(String file, String sql, RuleInfo rule, String message) {
        ParsedSql parsed = Sql.parse(SourceFile.of(file, sql));
        List<ReviewFinding> findings = new ArrayList<>();
        for (Statement statement : parsed.statements()) {
            findings.add(new ReviewFinding(
                    rule,
                    rule.severity(),
                    parsed.source(),
                    statement.span(),
                    statement.span(),
                    null,
                    message,
                    null,
                    rule.safeAlternative(),
                    Evidence.DERIVED,
                    null));
        }
        return new ReviewResult(findings, List.of(), 1, findings.size(), List.of(), Examined.NOTHING, List.of());
    }
}
