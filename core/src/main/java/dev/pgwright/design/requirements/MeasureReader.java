package dev.pgwright.design.requirements;

import dev.pgwright.design.requirements.AccessPattern.Function;
import dev.pgwright.design.requirements.AccessPattern.Measure;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** Reads the measures of an aggregate. */
final class MeasureReader {
    private final Problems problems;
    private final Scalars scalars;
    private final Paths paths;

    MeasureReader(Problems problems, Paths paths) {
        this.problems = problems;
        this.scalars = new Scalars(problems);
        this.paths = paths;
    }

    List<Measure> read(Section section, String entity) {
        List<Measure> measures = new ArrayList<>();
        if (!section.has("sql")) {
            section.require("measures", "Write measures: [count], or [{ sum: total }]");
        }
        for (Node node : section.list("measures")) {
            measure(node, section, entity).ifPresent(measures::add);
        }
        return measures;
    }

    private Optional<Measure> measure(Node node, Section section, String entity) {
        String what = "a measure of " + section.subject();
        if (node instanceof ScalarNode) {
            Function function = scalars.choice(node, what, Vocabulary.FUNCTIONS);
            if (function == null) {
                return Optional.empty();
            }
            if (function != Function.COUNT) {
                String word = word(function);
                problems.add(
                        node, what + " does not say what to take the " + word + " of", "Write { " + word + ": total }");
                return Optional.empty();
            }
            return Optional.of(new Measure(problems.place(node), function, null));
        }
        List<Scalars.Entry> entries = scalars.entries(node, what);
        if (entries == null) {
            return Optional.empty();
        }
        if (entries.size() != 1) {
            problems.add(node, what + " must have one function", "Write { sum: total }");
            return Optional.empty();
        }
        Scalars.Entry entry = entries.get(0);
        Function function = scalars.choice(entry.key(), what, Vocabulary.FUNCTIONS);
        String path = scalars.text(entry.value(), what);
        if (function == null || path == null) {
            return Optional.empty();
        }
        if (function == Function.COUNT) {
            problems.add(node, what + " counts '" + path + "'; a count is of rows", "Write count alone");
            return Optional.empty();
        }
        paths.resolve(entry.value(), entity, path).ifPresent(target -> checkMeasure(entry, what, function, target));
        return Optional.of(new Measure(problems.place(node), function, path));
    }

    private void checkMeasure(Scalars.Entry entry, String what, Function function, Paths.Target target) {
        BusinessType type = target.type();
        if (type == null || !TypeTraits.measures(type, function)) {
            problems.add(
                    entry.value(),
                    what + " cannot take the " + word(function) + " of '" + target.path() + "'",
                    type == null ? "It is a key" : "Its type is " + type.word());
            return;
        }
        Attribute attribute = target.attribute();
        if (attribute != null && type == BusinessType.MONEY && attribute.currency() == null) {
            problems.add(
                    entry.value(),
                    what + " would mix currencies: each row of '" + target.path() + "' has its own",
                    "Give the attribute a currency, or write the query in 'sql'");
        }
    }

    private static String word(Function function) {
        return function.name().toLowerCase(Locale.ROOT);
    }
}
