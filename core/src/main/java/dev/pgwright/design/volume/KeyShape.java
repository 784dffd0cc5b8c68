package dev.pgwright.design.volume;

import dev.pgwright.catalog.Column;
import dev.pgwright.catalog.IndexElement;
import dev.pgwright.catalog.Table;
import dev.pgwright.data.ColumnProfile;
import dev.pgwright.data.ColumnProfile.Order;
import dev.pgwright.data.TableProfile;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What an index makes of the rows of a table.
 *
 * @param entryBytes of an index tuple with header and padding, without its line pointer
 * @param distinct different keys among all entries
 * @param entries number of them
 * @param nulls part of the entries that are nothing but null, all of which are equal
 * @param leadingNulls part of the entries whose first key is null
 * @param insertion where new entries go
 * @param groups at whose ends they go
 */
record KeyShape(
        double entryBytes,
        double distinct,
        double entries,
        double nulls,
        double leadingNulls,
        Insertion insertion,
        double groups) {
    private static final int INDEX_TUPLE_HEADER = 8;
    static final int WITH_NULLS = 16;
    private static final int SAMPLE = 400;
    private static final int EXPRESSION_BYTES = 16;

    /** Where new entries go, which decides how full pages become. */
    enum Insertion {
        /** Behind all others. */
        AT_THE_END,
        /** Behind those of a few groups, whose rows lie near each other. */
        AT_THE_END_OF_NEAR_GROUPS,
        /** Behind those of many groups. */
        AT_THE_END_OF_GROUPS,
        ANYWHERE
    }

    static KeyShape of(
            Table table,
            TableProfile profile,
            List<IndexElement> elements,
            List<String> include,
            Set<String> scoping,
            double entries,
            double rowBytes) {
        List<ColumnProfile> keys = new ArrayList<>();
        List<String> stored = new ArrayList<>();
        for (IndexElement element : elements) {
            if (!element.expression()) {
                keys.add(profile.column(element.key()));
                stored.add(element.key());
            } else {
                keys.add(ColumnProfile.of("", 0, Math.max(1, entries / 2), Order.RANDOM)
                        .withText(EXPRESSION_BYTES, null));
            }
        }
        stored.addAll(include);
        int expressions =
                (int) elements.stream().filter(IndexElement::expression).count();
        return new KeyShape(
                entryBytes(table, profile, stored, expressions),
                distinct(keys, scoping, entries),
                entries,
                keys.size() == 1 ? keys.get(0).nullFraction() : 0,
                keys.get(0).nullFraction(),
                insertion(keys, entries, rowBytes),
                groups(keys));
    }

    private static double entryBytes(Table table, TableProfile profile, List<String> stored, int expressions) {
        double sum = 0;
        for (int row = 0; row < SAMPLE; row++) {
            boolean nulls = false;
            int offset = 0;
            int position = 0;
            for (String name : stored) {
                Column column = table.column(name).orElseThrow();
                ColumnProfile values = profile.column(name);
                int data = Sample.fraction(row, ++position) < values.nullFraction()
                        ? -1
                        : HeapLayout.dataBytes(column, values, row, position);
                if (data < 0) {
                    nulls = true;
                } else {
                    offset = TypeLayout.of(column.type()).endOf(offset, data);
                }
            }
            offset += expressions * EXPRESSION_BYTES;
            sum += TypeLayout.aligned((nulls ? WITH_NULLS : INDEX_TUPLE_HEADER) + offset, 8);
        }
        return sum / SAMPLE;
    }

    /** Columns that only repeat what another column of the key implies, as a tenant does, make no more keys. */
    private static double distinct(List<ColumnProfile> keys, Set<String> scoping, double entries) {
        double product = 1;
        double scopes = 1;
        boolean implied = false;
        for (ColumnProfile key : keys) {
            double values = key.distinct() + (key.nullFraction() > 0 ? 1 : 0);
            if (scoping.contains(key.column())) {
                scopes *= values;
            } else {
                product = Math.min(1e18, product * values);
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

    private static Insertion insertion(List<ColumnProfile> keys, double entries, double rowBytes) {
        double groups = 1;
        for (ColumnProfile key : keys) {
            if (isAscending(key)) {
                if (groups == 1) {
                    return Insertion.AT_THE_END;
                }
                return groups * rowBytes < HeapLayout.PAGE
                        ? Insertion.AT_THE_END_OF_NEAR_GROUPS
                        : Insertion.AT_THE_END_OF_GROUPS;
            }
            groups *= key.distinct();
            if (groups > entries / 2) {
                return Insertion.ANYWHERE;
            }
        }
        return Insertion.ANYWHERE;
    }
}
