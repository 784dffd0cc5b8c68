package dev.pgwright.review.rules.migration;

import dev.pgwright.catalog.Constraint;
import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.finding.Severity;
import dev.pgwright.load.folded.OwnedIndex;
import dev.pgwright.review.Needs;
import dev.pgwright.review.Report;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.review.StatementContext;
import dev.pgwright.review.StatementRule;
import dev.pgwright.review.Statements;
import dev.pgwright.review.Trees;
import dev.pgwright.source.Span;
import dev.pgwright.sql.Identifiers;
import dev.pgwright.sql.tree.DropStmt;
import dev.pgwright.sql.tree.ObjectType;
import java.util.List;

/** DROP INDEX of what a constraint needs. */
public final class DropIndexOwnedByConstraint implements StatementRule {

    private static final RuleInfo INFO = RuleInfo.migration(
                    "drop-index-owned-by-constraint", Needs.HISTORY, Severity.ERROR)
            .detects("DROP INDEX names the index behind a PRIMARY KEY, UNIQUE or EXCLUDE constraint.")
            .cost("fails at run time")
            .safe("Drop the constraint instead; if the aim is to rebuild the index, REINDEX INDEX " + "CONCURRENTLY.")
            .build();

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(StatementContext statement, Report report) {
        if (!(statement.tree() instanceof DropStmt drop) || drop.removeType() != ObjectType.OBJECT_INDEX) {
            return;
        }
        List<Span> places =
                Statements.dropped(statement.span(), statement.source().text());
        for (int i = 0; i < drop.objects().size(); i++) {
            Span place = i < places.size() ? places.get(i) : statement.span();
            QualifiedName name =
                    statement.state().resolve(Trees.nameParts(drop.objects().get(i)));
            statement.state().index(name).ifPresent(index -> check(statement, index, place, report));
        }
    }

    private static void check(StatementContext statement, OwnedIndex index, Span place, Report report) {
        Constraint constraint = index.constraint();
        if (constraint != null) {
            report.found(
                            statement,
                            "PostgreSQL refuses this: the constraint " + constraint.name() + " of " + index.table()
                                    + " needs the index " + index.name())
                    .at(place)
                    .about(index.name().toString())
                    .advice("Use ALTER TABLE " + sql(index.table()) + " DROP CONSTRAINT "
                            + Identifiers.quoteIdentifier(constraint.name())
                            + " if the rule is to go, or REINDEX INDEX CONCURRENTLY " + sql(index.name())
                            + " if the index is to be built again.");
        }
    }

    private static String sql(QualifiedName name) {
        return Identifiers.quoteIdentifier(name.schema(), name.name());
    }
}
