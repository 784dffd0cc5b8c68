package dev.pgwright.design.requirements;

import dev.pgwright.design.requirements.Attribute.StatusValues;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** Reads the values that the requirements give of an attribute: its least, its greatest and its default. */
final class AttributeValues {
    static final int MAX_SCALE = 30;

    private final Problems problems;
    private final Scalars scalars;

    AttributeValues(Problems problems) {
        this.problems = problems;
        this.scalars = new Scalars(problems);
    }

    /** What an attribute allows, as far as it is stated. */
    record Limits(
            @Nullable String minimum,
            @Nullable String maximum,
            @Nullable Integer maxLength,
            @Nullable Integer scale) {}

    /** {@code min} or {@code max}; null where it is not stated, or is no value of the type. */
    @Nullable String limit(Section section, String key, @Nullable BusinessType type, @Nullable Integer scale) {
        Node node = section.node(key);
        if (node == null || type == null || !TypeTraits.LIMITED.contains(type)) {
            return null;
        }
        if (TypeTraits.NUMBERS.contains(type)) {
            BigDecimal number = scalars.number(node, section.what(key));
            if (number != null) {
                checkDigits(node, section.what(key), number, type, scale);
            }
            return number == null ? null : number.toPlainString();
        }
        String text = scalars.text(node, section.what(key));
        if (text == null) {
            return null;
        }
        if (Literals.isMoving(text)) {
            problems.add(
                    node,
                    section.what(key) + " cannot be '" + text + "': what a row had to keep would change with time",
                    "Write a literal, or a rule that compares with an attribute, such as check: "
                            + (key.equals("min") ? "starts_at >= created_at" : "born_on <= registered_on"));
            return null;
        }
        String expected = Literals.expected(text, type, null);
        if (expected != null) {
            problems.add(
                    node,
                    section.what(key) + " must be " + expected.replace(", or now", "") + ", not '" + text + "'",
                    null);
            return null;
        }
        return text;
    }

    private void checkDigits(Node node, String what, BigDecimal number, BusinessType type, @Nullable Integer scale) {
        int allowed = type == BusinessType.INTEGER ? 0 : scale == null ? MAX_SCALE : scale;
        if (Literals.fractionDigits(number) > allowed) {
            problems.add(
                    node,
                    what + " has more digits behind the point than the " + allowed + " that " + type.word()
                            + " keeps here: " + number.toPlainString(),
                    null);
        }
    }

    @Nullable String defaultValue(Section section, @Nullable BusinessType type, @Nullable StatusValues status, Limits limits) {
        Node node = section.node("default");
        if (node == null) {
            return null;
        }
        String what = section.what("default");
        if (type == BusinessType.TEXT
                && node instanceof ScalarNode scalar
                && scalar.getValue().isEmpty()) {
            return "";
        }
        String text = scalars.text(node, what);
        if (text == null || type == null) {
            return null;
        }
        String expected = Literals.expected(text, type, status);
        if (expected != null) {
            String hint = status == null ? null : Problems.choice(text, "Its values are", status.values());
            problems.add(
                    node,
                    expected.equals(Literals.NONE)
                            ? section.subject() + " cannot have 'default': its type is " + type.word()
                            : what + " must be " + expected + ", not '" + text + "'",
                    hint);
            return null;
        }
        checkLimits(node, what, text, type, limits);
        return TypeTraits.NUMBERS.contains(type) ? text.replace("_", "") : text;
    }

    private void checkLimits(Node node, String what, String text, BusinessType type, Limits limits) {
        if (limits.maxLength() != null && text.codePointCount(0, text.length()) > limits.maxLength()) {
            problems.add(node, what + " is longer than max_length " + limits.maxLength(), null);
        }
        BigDecimal number = TypeTraits.NUMBERS.contains(type) ? Amounts.plainNumber(text) : null;
        if (number != null) {
            checkDigits(node, what, number, type, limits.scale());
        }
        if (!TypeTraits.LIMITED.contains(type) || Literals.isMoving(text)) {
            return;
        }
        if (limits.minimum() != null && LiteralOrder.compare(text, limits.minimum(), type) < 0) {
            problems.add(node, what + " is " + text + ", below min " + limits.minimum(), null);
        }
        if (limits.maximum() != null && LiteralOrder.compare(text, limits.maximum(), type) > 0) {
            problems.add(node, what + " is " + text + ", above max " + limits.maximum(), null);
        }
    }
}
