package dev.pgwright.data;

import dev.pgwright.data.ColumnProfile.Order;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongUnaryOperator;
import org.jspecify.annotations.Nullable;

/** Values by their profile. */
final class Values implements Source {
    private final FieldType type;
    private final ColumnProfile profile;
    private final long rows;
    private final long salt;
    private final @Nullable LongUnaryOperator number;
    /** What the profile lists, and behind which part of the rows each value ends. */
    private final String[] listed;

    private final double[] ends;

    private Values(FieldType type, ColumnProfile profile, long rows, @Nullable LongUnaryOperator number) {
        this.type = type;
        this.profile = profile;
        this.rows = rows;
        this.salt = profile.column().hashCode();
        this.number = number;
        this.listed = profile.shares().keySet().toArray(String[]::new);
        this.ends = profile.shares().values().stream()
                .mapToDouble(Double::doubleValue)
                .toArray();
        Arrays.parallelPrefix(ends, Double::sum);
    }

    static Values of(FieldType type, ColumnProfile profile, long rows) {
        return new Values(type, profile, rows, null);
    }

    /** The same with the value of each row chosen by number, so that a key can tell its rows apart. */
    Values numbered(LongUnaryOperator numbers) {
        if (!profile.shares().isEmpty()) {
            return new Values(type, profile, rows, numbers);
        }
        double step = type.name().equals("date") ? 1 : profile.step();
        ColumnProfile roomy = new ColumnProfile(
                profile.column(),
                profile.nullFraction(),
                Math.max(profile.distinct(), rows),
                profile.order(),
                profile.shares(),
                profile.length(),
                profile.template(),
                profile.from(),
                step);
        return new Values(type, roomy, rows, numbers);
    }

    /** The values of another column, each greater by so many steps. */
    Values after(Values other, double distance) {
        ColumnProfile from = other.profile;
        ColumnProfile shifted = new ColumnProfile(
                profile.column(),
                profile.nullFraction(),
                from.distinct(),
                from.order(),
                from.shares(),
                from.length(),
                from.template(),
                from.from() + distance,
                from.step());
        return new Values(type, shifted, rows, other::index);
    }

    /** Without nulls. */
    Values present() {
        ColumnProfile whole = new ColumnProfile(
                profile.column(),
                0,
                profile.distinct(),
                profile.order(),
                profile.shares(),
                profile.length(),
                profile.template(),
                profile.from(),
                profile.step());
        return new Values(type, whole, rows, number);
    }

    /** Without the least value. */
    Values beyondLeast() {
        return after(this, profile.step());
    }

    /** One of these in each row, all equally often; null where there are none. */
    @Nullable Values among(List<String> texts) {
        Map<String, Double> shares = new LinkedHashMap<>();
        texts.forEach(text -> shares.put(text, 1.0 / texts.size()));
        return shares.isEmpty() ? null : new Values(type, profile.withShares(shares), rows, null);
    }

    /** Whether all values that there may be are known. */
    boolean isListed() {
        return !profile.shares().isEmpty();
    }

    FieldType type() {
        return type;
    }

    /** Whether no two rows with a value have the same. */
    boolean tellsRowsApart() {
        return profile.shares().isEmpty()
                && number == null
                && !type.name().equals("boolean")
                && type.capacity() >= rows
                && profile.distinct() >= Math.floor(rows * (1 - profile.nullFraction()));
    }

    double distinct() {
        return profile.distinct();
    }

    boolean isNull(long row) {
        return profile.nullFraction() > 0 && Mix.fraction(row, salt) < profile.nullFraction();
    }

    long index(long row) {
        if (number != null) {
            return number.applyAsLong(row);
        }
        long distinct = tellsRowsApart() ? rows : (long) Math.max(1, profile.distinct());
        if (profile.order() != Order.RANDOM) {
            return distinct == rows ? row : (long) ((double) row * distinct / rows);
        }
        return Mix.shuffled(row, rows, salt) % distinct;
    }

    @Override
    public @Nullable String text(long row) {
        return isNull(row) ? null : present(row);
    }

    @Override
    public String present(long row) {
        if (!profile.shares().isEmpty()) {
            return share(row);
        }
        return type.text(profile, index(row));
    }

    private String share(long row) {
        if (number != null) {
            return listed[(int) (number.applyAsLong(row) % listed.length)];
        }
        double at = Mix.fraction(row, salt + 1);
        int place = 0;
        while (place < listed.length - 1 && at >= ends[place]) {
            place++;
        }
        return listed[place];
    }

    @Override
    public void write(long row, BinaryForm form, CopyBuffer out) {
        if (isNull(row)) {
            out.nothing();
        } else if (isListed()) {
            form.write(share(row), out);
        } else {
            form.write(type, profile, index(row), out);
        }
    }
}
