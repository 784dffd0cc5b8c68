package dev.pgwright.load.folded;

import dev.pgwright.catalog.ForeignSource;
import dev.pgwright.catalog.Partitioning;
import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.catalog.TableSettings.ReplicaIdentity;
import dev.pgwright.sql.tree.PartitionBoundSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A table, view or composite type. */
final class RelationEntry extends Entry {
    Kind kind;
    boolean unlogged;
    List<ColumnEntry> columns = new ArrayList<>();
    int nextColumn = 1;

    /** In order; of a partition the one it is part of. */
    List<Integer> parents = new ArrayList<>();

    List<Integer> children = new ArrayList<>();
    List<Integer> constraints = new ArrayList<>();
    List<Integer> indexes = new ArrayList<>();
    List<Integer> triggers = new ArrayList<>();
    List<Integer> policies = new ArrayList<>();
    List<Integer> rules = new ArrayList<>();

    Partitioning.@Nullable Strategy strategy;
    List<IndexKey> partitionKeys = List.of();

    @Nullable PartitionBoundSpec bound;

    Map<String, String> parameters = new TreeMap<>();

    @Nullable String tablespace;

    @Nullable String accessMethod;

    /** The number of the composite type of CREATE TABLE OF, 0 for none. */
    int ofType;

    @Nullable ForeignSource foreign;

    ReplicaIdentity.Kind replicaIdentity = ReplicaIdentity.Kind.DEFAULT;

    /** The numbers of indexes, 0 for none. */
    int identityIndex;

    int clusteredOn;
    boolean rowSecurity;
    boolean forceRowSecurity;

    /** Of a view. */
    @Nullable Expression query;

    /** The statement that made a view, as it was written. */
    String source = "";

    boolean populated = true;

    /** What kind of relation it is, in the words of PostgreSQL's messages. */
    enum Kind {
        TABLE("table"),
        PARTITIONED("table"),
        FOREIGN("foreign table"),
        VIEW("view"),
        MATERIALIZED("materialized view"),
        COMPOSITE("composite type");

        final String words;

        Kind(String words) {
            this.words = words;
        }

        boolean isTable() {
            return this == TABLE || this == PARTITIONED || this == FOREIGN;
        }
    }

    RelationEntry(int oid, QualifiedName name, Kind kind) {
        super(oid, name);
        this.kind = kind;
    }

    boolean isPartition() {
        return bound != null;
    }

    boolean isTemporary() {
        return name.schema().equals(Scope.TEMPORARY);
    }

    @Nullable ColumnEntry column(String columnName) {
        for (ColumnEntry column : columns) {
            if (column.name.equals(columnName)) {
                return column;
            }
        }
        return null;
    }

    @Nullable ColumnEntry column(int number) {
        for (ColumnEntry column : columns) {
            if (column.number == number) {
                return column;
            }
        }
        return null;
    }

    String columnName(int number) {
        ColumnEntry column = column(number);
        return column == null ? "" : column.name;
    }

    List<String> columnNames(List<Integer> numbers) {
        return numbers.stream().map(this::columnName).toList();
    }

    @Override
    String described(Store store) {
        return (kind == Kind.COMPOSITE ? "type" : kind.words) + " " + store.shown(name);
    }

    @Override
    RelationEntry copy() {
        RelationEntry copy = copyBasics(new RelationEntry(oid, name, kind));
        copy.unlogged = unlogged;
        columns.forEach(column -> copy.columns.add(column.copy()));
        copy.nextColumn = nextColumn;
        copy.parents = new ArrayList<>(parents);
        copy.children = new ArrayList<>(children);
        copy.constraints = new ArrayList<>(constraints);
        copy.indexes = new ArrayList<>(indexes);
        copy.triggers = new ArrayList<>(triggers);
        copy.policies = new ArrayList<>(policies);
        copy.rules = new ArrayList<>(rules);
        copy.strategy = strategy;
        copy.partitionKeys = partitionKeys;
        copy.bound = bound;
        copy.parameters = new TreeMap<>(parameters);
        copy.tablespace = tablespace;
        copy.accessMethod = accessMethod;
        copy.ofType = ofType;
        copy.foreign = foreign;
        copy.replicaIdentity = replicaIdentity;
        copy.identityIndex = identityIndex;
        copy.clusteredOn = clusteredOn;
        copy.rowSecurity = rowSecurity;
        copy.forceRowSecurity = forceRowSecurity;
        copy.query = query;
        copy.populated = populated;
        copy.source = source;
        return copy;
    }
}
