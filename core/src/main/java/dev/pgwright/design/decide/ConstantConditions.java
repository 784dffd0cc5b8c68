package dev.pgwright.design.decide;

import dev.pgwright.design.requirements.AccessPattern.Filter;
import dev.pgwright.design.requirements.BusinessType;
import java.util.List;
import java.util.stream.Collectors;

/** Filters whose values the requirements give, as SQL that means the same at any time. */
final class ConstantConditions {
    private ConstantConditions() {}

    /**
     * The conditions joined by AND; empty without any.
     *
     * @param alias of the entity's rows; empty for bare column names
     */
    static String of(Mapping mapping, String entity, List<Filter> filters, String alias) {
        return filters.stream()
                .map(filter -> one(PathResolver.resolve(mapping, entity, filter.path()), filter, alias))
                .collect(Collectors.joining(" AND "));
    }

    private static String one(PathResolver.Resolved resolved, Filter filter, String alias) {
        String column = (alias.isEmpty() ? "" : alias + ".") + Identifier.sql(resolved.column());
        List<String> values =
                filter.values().stream().map(value -> literal(resolved, value)).toList();
        return switch (filter.operator()) {
            case EQUALS -> column + " = " + values.get(0);
            case IN -> column + " IN (" + String.join(", ", values) + ")";
            case RANGE -> column + " >= " + values.get(0) + " AND " + column + " < " + values.get(1);
            case AT_LEAST -> column + " >= " + values.get(0);
            case AT_MOST -> column + " <= " + values.get(0);
            case BEFORE -> column + " < " + values.get(0);
            case AFTER -> column + " > " + values.get(0);
            case IS_SET -> column + " IS NOT NULL";
            case IS_NOT_SET -> column + " IS NULL";
            case LAST_DAYS, STARTS_WITH, CONTAINS, MATCHES, OVERLAPS, NEAREST ->
                throw new IllegalStateException(filter.operator().word() + " is no condition with constants");
        };
    }

    private static String literal(PathResolver.Resolved resolved, String value) {
        BusinessType type = resolved.attribute() == null
                ? BusinessType.TEXT
                : resolved.attribute().type();
        return switch (type) {
            case INTEGER, DECIMAL, MONEY, QUANTITY, PERCENTAGE -> value.replace("_", "");
            case BOOLEAN -> value;
            default -> TypeDecision.literal(value);
        };
    }
}
