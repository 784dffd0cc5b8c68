package dev.pgwright.dbml;

import dev.pgwright.catalog.ColumnName;
import dev.pgwright.catalog.DefinedObject;
import dev.pgwright.catalog.EnumType;
import dev.pgwright.catalog.Extension;
import dev.pgwright.catalog.Index;
import dev.pgwright.catalog.NotModelled;
import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.catalog.Routine;
import dev.pgwright.catalog.Sequence;
import dev.pgwright.catalog.Trigger;
import dev.pgwright.catalog.View;
import dev.pgwright.catalog.ViewSettings;
import dev.pgwright.dbml.SqlCursor.Statement;
import dev.pgwright.dbml.SqlCursor.Unreadable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads the note {@code postgresql} without a server: statements of the form that {@link PostgresNote} writes become
 * objects, every other one is left as text.
 */
final class PostgresNoteReader {
    private static final Pattern NOT_MODELLED = Pattern.compile(PostgresNote.NOT_MODELLED + "([^:]+): (.*)");
    private static final Pattern OBJECT =
            Pattern.compile(PostgresNote.OBJECT + "(?:(\\d{1,6}) statements?, )?([^:]+): (.*)");

    final Map<String, @Nullable String> schemas = new LinkedHashMap<>();
    final List<Extension> extensions = new ArrayList<>();
    final List<EnumType> enums = new ArrayList<>();
    final NoteTypes types = new NoteTypes();
    final List<Sequence> sequences = new ArrayList<>();
    /** Tables without columns, and whether they are unlogged. */
    final Map<QualifiedName, Boolean> emptyTables = new LinkedHashMap<>();

    final List<Routine> routines = new ArrayList<>();
    final List<View> views = new ArrayList<>();
    final List<RelationTrigger> triggers = new ArrayList<>();
    final List<DefinedObject> objects = new ArrayList<>();
    final List<NotModelled> notModelled = new ArrayList<>();
    final List<String> statements = new ArrayList<>();
    /** Comments on objects by the words that name them, such as {@code type public.status}. */
    final Map<String, String> comments = new LinkedHashMap<>();

    /** A trigger and what it is on. */
    record RelationTrigger(QualifiedName relation, Trigger trigger) {}

    PostgresNoteReader(String script) {
        List<Statement> all = SqlCursor.statements(script);
        for (int i = 0; i < all.size(); i++) {
            Statement statement = all.get(i);
            int belonging = headers(all, i);
            if (belonging > 0) {
                i += belonging - 1;
            } else if (!statement.sql().isEmpty()) {
                try {
                    read(statement);
                } catch (Unreadable e) {
                    // not of the form written here: a server must run it
                    statements.add(statement.sql().strip());
                }
            }
        }
    }

    /** Reads the headers before a statement; gives how many statements belong to the last of them. */
    private int headers(List<Statement> all, int first) {
        int belonging = 0;
        for (String comment : all.get(first).comments()) {
            Matcher header = NOT_MODELLED.matcher(comment);
            Matcher object = OBJECT.matcher(comment);
            if (header.matches()) {
                notModelled.add(new NotModelled(header.group(1), header.group(2)));
                continue;
            }
            DefinedObject.Kind kind = object.matches() ? kind(object.group(2)) : null;
            if (kind != null) {
                String count = object.group(1);
                belonging = Math.min(count == null ? 1 : Integer.parseInt(count), all.size() - first);
                objects.add(new DefinedObject(
                        kind,
                        object.group(3),
                        all.subList(first, first + belonging).stream()
                                .map(Statement::sql)
                                .filter(sql -> !sql.isEmpty())
                                .toList(),
                        null));
            }
        }
        return belonging;
    }

    private static DefinedObject.@Nullable Kind kind(String words) {
        return Stream.of(DefinedObject.Kind.values())
                .filter(kind -> kind.words().equals(words))
                .findFirst()
                .orElse(null);
    }

