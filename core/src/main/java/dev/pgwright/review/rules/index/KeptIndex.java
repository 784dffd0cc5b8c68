package dev.pgwright.review.rules.index;

import dev.pgwright.catalog.Constraint;
import dev.pgwright.catalog.Deferrability;
import dev.pgwright.catalog.Index;
import dev.pgwright.catalog.IndexElement;
import dev.pgwright.catalog.IndexStorage;
import dev.pgwright.catalog.Table;
import dev.pgwright.catalog.TableSettings;
import dev.pgwright.review.SchemaObject;
import dev.pgwright.sql.Identifiers;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An index that PostgreSQL keeps for a table, whether it stands alone or belongs to a constraint.
 *
 * @param constraint what it belongs to; null for none
 */
record KeptIndex(Table table, Index index, @Nullable Constraint constraint) {
    /** Of two that do the same, the one that comes first is kept. */
    static final Comparator<KeptIndex> BEFORE_OTHERS =
            Comparator.comparingInt(KeptIndex::rank).thenComparing(KeptIndex::name);

    /** All of a table but those that it has because a table above has them. */
    static List<KeptIndex> of(Table table) {
        return Stream.concat(
                        table.indexes().stream().map(index -> new KeptIndex(table, index, null)),
                        table.constraints().stream()
                                .flatMap(constraint ->
                                        indexOf(constraint)
                                                .map(index -> new KeptIndex(table, index, constraint))
                                                .stream()))
                .toList();
    }

    private static Optional<Index> indexOf(Constraint constraint) {
        if (constraint instanceof Constraint.PrimaryKey key) {
            return Optional.of(
                    index(key.name(), key.columns(), key.include(), false, key.withoutOverlaps(), key.storage()));
        }
        if (constraint instanceof Constraint.Unique key) {
            return Optional.of(index(
                    key.name(),
                    key.columns(),
                    key.include(),
                    key.nullsNotDistinct(),
                    key.withoutOverlaps(),
                    key.storage()));
        }
        if (constraint instanceof Constraint.Exclusion exclusion) {
            return Optional.of(new Index(
                    exclusion.name(),
                    exclusion.method(),
                    exclusion.elements().stream()
                            .map(Constraint.Exclusion.Element::element)
                            .toList(),
                    exclusion.include(),
                    false,
                    false,
                    exclusion.predicate(),
                    new TreeMap<>(),
                    true,
                    null,
                    null));
        }
        return Optional.empty();
    }

    private static Index index(
            String name,
            List<String> columns,
            List<String> include,
            boolean nullsNotDistinct,
            boolean withoutOverlaps,
            IndexStorage storage) {
        return new Index(
                name,
                // WITHOUT OVERLAPS is kept by a GiST index
                withoutOverlaps ? "gist" : "btree",
                columns.stream().map(IndexElement::column).toList(),
                include,
                true,
                nullsNotDistinct,
                null,
                storage.parameters(),
                true,
                null,
                null);
    }

    String name() {
        return index.name();
    }

    SchemaObject object() {
        return constraint == null
                ? SchemaObject.index(table.name(), name())
                : SchemaObject.constraint(table.name(), name());
    }

    List<IndexElement> elements() {
        return index.elements();
    }

    /** The columns among its keys, in order. */
    List<String> columns() {
        return elements().stream()
                .filter(element -> !element.expression())
                .map(IndexElement::key)
                .toList();
    }

    /** Whether it keeps rows apart only at the end of a statement or transaction. */
    boolean isDeferrable() {
        Deferrability when = Deferrability.NOT_DEFERRABLE;
        if (constraint instanceof Constraint.PrimaryKey key) {
            when = key.deferrability();
        } else if (constraint instanceof Constraint.Unique key) {
            when = key.deferrability();
        }
        return when != Deferrability.NOT_DEFERRABLE;
    }

    /** Whether logical replication or CLUSTER names it. */
    boolean isNamedByTable() {
        TableSettings settings = table.settings();
        return name().equals(settings.clusteredOn())
                || name().equals(settings.replicaIdentity().index());
    }

    /** The statement that takes it away and lets reads and writes go on where that can be. */
    String drop() {
        String schema = table.name().schema();
        String tableName = sql(schema, table.name().name());
        if (constraint != null) {
            return "ALTER TABLE " + tableName + " DROP CONSTRAINT " + Identifiers.quoteIdentifier(name()) + ";";
        }
        // PostgreSQL refuses CONCURRENTLY for the index of a partitioned table
        return (table.partitioning() == null ? "DROP INDEX CONCURRENTLY " : "DROP INDEX ") + sql(schema, name()) + ";";
    }

    /** A name for statements: without its schema where that is {@code public}. */
    static String sql(String schema, String name) {
        return schema.equals("public") ? Identifiers.quoteIdentifier(name) : Identifiers.quoteIdentifier(schema, name);
    }

    private int rank() {
        if (constraint != null) {
            return constraint instanceof Constraint.PrimaryKey ? 0 : 1;
        }
        return isNamedByTable() ? 2 : index.unique() ? 3 : 4;
    }
}
