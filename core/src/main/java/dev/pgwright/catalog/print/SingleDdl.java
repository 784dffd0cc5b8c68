package dev.pgwright.catalog.print;

import static dev.pgwright.sql.Identifiers.quoteIdentifier;

import dev.pgwright.catalog.Access;
import dev.pgwright.catalog.Catalog;
import dev.pgwright.catalog.Column;
import dev.pgwright.catalog.ColumnSettings;
import dev.pgwright.catalog.CompositeType;
import dev.pgwright.catalog.Constraint;
import dev.pgwright.catalog.DefinedObject;
import dev.pgwright.catalog.DomainType;
import dev.pgwright.catalog.EnumType;
import dev.pgwright.catalog.Extension;
import dev.pgwright.catalog.Identity;
import dev.pgwright.catalog.Index;
import dev.pgwright.catalog.Policy;
import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.catalog.RangeType;
import dev.pgwright.catalog.Routine;
import dev.pgwright.catalog.Rule;
import dev.pgwright.catalog.Schema;
import dev.pgwright.catalog.SecurityLabel;
import dev.pgwright.catalog.Sequence;
import dev.pgwright.catalog.SequenceOptions;
import dev.pgwright.catalog.Table;
import dev.pgwright.catalog.Trigger;
import dev.pgwright.catalog.TypeNames;
import dev.pgwright.catalog.View;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * The statements of one object each, for plans that change a part of a schema. Comments are left out: they are objects of
 * their own there.
 */
public final class SingleDdl {
    private SingleDdl() {}

    /**
     * What makes an object, and what removes it again.
     *
     * @param make in order, without semicolons
     * @param remove in order; empty for what stays when all else is undone
     */
    public record Made(List<String> make, List<String> remove) {
        public Made {
            make = List.copyOf(make);
            remove = List.copyOf(remove);
        }
    }

    private static Made made(List<Statement> statements) {
        List<String> make = new ArrayList<>();
        List<String> remove = new ArrayList<>();
        for (Statement statement : statements) {
            if (!statement.sql().startsWith("COMMENT ON ")) {
                make.add(statement.sql());
                if (statement.undo() != null) {
                    remove.add(statement.undo());
                }
            }
        }
        Collections.reverse(remove);
        return new Made(make, remove);
    }

    public static Made role(String name) {
        return made(AccessDdl.role(name));
    }

    /** The schema that every database has is neither made nor removed. */
    public static Made schema(Schema schema) {
        return schema.name().equals(Schema.PUBLIC) ? new Made(List.of(), List.of()) : made(ObjectDdl.schema(schema));
    }

    public static Made extension(Extension extension) {
        return made(ObjectDdl.extension(extension));
    }

    public static Made enumType(EnumType type) {
        return made(TypeDdl.enumType(type));
    }

    public static Made domain(DomainType domain) {
        return made(TypeDdl.domain(domain));
    }

    public static Made composite(CompositeType type) {
        return made(TypeDdl.composite(type));
    }

    public static Made range(RangeType type) {
        List<Statement> statements = new ArrayList<>();
        if (type.canonical() != null) {
            statements.addAll(TypeDdl.shell(name(type.name())));
        }
        statements.addAll(TypeDdl.range(type));
        return made(statements);
    }

    public static Made defined(DefinedObject object) {
        return made(DefinedObjectDdl.statements(object));
    }

    /** A sequence by itself: whose it is comes later. */
    public static Made sequence(Sequence sequence) {
        return made(ObjectDdl.sequence(new Sequence(
                sequence.name(), sequence.dataType(), sequence.options(), null, sequence.unlogged(), null)));
    }

    public static Made trigger(QualifiedName relation, Trigger trigger) {
        return made(ObjectDdl.trigger(relation, trigger));
    }

    public static Made rule(QualifiedName relation, Rule rule) {
        return made(ObjectDdl.rule(relation, rule));
    }

    public static Made policy(QualifiedName table, Policy policy) {
        return made(PolicyDdl.policy(table, policy));
    }

    public static Made routine(Routine routine) {
        return made(new RoutineDdl(routine).statements(false));
    }

    /** Whether making it looks into a body whose objects may not all be there yet. */
    public static boolean isPickyWhenMade(Routine routine) {
        return new RoutineDdl(routine).isPickyWhenMade();
    }

