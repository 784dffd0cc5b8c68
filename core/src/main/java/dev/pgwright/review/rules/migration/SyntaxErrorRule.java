package dev.pgwright.review.rules.migration;

import dev.pgwright.finding.Severity;
import dev.pgwright.load.migrations.Script;
import dev.pgwright.review.CodeContext;
import dev.pgwright.review.CodeRule;
import dev.pgwright.review.MigrationContext;
import dev.pgwright.review.MigrationRule;
import dev.pgwright.review.Needs;
import dev.pgwright.review.Report;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.sql.SyntaxError;

/** Statements that PostgreSQL's parser does not accept, those of ways back included. */
public final class SyntaxErrorRule implements MigrationRule, CodeRule {
    private static final RuleInfo INFO = RuleInfo.migration("syntax-error", Needs.SQL, Severity.ERROR)
            .detects("A statement, also of a way back, that PostgreSQL's parser does not accept.")
            .cost("fails at run time")
            .safe("Correct the statement.")
            .build();

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(MigrationContext migration, Report report) {
        for (SyntaxError error : migration.errors()) {
            report.found(migration, error.statement(), "PostgreSQL says: " + error.message())
                    .at(error.span());
        }
        Script back = migration.migration().down();
        if (back != null) {
            for (SyntaxError error : back.parsed().errors()) {
                report.found(
                        back.source(),
                        back.inSource(error.span()),
                        "PostgreSQL says of the way back: " + error.message());
            }
        }
    }

    /** One whose text the program does not always send as it is read here is not blamed. */
    @Override
    public void check(CodeContext code, Report report) {
        if (code.statement().certain()) {
            for (SyntaxError error : code.parsed().errors()) {
                report.found(code, code.place(error.span()), "PostgreSQL says: " + error.message());
            }
        }
    }
}
