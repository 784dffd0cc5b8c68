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
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What {@code serial} columns stand for: an integer, a sequence it owns, and a default from that. */
final class SerialColumns {
    private static final Map<String, String> SERIAL =
            Map.of("smallint", "smallserial", "integer", "serial", "bigint", "bigserial");

    private final Set<Sequence> sequences;
    private final Map<QualifiedName, Table> tables = new HashMap<>();

    SerialColumns(Catalog catalog) {
        this.sequences = new HashSet<>(catalog.sequences());
        catalog.tables().forEach(table -> tables.put(table.name(), table));
    }

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
    Optional<String> serialOf(Table table, Column column) {
        String serial = SERIAL.get(column.type());
        if (serial == null || !column.notNull() || column.defaultExpression() == null) {
            return Optional.empty();
        }
        Sequence wanted = sequence(table.name(), column.name(), column.type());
        boolean matches =
                column.defaultExpression().equals(defaultExpression(wanted.name())) && sequences.contains(wanted);
        return matches ? Optional.of(serial) : Optional.empty();
    }

    /** Whether a sequence is written as the type of a serial column. */
    boolean isOfSerial(Sequence sequence) {
        ColumnName owner = sequence.ownedBy();
        Table table = owner == null ? null : tables.get(owner.relation());
        return owner != null
                && table != null
                && table.column(owner.column())
                        .flatMap(column -> serialOf(table, column))
                        .isPresent()
                && sequence.name().equals(sequenceName(owner.relation(), owner.column()));
    }
}
