package dev.pgwright.design.volume;

import dev.pgwright.data.ColumnProfile;
import dev.pgwright.data.ColumnProfile.Order;
import dev.pgwright.data.ExpressionColumns;
import dev.pgwright.data.TableProfile;
import dev.pgwright.data.ValueTexts;
import dev.pgwright.twin.ColumnStatistics;
import dev.pgwright.twin.CommonValue;
import dev.pgwright.twin.ElementStatistics;
import dev.pgwright.twin.RangeStatistics;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.IntStream;

/** What {@code ANALYZE} would write of a column whose profile is known. */
final class ColumnStatisticsWriter {
    private static final int TARGET = 100;
    /** ANALYZE takes the number of distinct values for one that grows with the table from this part of the rows on. */
    private static final double GROWS_FROM = 0.1;

    private static final int COMMON_WORDS = 200;

    private final double rows;

    ColumnStatisticsWriter(double rows) {
        this.rows = Math.max(1, rows);
    }

    ColumnStatistics column(String type, ColumnProfile profile, int width) {
        double distinct = Math.min(profile.distinct(), rows);
        ColumnStatistics statistics = new ColumnStatistics(
                profile.column(),
                profile.nullFraction(),
                width,
                distinct > GROWS_FROM * rows ? -distinct / rows : distinct,
                correlation(profile),
                common(profile),
                profile.shares().isEmpty() ? histogram(type, profile) : List.of());
        if (type.endsWith("[]")) {
            return statistics.withElements(new ElementStatistics(
                    elements(ColumnProfile.ELEMENTS, ColumnProfile.ELEMENTS_PER_ROW),
                    0,
                    ColumnProfile.ELEMENTS_PER_ROW));
        } else if (type.equals("tsvector")) {
            return statistics.withElements(new ElementStatistics(words(width), 0, 0));
        } else if (type.endsWith("range")) {
            return statistics.withRanges(ranges(type, profile));
        }
        return statistics;
    }

    /** Of a range made of two columns, or of anything else that an index computes. */
    ColumnStatistics expression(String sql, TableProfile table) {
        String lower = sql.toLowerCase(Locale.ROOT);
        String type = lower.startsWith("tstzrange(") ? "tstzrange" : lower.startsWith("daterange(") ? "daterange" : "";
        ColumnProfile first = ExpressionColumns.of(sql).stream()
                .map(table.columns()::get)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(ColumnProfile.of("", 0, rows, Order.RANDOM));
        return type.isEmpty()
                ? column("text", first.withText(first.length(), first.template()), Math.max(8, first.length() + 1))
                : column(type, first, type.equals("tstzrange") ? 22 : 14);
    }

    private static double correlation(ColumnProfile profile) {
        return switch (profile.order()) {
            case ASCENDING -> 1;
            case WITH_PARENT -> 0.95;
            case RANDOM, WITH_UNORDERED_PARENT -> 0;
        };
    }

    private static List<CommonValue> common(ColumnProfile profile) {
        List<CommonValue> common = new ArrayList<>();
        profile.shares().forEach((value, share) -> {
            if (share > 0 && profile.nullFraction() < 1) {
                common.add(new CommonValue(shown(value), share * (1 - profile.nullFraction())));
            }
        });
        common.sort(
                Comparator.comparingDouble(CommonValue::frequency).reversed().thenComparing(CommonValue::value));
        return common;
    }

    /** As PostgreSQL prints it: booleans are t and f. */
    private static String shown(String value) {
        return value.equals("true") ? "t" : value.equals("false") ? "f" : value;
    }

    private List<String> histogram(String type, ColumnProfile profile) {
        if (!ValueTexts.isOrdered(type) || profile.distinct() < 2) {
            return List.of();
        }
        int bounds = (int) Math.min(TARGET + 1, profile.distinct());
        List<String> values = new ArrayList<>();
        for (int i = 0; i < bounds; i++) {
            long index = Math.round((profile.distinct() - 1) * i / (bounds - 1));
            values.add(ValueTexts.text(type, profile, index));
        }
        if (ValueTexts.isShuffled(type, profile)) {
            values.sort(Comparator.naturalOrder());
        }
        return values.stream().distinct().count() < 2 ? List.of() : values;
    }

    private static List<CommonValue> elements(int different, int perRow) {
        double frequency = (double) perRow / different;
        return IntStream.range(0, TARGET)
                .mapToObj(index -> new CommonValue(ValueTexts.element(index), frequency))
                .sorted(Comparator.comparing(CommonValue::value))
                .toList();
    }

    /** Of a document of so many bytes. */
    private static List<CommonValue> words(int width) {
        double words = Math.max(1, width / 14d);
        double frequency = Math.min(1, words / ColumnProfile.WORDS);
        return IntStream.range(0, COMMON_WORDS)
                .mapToObj(index -> new CommonValue(ValueTexts.word(index), frequency))
                .sorted(Comparator.comparing((CommonValue word) -> word.value().length())
                        .thenComparing(CommonValue::value))
                .toList();
    }

    private static RangeStatistics ranges(String type, ColumnProfile profile) {
        List<String> bounds = new ArrayList<>();
        for (int i = 0; i <= TARGET; i++) {
            bounds.add(ValueTexts.text(type, profile, Math.round((profile.distinct() - 1) * i / TARGET)));
        }
        double length = ValueTexts.rangeLength(type);
        return new RangeStatistics(bounds, List.of(length, length), 0);
    }
}
