package dev.pgwright.data;

import dev.pgwright.catalog.Column;
import dev.pgwright.catalog.Constraint;
import dev.pgwright.catalog.Constraint.ForeignKey;
import dev.pgwright.catalog.Index;
import dev.pgwright.catalog.IndexElement;
import dev.pgwright.catalog.Table;
import dev.pgwright.data.ColumnProfile.Order;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongUnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The values of all columns of one table: of its profile, of the parents' keys, and such that its keys hold. */
final class TableSources {
    private static final int CHILDREN_OF_A_NODE = 8;
    /** A range goes from one value to the next but one. */
    private static final int RANGE_STEP = 3;

    private static final int NODE_SALT = 51;

    private final Fill fill;
    private final Table table;
    private final TableProfile profile;
    private final RowNumbers numbers;
    private final @Nullable ForeignKey anchor;
    private final Map<String, Source> sources = new LinkedHashMap<>();
    /** References whose parents are chosen by number, so that a key tells rows apart. */
    private final Map<ForeignKey, LongUnaryOperator> chosen = new LinkedHashMap<>();

    /** Columns whose values are numbered so that a key tells its rows apart. */
    private final Set<String> telling = new HashSet<>();

    TableSources(Fill fill, Table table, TableProfile profile, RowNumbers numbers, @Nullable ForeignKey anchor) {
        this.fill = fill;
        this.table = table;
        this.profile = profile;
        this.numbers = numbers;
        this.anchor = anchor;
    }

    /** The reference whose rows are inserted with their parent; null when there is none. */
    static @Nullable ForeignKey anchor(Table table, TableProfile profile, @Nullable String scope) {
        for (ForeignKey key : table.foreignKeys()) {
            String column = column(key, scope);
            if (column != null
                    && profile.column(column).order() != Order.RANDOM
                    && profile.column(column).nullFraction() == 0
                    && !key.referenced().equals(table.name())) {
                return key;
            }
        }
        return null;
    }

    /** The column of a reference that is not the tenant's; null when it has none. */
    private static @Nullable String column(ForeignKey key, @Nullable String scope) {
        return key.columns().stream()
                .filter(column -> !column.equals(scope))
                .findFirst()
                .orElse(null);
    }

    Table table() {
        return table;
    }

    TableProfile profile() {
        return profile;
    }

    RowNumbers numbers() {
        return numbers;
    }

    /** The columns to be written, in order. */
    List<Column> columns() {
        return table.columns().stream()
                .filter(column -> column.generated() == null)
                .toList();
    }

    FieldType type(Column column) {
        return fill.types().of(column.type());
    }

    Source source(String column) {
        Source source = sources.get(column);
        if (source == null) {
            throw new IllegalStateException("no values of " + table.name() + "." + column);
        }
        return source;
    }

    /** Whether a key needs the column's values as they are. */
    boolean isNumbered(String column) {
        return telling.contains(column);
    }

    /** Whether the column's values are those of other rows. */
    boolean isReferring(String column) {
        return sources.containsKey(column)
                && !(source(column) instanceof Values)
                && reference(column).isPresent();
    }

    void put(String column, Source source) {
        sources.put(column, source);
    }

    /** Values by profile, before the keys are looked at. */
    void prepare() {
        for (Column column : columns()) {
            sources.put(
                    column.name(), Values.of(type(column), profile.column(column.name()), Math.max(1, numbers.rows())));
        }
        for (ForeignKey key : table.foreignKeys()) {
            if (isFilled(key) && !key.equals(anchor)) {
                chosen.put(key, anyOf(key));
            }
        }
    }

    /** Whether the parent's rows are made here too; the rows of others are met by the shares of their values. */
    private boolean isFilled(ForeignKey key) {
        return fill.knows(key.referenced())
                && key.columns().stream()
                        .allMatch(column -> profile.column(column).shares().isEmpty());
    }

