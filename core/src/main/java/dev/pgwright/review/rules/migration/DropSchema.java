package dev.pgwright.review.rules.migration;

import dev.pgwright.catalog.CompositeType;
import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.catalog.Sequence;
import dev.pgwright.catalog.Table;
import dev.pgwright.catalog.View;
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
import dev.pgwright.sql.tree.DropBehavior;
import dev.pgwright.sql.tree.DropStmt;
import dev.pgwright.sql.tree.ObjectType;
import java.util.List;
import java.util.stream.Stream;

/** DROP SCHEMA of what is in use. */
public final class DropSchema implements StatementRule {

    private static final RuleInfo INFO = RuleInfo.migration("drop-schema", Needs.SQL, Severity.ERROR)
            .detects("DROP SCHEMA of a schema that was there before the migration, unless it is known to be empty.")
            .cost("ACCESS EXCLUSIVE on everything in it; with CASCADE its rows are lost")
            .losesData()
            .safe("Drop or move what is in it one by one, and drop the empty schema last, without CASCADE.")
            .seed("Core: every migration must be reversible")
            .build();

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(StatementContext statement, Report report) {
        if (!(statement.tree() instanceof DropStmt drop) || drop.removeType() != ObjectType.OBJECT_SCHEMA) {
            return;
        }
        List<Span> places =
                Statements.dropped(statement.span(), statement.source().text());
        for (int i = 0; i < drop.objects().size(); i++) {
            String schema = String.join(".", Trees.nameParts(drop.objects().get(i)));
            boolean known = !statement.isPartlyKnown();
            List<String> inside = inside(statement.state(), schema);
            boolean missing = known && drop.missingOk() && !statement.state().isSchema(schema);
            if (missing || (known && inside.isEmpty()) || statement.migration().isNewSchema(schema)) {
                continue;
            }
            Span place = i < places.size() ? places.get(i) : statement.span();
            if (drop.behavior() == DropBehavior.DROP_CASCADE) {
                report.found(
                                statement,
                                "CASCADE drops all that is in schema " + schema
                                        + (inside.isEmpty() ? "" : ": " + shown(inside)) + ", with the rows")
                        .at(place)
                        .about(schema);
            } else if (!known) {
                report.found(
                                statement,
                                "Schema " + schema + " is dropped if it is empty, and the migration fails if not")
                        .at(place)
                        .about(schema)
                        .severity(Severity.WARNING);
            }
        }
    }

    private static String shown(List<String> names) {
        return names.size() <= 5
                ? String.join(", ", names)
                : String.join(", ", names.subList(0, 4)) + " and " + (names.size() - 4) + " more";
    }

    private static List<String> inside(SchemaState state, String schema) {
        return Stream.of(
                        state.tables().stream().map(Table::name),
                        state.views().stream().map(View::name),
                        state.sequences().stream().map(Sequence::name),
                        state.composites().stream().map(CompositeType::name))
                .flatMap(names -> names)
                .filter(name -> name.schema().equals(schema))
                .map(QualifiedName::toString)
                .sorted()
                .toList();
    }
}
