package dev.pgwright.data;

import org.jspecify.annotations.Nullable;

/** Where the values of a column come from. */
interface Source {
    /** The value of a row as text, null for NULL; the same whenever it is asked. */
    @Nullable String text(long row);

    /** The value that a row has where it has one. */
    default @Nullable String present(long row) {
        return text(row);
    }

    /** Appends the value of a row as a field of binary format. */
    default void write(long row, BinaryForm form, CopyBuffer out) {
        String text = text(row);
        if (text == null) {
            out.nothing();
        } else {
            form.write(text, out);
        }
    }
}
