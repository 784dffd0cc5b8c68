package dev.pgwright.dbml;

import dev.pgwright.catalog.Catalog;
import dev.pgwright.catalog.Column;
import dev.pgwright.catalog.ColumnName;
import dev.pgwright.catalog.ObjectNames;
import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.catalog.Sequence;
import dev.pgwright.catalog.SequenceOptions;
import dev.pgwright.catalog.Table;
import dev.pgwright.sql.Identifiers;
import java.util.Map;
import java.util.Optional;

/** What {@code serial} columns stand for: an integer, a sequence it owns, and a default from that. */
final class SerialColumns {
    private static final Map<String, String> SERIAL =
            Map.of("smallint", "smallserial", "integer", "serial", "bigint", "bigserial");

    private SerialColumns() {}

    static QualifiedName sequenceName(QualifiedName table, String column) {
        return QualifiedName.of(table.schema(), ObjectNames.of(table.name(), column, "seq"));
    }

    /** The sequence of a serial column of this type. */
    static Sequence sequence(QualifiedName table, String column, String type) {
        return new Sequence(
                sequenceName(table, column), type, SequenceOptions.defaults(type), new ColumnName(table, column), null);
    }

    static String defaultExpression(QualifiedName sequence) {
        return "nextval("
                + Identifiers.quoteLiteral(Identifiers.quoteIdentifier(sequence.schema(), sequence.name()))
                + "::regclass)";
    }

    /** The serial type of a column that is nothing but that. */
    static Optional<String> serialOf(Catalog catalog, Table table, Column column) {
        String serial = SERIAL.get(column.type());
        if (serial == null || !column.notNull() || column.defaultExpression() == null) {
            return Optional.empty();
        }
        Sequence wanted = sequence(table.name(), column.name(), column.type());
        boolean matches = column.defaultExpression().equals(defaultExpression(wanted.name()))
                && catalog.sequences().contains(wanted);
        return matches ? Optional.of(serial) : Optional.empty();
    }

    /** Whether a sequence is written as the type of a serial column. */
    static boolean isOfSerial(Catalog catalog, Sequence sequence) {
        ColumnName owner = sequence.ownedBy();
        return owner != null
                && catalog.table(owner.relation())
                        .flatMap(table ->
                                table.column(owner.column()).flatMap(column -> serialOf(catalog, table, column)))
                        .isPresent()
                && sequence.name().equals(sequenceName(owner.relation(), owner.column()));
    }
}
