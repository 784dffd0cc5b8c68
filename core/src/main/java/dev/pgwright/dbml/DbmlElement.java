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

    /** What has columns, indexes and checks. */
    sealed interface Body {
        List<DbmlTableItem> items();

        default List<DbmlTableItem.Column> columns() {
            return of(DbmlTableItem.Column.class);
        }

        default List<DbmlTableItem.Index> indexes() {
            return of(DbmlTableItem.Indexes.class).stream()
                    .flatMap(block -> block.entries().stream())
                    .toList();
        }

        default List<DbmlTableItem.Check> checks() {
            return of(DbmlTableItem.Checks.class).stream()
                    .flatMap(block -> block.entries().stream())
                    .toList();
        }

        default <T extends DbmlTableItem> List<T> of(Class<T> kind) {
            return items().stream().filter(kind::isInstance).map(kind::cast).toList();
        }
    }

    /** {@code Table schema.name as alias [settings] { ... }}. */
    record Table(DbmlPath name, @Nullable DbmlName alias, DbmlSettings settings, List<DbmlTableItem> items, Span span)
            implements DbmlElement, Body {
        public Table {
            items = List.copyOf(items);
        }
    }

    /** {@code TablePartial name [settings] { ... }}. */
    record TablePartial(DbmlName name, DbmlSettings settings, List<DbmlTableItem> items, Span span)
            implements DbmlElement, Body {
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
     * Rows of a table: {@code Records schema.name(a, b) { ... }}, or without the name in the table's own block.
     *
     * @param table null in the block of a table
     * @param columns empty where the block names none: all columns of the table
     */
    record Records(@Nullable DbmlPath table, List<DbmlName> columns, DbmlSettings settings, List<Row> rows, Span span)
            implements DbmlElement {
        public Records {
            columns = List.copyOf(columns);
            rows = List.copyOf(rows);
        }
    }

    /** A row of {@link Records}. */
    record Row(List<DbmlValue> values, Span span) {
        public Row {
            values = List.copyOf(values);
        }
    }

    /**
     * {@code DiagramView name { Tables { a b } Notes { * } }}: what a picture shows.
     *
     * @param everything whether its body is {@code *}
     */
    record DiagramView(DbmlName name, boolean everything, List<ViewSection> sections, Span span)
            implements DbmlElement {
        public DiagramView {
            sections = List.copyOf(sections);
        }
    }

    /** What a view shows of one kind. */
    record ViewSection(ViewKind kind, boolean everything, List<DbmlPath> members, Span span) {
        public ViewSection {
            members = List.copyOf(members);
        }
    }

    /** The kinds of things that a view shows. */
    enum ViewKind {
        TABLES("Tables"),
        NOTES("Notes"),
        TABLE_GROUPS("TableGroups"),
        SCHEMAS("Schemas");

        private final String keyword;

        ViewKind(String keyword) {
            this.keyword = keyword;
        }

        /** As it is written. */
        public String keyword() {
            return keyword;
        }
    }

    /**
     * {@code Dep name: a -> b}, or a block of such lines: what is made from what.
     *
     * @param properties lines {@code key: value} of the block
     */
    record Dependency(
            @Nullable DbmlName name,
            DbmlSettings settings,
            List<Edge> edges,
            List<DbmlSetting> properties,
            DbmlValue.@Nullable Text note,
            Span span)
            implements DbmlElement {
        public Dependency {
            edges = List.copyOf(edges);
            properties = List.copyOf(properties);
        }
    }

    /**
     * One arrow of a {@link Dependency}.
     *
     * @param left names of a table or a column
     * @param forward whether it is {@code ->}, not {@code <-}
     */
    record Edge(List<DbmlName> left, boolean forward, List<DbmlName> right, DbmlSettings settings, Span span) {
        public Edge {
            left = List.copyOf(left);
            right = List.copyOf(right);
        }
    }

    /**
     * {@code use { table a } from './file'}.
     *
     * @param again {@code reuse}: those who use this file get it as well
     * @param imports empty for {@code *}
     * @param path as written
     */
    record Use(boolean again, boolean everything, List<Import> imports, DbmlValue.Text path, Span span)
            implements DbmlElement {
        public Use {
            imports = List.copyOf(imports);
        }
    }

    /** One thing that {@link Use} takes from another file. */
    record Import(ImportKind kind, DbmlPath name, @Nullable DbmlName alias, Span span) {}

    /** The kinds of things that one file can take from another. */
    enum ImportKind {
        TABLE("table"),
        ENUM("enum"),
        TABLE_GROUP("tablegroup"),
        TABLE_PARTIAL("tablepartial"),
        NOTE("note"),
        SCHEMA("schema");

        private final String keyword;

        ImportKind(String keyword) {
            this.keyword = keyword;
        }

        /** As it is written. */
        public String keyword() {
            return keyword;
        }
    }
}
