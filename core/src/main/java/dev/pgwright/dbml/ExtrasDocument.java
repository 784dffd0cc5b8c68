package dev.pgwright.dbml;

import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.finding.PgwrightException.Problem;
import dev.pgwright.source.SourceFile;
import dev.pgwright.source.Span;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@link DbmlExtras} as blocks: whole ones, and what is to be added to tables, enums and references of a catalog. */
final class ExtrasDocument {
    static final String DATABASE_TYPE = "database_type";
    static final String POSTGRESQL = "PostgreSQL";

    private static final Span NOWHERE = Span.at(0);

    private final DbmlExtras extras;
    private final DbmlDocument more;
    private final Map<QualifiedName, DbmlElement.Table> tables = new HashMap<>();
    private final Map<QualifiedName, DbmlElement.Enumeration> enums = new HashMap<>();
    private final Map<Set<String>, DbmlElement.Reference> references = new HashMap<>();
    private final Map<List<String>, DbmlSettings> metadata = new HashMap<>();

    /** @throws dev.pgwright.finding.PgwrightException if what was edited is no DBML */
    ExtrasDocument(DbmlExtras extras) {
        this.extras = extras;
        SourceFile text = SourceFile.of("what only DBML says", extras.more() == null ? "" : extras.more());
        List<Problem> problems = new ArrayList<>();
        DbmlDocument document = Dbml.tree(text, DbmlSources.of(text), problems);
        this.more = new DbmlParse(document, problems).require();
        more.tables().forEach(table -> tables.put(table.name().qualified(), table));
        more.of(DbmlElement.Enumeration.class)
                .forEach(type -> enums.put(type.name().qualified(), type));
        more.of(DbmlElement.Reference.class).forEach(reference -> references.put(ends(reference), reference));
        more.of(DbmlElement.Metadata.class)
                .forEach(block -> metadata.merge(
                        key(block.kind(), block.target()), block.settings(), (before, after) -> after.orElse(before)));
    }

    /** All blocks, without a catalog. */
    List<DbmlElement> elements() {
        List<DbmlElement> elements = new ArrayList<>(projects());
        elements.addAll(more.of(DbmlElement.TablePartial.class));
        elements.addAll(more.tables());
        more.of(DbmlElement.Metadata.class).stream()
                .filter(block -> block.kind().equals("column"))
                .forEach(elements::add);
        elements.addAll(more.of(DbmlElement.Enumeration.class));
        elements.addAll(more.of(DbmlElement.Reference.class));
        elements.addAll(groups());
        elements.addAll(behind());
        elements.addAll(notes());
        elements.addAll(views());
        return elements;
    }

    /** Ends in whatever order, as one relationship can be between them only. */
    static Set<String> ends(DbmlElement.Reference reference) {
        return Set.of(
                end(reference.left().table().qualified(), reference.left().columns()),
                end(reference.right().table().qualified(), reference.right().columns()));
    }

    private static String end(QualifiedName table, List<DbmlName> columns) {
        return table + "("
                + String.join(",", columns.stream().map(DbmlName::text).sorted().toList()) + ")";
    }

    private static List<String> key(String kind, List<DbmlName> target) {
        List<String> key = new ArrayList<>(List.of(kind));
        if (kind.equals("column") && target.size() == 2) {
            key.add(DbmlPath.DEFAULT_SCHEMA);
        }
        target.forEach(name -> key.add(name.text()));
        return key;
    }

    /** The block of the project, if there is anything to say in it. */
    List<DbmlElement> projects() {
        List<DbmlSetting> properties =
                more.project().map(DbmlElement.Project::properties).orElse(List.of());
        if (extras.projectName() == null && extras.projectNote() == null && properties.isEmpty()) {
            return List.of();
        }
        return List.of(new DbmlElement.Project(
                extras.projectName() == null ? null : DbmlName.of(extras.projectName()),
                properties.isEmpty() ? List.of(DbmlSetting.text(DATABASE_TYPE, POSTGRESQL)) : properties,
                text(extras.projectNote()),
                NOWHERE));
    }

    private static DbmlValue.@Nullable Text text(@Nullable String text) {
        return text == null ? null : DbmlValue.Text.of(text);
    }

    List<DbmlElement.TablePartial> partials() {
        return more.of(DbmlElement.TablePartial.class);
    }

    /** The names of the partials that a table takes in. */
    List<String> partialsOf(QualifiedName table) {
        DbmlElement.Table found = tables.get(table);
        return found == null
                ? List.of()
                : found.of(DbmlTableItem.Injection.class).stream()
                        .map(item -> item.partial().text())
                        .toList();
    }

    /** A table with its alias and its settings; those of columns stand at the columns. */
    DbmlElement.Table complete(DbmlElement.Table table) {
        QualifiedName name = table.name().qualified();
        DbmlElement.Table found = tables.get(name);
        List<DbmlTableItem> items = new ArrayList<>();
        for (DbmlTableItem item : table.items()) {
            items.add(
                    item instanceof DbmlTableItem.Column column
                            ? new DbmlTableItem.Column(
                                    column.name(),
                                    column.type(),
                                    column.settings()
                                            .and(ofColumn(name, column.name().text())),
                                    column.span())
                            : item);
        }
        return new DbmlElement.Table(
                table.name(),
                found == null ? null : found.alias(),
                found == null ? table.settings() : found.settings().and(table.settings()),
                items,
                table.span());
    }

