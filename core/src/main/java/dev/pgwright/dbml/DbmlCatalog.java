package dev.pgwright.dbml;

import dev.pgwright.catalog.Access;
import dev.pgwright.catalog.Catalog;
import dev.pgwright.catalog.CompositeType;
import dev.pgwright.catalog.DefinedObject;
import dev.pgwright.catalog.DomainType;
import dev.pgwright.catalog.EnumType;
import dev.pgwright.catalog.Extension;
import dev.pgwright.catalog.Index;
import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.catalog.RangeType;
import dev.pgwright.catalog.Routine;
import dev.pgwright.catalog.Schema;
import dev.pgwright.catalog.Sequence;
import dev.pgwright.catalog.Table;
import dev.pgwright.catalog.Trigger;
import dev.pgwright.catalog.View;
import dev.pgwright.finding.DidYouMean;
import dev.pgwright.finding.ErrorCode;
import dev.pgwright.finding.PgwrightException;
import dev.pgwright.finding.PgwrightException.Problem;
import dev.pgwright.source.SourceFile;
import dev.pgwright.source.Span;
import dev.pgwright.sql.Identifiers;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Turns a document into a catalog without a server. What has no name gets the one PostgreSQL would give; {@code
 * increment} is {@code GENERATED ALWAYS AS IDENTITY}; {@code <>} becomes a junction table as {@code @dbml/core} makes one.
 */
public final class DbmlCatalog {
    private final DbmlDocument document;
    private final List<Problem> problems = new ArrayList<>();
    private final NamePool pool = new NamePool();
    private final Map<QualifiedName, TableDraft> drafts = new LinkedHashMap<>();
    private final List<Sequence> sequences = new ArrayList<>();

    private DbmlCatalog(DbmlDocument document) {
        this.document = document;
    }

    /** Reads and converts a file. */
    public static DbmlSchema read(SourceFile source) {
        return toCatalog(Dbml.read(source));
    }

    /** Reads and converts a file and those it takes from. */
    public static DbmlSchema read(SourceFile source, DbmlFiles files) {
        return toCatalog(Dbml.parse(source, files).require());
    }

    /**
     * What a document means.
     *
     * @param document one that parsed without problems
     * @throws PgwrightException with every problem: settings {@code pg_...} that cannot be read, two primary keys, ...
     */
    public static DbmlSchema toCatalog(DbmlDocument document) {
        DbmlCatalog reader = new DbmlCatalog(document);
        DbmlSchema schema = reader.schema();
        if (!reader.problems.isEmpty()) {
            reader.problems.sort((left, right) -> left.place().compareTo(right.place()));
            throw new PgwrightException(ErrorCode.INPUT, reader.problems);
        }
        return schema;
    }

    void problem(Span span, String message, @Nullable String hint) {
        problems.add(new Problem(document.sources().place(span.start()), message, hint));
    }

    private DbmlSchema schema() {
        DbmlNames names = new DbmlNames(document);
        PostgresNoteReader note = new PostgresNoteReader(document.of(DbmlElement.StickyNote.class).stream()
                .filter(sticky -> sticky.name().text().equals(PostgresNote.NAME))
                .map(sticky -> sticky.text().value())
                .findFirst()
                .orElse(""));
        DbmlTypes types = new DbmlTypes(name -> names.enumeration(name).isPresent());
        reserveNames(names, note);
        for (DbmlNames.TableShape shape : names.tables()) {
            TableDraft draft = new TableReader(this, shape, types, pool, sequences).draft();
            drafts.put(draft.name, draft);
        }
        new ReferenceReader(this, document, names, drafts, pool).run();
        pool.assign();
        drafts.values().forEach(this::applyAttributes);
        note.emptyTables.forEach((name, unlogged) -> {
            TableDraft draft = new TableDraft(name, Span.at(0));
            draft.unlogged = unlogged;
            drafts.put(name, draft);
        });
        note.triggers.removeIf(trigger -> {
            TableDraft draft = drafts.get(trigger.relation());
            return draft != null && draft.triggers.add(commented(note, trigger));
        });
        return assemble(names, note);
    }

