package dev.pgwright.review.rules.schema;

import dev.pgwright.finding.Severity;
import dev.pgwright.migrate.plan.LetterCase;
import dev.pgwright.review.Area;
import dev.pgwright.review.Fix;
import dev.pgwright.review.Needs;
import dev.pgwright.review.Report;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.review.StatementContext;
import dev.pgwright.review.StatementRule;
import dev.pgwright.source.Span;
import dev.pgwright.source.TextEdit;
import dev.pgwright.sql.Nodes;
import dev.pgwright.sql.Sql;
import dev.pgwright.sql.Token;
import dev.pgwright.sql.tree.ConstrType;
import dev.pgwright.sql.tree.Constraint;
import java.util.List;
import java.util.Locale;

/** Generated columns of a kind that depends on the version. */
public final class GeneratedColumnKindImplicit implements StatementRule {
    private static final RuleInfo INFO = RuleInfo.of(
                    "generated-column-kind-implicit", Area.SCHEMA, Needs.SQL, Severity.ADVICE)
            .detects("GENERATED ALWAYS AS (expression) without STORED or VIRTUAL: VIRTUAL from PostgreSQL 18 "
                    + "on (which cannot be indexed), a syntax error before.")
            .safe("Write STORED or VIRTUAL.")
            .fixable()
            .seed("Core: be explicit")
            .build();

    @Override
    public RuleInfo info() {
        return INFO;
    }

    private static final Fix NOT_THERE =
            new Fix.ByHand("what is computed at every read on PostgreSQL 18 can only be kept on this one");

    /** The first version in which the kind may be left out. */
    private static final int VIRTUAL = 18;

    @Override
    public void check(StatementContext statement, Report report) {
        String text = statement.source().text();
        for (Constraint constraint : Nodes.all(statement.tree(), Constraint.class)) {
            int end = constraint.contype() == ConstrType.CONSTR_GENERATED
                    ? withoutKind(text, constraint.location(), statement.span())
                    : -1;
            if (end >= 0) {
                report.found(
                                statement,
                                statement.version() < VIRTUAL
                                        ? "A generated column says neither STORED nor VIRTUAL, which PostgreSQL "
                                                + statement.version() + " refuses"
                                        : "A generated column says neither STORED nor VIRTUAL: it is VIRTUAL, computed at every"
                                                + " read, and cannot be indexed")
                        .at(constraint.location())
                        .fix(statement.version() < VIRTUAL ? NOT_THERE : virtual(statement, end));
            }
        }
    }

    private static Fix virtual(StatementContext statement, int end) {
        boolean small =
                LetterCase.isSmall(statement.span().of(statement.source().text()));
        return new Fix.Edits("write VIRTUAL", List.of(new TextEdit(Span.at(end), small ? " virtual" : " VIRTUAL")));
    }

    /** Where the parentheses of the expression end, if the word behind them is neither of the two; else -1. */
    private static int withoutKind(String text, int location, Span statement) {
        String sql = text.substring(location, statement.end());
        int depth = 0;
        int end = -1;
        for (Token token : Sql.tokens(sql)) {
            String word = token.span().of(sql).toLowerCase(Locale.ROOT);
            boolean comment = token.kind() == Token.Kind.LINE_COMMENT || token.kind() == Token.Kind.BLOCK_COMMENT;
            if (end >= 0 && !comment) {
                return word.equals("stored") || word.equals("virtual") ? -1 : location + end;
            }
            if (word.equals("(")) {
                depth++;
            } else if (word.equals(")")) {
                depth--;
                end = depth == 0 ? token.span().end() : -1;
            }
        }
        return end < 0 ? -1 : location + end;
    }
}
