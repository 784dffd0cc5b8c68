package dev.pgwright.load.folded;

import dev.pgwright.catalog.Catalog;
import dev.pgwright.catalog.Constraint;
import dev.pgwright.load.folded.ConstraintEntry.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What needs a relation. */
final class Dependents {
    private final Store store;
    private final CatalogRecords records;
    private final OtherRecords others;

    Dependents(Store store, CatalogRecords records, OtherRecords others) {
        this.store = store;
        this.records = records;
        this.others = others;
    }

    /** The foreign keys that reference it, but for those that partitions have because of the table above. */
    List<Catalog.TableForeignKey> foreignKeysTo(RelationEntry relation) {
        List<Catalog.TableForeignKey> keys = new ArrayList<>();
        for (Entry dependent : store.dependentsOf(relation.oid)) {
            if (dependent instanceof ConstraintEntry constraint
                    && constraint.kind == Kind.FOREIGN_KEY
                    && constraint.referenced == relation.oid
                    && constraint.parent == 0) {
                RelationEntry owner = store.relation(constraint.owner);
                if (records.constraint(owner, constraint) instanceof Constraint.ForeignKey key) {
                    keys.add(new Catalog.TableForeignKey(records.table(owner), key));
                }
            }
        }
        keys.sort(Comparator.comparing(
                        (Catalog.TableForeignKey one) -> one.table().name())
                .thenComparing(one -> one.key().name()));
        return keys;
    }

    /** The objects that need it, or one column of it when one is named. */
    List<Dependent> of(RelationEntry relation, @Nullable String column) {
        ColumnEntry named = column == null ? null : relation.column(column);
        if (column != null && named == null) {
            return List.of();
        }
        TreeSet<Dependent> found =
                new TreeSet<>(Comparator.comparing(Dependent::kind).thenComparing(Dependent::name));
        for (Entry dependent : store.dependentsOf(relation.oid)) {
            for (Dependency dependency : dependent.dependencies) {
                boolean needs =
                        dependency.object() == relation.oid && (named == null || dependency.column() == named.number);
                if (needs) {
                    others.dependent(relation, dependent, dependency).ifPresent(found::add);
                }
            }
        }
        return List.copyOf(found);
    }
}
