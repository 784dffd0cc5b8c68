package dev.pgwright.design.requirements;

import dev.pgwright.design.requirements.ConsistencyRule.Conserve;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads rules that amounts add up. */
final class ConservationReader {
    private final Problems problems;
    private final Paths paths;
    private final Scalars scalars;

    ConservationReader(Problems problems, Paths paths) {
        this.problems = problems;
        this.paths = paths;
        this.scalars = new Scalars(problems);
    }

    /**
     * A rule of the form {@code conserve}.
     *
     * @param within as it was read
     */
    Optional<ConsistencyRule> read(Scalars.Entry entry, Section section, String entity, List<String> within) {
        if (!section.has("within")) {
            section.require("within", "Name what the rows of a group agree in, such as within: [transaction]");
        }
        String attribute = section.line("conserve");
        Optional<Paths.Target> amount = attribute == null
                ? Optional.empty()
                : number(section.requireNode("conserve"), section.what("conserve"), entity, attribute, 1);
        String total = section.has("total") ? total(section, entity, within, amount.orElse(null)) : "0";
        if (attribute == null || amount.isEmpty() || total == null) {
            return Optional.empty();
        }
        if (within.contains(attribute)) {
            section.problem(
                    "within",
                    section.what("within") + " names '" + attribute + "', which is what adds up",
                    "Name what the rows of a group agree in");
        }
        return Optional.of(new Conserve(
                problems.place(entry.key()), entry.name(), entity, attribute, within, total, section.text("because")));
    }

    private Optional<Paths.Target> number(Node node, String what, String entity, String path, int steps) {
        Optional<Paths.Target> target = paths.resolve(node, entity, path);
        if (target.isEmpty()) {
            return target;
        }
        Attribute attribute = target.get().attribute();
        boolean isNumber = attribute != null && TypeTraits.NUMBERS.contains(attribute.type());
        if (!isNumber || target.get().steps() != steps) {
            problems.add(
                    node,
                    what + " must be a number attribute of "
                            + (steps == 1 ? "'" + entity + "' itself" : "the row that the group belongs to")
                            + ", not '" + path + "'",
                    attribute == null || isNumber
                            ? null
                            : "Its type is " + attribute.type().word());
            return Optional.empty();
        }
        return target;
    }

    private @Nullable String total(Section section, String entity, List<String> within, Paths.@Nullable Target amount) {
        Node node = section.requireNode("total");
        String text = scalars.text(node, section.what("total"));
        if (text == null) {
            return null;
        }
        Attribute of = amount == null ? null : amount.attribute();
        BigDecimal number = Amounts.plainNumber(text);
        if (number != null) {
            int digits = of == null || of.scale() == null ? Integer.MAX_VALUE : of.scale();
            if (of != null && Literals.fractionDigits(number) > (of.type() == BusinessType.INTEGER ? 0 : digits)) {
                problems.add(
                        node,
                        section.what("total") + " has more digits behind the point than '" + of.name() + "': " + text,
                        "No sum of such values is that number");
            }
            return number.toPlainString();
        }
        int dot = text.indexOf('.');
        if (dot < 0 || !within.equals(List.of(text.substring(0, dot)))) {
            problems.add(
                    node,
                    section.what("total") + " must be a number, or an attribute of the one role in 'within', not '"
                            + text + "'",
                    "Write within: [invoice] and total: invoice.total");
            return null;
        }
        if (of != null && of.type() == BusinessType.MONEY && of.currency() == null) {
            problems.add(
                    node,
                    section.what("total") + " cannot be one value: each row of '" + of.name()
                            + "' has its own currency",
                    "Give both a currency");
            return null;
        }
        return number(node, section.what("total"), entity, text, 2).isPresent() ? text : null;
    }
}
