package dev.pgwright.design.requirements;

import static dev.pgwright.design.requirements.AccessPattern.Operator.*;

import dev.pgwright.design.requirements.AccessPattern.Filter;
import dev.pgwright.design.requirements.AccessPattern.Function;
import dev.pgwright.design.requirements.AccessPattern.Operator;
import dev.pgwright.sql.Nodes;
import dev.pgwright.sql.tree.ColumnRef;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** Reads where derived attributes come from, once entities and relationships are known. */
final class DerivedReader {
    /** What a condition can use that is to be true of the same rows tomorrow. */
    private static final Set<Operator> TIMELESS =
            EnumSet.of(EQUALS, IN, RANGE, AT_LEAST, AT_MOST, BEFORE, AFTER, IS_SET, IS_NOT_SET);

    private final Problems problems;
    private final Model model;
    private final Scalars scalars;
    private final Expressions expressions;
    private final FilterReader filters;
    private final Paths paths;

    DerivedReader(Problems problems, Model model) {
        this.problems = problems;
        this.model = model;
        this.scalars = new Scalars(problems);
        this.expressions = Expressions.derived(problems, model);
        this.filters = new FilterReader(problems, model);
        this.paths = new Paths(problems, model);
    }

    void read() {
        model.derivations()
                .forEach((entity, attributes) -> attributes.forEach((attribute, node) -> read(
                                entity, model.attribute(entity, attribute).orElseThrow(), node)
                        .ifPresent(derived -> model.derive(entity, attribute, derived))));
    }

    private Optional<Derived> read(String entity, Attribute attribute, Node node) {
        String what = "the derivation of attribute '" + entity + "." + attribute.name() + "'";
        if (node instanceof ScalarNode) {
            String sql = scalars.text(node, what);
            return sql == null ? Optional.empty() : expression(entity, attribute, node, sql, what);
        }
        int before = problems.count();
        Section section = Section.read(problems, node, what, Vocabulary.DERIVED);
        return section == null || problems.count() > before
                ? Optional.empty()
                : overChildren(entity, attribute, node, section);
    }

    private Optional<Derived> expression(String entity, Attribute attribute, Node node, String sql, String what) {
        int before = problems.count();
        Optional<dev.pgwright.sql.tree.Node> tree = expressions.check(node, sql, what, entity);
        Set<String> derived = model.derivations().getOrDefault(entity, Map.of()).keySet();
        tree.ifPresent(parsed -> Nodes.all(parsed, ColumnRef.class).stream()
                .map(reference -> String.join(".", Nodes.names(reference.fields())))
                .filter(derived::contains)
                .distinct()
                .forEach(name -> problems.add(
                        node,
                        what + " uses '" + name + "', which is derived itself",
                        name.equals(attribute.name()) ? null : "Write what '" + name + "' is made of")));
        return problems.count() > before
                ? Optional.empty()
                : Optional.of(new Derived.Expression(problems.place(node), sql.strip()));
    }

    private Optional<Derived> overChildren(String entity, Attribute attribute, Node node, Section section) {
        List<String> functions =
                Vocabulary.FUNCTIONS.keySet().stream().filter(section::has).toList();
        if (functions.size() != 1) {
            problems.add(
                    node,
                    section.subject() + " must have one function",
                    "Write { count: review } or { sum: order_line.amount }");
            return Optional.empty();
        }
        String word = functions.get(0);
        Function function = Vocabulary.FUNCTIONS.get(word);
        Node target = section.requireNode(word);
        String text = scalars.text(target, section.what(word));
        if (function == null || text == null) {
            return Optional.empty();
        }
        int before = problems.count();
        int dot = text.indexOf('.');
        String child = dot < 0 ? text : text.substring(0, dot);
        String path = dot < 0 ? null : text.substring(dot + 1);
        if (!isChild(entity, child, target, section)) {
            return Optional.empty();
        }
        if (function == Function.COUNT && path != null) {
            problems.add(
                    target, section.subject() + " counts '" + text + "'; a count is of rows", "Write count: " + child);
        } else if (function != Function.COUNT && path == null) {
            problems.add(
                    target,
                    section.subject() + " does not say what to take the " + word + " of",
                    "Write " + word + ": " + child + ".amount or another attribute of it");
        } else if (path != null) {
            source(target, section, function, child, path, attribute);
        } else if (attribute.type() != BusinessType.INTEGER) {
            problems.add(
                    target,
                    section.subject() + " is a count, but its type is "
                            + attribute.type().word(),
                    "Write type: integer");
        }
        boolean mayBeNothing =
                function == Function.AVERAGE || function == Function.MINIMUM || function == Function.MAXIMUM;
        if (mayBeNothing && attribute.required()) {
            problems.add(
                    target,
                    section.subject() + " has no value while there is no '" + child + "', but it is required",
                    "Remove 'required'");
        }
        List<Filter> where = filters.read(section, "where", child);
        where.forEach(filter -> check(section, filter));
        return problems.count() > before
                ? Optional.empty()
                : Optional.of(new Derived.OverChildren(problems.place(node), function, child, path, where));
    }

