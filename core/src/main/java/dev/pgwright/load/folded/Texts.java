package dev.pgwright.load.folded;

import dev.pgwright.catalog.Policy;
import dev.pgwright.sql.Identifiers;
import dev.pgwright.sql.tree.CreatePolicyStmt;
import dev.pgwright.sql.tree.CreateTrigStmt;
import dev.pgwright.sql.tree.Node;
import dev.pgwright.sql.tree.RoleSpec;
import dev.pgwright.sql.tree.RoleSpecType;
import java.util.IdentityHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The texts in the records of a catalog: in the server's own form where it is known for certain, else as the statement
 * has them with the names of now.
 */
final class Texts {
    private final Store store;

    Texts(Store store) {
        this.store = store;
    }

    /** A default, or a generated column's expression. */
    String ofColumn(RelationEntry relation, Expression expression, TypeRef type, boolean isDefault) {
        if (!isDefault) {
            return condition(relation, expression);
        }
        try {
            return new ExpressionWriter(store, expression, relation, null).ofDefault(expression.tree(), type);
        } catch (Unsure e) {
            return plain(expression, relation);
        }
    }

    String condition(RelationEntry relation, @Nullable Expression expression) {
        if (expression == null) {
            return "";
        }
        try {
            return new ExpressionWriter(store, expression, relation, null).of(expression.tree());
        } catch (Unsure e) {
            return plain(expression, relation);
        }
    }

    private String plain(Expression expression, @Nullable RelationEntry relation) {
        String text = new PlainWriter(store, relation, expression.bound()).write(expression.tree());
        return text.startsWith("(") && closes(text) ? text.substring(1, text.length() - 1) : text;
    }

    /** Whether the first parenthesis is closed by the last character. */
    private static boolean closes(String text) {
        int depth = 0;
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            quoted ^= c == '\'';
            if (!quoted && c == '(') {
                depth++;
            } else if (!quoted && c == ')' && --depth == 0) {
                return i == text.length() - 1;
            }
        }
        return false;
    }

    String ofDomain(TypeEntry domain, Expression expression, boolean isDefault) {
        TypeRef base = store.baseOf(domain.base);
        try {
            ExpressionWriter writer = new ExpressionWriter(store, expression, null, base);
            return isDefault ? writer.ofDefault(expression.tree(), base) : writer.of(expression.tree());
        } catch (Unsure e) {
            return plain(expression, null);
        }
    }

    String bound(RelationEntry relation) {
        return relation.bound == null ? "" : Bounds.of(relation.bound, store.relation(relation.parents.get(0)));
    }

    /** As it was written. */
    String query(RelationEntry relation) {
        return Sources.query(relation.source);
    }

    String source(PartEntry part) {
        return part.source;
    }

    String trigger(RelationEntry relation, PartEntry part) {
        return part.tree instanceof CreateTrigStmt statement
                ? new TriggerWriter(store).write(relation, part, statement)
                : "";
    }

    Policy policy(RelationEntry relation, PartEntry part) {
        CreatePolicyStmt statement = (CreatePolicyStmt) part.tree;
        String command = statement.cmdName() == null ? "all" : statement.cmdName();
        return new Policy(
                part.name.name(),
                statement.permissive(),
                Policy.Command.valueOf(command.toUpperCase(Locale.ROOT)),
                statement.roles().stream().map(Texts::role).sorted().toList(),
                conditionOf(relation, part, statement.qual()),
                conditionOf(relation, part, statement.withCheck()),
                part.comment);
    }

    private @Nullable String conditionOf(RelationEntry relation, PartEntry part, @Nullable Node condition) {
        return condition == null ? null : condition(relation, new Expression(condition, own(relation, part)));
    }

    /** A policy's own table is one relation among others when it is bound. */
    private static Map<Node, Expression.Target> own(RelationEntry relation, PartEntry part) {
        Map<Node, Expression.Target> own = new IdentityHashMap<>();
        part.bound.forEach((node, target) ->
                own.put(node, target.object() == relation.oid ? new Expression.Target(0, target.column()) : target));
        return own;
    }

    private static String role(Node node) {
        if (!(node instanceof RoleSpec role) || role.roletype() == RoleSpecType.ROLESPEC_PUBLIC) {
            return "PUBLIC";
        }
        return role.rolename() == null ? "CURRENT_ROLE" : Identifiers.quoteIdentifier(role.rolename());
    }

    /** As {@code pg_get_function_identity_arguments} gives them. */
    String arguments(RoutineEntry routine) {
        StringBuilder text = new StringBuilder();
        for (RoutineEntry.Parameter parameter : routine.parameters) {
            if (parameter.mode().equals("TABLE")) {
                continue;
            }
            text.append(text.isEmpty() ? "" : ", ");
            if (!parameter.mode().equals("IN")) {
                text.append(parameter.mode()).append(' ');
            }
            if (parameter.name() != null && !parameter.name().isEmpty()) {
                text.append(Identifiers.quoteIdentifier(parameter.name())).append(' ');
            }
            text.append(store.text(parameter.type()));
        }
        return text.toString();
    }
}
