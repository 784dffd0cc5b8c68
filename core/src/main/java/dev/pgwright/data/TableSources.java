package dev.pgwright.data;

import dev.pgwright.catalog.Column;
import dev.pgwright.catalog.Constraint.ForeignKey;
import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.catalog.Table;
import dev.pgwright.data.ColumnProfile.Order;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongUnaryOperator;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The values of all columns of one table: of its profile, of the parents' keys, and such that its keys hold. */
final class TableSources {
    private static final int CHILDREN_OF_A_NODE = 8;
    private static final int NODE_SALT = 51;

    private final Fill fill;
    private final Table table;
    private final TableProfile profile;
    private final RowNumbers numbers;
    private final @Nullable ForeignKey anchor;
    private final Map<String, Source> sources = new LinkedHashMap<>();
    /** Which row of its parent each row refers to by a reference that is not the anchor. */
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

    boolean has(String column) {
        return sources.containsKey(column);
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

    /** Numbers the values of a column so that a key tells its rows apart. */
    void number(String column, LongUnaryOperator byRow) {
        telling.add(column);
        sources.put(column, ((Values) source(column)).numbered(byRow));
    }

    /** A column whose values tell rows apart as they are. */
    void keep(String column) {
        telling.add(column);
    }

    /** The reference whose rows are inserted with their parent; null when there is none. */
    @Nullable ForeignKey anchor() {
        return anchor;
    }

    /** The row of its parent that each row refers to. */
    LongUnaryOperator parentOf(ForeignKey key) {
        return key.equals(anchor) ? numbers::parentOf : Objects.requireNonNull(chosen.get(key));
    }

    /** Has each row refer to another row of the parent. */
    void choose(ForeignKey key, LongUnaryOperator parentRow) {
        chosen.put(key, parentRow);
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
        double skew = fill.skew();
        double used = Math.ceil(profile.column(key.columns().get(0)).distinct());
        return row -> {
            long scope = fill.scopeFor(parent, numbers, row);
            long all = parent.count(scope);
            long number = skew == 1
                    ? Long.remainderUnsigned(Mix.hash(row, salt), all)
                    : Mix.shuffled((long) (Math.pow(Mix.fraction(row, salt), skew) * Math.min(used, all)), all, salt);
            return parent.row(scope, number);
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

    /** The reference that gives the column its values, where it is one to rows that are made here. */
    Optional<ForeignKey> reference(String column) {
        return table.foreignKeys().stream()
                .filter(key -> column.equals(column(key, fill.scopeColumn())) && isFilled(key))
                .findFirst();
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
        LongUnaryOperator before = parentOf(other);
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
            // its own key as it is now; that of another table may still change
            Source own = parent.source(referenced);
            sources.put(
                    column,
                    new Reference(
                            before,
                            parentRow,
                            tree ? () -> own : () -> parent.source(referenced),
                            tree && profile.column(column).nullFraction() > 0));
        }
    }

    /**
     * Lets references to tables that get no rows be absent.
     *
     * @return one that cannot be, since its columns are not nullable; null when all can
     */
    @Nullable ForeignKey letGo(Predicate<QualifiedName> isWithout) {
        for (ForeignKey key : table.foreignKeys()) {
            boolean known = key.columns().stream()
                    .anyMatch(column -> !profile.column(column).shares().isEmpty());
            if (!known && !key.referenced().equals(table.name()) && isWithout.test(key.referenced())) {
                List<String> nullable = key.columns().stream()
                        .filter(column -> table.column(column)
                                .filter(found -> !isRequired(found))
                                .isPresent())
                        .toList();
                if (nullable.isEmpty()) {
                    return key;
                }
                nullable.forEach(column -> sources.put(column, row -> null));
            }
        }
        return null;
    }

    private boolean isRequired(Column column) {
        return column.notNull() || type(column).required();
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
