package dev.pgwright.dbml;

import dev.pgwright.catalog.Catalog;
import dev.pgwright.catalog.DefinedObject;
import dev.pgwright.catalog.DomainType;
import dev.pgwright.catalog.EnumType;
import dev.pgwright.catalog.Extension;
import dev.pgwright.catalog.Index;
import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.catalog.Routine;
import dev.pgwright.catalog.Schema;
import dev.pgwright.catalog.Sequence;
import dev.pgwright.catalog.Table;
import dev.pgwright.catalog.Trigger;
import dev.pgwright.catalog.View;
import dev.pgwright.catalog.print.DdlParts;
import dev.pgwright.sql.Identifiers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The sticky note that holds, as plain SQL, the objects DBML has no block for. {@link PostgresNoteReader} reads it. */
final class PostgresNote {
    static final String NAME = "postgresql";
    static final String NOT_MODELLED = "not modelled, ";
    static final String OBJECT = "object, ";
    static final String ARGUMENTS = "arguments: ";

    private final Catalog catalog;
    private final List<String> parts = new ArrayList<>();

    private PostgresNote(Catalog catalog) {
        this.catalog = catalog;
    }

    /** The SQL; empty when the catalog has nothing but what DBML can say. */
    static String text(Catalog catalog) {
        PostgresNote note = new PostgresNote(catalog);
        note.write();
        return String.join("\n\n", note.parts);
    }

    private void write() {
        catalog.schemas().forEach(this::schema);
        catalog.extensions().forEach(this::extension);
        catalog.enums().forEach(this::enumeration);
        catalog.domains().forEach(this::domain);
        parts.addAll(scripts(DdlParts.types(catalog)));
        SerialColumns serials = new SerialColumns(catalog);
        catalog.sequences().stream()
                .filter(sequence -> !serials.isOfSerial(sequence))
                .forEach(this::sequence);
        catalog.tables().stream().filter(table -> table.columns().isEmpty()).forEach(this::emptyTable);
        catalog.routines().forEach(this::routine);
        catalog.views().forEach(this::view);
        catalog.tables().forEach(table -> triggers(table.name(), table.triggers()));
        catalog.views().forEach(view -> triggers(view.name(), view.triggers()));
        catalog.objects().forEach(this::object);
        parts.addAll(scripts(DdlParts.more(catalog)));
        catalog.notModelled().forEach(object -> parts.add("-- " + NOT_MODELLED + object.kind() + ": " + object.name()));
    }

    private static List<String> scripts(List<String> statements) {
        return statements.stream().map(statement -> statement + ";").toList();
    }

    private void add(String statement, String object, @Nullable String comment) {
        parts.add(statement + ";" + (comment == null ? "" : "\n" + comment(object, comment)));
    }

    private static String comment(String object, String comment) {
        return "COMMENT ON " + object + " IS " + Identifiers.quoteLiteral(comment) + ";";
    }

    private void schema(Schema schema) {
        String name = Identifiers.quoteIdentifier(schema.name());
        if (!impliedSchemas().contains(schema.name())) {
            add("CREATE SCHEMA " + name, "SCHEMA " + name, schema.comment());
        } else if (schema.comment() != null) {
            parts.add(comment("SCHEMA " + name, schema.comment()));
        }
    }

    private Set<String> impliedSchemas() {
        Set<String> implied = new TreeSet<>();
        implied.add(Schema.PUBLIC);
        Catalog bare = new Catalog(
                List.of(),
                List.of(),
                catalog.enums(),
                catalog.domains(),
                catalog.sequences(),
                catalog.tables(),
                catalog.views(),
                catalog.routines(),
                List.of());
        bare.schemas().forEach(schema -> implied.add(schema.name()));
        return implied;
    }

    private void extension(Extension extension) {
        String name = Identifiers.quoteIdentifier(extension.name());
        add(
                "CREATE EXTENSION IF NOT EXISTS " + name + " WITH SCHEMA "
                        + Identifiers.quoteIdentifier(extension.schema()),
                "EXTENSION " + name,
                extension.comment());
    }

    private void enumeration(EnumType type) {
        String name = IndexClauses.qualified(type.name());
        if (type.values().isEmpty()) {
            add("CREATE TYPE " + name + " AS ENUM ()", "TYPE " + name, type.comment());
        } else if (type.comment() != null) {
            parts.add(comment("TYPE " + name, type.comment()));
        }
    }

