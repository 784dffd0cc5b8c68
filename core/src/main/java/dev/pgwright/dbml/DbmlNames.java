package dev.pgwright.dbml;

import dev.pgwright.catalog.QualifiedName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The tables, enums and partials of a document by name, partials filled in. */
final class DbmlNames {
    private final Map<QualifiedName, TableShape> tables = new LinkedHashMap<>();
    private final Map<String, TableShape> aliases = new LinkedHashMap<>();
    private final Map<QualifiedName, DbmlElement.Enumeration> enums = new LinkedHashMap<>();
    private final Map<String, DbmlElement.TablePartial> partials = new LinkedHashMap<>();
    private final Map<List<String>, DbmlSettings> metadata = new LinkedHashMap<>();

    /** A table with what its partials give it. */
    record TableShape(
            DbmlElement.Table table,
            DbmlSettings settings,
            Map<String, DbmlTableItem.Column> columns,
            List<DbmlTableItem.Index> indexes,
            List<DbmlTableItem.Check> checks,
            DbmlValue.@Nullable Text note) {
        QualifiedName name() {
            return table.name().qualified();
        }
    }

    DbmlNames(DbmlDocument document) {
        document.of(DbmlElement.TablePartial.class)
                .forEach(partial -> partials.putIfAbsent(partial.name().text(), partial));
        document.of(DbmlElement.Metadata.class).forEach(this::addMetadata);
        for (DbmlElement.Table table : document.tables()) {
            TableShape shape = shape(table);
            tables.putIfAbsent(shape.name(), shape);
            if (table.alias() != null) {
                aliases.putIfAbsent(table.alias().text(), shape);
            }
        }
        document.of(DbmlElement.Enumeration.class)
                .forEach(enumeration -> enums.putIfAbsent(enumeration.name().qualified(), enumeration));
    }

    /** Later blocks and the blocks' own values win over what the element says, as in {@code @dbml/core}. */
    private void addMetadata(DbmlElement.Metadata block) {
        List<String> key = new ArrayList<>();
        key.add(block.kind());
        List<String> target = block.target().stream().map(DbmlName::text).toList();
        int parts = block.kind().equals("column") ? 3 : block.kind().equals("table") ? 2 : 1;
        if (target.size() < parts) {
            key.add(DbmlPath.DEFAULT_SCHEMA);
        }
        key.addAll(target);
        metadata.merge(key, block.settings(), (before, after) -> after.orElse(before));
    }

    private TableShape shape(DbmlElement.Table table) {
        List<DbmlTableItem.Index> indexes = new ArrayList<>();
        List<DbmlTableItem.Check> checks = new ArrayList<>();
        Set<String> own = new LinkedHashSet<>();
        table.columns().forEach(column -> own.add(column.name().text()));
        Map<String, DbmlTableItem.Column> columns = new LinkedHashMap<>();
        DbmlSettings settings = table.settings();
        DbmlValue.Text note = note(table.items(), table.settings());
        List<DbmlElement.TablePartial> injected = new ArrayList<>();
        for (DbmlTableItem item : table.items()) {
            if (item instanceof DbmlTableItem.Column column) {
                columns.putIfAbsent(column.name().text(), column);
            } else if (item instanceof DbmlTableItem.Indexes block) {
                indexes.addAll(block.entries());
            } else if (item instanceof DbmlTableItem.Checks block) {
                checks.addAll(block.entries());
            } else if (item instanceof DbmlTableItem.Injection injection) {
                DbmlElement.TablePartial partial =
                        partials.get(injection.partial().text());
                if (partial != null) {
                    injected.add(partial);
                    inject(partial, own, columns, indexes, checks);
                }
            }
        }
        // the last partial wins
        for (int i = injected.size() - 1; i >= 0; i--) {
            settings = settings.orElse(injected.get(i).settings());
            note = note == null ? note(injected.get(i).items(), injected.get(i).settings()) : note;
        }
        QualifiedName name = table.name().qualified();
        columns.replaceAll((column, item) -> new DbmlTableItem.Column(
                item.name(),
                item.type(),
                metadata("column", name.schema(), name.name(), column).orElse(item.settings()),
                item.span()));
        DbmlSettings extra = metadata("table", name.schema(), name.name());
        if (extra.get("note").isPresent() && extra.get("note").orElseThrow().value() instanceof DbmlValue.Text text) {
            note = text;
        }
        return new TableShape(table, extra.orElse(settings), columns, indexes, checks, note);
    }

    private static void inject(
            DbmlElement.TablePartial partial,
            Set<String> own,
            Map<String, DbmlTableItem.Column> columns,
            List<DbmlTableItem.Index> indexes,
            List<DbmlTableItem.Check> checks) {
        for (DbmlTableItem item : partial.items()) {
            if (item instanceof DbmlTableItem.Column column
                    && !own.contains(column.name().text())) {
                columns.remove(column.name().text());
                columns.put(column.name().text(), column);
            } else if (item instanceof DbmlTableItem.Indexes block) {
                indexes.addAll(block.entries());
            } else if (item instanceof DbmlTableItem.Checks block) {
                checks.addAll(block.entries());
            }
        }
    }

    private static DbmlValue.@Nullable Text note(List<DbmlTableItem> items, DbmlSettings settings) {
        return items.stream()
                .filter(DbmlTableItem.Note.class::isInstance)
                .map(item -> ((DbmlTableItem.Note) item).text())
                .reduce((first, second) -> second)
                .or(() -> settings.values("note", DbmlValue.Text.class).findFirst())
                .orElse(null);
    }

    /** What {@code Metadata} blocks say of an element. */
    DbmlSettings metadata(String... key) {
        return metadata.getOrDefault(List.of(key), DbmlSettings.NONE);
    }

    Collection<TableShape> tables() {
        return tables.values();
    }

    Optional<TableShape> table(QualifiedName name) {
        return Optional.ofNullable(tables.get(name));
    }

    /** The table that a path means: by name, or by alias when it has no schema. */
    Optional<TableShape> table(DbmlPath path) {
        TableShape byName = tables.get(path.qualified());
        return Optional.ofNullable(
                byName != null || path.schema() != null
                        ? byName
                        : aliases.get(path.name().text()));
    }

    /** Names to suggest in place of an unknown table. */
    List<String> tableNames() {
        List<String> names = new ArrayList<>(aliases.keySet());
        tables.keySet()
                .forEach(name -> names.add(
                        name.schema().equals(DbmlPath.DEFAULT_SCHEMA)
                                ? name.name()
                                : name.schema() + "." + name.name()));
        return names;
    }

    Optional<DbmlElement.Enumeration> enumeration(QualifiedName name) {
        return Optional.ofNullable(enums.get(name));
    }

    Collection<DbmlElement.Enumeration> enums() {
        return enums.values();
    }

    Optional<DbmlElement.TablePartial> partial(String name) {
        return Optional.ofNullable(partials.get(name));
    }

    Collection<String> partialNames() {
        return partials.keySet();
    }
}
