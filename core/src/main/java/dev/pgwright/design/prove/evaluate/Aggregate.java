package dev.pgwright.design.prove.evaluate;

import dev.pgwright.design.requirements.AccessPattern.Function;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Numbers over values that are there; nulls have been left out. */
final class Aggregate {
    private static final int DIGITS = 40;

    private Aggregate() {}

    /** The key of the aggregate, as of a {@link Value}; null where there is none over no values. */
    static @Nullable Object of(Function function, List<Value> values, ValueOrder order) {
        if (function == Function.COUNT) {
            return new BigDecimal(values.size()).stripTrailingZeros();
        }
        if (values.isEmpty()) {
            return null;
        }
        return switch (function) {
            case MINIMUM -> values.stream().min(order).orElseThrow().key();
            case MAXIMUM -> values.stream().max(order).orElseThrow().key();
            case SUM -> sum(values);
            case AVERAGE -> average(sum(values), values.size());
            case COUNT -> throw new IllegalStateException("counted before");
        };
    }

    private static Object sum(List<Value> values) {
        if (values.get(0).key() instanceof Interval) {
            return values.stream()
                    .map(value -> (Interval) value.key())
                    .reduce(new Interval(0, 0, BigInteger.ZERO), Interval::plus);
        }
        return values.stream()
                .map(value -> (BigDecimal) value.key())
                .reduce(BigDecimal.ZERO, BigDecimal::add)
                .stripTrailingZeros();
    }

    /** Of intervals to the microsecond. */
    private static Object average(Object sum, int count) {
        BigDecimal divisor = BigDecimal.valueOf(count);
        return sum instanceof Interval interval
                ? new Interval(
                        0,
                        0,
                        new BigDecimal(interval.length())
                                .divide(divisor, 0, RoundingMode.HALF_UP)
                                .toBigInteger())
                : ((BigDecimal) sum)
                        .divide(divisor, DIGITS, RoundingMode.HALF_UP)
                        .stripTrailingZeros();
    }
}
