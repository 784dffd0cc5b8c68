package dev.pgwright.design.decide;

import dev.pgwright.catalog.Constraint;
import dev.pgwright.catalog.DefinedObject;
import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.design.decide.Mapping.EntityTable;
import dev.pgwright.design.model.Decision;
import dev.pgwright.design.model.Decision.Alternative;
import dev.pgwright.design.requirements.Entity;
import java.util.List;

/**
 * Whether the planner is told that a reference decides the tenant. It takes conditions on columns for independent: of a
 * table with the tenant and the seller in every query it expects the rows of a seller divided by the number of tenants,
 * which is less than one, and to find one row every index is as good as any other.
 */
final class TenantStatisticsDecision {
    /** Below this a wrong index costs nothing that people notice. */
    private static final long LARGE = 100_000;
    /** ANALYZE tries every combination of an object's columns: 28 of four, more than a thousand of eight. */
    private static final int TOGETHER = 3;

    private TenantStatisticsDecision() {}

    enum Leaf {
        /** No reference of the table carries a tenant. */
        NO_TENANT,
        SMALL_OR_UNKNOWN,
        TOLD
    }

    static Leaf leaf(TableDraft table, EntityTable entityTable, String tenant) {
        if (!entityTable.scoped() || determinants(table, tenant).isEmpty()) {
            return Leaf.NO_TENANT;
        }
        Entity.Volume volume = entityTable.entity().volume();
        return volume == null || volume.rowsAfter(SchemaDesigner.HORIZON_DAYS) < LARGE
                ? Leaf.SMALL_OR_UNKNOWN
                : Leaf.TOLD;
    }

    /** Adds the statistics objects and the decision, if there is something to tell. */
    static void add(Draft draft, TableDraft table, EntityTable entityTable, String tenant) {
        if (leaf(table, entityTable, tenant) != Leaf.TOLD) {
            return;
        }
        tell(draft, table.name, table, tenant);
        draft.decisions.add(new Decision(
                "Statistics for the planner",
                table.name.toString(),
                "CREATE STATISTICS (dependencies) on the tenant with each reference",
                "every query names the tenant and a row that has but one; PostgreSQL multiplies both conditions as if they"
                        + " were independent, expects less than one row, and any index seems good enough",
                entityTable.entity().place(),
                List.of(
                        new Alternative(
                                "no statistics beyond single columns",
                                "nothing to keep",
                                "rows are underestimated by the number of tenants, and with them sorts and joins"),
                        new Alternative(
                                "leave the tenant out of the conditions",
                                "estimates are right without help",
                                "a query that is wrong reads another tenant's rows")),
                "ANALYZE takes notably longer, or a version of PostgreSQL learns this from the foreign key"));
    }

    /**
     * Adds those of a partition, since partitions are estimated one by one, each with its own. Later ones get them from
     * the table, which they are made LIKE.
     */
    static void addTo(Draft draft, QualifiedName partition, TableDraft parent, EntityTable entityTable, String tenant) {
        if (leaf(parent, entityTable, tenant) == Leaf.TOLD) {
            tell(draft, partition, parent, tenant);
        }
    }

    private static void tell(Draft draft, QualifiedName relation, TableDraft table, String tenant) {
        List<String> all = determinants(table, tenant);
        for (int from = 0; from < all.size(); from += TOGETHER) {
            List<String> columns = all.subList(from, Math.min(from + TOGETHER, all.size()));
            QualifiedName name = QualifiedName.of(
                    relation.schema(), draft.naming.constraint(relation.name(), columns, "dependencies"));
            draft.objects.add(new DefinedObject(
                    DefinedObject.Kind.STATISTICS,
                    Identifier.sql(name),
                    List.of("CREATE STATISTICS " + Identifier.sql(name) + " (dependencies) ON " + Identifier.sql(tenant)
                            + ", " + Identifier.sql(columns) + " FROM " + Identifier.sql(relation)),
                    null));
        }
    }

    /** Columns of references that have the tenant beside them: each belongs to one tenant. */
    static List<String> determinants(TableDraft table, String tenant) {
        return table.constraints.stream()
                .filter(Constraint.ForeignKey.class::isInstance)
                .map(constraint -> ((Constraint.ForeignKey) constraint).columns())
                .filter(columns -> columns.size() == 2 && columns.contains(tenant))
                .map(columns -> columns.get(columns.get(0).equals(tenant) ? 1 : 0))
                .distinct()
                .sorted()
                .toList();
    }
}
