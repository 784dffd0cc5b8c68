package dev.pgwright.load.folded;

import dev.pgwright.load.folded.Expression.Target;
import dev.pgwright.sql.Identifiers;
import dev.pgwright.sql.Nodes;
import dev.pgwright.sql.tree.CreateTrigStmt;
import dev.pgwright.sql.tree.Node;
import dev.pgwright.sql.tree.RangeVar;
import dev.pgwright.sql.tree.TriggerTransition;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;

/** Writes triggers as {@code pg_get_triggerdef} does, but for their conditions. */
final class TriggerWriter {
    // the bits of tgtype in PostgreSQL's pg_trigger.h
    private static final int BEFORE = 1 << 1;
    private static final int INSERT = 1 << 2;
    private static final int DELETE = 1 << 3;
    private static final int UPDATE = 1 << 4;
    private static final int TRUNCATE = 1 << 5;
    private static final int INSTEAD = 1 << 6;

    private final Store store;

    TriggerWriter(Store store) {
        this.store = store;
    }

    String write(RelationEntry relation, PartEntry trigger, CreateTrigStmt statement) {
        StringBuilder text = new StringBuilder("CREATE ")
                .append(statement.isconstraint() ? "CONSTRAINT " : "")
                .append("TRIGGER ")
                .append(Identifiers.quoteIdentifier(trigger.name.name()))
                .append(
                        (statement.timing() & BEFORE) != 0
                                ? " BEFORE"
                                : (statement.timing() & INSTEAD) != 0 ? " INSTEAD OF" : " AFTER")
                .append(events(relation, trigger, statement))
                .append(" ON ")
                .append(Scope.sql(relation.name))
                .append(' ');
        if (statement.isconstraint()) {
            RangeVar other = statement.constrrel();
            int found = other == null ? 0 : store.scope().findRelation(other);
            if (store.get(found) instanceof RelationEntry referenced) {
                text.append("FROM ").append(Scope.sql(referenced.name)).append(' ');
            }
            text.append(statement.deferrable() ? "" : "NOT ")
                    .append("DEFERRABLE INITIALLY ")
                    .append(statement.initdeferred() ? "DEFERRED " : "IMMEDIATE ");
        }
        text.append(transitions(statement)).append("FOR EACH ").append(statement.row() ? "ROW " : "STATEMENT ");
        if (statement.whenClause() != null) {
            text.append("WHEN (")
                    .append(new PlainWriter(store, null, new IdentityHashMap<Node, Target>())
                            .write(statement.whenClause()))
                    .append(") ");
        }
        return text.append("EXECUTE FUNCTION ")
                .append(function(trigger, statement))
                .append('(')
                .append(String.join(
                        ", ",
                        Nodes.names(statement.args()).stream()
                                .map(Identifiers::quoteLiteral)
                                .toList()))
                .append(')')
                .toString();
    }

    private static String events(RelationEntry relation, PartEntry trigger, CreateTrigStmt statement) {
        List<String> events = new ArrayList<>();
        if ((statement.events() & INSERT) != 0) {
            events.add("INSERT");
        }
        if ((statement.events() & DELETE) != 0) {
            events.add("DELETE");
        }
        if ((statement.events() & UPDATE) != 0) {
            events.add("UPDATE" + columns(relation, trigger, statement));
        }
        if ((statement.events() & TRUNCATE) != 0) {
            events.add("TRUNCATE");
        }
        return " " + String.join(" OR ", events);
    }

    private static String columns(RelationEntry relation, PartEntry trigger, CreateTrigStmt statement) {
        if (statement.columns().isEmpty()) {
            return "";
        }
        List<String> names = trigger.columns.stream()
                .map(number -> Identifiers.quoteIdentifier(relation.columnName(number)))
                .toList();
        return " OF " + String.join(", ", names);
    }

    private static String transitions(CreateTrigStmt statement) {
        StringBuilder text = new StringBuilder();
        for (Node node : statement.transitionRels()) {
            if (node instanceof TriggerTransition transition) {
                String words = transition.isNew() ? "NEW TABLE AS " : "OLD TABLE AS ";
                // the old one is always written first
                String one = words + Identifiers.quoteIdentifier(Scope.text(transition.name())) + " ";
                if (transition.isNew()) {
                    text.append(one);
                } else {
                    text.insert(0, one);
                }
            }
        }
        return text.isEmpty() ? "" : "REFERENCING " + text;
    }

    private String function(PartEntry trigger, CreateTrigStmt statement) {
        for (Dependency dependency : trigger.dependencies) {
            if (store.get(dependency.object()) instanceof RoutineEntry routine) {
                return Scope.sql(routine.name);
            }
        }
        List<String> parts = Nodes.names(statement.funcname());
        List<String> shown = parts.size() > 1 && parts.get(0).equals(Scope.SYSTEM) ? parts.subList(1, 2) : parts;
        return String.join(".", shown.stream().map(Identifiers::quoteIdentifier).toList());
    }
}
