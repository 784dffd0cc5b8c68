package dev.pgwright.data;

import dev.pgwright.catalog.Column;
import dev.pgwright.finding.ErrorCode;
import dev.pgwright.finding.PgwrightException;
import dev.pgwright.server.Session;
import dev.pgwright.source.Place;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.function.LongUnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * Sends rows by {@code COPY ... FROM STDIN}, 64 kB at a time: in binary format, or as text where a type has no
 * {@link BinaryForm}.
 */
final class Copy {
    private static final int BUFFER = 65_536;
    /** What binary format begins with: a signature, no flags, no extension. */
    private static final byte[] SIGNATURE = {'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xFF, '\r', '\n', 0};

    private final CopyIn copy;
    private final Source[] values;
    private final LongUnaryOperator numbers;
    private final Flow flow;
    private long bytes;

    private Copy(CopyIn copy, Source[] values, LongUnaryOperator numbers, Flow flow) {
        this.copy = copy;
        this.values = values;
        this.numbers = numbers;
        this.flow = flow;
    }

    /** Hears how rows are sent. */
    interface Flow {
        /**
         * So many more have been sent.
         *
         * @return whether to go on
         */
        boolean sent(long rows);
    }

    /**
     * Sends the rows of a table.
     *
     * @param target as SQL
     * @param numbers from 0, 1, 2, ... to the numbers of rows
     * @param from the first to be sent
     * @param to behind the last one
     * @return how many bytes they were
     * @throws PgwrightException if the server refuses them; with {@code STOPPED} if it is not to go on
     */
    static long rows(
            Session session,
            String target,
            TableSources sources,
            LongUnaryOperator numbers,
            long from,
            long to,
            Flow flow) {
        List<Column> columns = sources.columns();
        String names = columns.stream().map(column -> Sql.name(column.name())).collect(Collectors.joining(", "));
        if (columns.isEmpty()) {
            return 0;
        }
        Source[] values =
                columns.stream().map(column -> sources.source(column.name())).toArray(Source[]::new);
        BinaryForm[] forms = columns.stream()
                .map(column -> BinaryForm.of(sources.type(column)))
                .filter(Objects::nonNull)
                .toArray(BinaryForm[]::new);
        boolean binary = forms.length == values.length;
        try {
            CopyIn in = session.connection()
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyIn("COPY " + target + " (" + names + ") FROM STDIN" + (binary ? " (FORMAT binary)" : ""));
            try {
                Copy copy = new Copy(in, values, numbers, flow);
                if (binary) {
                    copy.sendBinary(forms, from, to);
                } else {
                    copy.sendText(from, to);
                }
                in.endCopy();
                return copy.bytes;
            } finally {
                if (in.isActive()) {
                    in.cancelCopy();
                }
            }
        } catch (SQLException e) {
            throw new PgwrightException(
                    ErrorCode.SERVER, Place.UNKNOWN, "rows of " + target + " were refused: " + e.getMessage(), null, e);
        }
    }

    private void sendBinary(BinaryForm[] forms, long from, long to) throws SQLException {
        CopyBuffer out = new CopyBuffer();
        out.raw(SIGNATURE);
        out.int32(0);
        out.int32(0);
        long sent = from;
        for (long i = from; i < to; i++) {
            long row = numbers.applyAsLong(i);
            out.int16(forms.length);
            for (int column = 0; column < forms.length; column++) {
                values[column].write(row, forms[column], out);
            }
            if (out.length() >= BUFFER) {
                send(out.bytes(), out.length(), i + 1 - sent);
                out.clear();
                sent = i + 1;
            }
        }
        out.int16(-1);
        send(out.bytes(), out.length(), to - sent);
    }

    private void sendText(long from, long to) throws SQLException {
        StringBuilder text = new StringBuilder(BUFFER + 4_096);
        long sent = from;
        for (long i = from; i < to; i++) {
            long row = numbers.applyAsLong(i);
            for (int column = 0; column < values.length; column++) {
                append(text, values[column].text(row));
                text.append(column == values.length - 1 ? '\n' : '\t');
            }
            if (text.length() >= BUFFER || i == to - 1) {
                byte[] ready = text.toString().getBytes(StandardCharsets.UTF_8);
                send(ready, ready.length, i + 1 - sent);
                text.setLength(0);
                sent = i + 1;
            }
        }
    }

    private void send(byte[] ready, int length, long rows) throws SQLException {
        copy.writeToCopy(ready, 0, length);
        bytes += length;
        if (!flow.sent(rows)) {
            throw new PgwrightException(ErrorCode.STOPPED, Place.UNKNOWN, "stopped", null);
        }
    }

    private static void append(StringBuilder text, @Nullable String value) {
        if (value == null) {
            text.append("\\N");
            return;
        }
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '\\' -> text.append("\\\\");
                case '\t' -> text.append("\\t");
                case '\n' -> text.append("\\n");
                case '\r' -> text.append("\\r");
                default -> text.append(c);
            }
        }
    }
}