    private void read(Statement statement) throws Unreadable {
        SqlCursor cursor = new SqlCursor(statement.sql());
        if (cursor.accept("create schema")) {
            cursor.accept("if not exists");
            String name = cursor.name();
            cursor.end();
            schemas.putIfAbsent(name, null);
        } else if (cursor.accept("create extension")) {
            cursor.accept("if not exists");
            String name = cursor.name();
            cursor.expect("with schema");
            extensions.add(new Extension(name, cursor.name(), null));
            cursor.end();
        } else if (cursor.accept("create type")) {
            QualifiedName name = cursor.qualifiedName();
            if (!cursor.atWords("as enum")) {
                types.compositeOrRange(cursor, name);
                return;
            }
            cursor.expect("as enum");
            if (!cursor.parenthesised().isBlank()) {
                throw cursor.expected("no values");
            }
            cursor.end();
            enums.add(new EnumType(name, List.of(), null));
        } else if (cursor.accept("create domain")) {
            types.domain(cursor);
        } else if (cursor.accept("alter domain")) {
            types.notValidCheck(cursor);
        } else if (cursor.accept("create sequence")) {
            sequence(cursor);
        } else if (cursor.atWords("create table") || cursor.atWords("create unlogged table")) {
            cursor.expect("create");
            boolean unlogged = cursor.accept("unlogged");
            cursor.expect("table");
            QualifiedName name = cursor.qualifiedName();
            if (!cursor.parenthesised().isBlank()) {
                throw cursor.expected("no columns");
            }
            cursor.end();
            emptyTables.put(name, unlogged);
        } else if (cursor.accept("create or replace function") || cursor.accept("create function")) {
            routine(cursor, Routine.Kind.FUNCTION, statement);
        } else if (cursor.accept("create or replace procedure") || cursor.accept("create procedure")) {
            routine(cursor, Routine.Kind.PROCEDURE, statement);
        } else if (cursor.accept("create aggregate")) {
            routine(cursor, Routine.Kind.AGGREGATE, statement);
        } else if (cursor.accept("create view") || cursor.accept("create or replace view")) {
            view(cursor, false);
        } else if (cursor.accept("create materialized view")) {
            view(cursor, true);
        } else if (cursor.accept("create unique index")) {
            index(cursor, true);
        } else if (cursor.accept("create index")) {
            index(cursor, false);
        } else if (cursor.accept("create trigger") || cursor.accept("create constraint trigger")) {
            trigger(cursor, statement.sql());
        } else if (cursor.accept("alter table")) {
            firing(cursor);
        } else if (cursor.accept("comment on")) {
            comment(cursor);
        } else {
            throw cursor.expected("a statement of the form written here");
        }
    }

    private void sequence(SqlCursor cursor) throws Unreadable {
        QualifiedName name = cursor.qualifiedName();
        cursor.expect("as");
        String type = cursor.name();
        var options = SequenceClauses.readOptions(cursor, type);
        ColumnName owner = null;
        if (cursor.accept("owned by")) {
            QualifiedName relation = cursor.qualifiedName();
            if (!cursor.acceptSymbol('.')) {
                throw cursor.expected(".column");
            }
            owner = new ColumnName(relation, cursor.name());
        }
        cursor.end();
        sequences.add(new Sequence(name, type, options, owner, null));
    }

    private void routine(SqlCursor cursor, Routine.Kind kind, Statement statement) throws Unreadable {
        QualifiedName name = cursor.qualifiedName();
        String arguments = statement.comments().stream()
                .filter(comment -> comment.startsWith(PostgresNote.ARGUMENTS))
                .map(comment -> comment.substring(PostgresNote.ARGUMENTS.length()))
                .findFirst()
                .orElseGet(() -> identityArguments(statement.sql()));
        routines.add(new Routine(name, kind, arguments, statement.sql(), null));
    }

