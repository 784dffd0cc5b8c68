package dev.pgwright.dbml;

import dev.pgwright.catalog.AttachedIndex;
import dev.pgwright.catalog.Column;
import dev.pgwright.catalog.Constraint;
import dev.pgwright.catalog.ForeignSource;
import dev.pgwright.catalog.Index;
import dev.pgwright.catalog.PartitionOf;
import dev.pgwright.catalog.Partitioning;
import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.catalog.Table;
import dev.pgwright.catalog.TableSettings;
import dev.pgwright.catalog.Trigger;
import dev.pgwright.source.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A table while it is put together. */
final class TableDraft {
    final QualifiedName name;
    final Span span;
    final List<Column> columns = new ArrayList<>();
    final List<Constraint> constraints = new ArrayList<>();
    final List<Index> indexes = new ArrayList<>();
    final List<AttachedIndex> attachedIndexes = new ArrayList<>();
    final List<Trigger> triggers = new ArrayList<>();
    final List<QualifiedName> inherits = new ArrayList<>();
    final List<ConstraintClauses.Entry> attributes = new ArrayList<>();
    SortedMap<String, String> storageParameters = new TreeMap<>();

    @Nullable Partitioning partitioning;

    @Nullable PartitionOf partitionOf;

    boolean unlogged;

    @Nullable QualifiedName ofType;

    @Nullable String accessMethod;

    @Nullable String tablespace;

    @Nullable String foreignServer;

    SortedMap<String, String> foreignOptions = new TreeMap<>();

    @Nullable String comment;
    /** Where {@code pg_constraints} stands. */
    Span attributesSpan = Span.at(0);

    TableDraft(QualifiedName name, Span span) {
        this.name = name;
        this.span = span;
    }

    List<String> columnNames() {
        return columns.stream().map(Column::name).toList();
    }

    @Nullable Column column(String wanted) {
        return columns.stream()
                .filter(column -> column.name().equals(wanted))
                .findFirst()
                .orElse(null);
    }

    void replaceColumn(String wanted, UnaryOperator<Column> change) {
        columns.replaceAll(column -> column.name().equals(wanted) ? change.apply(column) : column);
    }

    Table table() {
        TableSettings settings = new TableSettings(
                tablespace,
                accessMethod,
                ofType,
                foreignServer == null ? null : new ForeignSource(foreignServer, foreignOptions),
                TableSettings.ReplicaIdentity.DEFAULT,
                null,
                false,
                false);
        return new Table(
                        name,
                        columns,
                        constraints,
                        indexes,
                        triggers,
                        partitioning,
                        partitionOf,
                        inherits,
                        unlogged,
                        storageParameters,
                        comment)
                .withSettings(settings)
                .withAttachedIndexes(attachedIndexes);
    }
}