    private LongUnaryOperator anyOf(ForeignKey key) {
        RowNumbers parent = fill.table(key.referenced()).numbers();
        long salt = key.name().hashCode();
        if (key.referenced().equals(table.name())) {
            return row -> node(row);
        }
        return row -> {
            long scope = fill.scopeFor(parent, numbers, row);
            return parent.row(scope, Long.remainderUnsigned(Mix.hash(row, salt), parent.count(scope)));
        };
    }

    /** The parent of a row of a tree: any of the first of those that are there already; the root's is itself. */
    private long node(long row) {
        long position = numbers.position(row);
        if (position == 0) {
            return row;
        }
        long parents = (position + CHILDREN_OF_A_NODE - 1) / CHILDREN_OF_A_NODE;
        return numbers.row(numbers.scopeOf(row), Long.remainderUnsigned(Mix.hash(position, NODE_SALT), parents));
    }

    /** Chooses numbers so that primary keys, unique keys and exclusion constraints hold. */
    void settleKeys() {
        for (Constraint constraint : table.constraints()) {
            if (constraint instanceof Constraint.PrimaryKey key) {
                settle(key.columns());
            } else if (constraint instanceof Constraint.Unique key) {
                settle(key.columns());
            } else if (constraint instanceof Constraint.Exclusion exclusion) {
                settlePeriods(exclusion);
            }
        }
        for (Index index : table.indexes()) {
            if (index.unique()) {
                settle(index.elements().stream()
                        .flatMap(element -> element.expression()
                                ? ExpressionColumns.of(element.key()).stream().filter(sources::containsKey)
                                : Stream.of(element.key()))
                        .distinct()
                        .toList());
            }
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
            Optional<ForeignKey> reference = reference(column);
            if (reference.isPresent()) {
                references.add(reference.get());
            } else if (source(column) instanceof Values own) {
                if (own.tellsRowsApart()) {
                    telling.add(column);
                    return;
                }
                values.add(column);
            } else {
                return; // settled by another key
            }
        }
        Optional<String> told = values.stream().max(Comparator.comparingDouble(this::room));
        if (told.isPresent() && (references.isEmpty() || hasRoom(told.get()))) {
            number(told.get(), numbers::position);
            return;
        }
        ForeignKey first = references.contains(anchor) && anchor != null ? anchor : references.get(0);
        references.remove(first);
        LongUnaryOperator ordinal = ordinalWithin(first);
        if (!references.isEmpty()) {
            choose(references.get(0), first, ordinal);
        } else if (told.isPresent()) {
            number(told.get(), ordinal);
        }
    }

    private void number(String column, LongUnaryOperator numbers) {
        telling.add(column);
        sources.put(column, ((Values) source(column)).numbered(numbers));
    }

    /** Whether the column can have as many values as there are rows. */
    private boolean hasRoom(String column) {
        return profile.column(column).shares().isEmpty()
                && source(column) instanceof Values own
                && (own.type().isText() && own.type().capacity() >= numbers.rows()
                        || own.type().name().startsWith("timestamp")
                        || own.type().name().equals("uuid"));
    }

    private double room(String column) {
        ColumnProfile values = profile.column(column);
        return values.shares().isEmpty() ? values.distinct() + 1e6 : values.distinct();
    }

    private Optional<ForeignKey> reference(String column) {
        return table.foreignKeys().stream()
                .filter(key -> column.equals(column(key, fill.scopeColumn())) && isFilled(key))
                .findFirst();
    }

