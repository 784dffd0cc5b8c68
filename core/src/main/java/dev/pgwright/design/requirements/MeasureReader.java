package dev.pgwright.design.requirements;

import dev.pgwright.design.requirements.AccessPattern.Function;
import dev.pgwright.design.requirements.AccessPattern.Measure;
import dev.pgwright.design.requirements.AccessPattern.Rank;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
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

    /** What an aggregate is sorted by: groups and measures as they are written there, with - in front for descending. */
    List<Rank> ranks(Section section, List<String> groups, List<Measure> measures) {
        List<Rank> ranks = new ArrayList<>();
        for (Node node : section.list("sort")) {
            rank(node, section, groups, measures).ifPresent(rank -> {
                boolean again = ranks.stream()
                        .anyMatch(earlier -> Objects.equals(earlier.group(), rank.group())
                                && Objects.equals(earlier.measure(), rank.measure()));
                if (again) {
                    problems.add(node, section.subject() + " sorts by the same twice", null);
                } else {
                    ranks.add(rank);
                }
            });
        }
        return ranks;
    }

    private Optional<Rank> rank(Node node, Section section, List<String> groups, List<Measure> measures) {
        String what = "a value of " + section.what("sort");
        List<Scalars.Entry> entries = node instanceof ScalarNode ? List.of() : scalars.entries(node, what);
        if (entries == null || entries.size() > 1) {
            if (entries != null) {
                problems.add(node, what + " must have one function", "Write { -sum: total }");
            }
            return Optional.empty();
        }
        String text =
                entries.isEmpty() ? scalars.text(node, what) : entries.get(0).name();
        String path = entries.isEmpty() ? null : scalars.text(entries.get(0).value(), what);
        if (text == null || (path == null && !entries.isEmpty())) {
            return Optional.empty();
        }
        boolean descending = text.startsWith("-");
        String word = descending ? text.substring(1).strip() : text;
        if (path == null && groups.contains(word)) {
            return Optional.of(new Rank(problems.place(node), word, null, descending));
        }
        Optional<Measure> measure = measures.stream()
                .filter(one -> word(one.function()).equals(word) && Objects.equals(one.path(), path))
                .findFirst();
        if (measure.isEmpty()) {
            List<String> all = new ArrayList<>(groups);
            measures.forEach(one -> all.add(
                    one.path() == null
                            ? word(one.function())
                            : "{ " + word(one.function()) + ": " + one.path() + " }"));
            problems.add(
                    node,
                    section.subject() + " cannot sort by '" + word + (path == null ? "" : ": " + path)
                            + "': it is neither a group nor a measure of it",
                    all.isEmpty() ? null : "It can be sorted by: " + String.join(", ", all));
        }
        return measure.map(one -> new Rank(problems.place(node), null, one, descending));
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