    /** The arguments that tell a routine apart, from its definition: without the defaults. */
    static String identityArguments(String definition) {
        SqlCursor cursor = new SqlCursor(definition);
        try {
            cursor.until("function", "procedure", "aggregate");
            cursor.skip();
            cursor.qualifiedName();
            String list = cursor.parenthesised();
            if (list.isBlank()) {
                return "";
            }
            List<String> arguments = new ArrayList<>();
            for (String argument : SqlCursor.list(list)) {
                arguments.add(new SqlCursor(argument).until("default"));
            }
            return String.join(", ", arguments);
        } catch (Unreadable e) {
            return "";
        }
    }

    private void view(SqlCursor cursor, boolean materialized) throws Unreadable {
        QualifiedName name = cursor.qualifiedName();
        List<String> columns = cursor.atSymbol('(') ? cursor.names() : List.of();
        String method = cursor.accept("using") ? cursor.name() : null;
        SortedMap<String, String> options =
                cursor.accept("with") ? new SqlCursor(cursor.parenthesised()).parameters() : new TreeMap<>();
        String tablespace = cursor.accept("tablespace") ? cursor.name() : null;
        cursor.expect("as");
        String query = cursor.rest().replaceFirst("^\\R", "");
        String noData = "\nWITH NO DATA";
        boolean populated = !materialized || !query.endsWith(noData);
        views.add(new View(
                name,
                materialized,
                columns,
                populated ? query : query.substring(0, query.length() - noData.length()),
                options,
                List.of(),
                List.of(),
                populated,
                new TreeMap<>(),
                List.of(),
                new ViewSettings(tablespace, method, null, new TreeMap<>(), new TreeMap<>()),
                null));
    }

    private void index(SqlCursor cursor, boolean unique) throws Unreadable {
        String name = cursor.name();
        cursor.expect("on");
        QualifiedName relation = cursor.qualifiedName();
        View view = views.stream()
                .filter(candidate -> candidate.name().equals(relation))
                .findFirst()
                .orElseThrow(() -> new Unreadable("an index of no view of this note"));
        cursor.expect("using");
        Index index = IndexAttributes.readDefinition(name, unique, cursor);
        List<Index> indexes = new ArrayList<>(view.indexes());
        indexes.add(index);
        views.set(
                views.indexOf(view),
                new View(
                        view.name(),
                        view.materialized(),
                        view.columns(),
                        view.query(),
                        view.options(),
                        indexes,
                        view.triggers(),
                        view.populated(),
                        view.columnComments(),
                        view.rules(),
                        view.settings(),
                        view.comment()));
    }

    private void trigger(SqlCursor cursor, String sql) throws Unreadable {
        String name = cursor.name();
        cursor.until("on");
        cursor.expect("on");
        triggers.add(new RelationTrigger(cursor.qualifiedName(), new Trigger(name, sql, Trigger.Firing.ORIGIN, null)));
    }

    private void firing(SqlCursor cursor) throws Unreadable {
        QualifiedName relation = cursor.qualifiedName();
        Trigger.Firing firing;
        if (cursor.accept("disable trigger")) {
            firing = Trigger.Firing.DISABLED;
        } else if (cursor.accept("enable replica trigger")) {
            firing = Trigger.Firing.REPLICA;
        } else {
            cursor.expect("enable always trigger");
            firing = Trigger.Firing.ALWAYS;
        }
        String name = cursor.name();
        cursor.end();
        for (int i = 0; i < triggers.size(); i++) {
            Trigger trigger = triggers.get(i).trigger();
            if (triggers.get(i).relation().equals(relation) && trigger.name().equals(name)) {
                triggers.set(
                        i,
                        new RelationTrigger(
                                relation, new Trigger(name, trigger.definition(), firing, trigger.comment())));
                return;
            }
        }
        throw cursor.expected("a trigger of this note");
    }

    private void comment(SqlCursor cursor) throws Unreadable {
        String object = cursor.until("is");
        cursor.expect("is");
        String text = cursor.literal();
        cursor.end();
        comments.put(object, text);
    }
}