    public static Made view(View view) {
        return made(ViewDdl.statements(view));
    }

    /** @param only the index of a partitioned table that its partitions do not get of themselves */
    public static Made index(QualifiedName table, Index index, boolean only) {
        return made(IndexDdl.statements(table, index, only, true));
    }

    public static Made grant(Access.Grant grant) {
        List<Statement> statements = new ArrayList<>();
        AccessDdl.grantAndBack(grant, statements);
        return made(statements);
    }

    public static Made defaultPrivileges(Access.DefaultPrivileges defaults) {
        List<Statement> statements = new ArrayList<>();
        AccessDdl.defaults(defaults, statements);
        return made(statements);
    }

    public static Made label(SecurityLabel label) {
        String on = "SECURITY LABEL FOR " + quoteIdentifier(label.provider()) + " ON "
                + label.object().kind() + " " + label.object().identity();
        return new Made(made(AccessDdl.label(label)).make(), List.of(on + " IS NULL"));
    }

    /**
     * A table with its columns and constraints.
     *
     * @param without constraints that come later
     * @param withoutDefaults columns whose default comes later
     * @param serials the serial types of columns whose sequence is made along with them
     */
    public static Made table(
            Table table,
            Catalog catalog,
            Collection<Constraint> without,
            Collection<String> withoutDefaults,
            Map<String, String> serials) {
        TableDdl ddl = new TableDdl(table, TableShape.of(table, catalog));
        without.forEach(ddl::addLater);
        withoutDefaults.forEach(ddl::setDefaultLater);
        serials.forEach(ddl::useSerial);
        return made(ddl.statements());
    }

    /** The serial type that makes a column with its sequence; empty if the two are not just so. */
    public static String serial(Table table, String column, Sequence sequence) {
        return Serial.type(table, column, sequence);
    }

    /** A column as ADD COLUMN takes it, without a name for its not-null constraint. */
    public static String column(Column column) {
        Table alone = Table.of(QualifiedName.of("", ""), List.of(column), List.of(), List.of(), null);
        return new TableDdl(alone, TableShape.of(alone, Catalog.EMPTY)).columnDefinition(column);
    }

    /** {@code GENERATED ... AS IDENTITY}. */
    public static String identity(Identity identity, String columnType) {
        return TableDdl.identity(identity, columnType);
    }

    /** What sets the settings of a column of a table, each if it has one. */
    public static List<String> settings(QualifiedName table, String column, ColumnSettings settings) {
        List<String> statements = new ArrayList<>();
        SettingsDdl.columns("ALTER TABLE " + name(table), column, settings, statements);
        return statements;
    }

    /** A type as people write it. */
    public static String type(String type) {
        return TypeNames.brief(type);
    }

    /** A constraint as ADD takes it, with NOT VALID if it is. */
    public static String constraint(Constraint constraint) {
        return DdlParts.constraint(constraint);
    }

    /** A constraint as ADD takes it, without NOT VALID. */
    public static String validConstraint(Constraint constraint) {
        return ConstraintDdl.element(constraint);
    }

    /** {@code COMMENT ON kind name IS 'text'}; the name is SQL already, the text null for none. */
    public static String comment(String kind, String name, @Nullable String text) {
        return SqlText.comment(kind, name, text);
    }

    /** What INSERT takes for a column without a value, without a cast that says nothing. */
    public static String defaultValue(String expression, String columnType) {
        return SqlText.defaultValue(expression, columnType);
    }

    /** {@code (a = 1, b = 2)}. */
    public static String parameters(SortedMap<String, String> parameters) {
        return SqlText.with(parameters).replaceFirst("^ WITH ", "");
    }

    /** All options of a sequence in words. */
    public static String options(SequenceOptions options) {
        return "INCREMENT BY " + options.increment() + " MINVALUE " + options.minimum() + " MAXVALUE "
                + options.maximum() + " START WITH " + options.start() + " CACHE " + options.cache()
                + (options.cycle() ? " CYCLE" : " NO CYCLE");
    }

    /** A name as SQL. */
    public static String name(QualifiedName name) {
        return SqlText.name(name);
    }
}