    private void reserveNames(DbmlNames names, PostgresNoteReader note) {
        names.tables()
                .forEach(shape -> pool.take(shape.name().schema(), shape.name().name(), NamePool.Kind.RELATION));
        note.views.forEach(view -> pool.take(view.name().schema(), view.name().name(), NamePool.Kind.RELATION));
        note.sequences.forEach(
                sequence -> pool.take(sequence.name().schema(), sequence.name().name(), NamePool.Kind.RELATION));
    }

    private void applyAttributes(TableDraft draft) {
        for (ConstraintClauses.Entry entry : draft.attributes) {
            boolean found = false;
            for (int i = 0; i < draft.constraints.size(); i++) {
                if (draft.constraints.get(i).name().equals(entry.name())) {
                    draft.constraints.set(i, ConstraintClauses.add(draft.constraints.get(i), entry.attributes()));
                    found = true;
                }
            }
            if (!found) {
                problem(
                        draft.attributesSpan,
                        "pg_constraints speaks of '" + entry.name() + "', but '" + draft.name.name()
                                + "' has no such constraint",
                        DidYouMean.hint(
                                        entry.name(),
                                        draft.constraints.stream()
                                                .map(constraint -> constraint.name())
                                                .toList())
                                .orElse(null));
            }
        }
    }

    private static Trigger commented(PostgresNoteReader note, PostgresNoteReader.RelationTrigger trigger) {
        Trigger plain = trigger.trigger();
        String comment = note.comments.remove("TRIGGER " + Identifiers.quoteIdentifier(plain.name()) + " ON "
                + IndexClauses.qualified(trigger.relation()));
        return new Trigger(plain.name(), plain.definition(), plain.firing(), comment);
    }

    private DbmlSchema assemble(DbmlNames names, PostgresNoteReader note) {
        List<EnumType> enums = new ArrayList<>();
        names.enums()
                .forEach(type -> enums.add(new EnumType(
                        type.name().qualified(),
                        type.values().stream().map(value -> value.name().text()).toList(),
                        null)));
        enums.addAll(note.enums);
        enums.replaceAll(type -> new EnumType(
                type.name(), type.values(), note.comments.remove("TYPE " + IndexClauses.qualified(type.name()))));
        note.sequences.forEach(sequence -> sequences.add(new Sequence(
                sequence.name(),
                sequence.dataType(),
                sequence.options(),
                sequence.ownedBy(),
                note.comments.remove("SEQUENCE " + IndexClauses.qualified(sequence.name())))));
        List<Table> tables = new ArrayList<>();
        for (TableDraft draft : drafts.values()) {
            String comment = note.comments.remove("TABLE " + IndexClauses.qualified(draft.name));
            draft.comment = draft.comment == null ? comment : draft.comment;
            tables.add(draft.table());
        }
        List<DomainType> domains = note.types.domains.stream()
                .map(domain -> new DomainType(
                        domain.name(),
                        domain.baseType(),
                        domain.collation(),
                        domain.defaultExpression(),
                        domain.notNull(),
                        domain.checks(),
                        note.comments.remove("DOMAIN " + IndexClauses.qualified(domain.name()))))
                .toList();
        List<Extension> extensions = note.extensions.stream()
                .map(extension -> new Extension(
                        extension.name(),
                        extension.schema(),
                        note.comments.remove("EXTENSION " + Identifiers.quoteIdentifier(extension.name()))))
                .toList();
        List<Routine> routines = note.routines.stream()
                .map(routine -> new Routine(
                        routine.name(),
                        routine.kind(),
                        routine.arguments(),
                        routine.definition(),
                        note.comments.remove(routine.kind() + " " + IndexClauses.qualified(routine.name()) + "("
                                + routine.arguments() + ")")))
                .toList();
        List<View> views = note.views.stream().map(view -> view(view, note)).toList();
        List<Schema> schemas = schemas(names, note);
        List<CompositeType> composites = note.types.composites.stream()
                .map(type -> composite(type, note))
                .toList();
        List<RangeType> ranges =
                note.types.ranges.stream().map(type -> range(type, note)).toList();
        List<DefinedObject> objects = note.objects.stream()
                .map(object -> new DefinedObject(
                        object.kind(),
                        object.identity(),
                        object.definition(),
                        note.comments.remove(object.kind().sql() + " " + object.identity())))
                .toList();
        Catalog catalog = new Catalog(
                schemas,
                extensions,
                enums,
                domains,
                composites,
                ranges,
                sequences,
                tables,
                views,
                routines,
                objects,
                Access.NONE,
                List.of(),
                List.of(),
                note.notModelled);
        List<String> statements = new ArrayList<>(note.statements);
        note.triggers.forEach(trigger -> statements.add(trigger.trigger().definition()));
        note.comments.forEach((object, comment) ->
                statements.add("COMMENT ON " + object + " IS " + Identifiers.quoteLiteral(comment)));
        return new DbmlSchema(catalog, statements, new ExtrasReader(document, names).extras());
    }

