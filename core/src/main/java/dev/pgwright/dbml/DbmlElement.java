package dev.pgwright.dbml;

import dev.pgwright.source.Span;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A block at the top of a file. */
public sealed interface DbmlElement {
    Span span();

    /** {@code Project name { key: 'value' Note: '...' }}. */
    record Project(@Nullable DbmlName name, List<DbmlSetting> properties, DbmlValue.@Nullable Text note, Span span)
            implements DbmlElement {
        public Project {
            properties = List.copyOf(properties);
        }
    }

    /** {@code Table schema.name as alias [settings] { ... }}. */
    record Table(DbmlPath name, @Nullable DbmlName alias, DbmlSettings settings, List<DbmlTableItem> items, Span span)
            implements DbmlElement {
        public Table {
            items = List.copyOf(items);
        }

        public List<DbmlTableItem.Column> columns() {
            return of(DbmlTableItem.Column.class);
        }

        public List<DbmlTableItem.Index> indexes() {
            return of(DbmlTableItem.Indexes.class).stream()
                    .flatMap(block -> block.entries().stream())
                    .toList();
        }

        public List<DbmlTableItem.Check> checks() {
            return of(DbmlTableItem.Checks.class).stream()
                    .flatMap(block -> block.entries().stream())
                    .toList();
        }

        <T extends DbmlTableItem> List<T> of(Class<T> kind) {
            return items.stream().filter(kind::isInstance).map(kind::cast).toList();
        }
    }

    /** {@code TablePartial name [settings] { ... }}. */
    record TablePartial(DbmlName name, DbmlSettings settings, List<DbmlTableItem> items, Span span)
            implements DbmlElement {
        public TablePartial {
            items = List.copyOf(items);
        }
    }

    /** {@code Enum schema.name { ... }}. */
    record Enumeration(DbmlPath name, List<EnumValue> values, Span span) implements DbmlElement {
        public Enumeration {
            values = List.copyOf(values);
        }
    }

    /** A value of an enum. */
    record EnumValue(DbmlName name, DbmlSettings settings) {}

    /** {@code Ref name: left > right [settings]}. */
    record Reference(
            @Nullable DbmlName name, End left, DbmlRelation relation, End right, DbmlSettings settings, Span span)
            implements DbmlElement {}

    /** One end of a relationship. */
    record End(DbmlPath table, List<DbmlName> columns, Span span) {
        public End {
            columns = List.copyOf(columns);
        }
    }

    /** {@code TableGroup name [settings] { ... }}. */
    record TableGroup(
            DbmlName name, DbmlSettings settings, List<DbmlPath> tables, DbmlValue.@Nullable Text note, Span span)
            implements DbmlElement {
        public TableGroup {
            tables = List.copyOf(tables);
        }
    }

    /** A sticky note: {@code Note name [settings] { '...' }}. */
    record StickyNote(DbmlName name, DbmlSettings settings, DbmlValue.Text text, Span span) implements DbmlElement {}

    /**
     * {@code Metadata Table name { key: 'value' }}: custom settings apart from their element.
     *
     * @param kind {@code table}, {@code column}, {@code note} or {@code tablegroup}
     */
    record Metadata(String kind, List<DbmlName> target, DbmlSettings settings, Span span) implements DbmlElement {
        public Metadata {
            target = List.copyOf(target);
        }
    }

    /**
     * A block that says nothing about the schema ({@code Records}, {@code DiagramView}, {@code Dep}): kept as written.
     *
     * @param kind in lower case
     */
    record Verbatim(String kind, String text, Span span) implements DbmlElement {}
}
