package dev.pgwright.review.rules.redflag;

import dev.pgwright.catalog.Catalog;
import dev.pgwright.catalog.Column;
import dev.pgwright.catalog.Table;
import dev.pgwright.review.SchemaContext;
import dev.pgwright.review.rules.schema.FormattedType;
import dev.pgwright.review.rules.schema.NameWords;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Columns that repeat, count or sum what other tables have, by their names, their types and the foreign keys between. */
final class Copies {
    /** Names that many tables have for values of their own. */
    private static final int CONVENTION = 4;

    private static final Set<String> SNAPSHOTS =
            Set.of("price", "rate", "cost", "tax", "vat", "amount", "discount", "currency", "fee", "salary");
    private static final Set<String> MARKS = Set.of(
            "at", "by", "on", "date", "time", "timestamp", "created", "updated", "changed", "modified", "update");
    private static final Set<String> COUNTS = Set.of("count", "counter", "num", "number");
    private static final Set<String> SUMS = Set.of("total", "sum");
    private static final Set<String> VALUES = Set.of("amount", "price", "total", "quantity", "cost", "value", "points");

    private final SchemaContext schema;
    private final Map<String, Long> uses;

    /** The words of names, which are asked for again with each column that might be a copy. */
    private final Map<String, List<String>> words = new HashMap<>();

    Copies(SchemaContext schema) {
        this.schema = schema;
        this.uses = schema.tables().stream()
                .flatMap(table -> table.columns().stream())
                .collect(Collectors.groupingBy(Column::name, Collectors.counting()));
    }

    /**
     * What a column is made of.
     *
     * @param how repeats, counts or sums up
     * @param what as messages say it: {@code name of customers}
     */
    record Source(Table table, String how, String what) {}

    /** What a column repeats, counts or sums. */
    Optional<Source> of(Table table, Column column) {
        if (isKey(table, column.name())) {
            return Optional.empty();
        }
        return repeated(table, column).or(() -> derived(table, column));
    }

    private Optional<Source> repeated(Table table, Column column) {
        if (words(column.name()).stream().anyMatch(SNAPSHOTS::contains)) {
            return Optional.empty();
        }
        return table.foreignKeys().stream()
                .filter(key -> !key.referenced().equals(table.name()))
                .flatMap(key -> schema.table(key.referenced()).stream())
                .flatMap(parent -> parent.columns().stream()
                        .filter(other -> other.type().equals(column.type())
                                && isCopy(column.name(), parent, other.name())
                                && !isKey(parent, other.name()))
                        .map(other -> new Source(
                                parent, "repeats", other.name() + " of " + SchemaContext.shown(parent.name()))))
                .findFirst();
    }

    /** {@code customer_name} copies the name of customers; {@code shipping_zone} one of the same name that few tables have. */
    private boolean isCopy(String name, Table parent, String other) {
        List<String> own = words(name);
        List<String> others = words(other);
        boolean named = own.size() > others.size()
                && own.subList(own.size() - others.size(), own.size()).equals(others)
                && String.join("_", own)
                        .equals(NameWords.singularOf(parent.name().name()) + "_" + String.join("_", others));
        boolean distinctive = others.size() > 1 && uses.getOrDefault(other, 0L) < CONVENTION;
        return named || (name.equals(other) && distinctive && !isMark(other));
    }

    private List<String> words(String name) {
        return words.computeIfAbsent(name, NameWords::of);
    }

    /** Every table may have been created and changed at some time, and by somebody. */
    private static boolean isMark(String name) {
        String last = NameWords.last(name);
        return MARKS.contains(last) || NameWords.of(name).get(0).equals("is");
    }

    private Optional<Source> derived(Table table, Column column) {
        List<String> words = words(column.name());
        boolean counts = words.size() > 1 && words.stream().anyMatch(COUNTS::contains);
        boolean sums = words.stream().anyMatch(SUMS::contains);
        if ((!counts && !sums) || !isNumber(column.type())) {
            return Optional.empty();
        }
        return schema.state().foreignKeysTo(table.name()).stream()
                .map(Catalog.TableForeignKey::table)
                .filter(child -> !child.name().equals(table.name()) && child.partitionOf() == null)
                .flatMap(child -> (counts ? counted(words, child) : summed(child)).stream())
                .findFirst();
    }

    private static Optional<Source> counted(List<String> words, Table child) {
        String thing = words.stream()
                .filter(word -> !COUNTS.contains(word) && !word.equals("of"))
                .map(NameWords::singular)
                .collect(Collectors.joining("_"));
        String name = NameWords.singularOf(child.name().name());
        return name.equals(thing) || name.endsWith("_" + thing)
                ? Optional.of(new Source(child, "counts", "rows of " + SchemaContext.shown(child.name())))
                : Optional.empty();
    }

    private static Optional<Source> summed(Table child) {
        return child.columns().stream()
                .filter(column -> isNumber(column.type()) && VALUES.contains(NameWords.last(column.name())))
                .findFirst()
                .map(column ->
                        new Source(child, "sums up", column.name() + " of " + SchemaContext.shown(child.name())));
    }

    private static boolean isNumber(String type) {
        FormattedType formatted = FormattedType.of(type);
        return formatted.isInteger() || (formatted.base().equals("numeric") && !formatted.array());
    }

    private static boolean isKey(Table table, String column) {
        return table.primaryKey().filter(key -> key.columns().contains(column)).isPresent()
                || table.foreignKeys().stream().anyMatch(key -> key.columns().contains(column));
    }
}
