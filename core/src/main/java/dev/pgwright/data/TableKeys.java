package dev.pgwright.data;

import dev.pgwright.catalog.Column;
import dev.pgwright.catalog.Constraint;
import dev.pgwright.catalog.Constraint.ForeignKey;
import dev.pgwright.catalog.Index;
import dev.pgwright.catalog.IndexElement;
import dev.pgwright.catalog.Partitioning;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongUnaryOperator;
import java.util.stream.Stream;

/** Chooses the numbers of a table's values and parents so that its keys and exclusion constraints hold. */
final class TableKeys {
    /** A range goes from one value to the next but one. */
    private static final int RANGE_STEP = 3;

    private final Fill fill;
    private final TableSources sources;
    private final RowNumbers numbers;

    TableKeys(Fill fill, TableSources sources) {
        this.fill = fill;
        this.sources = sources;
        this.numbers = sources.numbers();
    }

    /** Of primary keys, unique keys and indexes, and exclusion constraints. */
    void settle() {
        for (Constraint constraint : sources.table().constraints()) {
            if (constraint instanceof Constraint.PrimaryKey key) {
                settle(key.columns());
            } else if (constraint instanceof Constraint.Unique key) {
                settle(key.columns());
            } else if (constraint instanceof Constraint.Exclusion exclusion) {
                settlePeriods(exclusion);
            }
        }
        sources.table().indexes().forEach(this::settle);
        // a partition may have a unique index of its own
        fill.partitions(sources.table()).forEach(part -> part.indexes().forEach(this::settle));
    }

    private void settle(Index index) {
        if (index.unique()) {
            settle(index.elements().stream()
                    .flatMap(element -> element.expression()
                            ? ExpressionColumns.of(element.key()).stream().filter(sources::has)
                            : Stream.of(element.key()))
                    .distinct()
                    .toList());
        }
    }

    private void settle(List<String> key) {
        List<String> columns = key.stream()
                .filter(column -> !column.equals(fill.scopeColumn()))
                .toList();
        if (columns.isEmpty()) {
            return;
        }
        List<ForeignKey> references = new ArrayList<>();
        List<String> values = new ArrayList<>();
        for (String column : columns) {
            Optional<ForeignKey> reference = sources.reference(column);
            if (reference.isPresent()) {
                references.add(reference.get());
            } else if (sources.source(column) instanceof Values) {
                values.add(column);
            } else {
                return; // settled by another key
            }
        }
        Optional<String> apart = values.stream()
                .filter(column -> sources.source(column) instanceof Values own && own.tellsRowsApart())
                // what rows are divided by must stay free to be changed
                .min(Comparator.comparing(this::dividesRows));
        if (apart.isPresent()) {
            sources.keep(apart.get());
            return;
        }
        Optional<String> told = values.stream().max(Comparator.comparingDouble(this::room));
        if (told.isPresent() && (references.isEmpty() || hasRoom(told.get()))) {
            sources.number(told.get(), numbers::position);
            return;
        }
        ForeignKey anchor = sources.anchor();
        ForeignKey first = anchor != null && references.contains(anchor) ? anchor : references.get(0);
        references.remove(first);
        LongUnaryOperator ordinal = ordinalWithin(first);
        if (!references.isEmpty()) {
            choose(references.get(0), first, ordinal);
        } else if (told.isPresent()) {
            sources.number(told.get(), ordinal);
        }
    }

    private boolean dividesRows(String column) {
        Partitioning partitioning = sources.table().partitioning();
        return partitioning != null
                && partitioning.keys().stream()
                        .anyMatch(element -> element.key().equals(column));
    }

    /** Whether the column can have as many values as there are rows. */
    private boolean hasRoom(String column) {
        return sources.profile().column(column).shares().isEmpty()
                && sources.source(column) instanceof Values own
                && (own.type().isText() && own.type().capacity() >= numbers.rows()
                        || own.type().name().startsWith("timestamp")
                        || own.type().name().equals("uuid"));
    }

