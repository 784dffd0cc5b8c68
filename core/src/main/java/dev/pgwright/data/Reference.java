package dev.pgwright.data;

import java.util.function.LongUnaryOperator;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A column of a foreign key: what the row of its parent has in the column referred to.
 *
 * @param before what the column had by itself; absent is what is absent there, which a check may tie to other columns
 * @param parentRow the row referred to, by the row's own number
 * @param key the column referred to
 * @param rootless a row that would refer to itself refers to none
 */
record Reference(Source before, LongUnaryOperator parentRow, Supplier<Source> key, boolean rootless) implements Source {
    private boolean isAbsent(long row, long parent) {
        boolean absent = before instanceof Values own ? own.isNull(row) : before.text(row) == null;
        return absent || (rootless && parent == row);
    }

    @Override
    public @Nullable String text(long row) {
        long parent = parentRow.applyAsLong(row);
        return isAbsent(row, parent) ? null : key.get().text(parent);
    }

    @Override
    public void write(long row, BinaryForm form, CopyBuffer out) {
        long parent = parentRow.applyAsLong(row);
        if (isAbsent(row, parent)) {
            out.nothing();
        } else {
            key.get().write(parent, form, out);
        }
    }
}