    /** Which of the rows of the same parent a row is; the parents of all but the anchor are gone through in rounds. */
    private LongUnaryOperator ordinalWithin(ForeignKey key) {
        if (key.equals(anchor)) {
            return numbers::ordinal;
        }
        RowNumbers parent = fill.table(key.referenced()).numbers();
        long salt = key.name().hashCode();
        chosen.put(key, row -> {
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
        long salt = key.name().hashCode();
        boolean twice = before.referenced().equals(key.referenced());
        LongUnaryOperator firstRow =
                before.equals(anchor) ? numbers::parentOf : Objects.requireNonNull(chosen.get(before));
        chosen.put(key, row -> {
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
        return table.constraints().stream()
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
                columns().stream().map(Column::name).filter(words::contains).forEach(period::add);
            } else if (!index.key().equals(fill.scopeColumn())) {
                Optional<ForeignKey> reference = reference(index.key());
                if (reference.isPresent() && periodsAreOfOneRule()) {
                    slot = ordinalWithin(reference.get());
                }
            }
        }
        List<Column> ends = columns().stream()
                .filter(column -> period.contains(column.name()))
                .toList();
        for (int i = 0; i < ends.size(); i++) {
            Column column = ends.get(i);
            double from = profile.column(ends.get(0).name()).from();
            FieldType type = type(column);
            LongUnaryOperator own = slot;
            if (Periods.isOf(type)) {
                sources.put(column.name(), new Periods(type.name(), from, i == 1, slot));
            } else if (type.kind() == FieldType.Kind.RANGE) {
                ColumnProfile values = profile.column(column.name());
                sources.put(column.name(), row -> type.text(values, RANGE_STEP * own.applyAsLong(row)));
            } else if (source(column.name()) instanceof Values) {
                number(column.name(), slot);
            }
        }
    }

    /** Puts the parents' keys into the columns of the references. */
    void refer() {
        if (anchor != null) {
            refer(anchor, numbers::parentOf);
        }
        chosen.forEach(this::refer);
        if (fill.scopeColumn() != null && sources.containsKey(fill.scopeColumn())) {
            table.foreignKeys().stream()
                    .filter(key -> key.columns().contains(fill.scopeColumn()) && fill.knows(key.referenced()))
                    .findFirst()
                    .ifPresent(this::referToScope);
        }
    }

    /** No row refers twice to the same row of another table: a pair is of two. */
    private LongUnaryOperator besides(ForeignKey key, LongUnaryOperator parentRow) {
        ForeignKey other =
                anchor != null && !anchor.equals(key) && anchor.referenced().equals(key.referenced())
                        ? anchor
                        : chosen.keySet().stream()
                                .takeWhile(earlier -> !earlier.equals(key))
                                .filter(earlier -> earlier.referenced().equals(key.referenced()))
                                .findFirst()
                                .orElse(null);
        RowNumbers parent = fill.table(key.referenced()).numbers();
        if (other == null || key.referenced().equals(table.name()) || parent.rows() < 2) {
            return parentRow;
        }
        LongUnaryOperator before = other.equals(anchor) ? numbers::parentOf : Objects.requireNonNull(chosen.get(other));
        return row -> {
            long found = parentRow.applyAsLong(row);
            if (found != before.applyAsLong(row)) {
                return found;
            }
            long scope = fill.scopeFor(parent, numbers, row);
            return parent.row(scope, parent.count(scope) - 1) == found
                    ? parent.row(scope, 0)
                    : parent.row(scope, parent.count(scope) - 1);
        };
    }

    private void refer(ForeignKey key, LongUnaryOperator wanted) {
        TableSources parent = fill.table(key.referenced());
        LongUnaryOperator parentRow = besides(key, wanted);
        for (int i = 0; i < key.columns().size(); i++) {
            String column = key.columns().get(i);
            if (column.equals(fill.scopeColumn())) {
                continue;
            }
            String referenced = key.referencedColumns().get(i);
            Source before = source(column);
            boolean tree = key.referenced().equals(table.name());
            Source parentKey = tree ? source(referenced) : null;
            sources.put(column, row -> {
                long found = parentRow.applyAsLong(row);
                // a check may tie what is absent to other columns
                boolean absent = before instanceof Values own ? own.isNull(row) : before.text(row) == null;
                if (absent || (tree && found == row && profile.column(column).nullFraction() > 0)) {
                    return null;
                }
                return (parentKey == null ? parent.source(referenced) : parentKey).text(found);
            });
        }
    }

    private void referToScope(ForeignKey key) {
        String scope = Objects.requireNonNull(fill.scopeColumn());
        TableSources tenants = fill.scopes();
        String id = key.referenced().equals(tenants.table().name())
                ? key.referencedColumns().get(key.columns().indexOf(scope))
                : "id";
        sources.put(scope, row -> tenants.source(id).text(numbers.scopeOf(row)));
    }
}