    private boolean isChild(String entity, String child, Node node, Section section) {
        if (!model.entityNames().contains(child)) {
            problems.add(
                    node,
                    section.subject() + " names no entity: '" + child + "'",
                    Problems.choice(child, "The entities are", model.entityNames()));
            return false;
        }
        long ways = model.roles(child).values().stream()
                .filter(role -> role.entity().equals(entity))
                .count();
        if (ways != 1 && !model.hasUnclearRoles(child)) {
            problems.add(
                    node,
                    section.subject()
                            + (ways == 0
                                    ? " is not possible: no relationship leads from '" + entity + "' to '" + child + "'"
                                    : " is ambiguous: " + ways + " relationships lead from '" + entity + "' to '"
                                            + child + "'"),
                    ways == 0 ? null : "Leave it out, and ask for the number by an access pattern");
            return false;
        }
        return !model.isUnclear(child);
    }

    private void source(Node node, Section section, Function function, String child, String path, Attribute attribute) {
        if (path.contains(".")
                || model.derivations().getOrDefault(child, Map.of()).containsKey(path)) {
            problems.add(
                    node,
                    section.subject() + " cannot use '" + path + "': it must be an attribute that '" + child
                            + "' itself keeps",
                    null);
            return;
        }
        Attribute source =
                paths.resolve(node, child, path).map(Paths.Target::attribute).orElse(null);
        if (source == null) {
            if (model.roles(child).containsKey(path)
                    || model.implicitNames(child).contains(path)) {
                problems.add(
                        node,
                        section.subject() + " must name an attribute of '" + child + "', not '" + path + "'",
                        null);
            }
            return;
        }
        BusinessType from = source.type();
        if (from == BusinessType.STATUS || !TypeTraits.measures(from, function)) {
            problems.add(
                    node,
                    section.subject() + " cannot take the " + word(function) + " of '" + path + "'",
                    "Its type is " + from.word());
            return;
        }
        if (from == BusinessType.MONEY && source.currency() == null) {
            problems.add(
                    node,
                    section.subject() + " would mix currencies: each row of '" + child + "." + path + "' has its own",
                    "Give that attribute a currency");
            return;
        }
        if (!fits(from, function, attribute)) {
            problems.add(
                    node,
                    section.subject() + " takes the " + word(function) + " of type " + from.word()
                            + ", but its own type is " + attribute.type().word(),
                    "Write type: "
                            + (function == Function.AVERAGE && from == BusinessType.INTEGER ? "decimal" : from.word()));
        } else if (source.currency() != null
                && attribute.type() == BusinessType.MONEY
                && !source.currency().equals(attribute.currency())) {
            problems.add(
                    node,
                    section.subject() + " is in " + source.currency() + ", as '" + child + "." + path + "' is",
                    "Write currency: " + source.currency());
        }
    }

    private static boolean fits(BusinessType from, Function function, Attribute attribute) {
        BusinessType to = attribute.type();
        return switch (function) {
            case COUNT -> to == BusinessType.INTEGER;
            case SUM ->
                from == to
                        || (TypeTraits.NUMBERS.contains(from) && to == BusinessType.DECIMAL)
                        || (from == BusinessType.INTEGER && to == BusinessType.QUANTITY);
            case AVERAGE ->
                from == BusinessType.DURATION
                        ? to == from
                        : TypeTraits.NUMBERS.contains(to) && to != BusinessType.INTEGER;
            case MINIMUM, MAXIMUM -> from == to;
        };
    }

    private void check(Section section, Filter filter) {
        boolean nullness = filter.operator() == IS_SET || filter.operator() == IS_NOT_SET;
        if (filter.path().contains(".")) {
            problems.add(
                    section.requireNode("where"),
                    "'where' of " + section.subject() + " cannot use '" + filter.path() + "'",
                    "It sees the children alone");
        } else if (!TIMELESS.contains(filter.operator())) {
            problems.add(
                    section.requireNode("where"),
                    "'where' of " + section.subject() + " cannot use "
                            + filter.operator().word(),
                    "It can use "
                            + String.join(
                                    ", ", TIMELESS.stream().map(Operator::word).toList()));
        } else if (!nullness && filter.values().isEmpty()) {
            problems.add(
                    section.requireNode("where"),
                    "'where' of " + section.subject() + " needs a constant for '" + filter.path() + "'",
                    "Write { " + filter.path() + ": { " + filter.operator().word() + ": ... } }");
        }
    }

    private static String word(Function function) {
        return function.name().toLowerCase(Locale.ROOT);
    }
}
