package dev.pgwright.design.volume;

import dev.pgwright.catalog.Column;
import dev.pgwright.catalog.IndexElement;
import dev.pgwright.catalog.Table;
import dev.pgwright.data.ColumnProfile;
import dev.pgwright.data.ColumnProfile.Order;
import dev.pgwright.data.ExpressionColumns;
import dev.pgwright.data.TableProfile;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a B-tree makes of the rows of a table.
 *
 * @param parts entries whose keys are null in the same columns, or have the same of a few values
 * @param insertion where new entries go
 * @param groups at whose ends they go
 * @param together how many entries come to the same place at once, as the rows of one parent do
 */
record KeyShape(List<Part> parts, Insertion insertion, double groups, double together) {
    private static final int INDEX_TUPLE_HEADER = 8;
    static final int WITH_NULLS = 16;
    private static final int SAMPLE = 400;
    private static final int EXPRESSION_BYTES = 16;
    /** A page is split behind a new entry in its middle only where entries are no wider than two bigint (nbtsplitloc.c). */
    private static final int WIDEST_SPLIT_BEHIND = 24;
    /** Of so many columns each way of being null is told apart: the others are rare in keys. */
    private static final int NULLABLE_COLUMNS = 3;

    /** Where new entries go, which decides how full pages become. */
    enum Insertion {
        /** Behind all others. */
        AT_THE_END,
        /** Behind those of a few groups, whose rows lie near each other, where pages are split behind them. */
        AT_THE_END_OF_NEAR_GROUPS,
        /** Behind those of many groups. */
        AT_THE_END_OF_GROUPS,
        ANYWHERE,
        /** Anywhere, of keys none of which has an order in which rows come. */
        SCATTERED
    }

    /**
     * Entries that are alike.
     *
     * @param entries how many
     * @param entryBytes of an index tuple with header and padding, without its line pointer
     * @param distinct different keys among them
     * @param nulls whether any key is null, which a unique index takes to be different and yet lists together
     * @param leadingNull whether the first key is null, so that they come behind all others
     */
    record Part(double entries, double entryBytes, double distinct, boolean nulls, boolean leadingNull) {}

    KeyShape {
        parts = List.copyOf(parts);
    }

    double entries() {
        return parts.stream().mapToDouble(Part::entries).sum();
    }

    double entryBytes() {
        return parts.stream()
                        .mapToDouble(part -> part.entries() * part.entryBytes())
                        .sum()
                / Math.max(1, entries());
    }

    /** Whether only one page grows at a time. */
    boolean isAtTheEnd() {
        return insertion == Insertion.AT_THE_END || insertion == Insertion.AT_THE_END_OF_NEAR_GROUPS;
    }

    double leadingNulls() {
        return parts.stream()
                        .filter(Part::leadingNull)
                        .mapToDouble(Part::entries)
                        .sum()
                / Math.max(1, entries());
    }

    /**
     * @param scoping columns that others of a key imply, as each row's tenant
     * @param share of the rows of the table that the index has
     * @param rowBytes of the table
     */
    static KeyShape of(
            Table table,
            TableProfile profile,
            List<IndexElement> elements,
            List<String> include,
            Set<String> scoping,
            double rows,
            double share,
            double rowBytes) {
        List<ColumnProfile> keys = new ArrayList<>();
        List<String> stored = new ArrayList<>();
        int expressions = 0;
        for (IndexElement element : elements) {
            String column = element.expression() ? folded(table, element.key()) : element.key();
            if (column != null) {
                keys.add(profile.column(column));
                stored.add(column);
            } else {
                expressions++;
                keys.add(ColumnProfile.of("", 0, Math.max(1, rows / 2), Order.RANDOM)
                        .withText(EXPRESSION_BYTES, null));
            }
        }
        stored.addAll(include);
        Widths widths = new Widths(table, profile, stored, expressions * EXPRESSION_BYTES);
        List<Part> parts = parts(keys, widths, scoping, rows, share);
        double widest = parts.stream().mapToDouble(Part::entryBytes).max().orElse(0);
        return new KeyShape(
                parts,
                insertion(keys, rows * share, rowBytes / share, widest),
                groups(keys),
                together(keys, rows * share));
    }

    private static double together(List<ColumnProfile> keys, double entries) {
        return keys.stream()
                .filter(key -> key.order() == Order.WITH_UNORDERED_PARENT)
                .mapToDouble(key -> Math.max(1, entries * (1 - key.nullFraction()) / key.distinct()))
                .findFirst()
                .orElse(1);
    }

    /** The column of a text that an expression only writes in small letters: its values are as many and as long. */
    private static @Nullable String folded(Table table, String expression) {
        if (!expression.startsWith("lower(")) {
            return null;
        }
        List<String> columns = ExpressionColumns.of(expression);
        return columns.size() == 1
                        && table.column(columns.get(0))
                                .filter(column -> column.type().equals("text"))
                                .isPresent()
                ? columns.get(0)
                : null;
    }

