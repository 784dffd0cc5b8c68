package dev.pgwright.design.requirements;

import dev.pgwright.design.requirements.Attribute.Statistics;
import dev.pgwright.design.requirements.Attribute.StatusValues;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads what is known of the values of an attribute: how many differ, how many are missing, which are frequent. */
final class StatisticsReader {
    private static final int LONGEST = 10_485_760;
    private static final BigDecimal HUNDRED = new BigDecimal(100);
    private static final String DISTINCT_EXPECTED = "Write a number such as 50000, 1_000, 50k or 2M";
    private static final String SHARE_EXPECTED = "Write a percentage such as 5%";

    private final Problems problems;
    private final Scalars scalars;

    StatisticsReader(Problems problems) {
        this.problems = problems;
        this.scalars = new Scalars(problems);
    }

    /** The statistics that an attribute states; {@link Statistics#NONE} when it states none. */
    Statistics read(Section section, @Nullable BusinessType type, @Nullable StatusValues status, Limits limits) {
        return new Statistics(
                distinct(section, limits),
                present(section, limits),
                shares(section, type, status),
                averageLength(section, limits));
    }

    /** What else the attribute says that its statistics must agree with. */
    record Limits(
            boolean required, boolean unique, @Nullable Integer maxLength) {}

    private @Nullable Long distinct(Section section, Limits limits) {
        Node node = section.node("distinct");
        String text = node == null ? null : scalars.text(node, section.what("distinct"));
        if (node == null || text == null) {
            return null;
        }
        BigDecimal number = Amounts.scaledNumber(text);
        if (number == null || Literals.fractionDigits(number) > 0) {
            problems.add(
                    node,
                    section.what("distinct") + " must be a number of values, not '" + text + "'",
                    DISTINCT_EXPECTED);
            return null;
        }
        if (number.signum() <= 0 || number.compareTo(EntityReader.MOST_ROWS) > 0) {
            problems.add(node, section.what("distinct") + " must be from 1 to 1e15, not '" + text + "'", null);
            return null;
        }
        if (limits.unique()) {
            section.problem(
                    "distinct",
                    section.subject() + " cannot have 'distinct': it is unique, so that all its values differ",
                    "Remove one of the two");
            return null;
        }
        return number.longValueExact();
    }

    private @Nullable Double present(Section section, Limits limits) {
        Node node = section.node("present");
        if (node == null) {
            return null;
        }
        BigDecimal share = share(node, section.what("present"));
        if (share == null) {
            return null;
        }
        if (limits.required()) {
            section.problem(
                    "present",
                    section.subject() + " cannot have 'present': it is required, so that every row has it",
                    "Remove one of the two");
            return null;
        }
        return fraction(share);
    }

    private SortedMap<String, Double> shares(
            Section section, @Nullable BusinessType type, @Nullable StatusValues status) {
        SortedMap<String, Double> shares = new TreeMap<>();
        List<String> values =
                type == BusinessType.BOOLEAN ? List.of("true", "false") : status == null ? List.of() : status.values();
        BigDecimal sum = BigDecimal.ZERO;
        for (Scalars.Entry entry : section.entries("shares")) {
            BigDecimal share = share(entry.value(), "the share of '" + entry.name() + "' of " + section.subject());
            if (values.isEmpty() || share == null) {
                continue;
            }
            if (!values.contains(entry.name())) {
                problems.add(
                        entry.key(),
                        section.subject() + " has no value '" + entry.name() + "'",
                        Problems.choice(entry.name(), "Its values are", values));
                continue;
            }
            shares.put(entry.name(), fraction(share));
            sum = sum.add(share);
        }
        checkSum(section, values, shares, sum);
        return shares;
    }

    private static void checkSum(
            Section section, List<String> values, SortedMap<String, Double> shares, BigDecimal sum) {
        List<String> others = new ArrayList<>(values);
        others.removeAll(shares.keySet());
        if (sum.compareTo(HUNDRED) > 0) {
            section.problem(
                    "shares",
                    section.what("shares") + " sum to " + sum.toPlainString() + "%, more than all rows",
                    "What is left of 100% is shared evenly by the values that are not named");
        } else if (!shares.isEmpty() && others.isEmpty() && sum.compareTo(HUNDRED) < 0) {
            section.problem(
                    "shares",
                    section.what("shares") + " sum to " + sum.toPlainString()
                            + "%, and no value is left for the other rows",
                    "Leave one value out: it takes the rest");
        }
    }

    private @Nullable Integer averageLength(Section section, Limits limits) {
        Integer length = section.integer("average_length", 1, LONGEST);
        if (length != null && limits.maxLength() != null && length > limits.maxLength()) {
            section.problem(
                    "average_length",
                    section.what("average_length") + " is " + length + ", above max_length " + limits.maxLength(),
                    null);
            return null;
        }
        return length;
    }

    /** {@code 5%} or {@code 0.5 %}; null and a problem for anything else. */
    private @Nullable BigDecimal share(Node node, String what) {
        String text = scalars.text(node, what);
        if (text == null) {
            return null;
        }
        BigDecimal share = text.endsWith("%")
                ? Amounts.plainNumber(text.substring(0, text.length() - 1).strip())
                : null;
        if (share == null || share.signum() < 0 || share.compareTo(HUNDRED) > 0) {
            problems.add(node, what + " must be from 0% to 100%, not '" + text + "'", SHARE_EXPECTED);
            return null;
        }
        return share;
    }

    private static double fraction(BigDecimal percentage) {
        return percentage.movePointLeft(2).doubleValue();
    }
}
