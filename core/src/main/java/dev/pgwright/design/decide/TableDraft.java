package dev.pgwright.design.decide;

import dev.pgwright.catalog.Column;
import dev.pgwright.catalog.Constraint;
import dev.pgwright.catalog.Index;
import dev.pgwright.catalog.Partitioning;
import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.catalog.Table;
import dev.pgwright.catalog.Trigger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A table while it is being designed. */
final class TableDraft {
    final QualifiedName name;
    final List<Column> columns = new ArrayList<>();
    final List<Constraint> constraints = new ArrayList<>();
    final List<Index> indexes = new ArrayList<>();
    final List<Trigger> triggers = new ArrayList<>();

    @Nullable Partitioning partitioning;

    @Nullable String comment;

    TableDraft(QualifiedName name) {
        this.name = name;
    }

    boolean hasColumn(String column) {
        return columns.stream().anyMatch(existing -> existing.name().equals(column));
    }

    Optional<Constraint.PrimaryKey> primaryKey() {
        return constraints.stream()
                .filter(Constraint.PrimaryKey.class::isInstance)
                .map(Constraint.PrimaryKey.class::cast)
                .findFirst();
    }

    Table build() {
        Table table = Table.of(name, columns, constraints, indexes, comment).withTriggers(triggers);
        return partitioning == null ? table : table.withPartitioning(partitioning);
    }
}