    private static List<Part> parts(
            List<ColumnProfile> keys, Widths widths, Set<String> scoping, double rows, double indexed) {
        List<ColumnProfile> nullable = keys.stream()
                .filter(key -> key.nullFraction() > 0)
                .limit(NULLABLE_COLUMNS)
                .toList();
        List<Part> parts = new ArrayList<>();
        for (int pattern = 0; pattern < 1 << nullable.size(); pattern++) {
            List<ColumnProfile> present = new ArrayList<>(keys);
            List<String> known = new ArrayList<>();
            List<String> absent = new ArrayList<>();
            double share = 1;
            for (int i = 0; i < nullable.size(); i++) {
                ColumnProfile key = nullable.get(i);
                boolean isNull = (pattern >> i & 1) == 1;
                share *= isNull ? key.nullFraction() : 1 - key.nullFraction();
                if (isNull) {
                    present.remove(key);
                    absent.add(key.column());
                } else {
                    known.add(key.column());
                }
            }
            boolean leading = absent.contains(keys.get(0).column());
            double bytes = widths.average(known, absent);
            double count = rows * share * indexed;
            if (keys.size() == 1 && absent.isEmpty() && !keys.get(0).shares().isEmpty()) {
                for (double value : shares(keys.get(0))) {
                    parts.add(new Part(count * value, bytes, 1, false, false));
                }
            } else if (count > 0) {
                double distinct = met(distinct(present, scoping, Math.max(1, rows * share)), rows * share, indexed);
                parts.add(new Part(count, bytes, distinct, !absent.isEmpty(), leading));
            }
        }
        return parts;
    }

    /** Of so many different keys of all rows, those that a part of the rows has, taken at random. */
    private static double met(double distinct, double rows, double share) {
        return Math.max(1, distinct * (1 - Math.pow(1 - share, rows / distinct)));
    }

    private static List<Double> shares(ColumnProfile key) {
        return key.shares().values().stream().filter(share -> share > 0).toList();
    }

    /** Bytes of index tuples. */
    private record Widths(Table table, TableProfile profile, List<String> stored, int others) {
        double average(List<String> known, List<String> absent) {
            double sum = 0;
            for (int row = 0; row < SAMPLE; row++) {
                sum += bytes(row, known, absent);
            }
            return sum / SAMPLE;
        }

        private int bytes(int row, List<String> known, List<String> absent) {
            boolean nulls = false;
            int offset = 0;
            int position = 0;
            for (String name : stored) {
                Column column = table.column(name).orElseThrow();
                ColumnProfile values = profile.column(name);
                boolean isNull = !known.contains(name)
                        && (absent.contains(name) || Sample.fraction(row, position + 1L) < values.nullFraction());
                position++;
                nulls |= isNull;
                if (!isNull) {
                    offset = TypeLayout.of(column.type())
                            .endOf(offset, HeapLayout.dataBytes(column, values, row, position));
                }
            }
            return TypeLayout.aligned((nulls ? WITH_NULLS : INDEX_TUPLE_HEADER) + offset + others, 8);
        }
    }

    /** Columns that only repeat what another column of the key implies, as a tenant does, make no more keys. */
    private static double distinct(List<ColumnProfile> keys, Set<String> scoping, double entries) {
        double product = 1;
        double scopes = 1;
        boolean implied = false;
        for (ColumnProfile key : keys) {
            if (scoping.contains(key.column())) {
                scopes *= key.distinct();
            } else {
                product = Math.min(1e18, product * key.distinct());
                implied |= key.distinct() > scopes && key.shares().isEmpty();
            }
        }
        return Math.max(1, Math.min(entries, implied ? product : product * scopes));
    }

    private static boolean isAscending(ColumnProfile key) {
        return key.shares().isEmpty() && (key.order() == Order.ASCENDING || key.order() == Order.WITH_PARENT);
    }

    /** How many groups there are at whose ends entries go. */
    private static double groups(List<ColumnProfile> keys) {
        double groups = 1;
        for (ColumnProfile key : keys) {
            if (isAscending(key)) {
                break;
            }
            groups *= key.distinct();
        }
        return groups;
    }

    private static Insertion insertion(List<ColumnProfile> keys, double entries, double bytesApart, double entryBytes) {
        double groups = 1;
        for (ColumnProfile key : keys) {
            if (isAscending(key)) {
                if (groups == 1) {
                    return Insertion.AT_THE_END;
                }
                return groups * bytesApart < HeapLayout.PAGE && entryBytes <= WIDEST_SPLIT_BEHIND
                        ? Insertion.AT_THE_END_OF_NEAR_GROUPS
                        : Insertion.AT_THE_END_OF_GROUPS;
            }
            groups *= key.distinct();
            if (groups > entries / 2) {
                break;
            }
        }
        return keys.stream().noneMatch(KeyShape::isAscending) ? Insertion.SCATTERED : Insertion.ANYWHERE;
    }
}
