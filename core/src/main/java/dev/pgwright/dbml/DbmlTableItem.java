package dev.pgwright.dbml;

import dev.pgwright.source.Span;
import java.util.List;

/** Something in the body of a table. */
public sealed interface DbmlTableItem {
    Span span();

    /** A column. */
    record Column(DbmlName name, DbmlType type, DbmlSettings settings, Span span) implements DbmlTableItem {}

    /** The block {@code indexes}. */
    record Indexes(List<Index> entries, Span span) implements DbmlTableItem {
        public Indexes {
            entries = List.copyOf(entries);
        }
    }

    /** One index. */
    record Index(List<Key> keys, DbmlSettings settings, Span span) {
        public Index {
            keys = List.copyOf(keys);
        }
    }

    /**
     * A key of an index.
     *
     * @param text a column's name, or SQL
     */
    record Key(String text, boolean expression, Span span) {}

    /** The block {@code checks}. */
    record Checks(List<Check> entries, Span span) implements DbmlTableItem {
        public Checks {
            entries = List.copyOf(entries);
        }
    }

    /** One check. */
    record Check(DbmlValue.Expression expression, DbmlSettings settings, Span span) {}

    /** The table's note in its body. */
    record Note(DbmlValue.Text text, Span span) implements DbmlTableItem {}

    /** {@code ~partial}: the columns, indexes and checks of a table partial. */
    record Injection(DbmlName partial, Span span) implements DbmlTableItem {}

    /** The block {@code records}. */
    record Records(DbmlElement.Records block) implements DbmlTableItem {
        @Override
        public Span span() {
            return block.span();
        }
    }
}
