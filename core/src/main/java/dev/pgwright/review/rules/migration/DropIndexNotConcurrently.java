package dev.pgwright.review.rules.migration;

import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.finding.Severity;
import dev.pgwright.load.folded.OwnedIndex;
import dev.pgwright.migrate.plan.Concurrently;
import dev.pgwright.review.Needs;
import dev.pgwright.review.Report;
import dev.pgwright.review.Report.Draft;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.review.StatementContext;
import dev.pgwright.review.StatementRule;
import dev.pgwright.review.Statements;
import dev.pgwright.review.Trees;
import dev.pgwright.source.Span;
import dev.pgwright.sql.tree.DropStmt;
import dev.pgwright.sql.tree.ObjectType;
import java.util.List;
import java.util.Optional;

/** DROP INDEX that takes its table out of use. */
public final class DropIndexNotConcurrently implements StatementRule {

    private static final RuleInfo INFO = RuleInfo.migration("drop-index-not-concurrently", Needs.SQL, Severity.WARNING)
            .detects("DROP INDEX without CONCURRENTLY on an index of an existing table.")
            .cost("ACCESS EXCLUSIVE on the table and the index")
            .safe("DROP INDEX CONCURRENTLY, one index in a statement and without CASCADE, outside "
                    + "of a transaction.")
            .fixable()
            .seed("Migrations: lock implications understood")
            .build();

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(StatementContext statement, Report report) {
        if (!(statement.tree() instanceof DropStmt drop)
                || drop.removeType() != ObjectType.OBJECT_INDEX
                || drop.concurrent()) {
            return;
        }
        List<Span> places =
                Statements.dropped(statement.span(), statement.source().text());
        for (int i = 0; i < drop.objects().size(); i++) {
            QualifiedName name =
                    statement.state().resolve(Trees.nameParts(drop.objects().get(i)));
            Optional<OwnedIndex> known = statement.state().index(name);
            if (isNobodysBusiness(statement, name, known)) {
                continue;
            }
            Draft found = report.found(statement, message(name, known))
                    .at(i < places.size() ? places.get(i) : statement.span())
                    .fix(Concurrently.dropIndex(statement.change()));
            known.ifPresentOrElse(index -> found.on(index.table()), () -> found.about(name.toString()));
        }
    }

    /** A new or temporary table, a constraint's index, or a partitioned index, which cannot be dropped concurrently. */
    private static boolean isNobodysBusiness(
            StatementContext statement, QualifiedName name, Optional<OwnedIndex> known) {
        boolean ofOthers = known.filter(index -> index.constraint() != null
                        || !statement.state().partitionsOf(index.table()).isEmpty()
                        || statement.isNew(index.table())
                        || index.table().schema().equals("pg_temp"))
                .isPresent();
        return ofOthers || statement.isNew(name);
    }

    private static String message(QualifiedName name, Optional<OwnedIndex> known) {
        String table = known.map(index -> index.table().toString()).orElse("its table");
        return "Dropping the index " + name + " without CONCURRENTLY waits for all queries of " + table
                + ", and all later ones wait behind it";
    }
}
