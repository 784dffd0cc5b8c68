package dev.pgwright.review.rules.migration;

import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.finding.Severity;
import dev.pgwright.review.DataChange;
import dev.pgwright.review.Fix;
import dev.pgwright.review.Needs;
import dev.pgwright.review.Report;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.review.StatementContext;
import dev.pgwright.review.StatementRule;
import dev.pgwright.review.Statements;
import dev.pgwright.review.Trees;
import dev.pgwright.source.Span;
import dev.pgwright.source.TextEdit;
import dev.pgwright.sql.Identifiers;
import dev.pgwright.sql.Nodes;
import dev.pgwright.sql.tree.CommonTableExpr;
import dev.pgwright.sql.tree.CopyStmt;
import dev.pgwright.sql.tree.DropStmt;
import dev.pgwright.sql.tree.InsertStmt;
import dev.pgwright.sql.tree.LockStmt;
import dev.pgwright.sql.tree.ObjectType;
import dev.pgwright.sql.tree.RangeVar;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Names that depend on the search path. */
public final class UnqualifiedObjectName implements StatementRule {

    private static final RuleInfo INFO = RuleInfo.migration("unqualified-object-name", Needs.SQL, Severity.ADVICE)
            .offByDefault()
            .detects("A statement that defines objects or changes rows names a relation without its "
                    + "schema, so that the search path decides which one it is.")
            .safe("Write schema.name.")
            .seed("Core: be explicit")
            .fixable()
            .build();

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(StatementContext statement, Report report) {
        boolean decided = statement.step().settings().value("search_path").isPresent();
        boolean changes = !DataChange.of(statement.tree()).isEmpty()
                || statement.tree() instanceof InsertStmt
                || statement.tree() instanceof CopyStmt
                || statement.tree() instanceof LockStmt;
        if (decided || !(changes || Statements.isDefinition(statement.tree()))) {
            return;
        }
        Set<String> queries = Nodes.all(statement.tree(), CommonTableExpr.class).stream()
                .map(query -> String.valueOf(query.ctename()))
                .collect(Collectors.toSet());
        Set<String> seen = new HashSet<>();
        for (RangeVar range : Nodes.all(statement.tree(), RangeVar.class)) {
            String name = String.valueOf(range.relname());
            if (range.schemaname() == null
                    && !queries.contains(name)
                    && !isTemporary(statement, range)
                    && seen.add(name)) {
                found(statement, name, range.location(), statement.state().resolve(range), report);
            }
        }
        if (statement.tree() instanceof DropStmt drop && RELATIONS.contains(drop.removeType())) {
            List<Span> places =
                    Statements.dropped(statement.span(), statement.source().text());
            for (int i = 0; i < drop.objects().size(); i++) {
                List<String> parts = Trees.nameParts(drop.objects().get(i));
                if (parts.size() == 1
                        && !statement.state().resolve(parts).schema().equals("pg_temp")) {
                    found(
                            statement,
                            parts.get(0),
                            i < places.size() ? places.get(i).start() : -1,
                            statement.state().resolve(parts),
                            report);
                }
            }
        }
    }

    private static final Set<ObjectType> RELATIONS = Set.of(
            ObjectType.OBJECT_TABLE,
            ObjectType.OBJECT_VIEW,
            ObjectType.OBJECT_MATVIEW,
            ObjectType.OBJECT_INDEX,
            ObjectType.OBJECT_SEQUENCE,
            ObjectType.OBJECT_FOREIGN_TABLE);

    private static void found(
            StatementContext statement, String name, int location, QualifiedName relation, Report report) {
        report.found(statement, "The search path decides which " + name + " this is")
                .at(location)
                .about(name)
                .fix(qualified(statement, location, relation));
    }

    /** The schema that the search path gives; none where it is not known whether there is such a relation. */
    private static @Nullable Fix qualified(StatementContext statement, int location, QualifiedName relation) {
        boolean known = statement.state().isRelation(relation) || Statements.isDefinition(statement.tree());
        return location < 0 || !known || statement.state().isIncomplete()
                ? null
                : new Fix.Edits(
                        "name its schema",
                        List.of(new TextEdit(Span.at(location), Identifiers.quoteIdentifier(relation.schema()) + ".")));
    }

    private static boolean isTemporary(StatementContext statement, RangeVar range) {
        String schema = statement.state().resolve(range).schema();
        return Trees.isTemporary(range)
                || schema.equals("pg_temp")
                || String.valueOf(range.relname()).startsWith("pg_");
    }
}