    private void domain(DomainType domain) {
        String name = IndexClauses.qualified(domain.name());
        StringBuilder sql = new StringBuilder("CREATE DOMAIN " + name + " AS " + domain.baseType());
        if (domain.collation() != null) {
            sql.append("\n  COLLATE ").append(domain.collation());
        }
        if (domain.defaultExpression() != null) {
            sql.append("\n  DEFAULT (").append(domain.defaultExpression()).append(')');
        }
        sql.append(domain.notNull() ? "\n  NOT NULL" : "");
        List<String> later = new ArrayList<>();
        for (DomainType.DomainCheck check : domain.checks()) {
            String clause =
                    "CONSTRAINT " + Identifiers.quoteIdentifier(check.name()) + " CHECK (" + check.expression() + ")";
            if (check.validated()) {
                sql.append("\n  ").append(clause);
            } else {
                later.add("ALTER DOMAIN " + name + " ADD " + clause + " NOT VALID");
            }
        }
        add(sql.toString(), "DOMAIN " + name, domain.comment());
        later.forEach(statement -> add(statement, "", null));
    }

    private void sequence(Sequence sequence) {
        String name = IndexClauses.qualified(sequence.name());
        String owner = sequence.ownedBy() == null
                ? ""
                : "\n  OWNED BY " + IndexClauses.qualified(sequence.ownedBy().relation()) + "."
                        + Identifiers.quoteIdentifier(sequence.ownedBy().column());
        add(
                "CREATE SEQUENCE " + name + " AS " + sequence.dataType()
                        + SequenceClauses.options(sequence.options(), sequence.dataType()) + owner,
                "SEQUENCE " + name,
                sequence.comment());
    }

    private void emptyTable(Table table) {
        String name = IndexClauses.qualified(table.name());
        add(
                "CREATE " + (table.unlogged() ? "UNLOGGED " : "") + "TABLE " + name + " ()",
                "TABLE " + name,
                table.comment());
    }

    private void routine(Routine routine) {
        String arguments = PostgresNoteReader.identityArguments(routine.definition());
        String header = routine.arguments().equals(arguments) ? "" : "-- " + ARGUMENTS + routine.arguments() + "\n";
        add(
                header + routine.definition(),
                routine.kind() + " " + IndexClauses.qualified(routine.name()) + "(" + routine.arguments() + ")",
                routine.comment());
    }

    private void view(View view) {
        String kind = view.materialized() ? "MATERIALIZED VIEW" : "VIEW";
        String name = IndexClauses.qualified(view.name());
        String columns = view.columns().isEmpty() ? "" : " (" + IndexClauses.names(view.columns()) + ")";
        String options = view.options().isEmpty() ? "" : "\n  WITH (" + IndexClauses.parameters(view.options()) + ")";
        String method = view.settings().accessMethod();
        String tablespace = view.settings().tablespace();
        String populated = view.populated() ? "" : "\nWITH NO DATA";
        add(
                "CREATE " + kind + " " + name + columns
                        + (method == null ? "" : "\n  USING " + Identifiers.quoteIdentifier(method))
                        + options
                        + (tablespace == null ? "" : "\n  TABLESPACE " + Identifiers.quoteIdentifier(tablespace))
                        + " AS\n" + view.query() + populated,
                kind + " " + name,
                view.comment());
        for (Map.Entry<String, String> comment : view.columnComments().entrySet()) {
            parts.add(comment(
                    "COLUMN " + name + "." + Identifiers.quoteIdentifier(comment.getKey()), comment.getValue()));
        }
        view.indexes().forEach(index -> viewIndex(view.name(), index));
    }

    private void viewIndex(QualifiedName view, Index index) {
        add(
                "CREATE " + (index.unique() ? "UNIQUE " : "") + "INDEX "
                        + Identifiers.quoteIdentifier(index.name()) + " ON " + IndexClauses.qualified(view)
                        + IndexAttributes.definition(index),
                "INDEX " + IndexClauses.qualified(QualifiedName.of(view.schema(), index.name())),
                index.comment());
    }

    private void triggers(QualifiedName relation, List<Trigger> triggers) {
        String table = IndexClauses.qualified(relation);
        for (Trigger trigger : triggers) {
            String name = Identifiers.quoteIdentifier(trigger.name());
            String firing = switch (trigger.firing()) {
                case ORIGIN -> "";
                case DISABLED -> "DISABLE";
                case REPLICA -> "ENABLE REPLICA";
                case ALWAYS -> "ENABLE ALWAYS";
            };
            add(trigger.definition(), "TRIGGER " + name + " ON " + table, trigger.comment());
            if (!firing.isEmpty()) {
                add("ALTER TABLE " + table + " " + firing + " TRIGGER " + name, "", null);
            }
        }
    }

    private void object(DefinedObject object) {
        int count = object.definition().size();
        StringBuilder part = new StringBuilder("-- " + OBJECT)
                .append(count == 1 ? "" : count + " statements, ")
                .append(object.kind().words())
                .append(": ")
                .append(object.identity());
        object.definition()
                .forEach(statement -> part.append('\n').append(statement).append(';'));
        if (object.comment() != null) {
            part.append('\n').append(comment(object.kind().sql() + " " + object.identity(), object.comment()));
        }
        parts.add(part.toString());
    }
}
