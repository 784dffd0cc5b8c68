package dev.pgwright.review.rules.migration;

import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.catalog.Table;
import dev.pgwright.finding.Severity;
import dev.pgwright.load.folded.SchemaState;
import dev.pgwright.review.AlterAction;
import dev.pgwright.review.Needs;
import dev.pgwright.review.Report;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.review.StatementContext;
import dev.pgwright.review.StatementRule;
import dev.pgwright.review.Statements;
import dev.pgwright.review.Trees;
import dev.pgwright.source.Span;
import dev.pgwright.sql.Nodes;
import dev.pgwright.sql.tree.AlterTableType;
import dev.pgwright.sql.tree.DropBehavior;
import dev.pgwright.sql.tree.DropStmt;
import dev.pgwright.sql.tree.Node;
import dev.pgwright.sql.tree.ObjectType;
import dev.pgwright.sql.tree.ObjectWithArgs;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** CASCADE that drops more than the statement names. */
public final class DropCascade implements StatementRule {
    /** What cannot be needed by anything, and what has rules of its own that tell what CASCADE does. */
    private static final Set<ObjectType> SILENT = Set.of(
            ObjectType.OBJECT_TRIGGER,
            ObjectType.OBJECT_POLICY,
            ObjectType.OBJECT_RULE,
            ObjectType.OBJECT_SCHEMA,
            ObjectType.OBJECT_TYPE,
            ObjectType.OBJECT_DOMAIN);

    private static final RuleInfo INFO = RuleInfo.migration("drop-cascade", Needs.SQL, Severity.ERROR)
            .detects("DROP of an object, column or constraint with CASCADE, when something depends on it or may do so.")
            .cost("ACCESS EXCLUSIVE on every relation that depends on it")
            .safe("Drop what depends on it by name first, and leave out CASCADE, so that PostgreSQL refuses what was"
                    + " forgotten.")
            .seed("Migrations: lock implications understood")
            .build();

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(StatementContext statement, Report report) {
        if (statement.tree() instanceof DropStmt drop
                && drop.behavior() == DropBehavior.DROP_CASCADE
                && !SILENT.contains(drop.removeType())) {
            List<Span> places =
                    Statements.dropped(statement.span(), statement.source().text());
            for (int i = 0; i < drop.objects().size(); i++) {
                Span place = i < places.size() ? places.get(i) : statement.span();
                check(statement, drop, drop.objects().get(i), place, report);
            }
        }
        for (AlterAction action : statement.alterations()) {
            if (action.command().behavior() == DropBehavior.DROP_CASCADE) {
                check(action, report);
            }
        }
    }

    private static void check(StatementContext statement, DropStmt drop, Node object, Span place, Report report) {
        if (object instanceof ObjectWithArgs routine) {
            List<String> name = Nodes.names(routine.objname());
            if (!WholeFile.hasMadeRoutine(statement, name)) {
                report.found(statement, unknown(String.join(".", name))).at(place);
            }
            return;
        }
        List<String> name = Trees.nameParts(object);
        Optional<QualifiedName> existing = statement.existing(name);
        if (existing.isEmpty()) {
            return;
        }
        QualifiedName relation = existing.get();
        boolean known = statement.state().isRelation(relation) && !statement.isPartlyKnown();
        if (!known) {
            boolean missing = drop.missingOk() && !statement.isPartlyKnown() && isRelation(drop.removeType());
            if (!missing) {
                report.found(statement, unknown(String.join(".", name))).at(place);
            }
        } else if (statement.state().sequence(relation).isPresent()) {
            report.found(statement, "CASCADE also drops the defaults of columns that take numbers from " + relation)
                    .at(place);
        } else {
            told(dependents(statement.state(), relation, null))
                    .ifPresent(told -> report.found(statement, told).at(place).about(relation.toString()));
        }
    }

    private static void check(AlterAction action, Report report) {
        String name = String.valueOf(action.command().name());
        boolean column = action.command().subtype() == AlterTableType.AT_DropColumn;
        SchemaState state = action.context().state();
        Optional<Table> table = action.knownTable();
        if (table.isEmpty() || action.context().isPartlyKnown()) {
            report.found(action, unknown((column ? "column " : "constraint ") + name + " of " + action.table()));
            return;
        }
        List<String> dependents = column
                ? dependents(state, action.table(), name)
                : table.get().constraints().stream()
                        .filter(constraint -> constraint.name().equals(name))
                        .flatMap(constraint -> keysTo(state, action.table(), ConstraintParts.columns(constraint)))
                        .toList();
        told(dependents).ifPresent(told -> report.found(action, told).whateverTheSize());
    }

    private static boolean isRelation(ObjectType kind) {
        return Set.of(
                        ObjectType.OBJECT_TABLE,
                        ObjectType.OBJECT_VIEW,
                        ObjectType.OBJECT_MATVIEW,
                        ObjectType.OBJECT_INDEX,
                        ObjectType.OBJECT_SEQUENCE,
                        ObjectType.OBJECT_FOREIGN_TABLE)
                .contains(kind);
    }

    private static String unknown(String what) {
        return "CASCADE also drops everything that depends on " + what + ", whatever that is by then";
    }

    private static Optional<String> told(List<String> dependents) {
        return dependents.isEmpty()
                ? Optional.empty()
                : Optional.of("CASCADE also drops what the statement does not name: " + String.join(", ", dependents));
    }

    private static List<String> dependents(SchemaState state, QualifiedName relation, @Nullable String column) {
        List<String> found = new ArrayList<>();
        state.dependentsOf(relation, column).forEach(one -> found.add(one.kind() + " " + one.name()));
        if (column == null) {
            state.inheritorsOf(relation).forEach(child -> found.add("table " + child));
            keysTo(state, relation, null).forEach(found::add);
        } else {
            keysTo(state, relation, List.of(column)).forEach(found::add);
        }
        return found;
    }

    /** The foreign keys of other tables to a table, or to one of its keys that has all of the columns. */
    private static Stream<String> keysTo(SchemaState state, QualifiedName table, @Nullable List<String> columns) {
        return state.foreignKeysTo(table).stream()
                .filter(key -> !key.table().name().equals(table))
                .filter(key -> columns == null || key.key().referencedColumns().containsAll(columns))
                .map(key ->
                        "foreign key " + key.key().name() + " of " + key.table().name());
    }
}
