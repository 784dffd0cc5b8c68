package dev.pgwright.dbml;

import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.source.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Takes out of a document what no catalog knows. */
final class ExtrasReader {
    private static final Span NOWHERE = Span.at(0);
    /** Settings of references that are the foreign key's. */
    private static final Set<String> OF_KEY = Set.of("delete", "update");

    private final DbmlDocument document;
    private final DbmlNames names;
    private final List<DbmlElement> more = new ArrayList<>();

    ExtrasReader(DbmlDocument document, DbmlNames names) {
        this.document = document;
        this.names = names;
    }

    DbmlExtras extras() {
        DbmlElement.Project project = document.project().orElse(null);
        if (project != null) {
            properties(project);
        }
        document.tables().forEach(this::table);
        document.tables().forEach(this::columnSettings);
        document.of(DbmlElement.Metadata.class).stream()
                .filter(block -> block.kind().equals("column"))
                .forEach(block -> addMetadata("column", block.target(), own(block.settings())));
        document.of(DbmlElement.Enumeration.class).forEach(this::enumeration);
        document.tables().forEach(this::inlineReferences);
        document.of(DbmlElement.Reference.class).forEach(this::reference);
        document.of(DbmlElement.TableGroup.class)
                .forEach(group -> addMetadata(
                        "tablegroup", List.of(group.name()), custom(group.settings(), "tablegroup", group.name())));
        ownNotes()
                .forEach(note ->
                        addMetadata("note", List.of(note.name()), custom(note.settings(), "note", note.name())));
        document.tables().forEach(this::dependencies);
        document.tables()
                .forEach(table -> table.of(DbmlTableItem.Records.class)
                        .forEach(item -> more.add(records(table.name(), item.block()))));
        for (DbmlElement element : document.elements()) {
            if (element instanceof DbmlElement.Records records && records.table() != null) {
                more.add(records(DbmlPath.of(name(records.table())), records));
            } else if (element instanceof DbmlElement.TablePartial
                    || element instanceof DbmlElement.DiagramView
                    || element instanceof DbmlElement.Dependency) {
                more.add(element);
            }
        }
        return new DbmlExtras(
                project == null || project.name() == null
                        ? null
                        : project.name().text(),
                project == null || project.note() == null
                        ? null
                        : project.note().value(),
                document.of(DbmlElement.TableGroup.class).stream()
                        .map(this::group)
                        .toList(),
                ownNotes().map(this::note).toList(),
                more.isEmpty() ? null : DbmlPrinter.print(more));
    }

    private Stream<DbmlElement.StickyNote> ownNotes() {
        return document.of(DbmlElement.StickyNote.class).stream()
                .filter(note -> !note.name().text().equals(PostgresNote.NAME));
    }

    private QualifiedName name(DbmlPath path) {
        return names.table(path).map(DbmlNames.TableShape::name).orElse(path.qualified());
    }

    private void properties(DbmlElement.Project project) {
        boolean usual = project.properties().stream()
                .allMatch(property -> property.name().equals(ExtrasDocument.DATABASE_TYPE)
                        && property.value() instanceof DbmlValue.Text text
                        && text.value().equals(ExtrasDocument.POSTGRESQL));
        if (!usual) {
            more.add(new DbmlElement.Project(null, project.properties(), null, NOWHERE));
        }
    }

    /** A table with its alias, its own settings and its partials. */
    private void table(DbmlElement.Table table) {
        QualifiedName name = table.name().qualified();
        DbmlSettings settings =
                own(names.metadata("table", name.schema(), name.name()).orElse(table.settings()));
        List<DbmlTableItem> partials = List.copyOf(table.of(DbmlTableItem.Injection.class));
        if (table.alias() != null || !settings.list().isEmpty() || !partials.isEmpty()) {
            more.add(new DbmlElement.Table(DbmlPath.of(name), table.alias(), settings, partials, NOWHERE));
        }
    }

    private void columnSettings(DbmlElement.Table table) {
        for (DbmlTableItem.Column column : table.columns()) {
            List<DbmlName> target = new ArrayList<>();
            if (table.name().schema() != null) {
                target.add(table.name().schema());
            }
            target.add(table.name().name());
            target.add(column.name());
            addMetadata("column", target, ownOfColumn(column.settings()));
        }
    }

    private void addMetadata(String kind, List<DbmlName> target, DbmlSettings settings) {
        if (!settings.list().isEmpty()) {
            more.add(new DbmlElement.Metadata(kind, target, settings, NOWHERE));
        }
    }

    /** Without what the catalog has: notes and settings of PostgreSQL; and without dependencies, which get their own blocks. */
    private static DbmlSettings own(DbmlSettings settings) {
        return settings.without(setting -> setting.name().startsWith(PgSetting.PREFIX)
                || setting.name().equals("note")
                || setting.name().equals("dep"));
    }

    static DbmlSettings ownOfColumn(DbmlSettings settings) {
        return own(settings).without(setting -> SettingRules.COLUMN.names().contains(setting.name()));
    }

