package dev.pgwright.data;

import dev.pgwright.catalog.Column;
import dev.pgwright.finding.ErrorCode;
import dev.pgwright.finding.PgwrightException;
import dev.pgwright.server.Session;
import dev.pgwright.source.Place;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import java.util.function.LongUnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/** Sends rows by {@code COPY ... FROM STDIN} in text format, 64 kB at a time. */
final class Copy {
    private static final int BUFFER = 65_536;

    private Copy() {}

    /**
     * @param target as SQL
     * @param numbers from 0, 1, 2, ... to the numbers of rows
     */
    static void rows(
            Session session,
            String target,
            List<Column> columns,
            TableSources sources,
            LongUnaryOperator numbers,
            long count) {
        String names = columns.stream().map(column -> Sql.name(column.name())).collect(Collectors.joining(", "));
        Source[] values =
                columns.stream().map(column -> sources.source(column.name())).toArray(Source[]::new);
        try {
            CopyIn copy = session.connection()
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyIn("COPY " + target + " (" + names + ") FROM STDIN");
            try {
                StringBuilder text = new StringBuilder(BUFFER + 4_096);
                for (long i = 0; i < count; i++) {
                    long row = numbers.applyAsLong(i);
                    for (int column = 0; column < values.length; column++) {
                        append(text, values[column].text(row));
                        text.append(column == values.length - 1 ? '\n' : '\t');
                    }
                    if (text.length() >= BUFFER) {
                        send(copy, text);
                    }
                }
                send(copy, text);
                copy.endCopy();
            } finally {
                if (copy.isActive()) {
                    copy.cancelCopy();
                }
            }
        } catch (SQLException e) {
            throw new PgwrightException(
                    ErrorCode.SERVER, Place.UNKNOWN, "rows of " + target + " were refused: " + e.getMessage(), null, e);
        }
    }

    private static void send(CopyIn copy, StringBuilder text) throws SQLException {
        byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        copy.writeToCopy(bytes, 0, bytes.length);
        text.setLength(0);
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
