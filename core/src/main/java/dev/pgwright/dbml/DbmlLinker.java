package dev.pgwright.dbml;

import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.dbml.DbmlElement.ImportKind;
import dev.pgwright.dbml.DbmlModule.Key;
import dev.pgwright.dbml.DbmlModule.Thing;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Puts one document together from a file and what it takes from others: things get the names they have in that file, and
 * relationships, rows and metadata of imported tables come with them. An enum that an imported table needs comes as well.
 */
final class DbmlLinker {
    private final DbmlModule module;
    private final Collection<DbmlModule> all;
    private final Set<Thing> things = new LinkedHashSet<>();

    DbmlLinker(DbmlModule module, Collection<DbmlModule> all) {
        this.module = module;
        this.all = all;
    }

    DbmlDocument document() {
        List<DbmlElement> elements = new ArrayList<>();
        for (DbmlElement element : module.document.elements()) {
            elements.add(named(module, element));
        }
        for (Thing thing : List.copyOf(module.scope.values())) {
            if (thing.home != module && things.add(thing)) {
                needEnums(thing);
            }
        }
        module.scope.values().stream().filter(thing -> thing.home != module).forEach(things::add);
        things.forEach(thing -> elements.add(imported(thing)));
        for (DbmlModule other : all) {
            if (other != module) {
                other.document.elements().stream()
                        .filter(element -> isAboutKnown(other, element))
                        .forEach(element -> elements.add(named(other, element)));
            }
        }
        return new DbmlDocument(
                module.document.source(), module.document.sources(), elements, module.document.comments());
    }

    private void needEnums(Thing thing) {
        if (thing.element instanceof DbmlElement.Table table) {
            for (DbmlTableItem.Column column : table.columns()) {
                Thing type = thing.home.enumeration(column.type().path());
                if (type != null && module.nameOf(type) == null) {
                    module.scope.putIfAbsent(new Key(ImportKind.ENUM, type.key.name()), type);
                }
            }
        }
    }

    /** Whether all tables are known here that an element of another file speaks of. */
    private boolean isAboutKnown(DbmlModule other, DbmlElement element) {
        if (element instanceof DbmlElement.Reference reference) {
            return isImported(other, reference.left().table())
                    && isImported(other, reference.right().table());
        } else if (element instanceof DbmlElement.Records records) {
            return records.table() != null && isImported(other, records.table());
        } else if (element instanceof DbmlElement.Metadata metadata) {
            List<DbmlName> target = metadata.target();
            boolean ofColumn = metadata.kind().equals("column") && target.size() > 1;
            return metadata.kind().equals("table") && isImported(other, DbmlValueParser.path(target))
                    || ofColumn && isImported(other, DbmlValueParser.path(target.subList(0, target.size() - 1)));
        }
        return false;
    }

    private boolean isImported(DbmlModule other, DbmlPath path) {
        Thing thing = other.table(path);
        return thing != null && module.nameOf(thing) != null;
    }

    private DbmlElement imported(Thing thing) {
        DbmlPath name = path(thing, DbmlPath.of(thing.key.name()));
        DbmlModule home = thing.home;
        if (thing.element instanceof DbmlElement.Table table) {
            // the alias is a name of the other file
            return new DbmlElement.Table(
                    at(name, table.name()), null, table.settings(), items(home, table.items()), table.span());
        } else if (thing.element instanceof DbmlElement.Enumeration item) {
            return new DbmlElement.Enumeration(at(name, item.name()), item.values(), item.span());
        } else if (thing.element instanceof DbmlElement.TableGroup item) {
            return new DbmlElement.TableGroup(
                    new DbmlName(name.name().text(), item.name().span()),
                    item.settings(),
                    item.tables().stream().map(table -> table(home, table)).toList(),
                    item.note(),
                    item.span());
        } else if (thing.element instanceof DbmlElement.TablePartial item) {
            return new DbmlElement.TablePartial(
                    new DbmlName(name.name().text(), item.name().span()),
                    item.settings(),
                    items(home, item.items()),
                    item.span());
        } else if (thing.element instanceof DbmlElement.StickyNote item) {
            return new DbmlElement.StickyNote(
                    new DbmlName(name.name().text(), item.name().span()), item.settings(), item.text(), item.span());
        }
        throw new IllegalStateException("not to be imported: " + thing.element);
    }

