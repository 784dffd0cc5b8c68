package dev.pgwright.design.requirements;

import dev.pgwright.design.requirements.AccessPattern.Filter;
import dev.pgwright.design.requirements.AccessPattern.Operator;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Reads the filters of an access pattern. */
final class FilterReader {
    private static final Set<Operator> WITHOUT_VALUE = EnumSet.of(Operator.IS_SET, Operator.IS_NOT_SET);
    private static final Set<Operator> WITHOUT_CONSTANTS =
            EnumSet.of(Operator.IS_SET, Operator.IS_NOT_SET, Operator.OVERLAPS, Operator.NEAREST);
    private static final int MOST_DAYS = 36_600;

    private final Problems problems;
    private final Scalars scalars;
    private final Paths paths;
    private final Model model;

    FilterReader(Problems problems, Model model) {
        this.problems = problems;
        this.scalars = new Scalars(problems);
        this.paths = new Paths(problems, model);
        this.model = model;
    }

    List<Filter> read(Section section, String entity) {
        return read(section, "filter", entity);
    }

    List<Filter> read(Section section, String key, String entity) {
        List<Filter> filters = new ArrayList<>();
        for (Scalars.Entry entry : section.entries(key)) {
            String what = "the filter on '" + entry.name() + "' of " + section.subject();
            filters.addAll(conditions(entry, what, target(entry, entity)));
        }
        return filters;
    }

    /** Filters alone may lead to the many rows across an N:M relationship. */
    private Paths.@Nullable Target target(Scalars.Entry entry, String entity) {
        String path = entry.name();
        Model.Role other = model.others(entity).get(path);
        boolean own =
                model.attribute(entity, path).isPresent() || model.roles(entity).containsKey(path);
        if (other != null && !own) {
            return new Paths.Target(path, null, null, other, true, 1);
        }
        return paths.resolve(entry.key(), entity, path).orElse(null);
    }

    private List<Filter> conditions(Scalars.Entry entry, String what, Paths.@Nullable Target target) {
        Node value = entry.value();
        if (value instanceof SequenceNode) {
            problems.add(value, what + " must be an operator, not a list", "Write { in: [...] }");
            return List.of();
        }
        if (value instanceof ScalarNode) {
            Operator operator = scalars.choice(value, what, Vocabulary.OPERATORS);
            if (operator == null) {
                return List.of();
            }
            checkOperator(value, what, operator, target);
            return List.of(new Filter(problems.place(entry.key()), entry.name(), operator, List.of()));
        }
        List<Scalars.Entry> operators = scalars.entries(value, what);
        if (operators == null || operators.isEmpty()) {
            problems.add(value, what + " has no operator", "Write an operator, such as equals");
            return List.of();
        }
        List<Filter> filters = new ArrayList<>();
        for (Scalars.Entry constant : operators) {
            Operator operator = scalars.choice(constant.key(), what, Vocabulary.OPERATORS);
            if (operator != null) {
                checkOperator(constant.key(), what, operator, target);
                List<String> values = constants(constant, what, operator, target);
                filters.add(new Filter(problems.place(entry.key()), entry.name(), operator, values));
            }
        }
        return filters;
    }

    private void checkOperator(Node node, String what, Operator operator, Paths.@Nullable Target target) {
        if (target == null) {
            return;
        }
        BusinessType type = target.type();
        Set<Operator> possible = type == null ? TypeTraits.keyOperators() : TypeTraits.operators(type);
        if (!possible.contains(operator)) {
            String kind = type == null ? "it is a key" : "its type is " + type.word();
            List<String> words = possible.stream().map(Operator::word).toList();
            problems.add(
                    node,
                    what + " cannot use " + operator.word() + ": " + kind,
                    "It can use " + String.join(", ", words));
        } else if (operator == Operator.MATCHES
                && target.attribute() != null
                && target.attribute().derived() != null) {
            problems.add(
                    node,
                    what + " cannot use matches: '" + target.path() + "' is derived",
                    "Full-text search is over what is entered: filter by the attributes that it is made of");
        } else if (WITHOUT_VALUE.contains(operator) && target.required()) {
            boolean many = target.attribute() == null
                    && target.role() != null
                    && target.role().many();
            problems.add(
                    node,
                    many
                            ? what + " cannot use " + operator.word() + ": it leads to many rows"
                            : what + " is " + (operator == Operator.IS_SET ? "always" : "never") + " true: '"
                                    + target.path() + "' is required",
                    many ? "It can use equals, in" : null);
        }
    }

    private List<String> constants(Scalars.Entry entry, String what, Operator operator, Paths.@Nullable Target target) {
        String word = operator.word();
        if (WITHOUT_CONSTANTS.contains(operator) || (target != null && target.type() == null)) {
            problems.add(
                    entry.value(),
                    what + " cannot have a constant with " + word,
                    "Write " + word + " alone"
                            + (WITHOUT_VALUE.contains(operator) ? "" : ": the application passes the value"));
            return List.of();
        }
        if (operator == Operator.LAST_DAYS) {
            Integer days = scalars.integer(entry.value(), "last_days of " + what, 1, MOST_DAYS);
            return days == null ? List.of() : List.of(days.toString());
        }
        boolean many = operator == Operator.IN || operator == Operator.RANGE;
        List<Node> nodes = many ? scalars.list(entry.value(), word + " of " + what) : single(entry.value(), word, what);
        List<String> values = new ArrayList<>();
        for (Node node : nodes == null ? List.<Node>of() : nodes) {
            String text = scalars.text(node, "a constant of " + what);
            if (text != null) {
                checkConstant(node, text, what, operator, target);
                values.add(text);
            }
        }
        if (operator == Operator.RANGE && nodes != null && nodes.size() != 2) {
            problems.add(
                    entry.value(),
                    "range of " + what + " must have two bounds, not " + nodes.size(),
                    "Write { range: [1, 10] }: from the first, inclusive, to the second, exclusive");
        }
        return values;
    }

    private @Nullable List<Node> single(Node node, String word, String what) {
        if (node instanceof SequenceNode || node instanceof MappingNode) {
            problems.add(
                    node,
                    word + " of " + what + " must have one value, not " + Scalars.kind(node),
                    word.equals("equals") ? "Several values are { in: [...] }" : null);
            return null;
        }
        return List.of(node);
    }

    private void checkConstant(Node node, String text, String what, Operator operator, Paths.@Nullable Target target) {
        BusinessType type = target == null ? null : target.type();
        if (target == null || type == null || operator == Operator.CONTAINS || operator == Operator.STARTS_WITH) {
            return;
        }
        Attribute attribute = target.attribute();
        Attribute.StatusValues status = attribute == null ? null : attribute.status();
        String expected = Literals.expected(text, type, status);
        if (expected != null) {
            problems.add(
                    node,
                    "a constant of " + what + " must be " + expected + ", not '" + text + "'",
                    status == null ? null : Problems.choice(text, "Its values are", status.values()));
        }
    }
}