    private double room(String column) {
        ColumnProfile values = sources.profile().column(column);
        return values.shares().isEmpty() ? values.distinct() + 1e6 : values.distinct();
    }

    /** Which of the rows of the same parent a row is; the parents of all but the anchor are gone through in rounds. */
    private LongUnaryOperator ordinalWithin(ForeignKey key) {
        if (key.equals(sources.anchor())) {
            return numbers::ordinal;
        }
        RowNumbers parent = fill.table(key.referenced()).numbers();
        long salt = key.name().hashCode();
        sources.choose(key, row -> {
            long scope = fill.scopeFor(parent, numbers, row);
            long all = parent.count(scope);
            long position = numbers.position(row);
            return parent.row(scope, Mix.shuffled(position % all, all, salt + position / all));
        });
        return row -> numbers.position(row) / parent.count(fill.scopeFor(parent, numbers, row));
    }

    /** The second reference of a key: another parent for each row of the first. */
    private void choose(ForeignKey key, ForeignKey before, LongUnaryOperator ordinal) {
        RowNumbers parent = fill.table(key.referenced()).numbers();
        LongUnaryOperator firstRow = sources.parentOf(before);
        boolean twice = before.referenced().equals(key.referenced());
        if (twice && !parent.scoped()) {
            // the next ones, in a circle: no two of fewer than half of all rows are the same pair, whichever way round;
            // and none is the row itself, which a check may refuse
            long all = parent.rows();
            long others = Math.max(1, all - 1);
            sources.choose(key, row -> (firstRow.applyAsLong(row) + 1 + ordinal.applyAsLong(row) % others) % all);
            return;
        }
        long salt = key.name().hashCode();
        sources.choose(key, row -> {
            long scope = fill.scopeFor(parent, numbers, row);
            long all = parent.count(scope);
            long told = ordinal.applyAsLong(row);
            long first = Long.remainderUnsigned(Mix.hash(firstRow.applyAsLong(row), salt), all);
            // the last one is kept for the rows that would refer to the first reference's own row
            long most = twice && all > 1 ? all - 1 : all;
            return parent.row(scope, (first + told) % most);
        });
    }

    /** Where two rules speak of periods, no two rows of a tenant overlap at all. */
    private boolean periodsAreOfOneRule() {
        return sources.table().constraints().stream()
                        .filter(Constraint.Exclusion.class::isInstance)
                        .count()
                == 1;
    }

    private void settlePeriods(Constraint.Exclusion exclusion) {
        LongUnaryOperator slot = numbers::position;
        Set<String> period = new HashSet<>();
        for (Constraint.Exclusion.Element element : exclusion.elements()) {
            IndexElement index = element.element();
            if (!element.operator().equals("=")) {
                List<String> words = index.expression() ? ExpressionColumns.of(index.key()) : List.of(index.key());
                sources.columns().stream()
                        .map(Column::name)
                        .filter(words::contains)
                        .forEach(period::add);
            } else if (!index.key().equals(fill.scopeColumn())) {
                Optional<ForeignKey> reference = sources.reference(index.key());
                if (reference.isPresent() && periodsAreOfOneRule()) {
                    slot = ordinalWithin(reference.get());
                }
            }
        }
        List<Column> ends = sources.columns().stream()
                .filter(column -> period.contains(column.name()))
                .toList();
        for (int i = 0; i < ends.size(); i++) {
            Column column = ends.get(i);
            double from = sources.profile().column(ends.get(0).name()).from();
            FieldType type = sources.type(column);
            LongUnaryOperator own = slot;
            if (Periods.isOf(type)) {
                sources.put(column.name(), new Periods(type.name(), from, i == 1, slot));
            } else if (type.kind() == FieldType.Kind.RANGE) {
                ColumnProfile values = sources.profile().column(column.name());
                sources.put(column.name(), row -> type.text(values, RANGE_STEP * own.applyAsLong(row)));
            } else if (sources.source(column.name()) instanceof Values) {
                sources.number(column.name(), slot);
            }
        }
    }
}
