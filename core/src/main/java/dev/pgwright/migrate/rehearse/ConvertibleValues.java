package dev.pgwright.migrate.rehearse;

import static dev.pgwright.sql.Identifiers.quoteIdentifier;

import dev.pgwright.catalog.Catalog;
import dev.pgwright.catalog.Column;
import dev.pgwright.catalog.Constraint;
import dev.pgwright.sql.Identifiers;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What values of a text column look like where it becomes of another type: as that type writes them, so that they convert and
 * come back as they were. A rehearsal with other texts would stop at the check of its own rows.
 */
final class ConvertibleValues {
    private static final Pattern TEXT = Pattern.compile("text|character varying(?:\\(\\d+\\))?");
    private static final Pattern LENGTH = Pattern.compile("character varying\\((\\d+)\\)");
    private static final Pattern SCALE = Pattern.compile("numeric\\((\\d+),(\\d+)\\)");

    private static final String DAY = "20[0-2][0-9]-0[1-9]-1[0-9]";
    private static final String TIME = " 1[0-9]:[0-5][0-9]:[0-5][0-9]";
    private static final String HEX = "[0-9a-f]";

    private ConvertibleValues() {}

    /**
     * A check that says so; none where any value will do, or nothing is known of the type.
     *
     * @param column as it is
     * @param wanted the same column as it is to be
     * @param to the schema that has its new type
     */
    static Optional<Constraint.Check> of(Column column, Column wanted, Catalog to) {
        if (column.type().equals(wanted.type()) || !TEXT.matcher(column.type()).matches()) {
            return Optional.empty();
        }
        String name = quoteIdentifier(column.name());
        Matcher length = LENGTH.matcher(wanted.type());
        Optional<String> condition = length.matches()
                ? Optional.of("(char_length(" + name + ") <= " + length.group(1) + ")")
                : values(wanted.type(), to)
                        .map(list -> "(" + name + " IN (" + list + "))")
                        .or(() -> pattern(wanted.type()).map(regex -> "(" + name + " ~ '^" + regex + "$')"));
        return condition.map(text -> Constraint.Check.of("pgwright_" + column.name() + "_converts", text));
    }

    private static Optional<String> values(String type, Catalog to) {
        if (type.equals("boolean")) {
            return Optional.of("'true', 'false'");
        }
        return to.enums().stream()
                .filter(list -> quoteIdentifier(
                                list.name().schema(), list.name().name())
                        .equals(type))
                .findFirst()
                .map(list ->
                        list.values().stream().map(Identifiers::quoteLiteral).collect(Collectors.joining(", ")));
    }

    private static Optional<String> pattern(String type) {
        Matcher scale = SCALE.matcher(type);
        if (scale.matches()) {
            int digits = Integer.parseInt(scale.group(2));
            int before = Math.min(5, Integer.parseInt(scale.group(1)) - digits);
            return before < 1
                    ? Optional.empty()
                    : Optional.of(
                            "[1-9][0-9]{0," + (before - 1) + "}" + (digits == 0 ? "" : "\\.[0-9]{" + digits + "}"));
        }
        return Optional.ofNullable(
                switch (type) {
                    case "smallint" -> "[1-9][0-9]{0,3}";
                    case "integer" -> "[1-9][0-9]{0,8}";
                    case "bigint", "numeric" -> "[1-9][0-9]{0,11}";
                    case "uuid" -> HEX + "{8}-" + HEX + "{4}-4" + HEX + "{3}-8" + HEX + "{3}-" + HEX + "{12}";
                    case "date" -> DAY;
                    case "timestamp without time zone" -> DAY + TIME;
                    case "timestamp with time zone" -> DAY + TIME + "\\+00";
                    default -> null;
                });
    }
}
