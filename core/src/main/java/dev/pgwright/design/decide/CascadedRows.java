package dev.pgwright.design.decide;

import dev.pgwright.catalog.ReferentialAction;
import dev.pgwright.design.decide.Mapping.EntityTable;
import dev.pgwright.design.requirements.Relationship;
import dev.pgwright.design.requirements.Relationship.Kind;
import java.util.HashSet;
import java.util.Set;

/**
 * Rows that go with a row when it is deleted, by ON DELETE CASCADE: the triggers of foreign keys delete them in the same
 * statement, and no plan shows them.
 */
final class CascadedRows {
    private final Mapping mapping;
    private final Selectivity selectivity;

    CascadedRows(Mapping mapping) {
        this.mapping = mapping;
        this.selectivity = new Selectivity(mapping);
    }

    /** Of a row with the average; 0 where nothing goes with it or nobody said how much there is. */
    double of(EntityTable table) {
        return below(table, Set.of(table.entity().name()));
    }

    private double below(EntityTable table, Set<String> above) {
        double rows = 0;
        for (Relationship relationship : mapping.requirements().relationships()) {
            String parent = table.entity().name();
            boolean pair = relationship.kind() == Kind.MANY_TO_MANY;
            boolean mine = relationship.from().equals(parent)
                    || (pair && relationship.to().equals(parent));
            if (!mine || OnDeleteDecision.action(relationship) != ReferentialAction.CASCADE) {
                continue;
            }
            EntityTable child = mapping.table(pair ? pairName(relationship) : relationship.to());
            double each = selectivity.stated(child).orElse(0) / selectivity.rows(table);
            String name = child.entity().name();
            // a hierarchy goes with its root, of which the average row has next to nothing below
            if (!above.contains(name)) {
                Set<String> below = new HashSet<>(above);
                below.add(name);
                rows += each * (1 + below(child, below));
            }
        }
        return rows;
    }

    private String pairName(Relationship relationship) {
        return mapping.junction(relationship).orElseThrow().entityName();
    }
}
