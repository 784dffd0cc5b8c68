package dev.pgwright.workload;

import dev.pgwright.finding.ErrorCode;
import dev.pgwright.finding.PgwrightException;
import dev.pgwright.source.Place;
import dev.pgwright.source.SourceFile;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * CSV as COPY ... (FORMAT csv, HEADER) writes it: values may be in double quotes, a quote in them is doubled, and they may
 * hold line ends (PostgreSQL 18, COPY, "CSV Format").
 */
final class StatementsCsv {
    private final SourceFile file;
    private final String text;
    private int at;

    private StatementsCsv(SourceFile file) {
        this.file = file;
        this.text = file.text();
    }

    static Workload read(SourceFile file) {
        ExportedQueries queries = new ExportedQueries();
        rows(file, List.of(ExportedQueries.QUERY), queries::add);
        return queries.workload(Place.of(file.name()));
    }

    /**
     * The rows of a file whose first line names its columns.
     *
     * @param needed columns that must be there
     * @param row hears the values of each by the names of their columns, and its place
     * @throws PgwrightException with {@code INPUT} if it is no such file
     */
    static void rows(SourceFile file, List<String> needed, BiConsumer<Map<String, String>, Place> row) {
        new StatementsCsv(file).rows(needed, row);
    }

    private void rows(List<String> needed, BiConsumer<Map<String, String>, Place> consumer) {
        List<String> header = new ArrayList<>();
        if (!text.isEmpty()) {
            record().forEach(name -> header.add(name.strip().toLowerCase(Locale.ROOT)));
        }
        needed.stream().filter(name -> !header.contains(name)).findFirst().ifPresent(name -> {
            throw fault(
                    0,
                    "its first line names no column '" + name + "'",
                    "export it with \\copy (...) to file csv header");
        });
        while (at < text.length()) {
            int start = at;
            List<String> values = record();
            if (values.size() == 1 && values.get(0).isEmpty()) {
                continue;
            }
            if (values.size() != header.size()) {
                throw fault(
                        start,
                        "this row has " + values.size() + " values, but the first line names " + header.size()
                                + " columns",
                        null);
            }
            Map<String, String> row = new HashMap<>();
            for (int i = 0; i < header.size(); i++) {
                row.put(header.get(i), values.get(i));
            }
            consumer.accept(row, file.place(start));
        }
    }

    private List<String> record() {
        List<String> values = new ArrayList<>();
        while (true) {
            values.add(value());
            if (at >= text.length()) {
                return values;
            }
            char c = text.charAt(at++);
            if (c == ',') {
                continue;
            }
            if (c == '\r' && at < text.length() && text.charAt(at) == '\n') {
                at++;
            }
            return values;
        }
    }

    /** Up to the comma or line end behind it. */
    private String value() {
        StringBuilder value = new StringBuilder();
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '"') {
                quoted(value);
            } else if (c == ',' || c == '\n' || c == '\r') {
                break;
            } else {
                value.append(c);
                at++;
            }
        }
        return value.toString();
    }

    private void quoted(StringBuilder value) {
        int open = at++;
        while (true) {
            int close = text.indexOf('"', at);
            if (close < 0) {
                throw fault(open, "this quote is not closed", null);
            }
            value.append(text, at, close);
            at = close + 1;
            if (at >= text.length() || text.charAt(at) != '"') {
                return;
            }
            value.append('"');
            at++;
        }
    }

    private PgwrightException fault(int offset, String message, @Nullable String hint) {
        return new PgwrightException(ErrorCode.INPUT, file.place(Math.min(offset, text.length())), message, hint);
    }
}