    private static CompositeType composite(CompositeType type, PostgresNoteReader note) {
        String name = IndexClauses.qualified(type.name());
        List<CompositeType.Attribute> attributes = type.attributes().stream()
                .map(attribute -> new CompositeType.Attribute(
                        attribute.name(),
                        attribute.type(),
                        attribute.collation(),
                        note.comments.remove("COLUMN " + name + "." + Identifiers.quoteIdentifier(attribute.name()))))
                .toList();
        return new CompositeType(type.name(), attributes, note.comments.remove("TYPE " + name));
    }

    private static RangeType range(RangeType type, PostgresNoteReader note) {
        return new RangeType(
                type.name(),
                type.subtype(),
                type.operatorClass(),
                type.collation(),
                type.canonical(),
                type.difference(),
                type.multirange(),
                note.comments.remove("TYPE " + IndexClauses.qualified(type.name())));
    }

    private static View view(View view, PostgresNoteReader note) {
        String name = IndexClauses.qualified(view.name());
        SortedMap<String, String> columnComments = new TreeMap<>();
        for (String column : view.columns()) {
            String comment = note.comments.remove("COLUMN " + name + "." + Identifiers.quoteIdentifier(column));
            if (comment != null) {
                columnComments.put(column, comment);
            }
        }
        List<Index> indexes = view.indexes().stream()
                .map(index -> index.withComment(note.comments.remove("INDEX "
                        + IndexClauses.qualified(QualifiedName.of(view.name().schema(), index.name())))))
                .toList();
        List<Trigger> triggers = new ArrayList<>();
        note.triggers.removeIf(
                trigger -> trigger.relation().equals(view.name()) && triggers.add(commented(note, trigger)));
        return new View(
                view.name(),
                view.materialized(),
                view.columns(),
                view.query(),
                view.options(),
                indexes,
                triggers,
                view.populated(),
                columnComments,
                view.rules(),
                view.settings(),
                note.comments.remove((view.materialized() ? "MATERIALIZED VIEW " : "VIEW ") + name));
    }

    private static List<Schema> schemas(DbmlNames names, PostgresNoteReader note) {
        Map<String, @Nullable String> schemas = new HashMap<>(note.schemas);
        names.tables().forEach(shape -> schemas.putIfAbsent(shape.name().schema(), null));
        names.enums()
                .forEach(type -> schemas.putIfAbsent(type.name().qualified().schema(), null));
        for (String object : List.copyOf(note.comments.keySet())) {
            if (object.startsWith("SCHEMA ")) {
                try {
                    SqlCursor cursor = new SqlCursor(object.substring("SCHEMA ".length()));
                    schemas.put(cursor.name(), note.comments.get(object));
                    note.comments.remove(object);
                } catch (SqlCursor.Unreadable e) {
                    // stays a statement
                }
            }
        }
        return schemas.entrySet().stream()
                .map(schema -> new Schema(schema.getKey(), schema.getValue()))
                .toList();
    }
}