    private DbmlSettings custom(DbmlSettings settings, String kind, DbmlName name) {
        return own(names.metadata(kind, name.text()).orElse(settings))
                .without(setting -> setting.name().equals("color"));
    }

    private void enumeration(DbmlElement.Enumeration enumeration) {
        List<DbmlElement.EnumValue> noted = enumeration.values().stream()
                .filter(value -> !value.settings().list().isEmpty())
                .toList();
        if (!noted.isEmpty()) {
            more.add(new DbmlElement.Enumeration(enumeration.name(), noted, NOWHERE));
        }
    }

    /** An optional side is only said by the sign. */
    private void inlineReferences(DbmlElement.Table table) {
        for (DbmlTableItem.Column column : table.columns()) {
            column.settings()
                    .values("ref", DbmlValue.Target.class)
                    .filter(target -> isOptional(target.relation()))
                    .forEach(target -> {
                        List<DbmlName> path = target.path();
                        DbmlPath other = path.size() == 1
                                ? table.name()
                                : DbmlValueParser.path(path.subList(0, path.size() - 1));
                        more.add(new DbmlElement.Reference(
                                null,
                                end(table.name(), List.of(column.name())),
                                target.relation(),
                                end(other, List.of(path.get(path.size() - 1))),
                                DbmlSettings.NONE,
                                NOWHERE));
                    });
        }
    }

    private DbmlElement.End end(DbmlPath table, List<DbmlName> endColumns) {
        return new DbmlElement.End(DbmlPath.of(name(table)), endColumns, NOWHERE);
    }

    private static boolean isOptional(DbmlRelation relation) {
        return relation.sign().contains("?") && relation.kind() != DbmlRelation.Kind.MANY_TO_MANY;
    }

    private void reference(DbmlElement.Reference reference) {
        boolean inactive = reference.settings().has("inactive");
        boolean junction = reference.relation().kind() == DbmlRelation.Kind.MANY_TO_MANY;
        DbmlSettings settings = inactive
                ? reference.settings()
                : reference.settings().without(setting -> OF_KEY.contains(setting.name()));
        if (inactive || !junction && (!settings.list().isEmpty() || isOptional(reference.relation()))) {
            more.add(new DbmlElement.Reference(
                    inactive ? reference.name() : null,
                    end(reference.left().table(), reference.left().columns()),
                    reference.relation(),
                    end(reference.right().table(), reference.right().columns()),
                    settings,
                    NOWHERE));
        }
    }

    /** What is said in settings of tables and columns, as blocks. */
    private void dependencies(DbmlElement.Table table) {
        List<DbmlName> path = path(table.name());
        table.settings().values("dep", DbmlValue.Arrow.class).forEach(arrow -> dependency(path, arrow));
        for (DbmlTableItem.Column column : table.columns()) {
            List<DbmlName> own = new ArrayList<>(path);
            own.add(column.name());
            column.settings().values("dep", DbmlValue.Arrow.class).forEach(arrow -> dependency(own, arrow));
        }
    }

    private static List<DbmlName> path(DbmlPath table) {
        return table.schema() == null ? List.of(table.name()) : List.of(table.schema(), table.name());
    }

    private void dependency(List<DbmlName> own, DbmlValue.Arrow arrow) {
        more.add(new DbmlElement.Dependency(
                null,
                DbmlSettings.NONE,
                List.of(new DbmlElement.Edge(own, arrow.forward(), arrow.path(), DbmlSettings.NONE, NOWHERE)),
                List.of(),
                null,
                NOWHERE));
    }

    /** Rows with the names of their columns, which those in the block of a table may leave out. */
    private DbmlElement.Records records(DbmlPath table, DbmlElement.Records block) {
        List<DbmlName> columns = block.columns().isEmpty()
                ? names.table(table).stream()
                        .flatMap(shape -> shape.columns().values().stream())
                        .map(DbmlTableItem.Column::name)
                        .toList()
                : block.columns();
        return new DbmlElement.Records(table, columns, block.settings(), block.rows(), NOWHERE);
    }

    private DbmlExtras.Group group(DbmlElement.TableGroup group) {
        List<QualifiedName> tables = group.tables().stream().map(this::name).toList();
        DbmlSettings settings =
                names.metadata("tablegroup", group.name().text()).orElse(group.settings());
        String note = group.note() == null
                ? settings.text("note").orElse(null)
                : group.note().value();
        return new DbmlExtras.Group(group.name().text(), tables, note, color(settings));
    }

    private DbmlExtras.Note note(DbmlElement.StickyNote note) {
        DbmlSettings settings = names.metadata("note", note.name().text()).orElse(note.settings());
        return new DbmlExtras.Note(note.name().text(), note.text().value(), color(settings));
    }

    private static @Nullable String color(DbmlSettings settings) {
        return Stream.concat(
                        settings.values("color", DbmlValue.Color.class).map(DbmlValue.Color::text),
                        settings.values("color", DbmlValue.Words.class).map(DbmlValue.Words::text))
                .findFirst()
                .orElse(null);
    }
}