    /** The settings of columns that a table has from a partial, which have no place but a block of their own. */
    List<DbmlElement> settingsElsewhere(DbmlElement.Table table) {
        Set<String> own = Set.copyOf(
                table.columns().stream().map(column -> column.name().text()).toList());
        return List.copyOf(more.of(DbmlElement.Metadata.class).stream()
                .filter(block -> block.kind().equals("column"))
                .filter(block -> DbmlValueParser.path(
                                block.target().subList(0, block.target().size() - 1))
                        .qualified()
                        .equals(table.name().qualified()))
                .filter(block -> !own.contains(
                        block.target().get(block.target().size() - 1).text()))
                .toList());
    }

    private DbmlSettings ofColumn(QualifiedName table, String column) {
        return metadata.getOrDefault(List.of("column", table.schema(), table.name(), column), DbmlSettings.NONE);
    }

    DbmlElement.Enumeration complete(DbmlElement.Enumeration type) {
        DbmlElement.Enumeration found = enums.get(type.name().qualified());
        if (found == null) {
            return type;
        }
        Map<String, DbmlSettings> settings = new HashMap<>();
        found.values().forEach(value -> settings.put(value.name().text(), value.settings()));
        return new DbmlElement.Enumeration(
                type.name(),
                type.values().stream()
                        .map(value -> new DbmlElement.EnumValue(
                                value.name(), settings.getOrDefault(value.name().text(), value.settings())))
                        .toList(),
                type.span());
    }

    /** A reference in the direction, with the sign and the settings that it had. */
    DbmlElement.Reference complete(DbmlElement.Reference reference) {
        DbmlElement.Reference found = references.get(ends(reference));
        if (found == null || found.settings().has("inactive") || !sameSide(found, reference)) {
            return reference;
        }
        return new DbmlElement.Reference(
                reference.name(),
                found.left(),
                found.relation(),
                found.right(),
                reference.settings().and(found.settings()),
                reference.span());
    }

    /** Whether both have the key at the same table. */
    private static boolean sameSide(DbmlElement.Reference left, DbmlElement.Reference right) {
        return keySide(left).table().qualified().equals(keySide(right).table().qualified())
                && keySide(left).columns().stream()
                        .map(DbmlName::text)
                        .toList()
                        .equals(keySide(right).columns().stream()
                                .map(DbmlName::text)
                                .toList());
    }

    private static DbmlElement.End keySide(DbmlElement.Reference reference) {
        return reference.relation().kind() == DbmlRelation.Kind.MANY_TO_ONE ? reference.left() : reference.right();
    }

    /** References that make no key, but for those between whose ends there is one by now. */
    List<DbmlElement> inactive(Set<Set<String>> keys) {
        return List.copyOf(more.of(DbmlElement.Reference.class).stream()
                .filter(reference -> reference.settings().has("inactive") && !keys.contains(ends(reference)))
                .toList());
    }

    List<DbmlElement.TableGroup> groups() {
        List<DbmlElement.TableGroup> groups = new ArrayList<>();
        extras.groups()
                .forEach(group -> groups.add(new DbmlElement.TableGroup(
                        DbmlName.of(group.name()),
                        color(group.color()).and(ofBlock("tablegroup", group.name())),
                        group.tables().stream().map(DbmlPath::of).toList(),
                        text(group.note()),
                        NOWHERE)));
        return groups;
    }

    /** Dependencies and rows. */
    List<DbmlElement> behind() {
        List<DbmlElement> behind = new ArrayList<>(more.of(DbmlElement.Dependency.class));
        behind.addAll(more.of(DbmlElement.Records.class));
        return behind;
    }

    List<DbmlElement> notes() {
        List<DbmlElement> notes = new ArrayList<>();
        extras.notes()
                .forEach(note -> notes.add(new DbmlElement.StickyNote(
                        DbmlName.of(note.name()),
                        color(note.color()).and(ofBlock("note", note.name())),
                        DbmlValue.Text.of(note.text()),
                        NOWHERE)));
        return notes;
    }

    List<DbmlElement> views() {
        return List.copyOf(more.of(DbmlElement.DiagramView.class));
    }

    private DbmlSettings ofBlock(String kind, String name) {
        return metadata.getOrDefault(List.of(kind, name), DbmlSettings.NONE);
    }

    private static DbmlSettings color(@Nullable String color) {
        if (color == null) {
            return DbmlSettings.NONE;
        }
        DbmlValue value = color.startsWith("#") ? new DbmlValue.Color(color, NOWHERE) : DbmlValue.Words.of(color);
        return new DbmlSettings(List.of(DbmlSetting.of("color", value)));
    }
}
