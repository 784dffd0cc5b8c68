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
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes the tree of a catalog: project, enums, each table with its references, groups, notes. */
final class DocumentBuilder {
    private static final Span NOWHERE = Span.at(0);

    private final Catalog catalog;
    private final DbmlExtras extras;
    private final DbmlTypes types;
    private final SerialColumns serials;
    private final Set<QualifiedName> shownTables = new HashSet<>();
    /** Ends of the relationships written so far: DBML has one relationship between two ends. */
    private final Set<Set<String>> relationships = new HashSet<>();

    DocumentBuilder(Catalog catalog, DbmlExtras extras) {
        this.catalog = catalog;
        this.extras = extras;
        this.serials = new SerialColumns(catalog);
        Map<QualifiedName, EnumType> enums = new HashMap<>();
        catalog.enums().stream().filter(type -> !type.values().isEmpty()).forEach(type -> enums.put(type.name(), type));
        this.types = new DbmlTypes(enums::containsKey);
        catalog.tables().stream()
                .filter(table -> !table.columns().isEmpty())
                .forEach(table -> shownTables.add(table.name()));
    }

    List<DbmlElement> elements() {
        List<DbmlElement> elements = new ArrayList<>();
        if (extras.projectName() != null || extras.projectNote() != null) {
            elements.add(new DbmlElement.Project(
                    extras.projectName() == null ? null : DbmlName.of(extras.projectName()),
                    List.of(DbmlSetting.text("database_type", "PostgreSQL")),
                    text(extras.projectNote()),
                    NOWHERE));
        }
        catalog.enums().stream()
                .filter(type -> !type.values().isEmpty())
                .forEach(type -> elements.add(enumeration(type)));
        for (Table table : catalog.tables()) {
            if (shownTables.contains(table.name())) {
                List<Constraint.ForeignKey> shown = table.foreignKeys().stream()
                        .filter(key -> isShown(table, key))
                        .toList();
                elements.add(new TableBuilder(serials, table, types, shown).table());
                shown.forEach(key -> elements.add(reference(table, key)));
            }
        }
        extras.groups().forEach(group -> elements.add(group(group)));
        extras.notes().forEach(note -> elements.add(note(note.name(), note.text(), note.color())));
        String sql = PostgresNote.text(catalog);
        if (!sql.isEmpty()) {
            elements.add(note(PostgresNote.NAME, sql, null));
        }
        return elements;
    }

    private static DbmlValue.@Nullable Text text(@Nullable String text) {
        return text == null ? null : DbmlValue.Text.of(text);
    }

    private static DbmlElement enumeration(EnumType type) {
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

    private static DbmlElement reference(Table table, Constraint.ForeignKey key) {
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

    private DbmlElement group(DbmlExtras.Group group) {
        return new DbmlElement.TableGroup(
                DbmlName.of(group.name()),
                color(group.color()),
                group.tables().stream()
                        .filter(shownTables::contains)
                        .map(DbmlPath::of)
                        .toList(),
                text(group.note()),
                NOWHERE);
    }

    private static DbmlElement note(String name, String text, @Nullable String color) {
        return new DbmlElement.StickyNote(DbmlName.of(name), color(color), DbmlValue.Text.of(text), NOWHERE);
    }

    private static DbmlSettings color(@Nullable String color) {
        return color == null
                ? DbmlSettings.NONE
                : new DbmlSettings(List.of(DbmlSetting.of("color", new DbmlValue.Color(color, NOWHERE))));
    }
}
