package dev.pgwright.dbml;

import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.dbml.DbmlNames.TableShape;
import dev.pgwright.source.Span;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Checks rows of tables: their tables and columns exist, each row has a value for each column. */
final class DbmlRecordsChecker {
    private final DbmlDocument document;
    private final DbmlLookup lookup;
    private final Map<QualifiedName, Span> seen = new HashMap<>();

    DbmlRecordsChecker(DbmlDocument document, DbmlLookup lookup) {
        this.document = document;
        this.lookup = lookup;
    }

    void run() {
        for (TableShape shape : lookup.names().tables()) {
            shape.table().of(DbmlTableItem.Records.class).forEach(item -> block(shape, item.block()));
        }
        for (DbmlElement.Records records : document.of(DbmlElement.Records.class)) {
            Optional<TableShape> table =
                    records.table() == null ? Optional.empty() : lookup.knownTable(records.table());
            table.ifPresent(shape -> block(shape, records));
        }
    }

    private void block(TableShape table, DbmlElement.Records records) {
        lookup.unique(
                seen,
                table.name(),
                records.span(),
                "Records of the table '" + DbmlLookup.shown(table.table().name()) + "'");
        Set<String> columns = new HashSet<>();
        for (DbmlName column : records.columns()) {
            lookup.column(table, column);
            if (!columns.add(column.text())) {
                lookup.problem(column.span(), "'" + column.text() + "' is among these columns already", null);
            }
        }
        int width = records.columns().isEmpty()
                ? table.columns().size()
                : records.columns().size();
        for (DbmlElement.Row row : records.rows()) {
            if (row.values().size() != width) {
                lookup.problem(
                        row.span(),
                        "the row has " + count(row.values().size()) + " for " + width
                                + (width == 1 ? " column" : " columns"),
                        null);
            }
            row.values().stream()
                    .filter(DbmlValue.Dotted.class::isInstance)
                    .forEach(value -> lookup.enumValue((DbmlValue.Dotted) value));
        }
    }

    private static String count(int values) {
        return values + (values == 1 ? " value" : " values");
    }
}