    /** An element with the names that this file has for what it speaks of. */
    private DbmlElement named(DbmlModule from, DbmlElement element) {
        if (element instanceof DbmlElement.Table table) {
            return new DbmlElement.Table(
                    table.name(), table.alias(), table.settings(), items(from, table.items()), table.span());
        } else if (element instanceof DbmlElement.TablePartial partial) {
            return new DbmlElement.TablePartial(
                    partial.name(), partial.settings(), items(from, partial.items()), partial.span());
        } else if (element instanceof DbmlElement.Reference item) {
            return new DbmlElement.Reference(
                    item.name(),
                    end(from, item.left()),
                    item.relation(),
                    end(from, item.right()),
                    item.settings(),
                    item.span());
        } else if (element instanceof DbmlElement.TableGroup group) {
            return new DbmlElement.TableGroup(
                    group.name(),
                    group.settings(),
                    group.tables().stream().map(table -> table(from, table)).toList(),
                    group.note(),
                    group.span());
        } else if (element instanceof DbmlElement.Records records && records.table() != null) {
            return new DbmlElement.Records(
                    table(from, records.table()),
                    records.columns(),
                    records.settings(),
                    records.rows(),
                    records.span());
        } else if (element instanceof DbmlElement.Metadata metadata && from != module) {
            boolean ofColumn = metadata.kind().equals("column");
            List<DbmlName> target = metadata.target();
            int names = ofColumn ? target.size() - 1 : target.size();
            DbmlPath path = table(from, DbmlValueParser.path(target.subList(0, names)));
            List<DbmlName> renamed = new ArrayList<>();
            if (path.schema() != null) {
                renamed.add(path.schema());
            }
            renamed.add(path.name());
            renamed.addAll(target.subList(names, target.size()));
            return new DbmlElement.Metadata(metadata.kind(), renamed, metadata.settings(), metadata.span());
        }
        return element;
    }

    private List<DbmlTableItem> items(DbmlModule from, List<DbmlTableItem> items) {
        return items.stream()
                .map(item -> item instanceof DbmlTableItem.Column column
                        ? column(from, column)
                        : item instanceof DbmlTableItem.Injection injection ? injection(from, injection) : item)
                .toList();
    }

    private DbmlTableItem injection(DbmlModule from, DbmlTableItem.Injection injection) {
        Thing partial =
                from.scope.get(DbmlModule.key(ImportKind.TABLE_PARTIAL, new DbmlPath(null, injection.partial())));
        QualifiedName name = partial == null ? null : module.nameOf(partial);
        return name == null
                ? injection
                : new DbmlTableItem.Injection(
                        new DbmlName(name.name(), injection.partial().span()), injection.span());
    }

    private DbmlTableItem column(DbmlModule from, DbmlTableItem.Column column) {
        Thing type = from.enumeration(column.type().path());
        DbmlType renamed = type == null
                ? column.type()
                : new DbmlType(
                        path(type, column.type().path()),
                        column.type().suffix(),
                        column.type().span());
        List<DbmlSetting> settings = new ArrayList<>();
        for (DbmlSetting setting : column.settings().list()) {
            DbmlSetting kept = setting(from, setting);
            if (kept != null) {
                settings.add(kept);
            }
        }
        return new DbmlTableItem.Column(column.name(), renamed, new DbmlSettings(settings), column.span());
    }

    /** A setting with this file's names; null for what leads to a table that this file does not take. */
    private @Nullable DbmlSetting setting(DbmlModule from, DbmlSetting setting) {
        DbmlValue value = setting.value();
        if (value instanceof DbmlValue.Target target && target.path().size() > 1) {
            List<DbmlName> path = renamed(from, target.path());
            return path == null
                    ? null
                    : new DbmlSetting(
                            setting.name(),
                            setting.span(),
                            new DbmlValue.Target(target.relation(), path, target.span()));
        } else if (value instanceof DbmlValue.Arrow arrow && arrow.path().size() > 1) {
            List<DbmlName> path = renamed(from, arrow.path());
            return path == null
                    ? null
                    : new DbmlSetting(
                            setting.name(), setting.span(), new DbmlValue.Arrow(arrow.forward(), path, arrow.span()));
        } else if (value instanceof DbmlValue.Dotted dotted) {
            List<DbmlName> names = dotted.names();
            Thing type = from.enumeration(DbmlValueParser.path(names.subList(0, names.size() - 1)));
            if (type != null) {
                DbmlPath path = path(type, DbmlValueParser.path(names.subList(0, names.size() - 1)));
                return new DbmlSetting(
                        setting.name(),
                        setting.span(),
                        new DbmlValue.Dotted(names(path, names.get(names.size() - 1)), dotted.span()));
            }
        }
        return setting;
    }

    private @Nullable List<DbmlName> renamed(DbmlModule from, List<DbmlName> column) {
        DbmlPath written = DbmlValueParser.path(column.subList(0, column.size() - 1));
        Thing thing = from.table(written);
        if (from != module && (thing == null || module.nameOf(thing) == null)) {
            return null;
        }
        return thing == null ? column : names(path(thing, written), column.get(column.size() - 1));
    }

    private static List<DbmlName> names(DbmlPath path, DbmlName last) {
        return path.schema() == null ? List.of(path.name(), last) : List.of(path.schema(), path.name(), last);
    }

    private DbmlElement.End end(DbmlModule from, DbmlElement.End end) {
        return new DbmlElement.End(table(from, end.table()), end.columns(), end.span());
    }

    private DbmlPath table(DbmlModule from, DbmlPath path) {
        Thing thing = from.table(path);
        return thing == null ? path : path(thing, path);
    }

    /** The path of a thing here; its places are those of the path as written. */
    private DbmlPath path(Thing thing, DbmlPath written) {
        QualifiedName name = module.nameOf(thing);
        return name == null ? written : at(DbmlPath.of(name), written);
    }

    private static DbmlPath at(DbmlPath path, DbmlPath written) {
        return new DbmlPath(
                path.schema() == null ? null : new DbmlName(path.schema().text(), written.span()),
                new DbmlName(path.name().text(), written.name().span()));
    }
}
