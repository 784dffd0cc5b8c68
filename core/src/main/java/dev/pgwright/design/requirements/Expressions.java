package dev.pgwright.design.requirements;

import dev.pgwright.source.SourceFile;
import dev.pgwright.sql.Nodes;
import dev.pgwright.sql.ParsedSql;
import dev.pgwright.sql.Sql;
import dev.pgwright.sql.SyntaxError;
import dev.pgwright.sql.tree.ColumnRef;
import dev.pgwright.sql.tree.FuncCall;
import dev.pgwright.sql.tree.ParamRef;
import dev.pgwright.sql.tree.ResTarget;
import dev.pgwright.sql.tree.SelectStmt;
import dev.pgwright.sql.tree.SubLink;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.nodes.Node;

/** Asks PostgreSQL's parser about the conditions of check rules. */
final class Expressions {
    private static final String BEFORE = "SELECT (";
    private static final String AFTER = "\n)";
    private static final Set<String> AGGREGATES =
            Set.of("count", "sum", "avg", "min", "max", "array_agg", "string_agg", "bool_and", "bool_or", "every");

    private final Problems problems;
    private final Model model;
    private final ScalarText places;

    private final String holder;
    private final String insight;
    private final String otherwise;

    Expressions(Problems problems, Model model) {
        this(problems, model, "a check constraint", "A check sees one row", "; unique and no_overlap compare rows");
    }

    /** Of derived attributes. */
    static Expressions derived(Problems problems, Model model) {
        return new Expressions(
                problems,
                model,
                "a generated column",
                "A derived value sees one row",
                "; over children it is derived: { count: review } or { sum: order_line.amount }");
    }

    private Expressions(Problems problems, Model model, String holder, String insight, String otherwise) {
        this.holder = holder;
        this.insight = insight;
        this.otherwise = otherwise;
        this.problems = problems;
        this.model = model;
        this.places = new ScalarText(problems);
    }

    /** Checks that a text is an expression over one row of the entity; gives what the parser made of it. */
    Optional<dev.pgwright.sql.tree.Node> check(Node node, String expression, String what, String entity) {
        ParsedSql parsed = Sql.parse(SourceFile.of(what, BEFORE + expression + AFTER));
        if (!parsed.errors().isEmpty()) {
            SyntaxError error = parsed.errors().get(0);
            int offset = error.span().start() - BEFORE.length();
            boolean inside = offset < expression.length();
            problems.add(
                    places.place(node, Math.max(0, Math.min(offset, expression.length()))),
                    what + " is no SQL expression: " + (inside ? error.message() : "it ends too early"),
                    null);
            return Optional.empty();
        }
        if (parsed.statements().size() != 1
                || !(parsed.statements().get(0).tree() instanceof SelectStmt select)
                || select.targetList().size() != 1
                || !(select.targetList().get(0) instanceof ResTarget target)
                || target.val() == null) {
            problems.add(node, what + " must be one SQL expression", null);
            return Optional.empty();
        }
        checkParts(node, what, entity, target.val());
        return Optional.of(target.val());
    }

    private void checkParts(Node node, String what, String entity, dev.pgwright.sql.tree.Node tree) {
        if (!Nodes.all(tree, SubLink.class).isEmpty()) {
            problems.add(node, what + " contains a subquery, which " + holder + " cannot have", insight + otherwise);
            return;
        }
        if (!Nodes.all(tree, ParamRef.class).isEmpty()) {
            problems.add(node, what + " contains a parameter, which " + holder + " cannot have", null);
        }
        for (FuncCall call : Nodes.all(tree, FuncCall.class)) {
            if (call.over() != null || AGGREGATES.contains(String.join(".", Nodes.names(call.funcname())))) {
                problems.add(
                        place(node, call.location()), what + " aggregates rows, which " + holder + " cannot", insight);
            }
        }
        if (model.isUnclear(entity)) {
            return;
        }
        for (ColumnRef reference : Nodes.all(tree, ColumnRef.class)) {
            checkColumn(node, what, entity, reference);
        }
    }

    private void checkColumn(Node node, String what, String entity, ColumnRef reference) {
        List<String> names = Nodes.names(reference.fields());
        if (names.size() != 1 || reference.fields().size() != 1) {
            problems.add(
                    place(node, reference.location()),
                    what + " must name columns alone, not '" + String.join(".", names) + "'",
                    insight + " of '" + entity + "'");
            return;
        }
        String name = names.get(0);
        Set<String> columns = columns(entity);
        if (columns.contains(name) || model.hasUnclearRoles(entity)) {
            return;
        }
        problems.add(
                place(node, reference.location()),
                "'" + entity + "' has no attribute '" + name + "'",
                model.roles(entity).containsKey(name)
                        ? "Did you mean '" + name + "_id'? That is the column of the role '" + name + "'"
                        : Problems.choice(name, "It can use", columns));
    }

    private dev.pgwright.source.Place place(Node node, int location) {
        return places.place(node, Math.max(0, location - BEFORE.length()));
    }

    /** The columns that the design makes of an entity. */
    private Set<String> columns(String entity) {
        Set<String> columns = new LinkedHashSet<>();
        for (Attribute attribute : model.attributes(entity)) {
            if (attribute.overChildren() != null) {
                continue;
            }
            columns.add(attribute.name());
            if (attribute.type() == BusinessType.MONEY && attribute.currency() == null) {
                columns.add(attribute.name() + "_currency");
            }
        }
        model.roles(entity).values().forEach(role -> columns.add(model.referenceColumn(role.name(), role.entity())));
        columns.addAll(model.implicitNames(entity));
        if (!model.entity(entity).map(Entity::keyName).orElse(Vocabulary.ID).equals(Vocabulary.ID)) {
            columns.remove(Vocabulary.ID);
        }
        if (model.belongsToTenant(entity)) {
            columns.add(String.valueOf(model.tenantColumn()));
        }
        return columns;
    }
}
