package dev.pgwright.review.rules.schema;

import dev.pgwright.finding.Severity;
import dev.pgwright.review.Area;
import dev.pgwright.review.Needs;
import dev.pgwright.review.Report;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.review.StatementContext;
import dev.pgwright.review.StatementRule;
import dev.pgwright.source.Span;
import dev.pgwright.sql.Nodes;
import dev.pgwright.sql.Sql;
import dev.pgwright.sql.Token;
import dev.pgwright.sql.tree.ConstrType;
import dev.pgwright.sql.tree.Constraint;
import java.util.Locale;

/** Generated columns of a kind that depends on the version. */
public final class GeneratedColumnKindImplicit implements StatementRule {
    private static final RuleInfo INFO = RuleInfo.of(
                    "generated-column-kind-implicit", Area.SCHEMA, Needs.SQL, Severity.ADVICE)
            .detects("GENERATED ALWAYS AS (expression) without STORED or VIRTUAL: VIRTUAL from PostgreSQL 18 "
                    + "on (which cannot be indexed), a syntax error before.")
            .safe("Write STORED or VIRTUAL.")
            .byHand("whether the values are to be kept or computed is a decision")
            .seed("Core: be explicit")
            .build();

    @Override
    public RuleInfo info() {
        return INFO;
    }

    /** The first version in which the kind may be left out. */
    private static final int VIRTUAL = 18;

    @Override
    public void check(StatementContext statement, Report report) {
        String text = statement.source().text();
        for (Constraint constraint : Nodes.all(statement.tree(), Constraint.class)) {
            if (constraint.contype() == ConstrType.CONSTR_GENERATED
                    && !saysKind(text, constraint.location(), statement.span())) {
                report.found(
                                statement,
                                statement.version() < VIRTUAL
                                        ? "A generated column says neither STORED nor VIRTUAL, which PostgreSQL "
                                                + statement.version() + " refuses"
                                        : "A generated column says neither STORED nor VIRTUAL: it is VIRTUAL, computed at every"
                                                + " read, and cannot be indexed")
                        .at(constraint.location());
            }
        }
    }

    /** Whether the word behind the parentheses of the expression is one of the two. */
    private static boolean saysKind(String text, int location, Span statement) {
        String sql = text.substring(location, statement.end());
        int depth = 0;
        boolean closed = false;
        for (Token token : Sql.tokens(sql)) {
            String word = token.span().of(sql).toLowerCase(Locale.ROOT);
            boolean comment = token.kind() == Token.Kind.LINE_COMMENT || token.kind() == Token.Kind.BLOCK_COMMENT;
            if (closed && !comment) {
                return word.equals("stored") || word.equals("virtual");
            }
            if (word.equals("(")) {
                depth++;
            } else if (word.equals(")")) {
                depth--;
                closed = depth == 0;
            }
        }
        return false;
    }
}
