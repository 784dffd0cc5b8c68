package dev.pgwright.dbml;

import dev.pgwright.catalog.Catalog;
import dev.pgwright.catalog.Constraint;
import dev.pgwright.catalog.EnumType;
import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.catalog.ReferentialAction;
import dev.pgwright.catalog.Table;
import dev.pgwright.source.Span;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Makes the tree of a catalog: project, enums, each table with its references, groups, notes. */
final class DocumentBuilder {
    private static final Span NOWHERE = Span.at(0);

    private final Catalog catalog;
    private final ExtrasDocument extras;
    private final DbmlTypes types;
    private final SerialColumns serials;
    private final Set<QualifiedName> shownTables = new HashSet<>();
    /** Ends of the relationships written so far: DBML has one relationship between two ends. */
    private final Set<Set<String>> relationships = new HashSet<>();

    DocumentBuilder(Catalog catalog, DbmlExtras extras) {
        this.catalog = catalog;
        this.extras = new ExtrasDocument(extras);
        this.serials = new SerialColumns(catalog);
        Map<QualifiedName, EnumType> enums = new HashMap<>();
        catalog.enums().stream().filter(type -> !type.values().isEmpty()).forEach(type -> enums.put(type.name(), type));
        this.types = new DbmlTypes(enums::containsKey);
        catalog.tables().stream()
                .filter(table -> !table.columns().isEmpty())
                .forEach(table -> shownTables.add(table.name()));
    }

    List<DbmlElement> elements() {
        List<DbmlElement> elements = new ArrayList<>(extras.projects());
        catalog.enums().stream()
                .filter(type -> !type.values().isEmpty())
                .forEach(type -> elements.add(extras.complete(enumeration(type))));
        List<DbmlElement.Table> tables = new ArrayList<>();
        Map<QualifiedName, List<Constraint.ForeignKey>> keys = new HashMap<>();
        for (Table table : catalog.tables()) {
            if (shownTables.contains(table.name())) {
                List<Constraint.ForeignKey> shown = table.foreignKeys().stream()
                        .filter(key -> isShown(table, key))
                        .toList();
                keys.put(table.name(), shown);
                tables.add(new TableBuilder(serials, table, types, shown).table());
            }
        }
        PartialFolding partials = new PartialFolding(extras, tables);
        elements.addAll(partials.partials());
        Iterator<DbmlElement.Table> folded = partials.tables().iterator();
        List<DbmlElement> settings = new ArrayList<>();
        for (Table table : catalog.tables()) {
            if (shownTables.contains(table.name())) {
                DbmlElement.Table block = folded.next();
                elements.add(extras.complete(block));
                settings.addAll(extras.settingsElsewhere(block));
                keys.getOrDefault(table.name(), List.of())
                        .forEach(key -> elements.add(extras.complete(reference(table, key))));
            }
        }
        elements.addAll(extras.inactive(relationships));
        elements.addAll(settings);
        extras.groups().forEach(group -> elements.add(shown(group)));
        elements.addAll(extras.behind());
        elements.addAll(extras.notes());
        elements.addAll(extras.views());
        String sql = PostgresNote.text(catalog);
        if (!sql.isEmpty()) {
            elements.add(new DbmlElement.StickyNote(
                    DbmlName.of(PostgresNote.NAME), DbmlSettings.NONE, DbmlValue.Text.of(sql), NOWHERE));
        }
        return elements;
    }

    private static DbmlElement.Enumeration enumeration(EnumType type) {
        return new DbmlElement.Enumeration(
                DbmlPath.of(type.name()),
                type.values().stream()
                        .map(value -> new DbmlElement.EnumValue(DbmlName.of(value), DbmlSettings.NONE))
                        .toList(),
                NOWHERE);
    }

    /** Whether DBML can show a key: not a second one between the same columns, nor of a column to itself. */
    private boolean isShown(Table table, Constraint.ForeignKey key) {
        if (!shownTables.contains(key.referenced())) {
            return false;
        }
        String from = table.name() + "(" + sorted(key.columns()) + ")";
        String to = key.referenced() + "(" + sorted(key.referencedColumns()) + ")";
        return !from.equals(to) && relationships.add(Set.of(from, to));
    }

    private static String sorted(List<String> columns) {
        return String.join(",", columns.stream().sorted().toList());
    }

    private static DbmlElement.Reference reference(Table table, Constraint.ForeignKey key) {
        List<DbmlSetting> settings = new ArrayList<>();
        addAction(settings, "delete", key.onDelete());
        addAction(settings, "update", key.onUpdate());
        DbmlElement.End from = end(table.name(), key.columns());
        DbmlElement.End to = end(key.referenced(), key.referencedColumns());
        boolean isDefault =
                key.name().equals(DefaultNames.foreignKey(table.name().name(), key.columns()));
        boolean one = isUnique(table, key.columns());
        return new DbmlElement.Reference(
                isDefault ? null : DbmlName.of(key.name()),
                one ? to : from,
                DbmlRelation.of(one ? "-" : ">").orElseThrow(),
                one ? from : to,
                new DbmlSettings(settings),
                NOWHERE);
    }

    private static void addAction(List<DbmlSetting> settings, String name, ReferentialAction action) {
        if (action != ReferentialAction.NO_ACTION) {
            settings.add(DbmlSetting.of(name, DbmlValue.Words.of(action.sql().toLowerCase(Locale.ROOT))));
        }
    }

    private static boolean isUnique(Table table, List<String> columns) {
        Set<String> wanted = new HashSet<>(columns);
        return table.constraints().stream()
                .anyMatch(constraint ->
                        constraint instanceof Constraint.PrimaryKey key && wanted.equals(new HashSet<>(key.columns()))
                                || constraint instanceof Constraint.Unique unique
                                        && wanted.equals(new HashSet<>(unique.columns())));
    }

    private static DbmlElement.End end(QualifiedName table, List<String> columns) {
        return new DbmlElement.End(
                DbmlPath.of(table), columns.stream().map(DbmlName::of).toList(), NOWHERE);
    }

    /** A group without the tables that have no columns, which DBML cannot show. */
    private DbmlElement shown(DbmlElement.TableGroup group) {
        return new DbmlElement.TableGroup(
                group.name(),
                group.settings(),
                group.tables().stream()
                        .filter(table -> shownTables.contains(table.qualified()))
                        .toList(),
                group.note(),
                NOWHERE);
    }
}
