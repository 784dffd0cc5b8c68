package dev.pgwright.review.rules.migration;

import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.finding.Severity;
import dev.pgwright.load.folded.SchemaState;
import dev.pgwright.review.Needs;
import dev.pgwright.review.Report;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.review.StatementContext;
import dev.pgwright.review.StatementRule;
import dev.pgwright.review.Statements;
import dev.pgwright.review.Trees;
import dev.pgwright.source.Span;
import dev.pgwright.sql.Identifiers;
import dev.pgwright.sql.tree.DropBehavior;
import dev.pgwright.sql.tree.DropStmt;
import dev.pgwright.sql.tree.ObjectType;
import java.util.List;

/** DROP TYPE and DROP DOMAIN of what is in use. */
public final class DropType implements StatementRule {

    private static final RuleInfo INFO = RuleInfo.migration("drop-type", Needs.SQL, Severity.WARNING)
            .detects(
                    "DROP TYPE or DROP DOMAIN of a type that columns use or may use; with CASCADE the columns are dropped.")
            .cost("with CASCADE ACCESS EXCLUSIVE on every table that uses it, and the values of those columns are lost")
            .safe(
                    "Convert the columns first, by a new column beside the old one, and drop the type without CASCADE when"
                            + " nothing uses it any more.")
            .seed("Core: every migration must be reversible")
            .build();

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(StatementContext statement, Report report) {
        if (!(statement.tree() instanceof DropStmt drop)
                || !(drop.removeType() == ObjectType.OBJECT_TYPE || drop.removeType() == ObjectType.OBJECT_DOMAIN)) {
            return;
        }
        List<Span> places =
                Statements.dropped(statement.span(), statement.source().text());
        for (int i = 0; i < drop.objects().size(); i++) {
            List<String> written = Trees.nameParts(drop.objects().get(i));
            QualifiedName type = statement.state().resolve(written);
            boolean known = !statement.isPartlyKnown();
            boolean cascade = drop.behavior() == DropBehavior.DROP_CASCADE;
            List<String> users = users(statement.state(), type);
            // without CASCADE PostgreSQL refuses what is in use, so nothing that is known can be lost
            boolean harmless = (known && users.isEmpty())
                    || (!cascade && (known || statement.state().isType(type)));
            if (harmless || statement.migration().isNewType(type)) {
                continue;
            }
            Span place = i < places.size() ? places.get(i) : statement.span();
            if (cascade) {
                String columns = users.isEmpty() ? "every column of the type" : String.join(", ", users);
                report.found(statement, "CASCADE drops " + columns + " with type " + type + ", and the values")
                        .at(place)
                        .about(type.toString())
                        .severity(Severity.ERROR);
            } else {
                report.found(
                                statement,
                                "Type " + type
                                        + " is dropped; the migration fails if a column still uses it, and so does"
                                        + " code that casts to it")
                        .at(place)
                        .about(type.toString());
            }
        }
    }

    /** The columns of tables that have the type, or arrays of it. */
    private static List<String> users(SchemaState state, QualifiedName type) {
        String sql = Identifiers.quoteIdentifier(type.schema(), type.name());
        return state.tables().stream()
                .flatMap(table -> table.columns().stream()
                        .filter(column ->
                                column.type().equals(sql) || column.type().equals(sql + "[]"))
                        .map(column -> table.name() + "." + column.name()))
                .toList();
    }
}
