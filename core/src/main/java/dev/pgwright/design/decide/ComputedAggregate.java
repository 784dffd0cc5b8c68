package dev.pgwright.design.decide;

import dev.pgwright.design.decide.Mapping.EntityTable;
import dev.pgwright.design.decide.PathResolver.Resolved;
import dev.pgwright.design.requirements.Attribute;
import dev.pgwright.design.requirements.BusinessType;
import dev.pgwright.design.requirements.Derived;
import java.util.ArrayList;
import java.util.List;

/** An aggregate over children that no column holds, as the expression that computes it. */
public final class ComputedAggregate {
    private ComputedAggregate() {}

    /**
     * A subquery in parentheses.
     *
     * @param parentAlias of the row whose children are meant
     * @param childAlias free in the query
     */
    public static String sql(Mapping mapping, Resolved resolved, String parentAlias, String childAlias) {
        Derived.OverChildren children = children(resolved);
        EntityTable parent = resolved.table();
        EntityTable child = mapping.table(children.entity());
        String reference = PathResolver.between(mapping, parent.entity().name(), children.entity())
                .get(0)
                .column();
        List<String> link = mapping.foreignKeyColumns(child.scoped(), parent, reference);
        List<String> key = mapping.keyColumns(child.scoped(), parent);
        List<String> conditions = new ArrayList<>();
        for (int i = 0; i < link.size(); i++) {
            conditions.add(childAlias + "." + Identifier.sql(link.get(i)) + " = " + parentAlias + "."
                    + Identifier.sql(key.get(i)));
        }
        String condition = KeptColumn.condition(mapping, children, childAlias);
        if (!condition.isEmpty()) {
            conditions.add(condition);
        }
        String aggregate = KeptColumn.aggregate(mapping, children, childAlias);
        return "(\n        SELECT " + aggregate + "::" + type(resolved) + "\n        FROM "
                + Identifier.sql(child.name()) + " AS " + childAlias + "\n        WHERE "
                + String.join(" AND ", conditions) + ")";
    }

    /** The SQL type of the value. */
    public static String type(Resolved resolved) {
        Attribute attribute = resolved.attribute();
        if (attribute == null) {
            throw new IllegalStateException("a path to no attribute is not computed");
        }
        return attribute.type() == BusinessType.INTEGER
                ? "bigint"
                : TypeDecision.columnType(attribute, attribute.name()).sql();
    }

    /** Whether there may be no value: no children, or none that counts. */
    public static boolean nullable(Resolved resolved) {
        return switch (children(resolved).function()) {
            case COUNT, SUM -> false;
            case AVERAGE, MINIMUM, MAXIMUM -> true;
        };
    }

    private static Derived.OverChildren children(Resolved resolved) {
        Derived.OverChildren children = resolved.computed();
        if (children == null) {
            throw new IllegalStateException(resolved.column() + " is a column");
        }
        return children;
    }
}
