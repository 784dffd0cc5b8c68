package dev.pgwright.review.rules.schema;

import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.catalog.Routine;
import dev.pgwright.catalog.Schema;
import dev.pgwright.catalog.Table;
import dev.pgwright.catalog.View;
import dev.pgwright.finding.Severity;
import dev.pgwright.review.Area;
import dev.pgwright.review.Needs;
import dev.pgwright.review.Report;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.review.SchemaContext;
import dev.pgwright.review.SchemaObject;
import dev.pgwright.review.SchemaRule;
import dev.pgwright.review.TableColumn;
import dev.pgwright.sql.Identifiers;
import dev.pgwright.sql.Sql;
import dev.pgwright.sql.Token;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Names that cannot be written as they are. */
public final class IdentifierNeedsQuoting implements SchemaRule {
    private static final RuleInfo INFO = RuleInfo.of(
                    "identifier-needs-quoting", Area.SCHEMA, Needs.SQL, Severity.WARNING)
            .detects("A name has capitals, spaces or special characters, or is a reserved key word, so that "
                    + "each use needs double quotes.")
            .safe("Use lower_snake_case and no key words.")
            .byHand("every statement that uses the name changes with it")
            .seed("Schema: naming conventions are consistent")
            .build();

    /** What the lexer takes without quotes and leaves as it is (ident_start and ident_cont of PostgreSQL 18's scan.l). */
    private static final Pattern PLAIN = Pattern.compile("[a-z_\\u0080-\\uFFFF][a-z0-9_$\\u0080-\\uFFFF]*");

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(SchemaContext schema, Report report) {
        for (Schema one : schema.catalog().schemas()) {
            check(schema, SchemaObject.schema(one.name()), "the schema", one.name(), report);
        }
        for (Table table : schema.tables()) {
            relation(schema, table.name(), "the table", report);
        }
        for (View view : schema.catalog().views()) {
            relation(schema, view.name(), "the view", report);
        }
        for (TableColumn column : schema.columns()) {
            check(
                    schema,
                    column.object(),
                    SchemaContext.shown(column.tableName()) + "'s column",
                    column.name(),
                    report);
        }
        schema.catalog().enums().forEach(type -> type(schema, type.name(), report));
        schema.catalog().domains().forEach(type -> type(schema, type.name(), report));
        schema.catalog().composites().forEach(type -> type(schema, type.name(), report));
        for (Routine routine : schema.catalog().routines()) {
            SchemaObject object = SchemaObject.routine(routine.name(), routine.arguments());
            check(schema, object, "the routine", routine.name().name(), report);
        }
    }

    private static void relation(SchemaContext schema, QualifiedName name, String kind, Report report) {
        check(schema, SchemaObject.relation(name), kind, name.name(), report);
    }

    private static void type(SchemaContext schema, QualifiedName name, Report report) {
        check(schema, SchemaObject.type(name), "the type", name.name(), report);
    }

    private static void check(SchemaContext schema, SchemaObject object, String kind, String name, Report report) {
        boolean callable = object.kind() == SchemaObject.Kind.ROUTINE || object.kind() == SchemaObject.Kind.TYPE;
        if (PLAIN.matcher(name).matches() && name.chars().anyMatch(letter -> letter > 127)) {
            report.found(
                            schema,
                            object,
                            "The name of " + kind + " \"" + name
                                    + "\" has letters besides a to z: it needs no quotes, but"
                                    + " quote_ident and pg_dump write them, not every keyboard has the letters, and some look"
                                    + " like others")
                    .severity(Severity.ADVICE);
            return;
        }
        reason(name, callable)
                .ifPresent(reason -> report.found(
                        schema,
                        object,
                        "Every use of " + kind + " \"" + name + "\" needs double quotes, as it " + reason));
    }

    /** What keeps a name from being written without quotes. */
    private static Optional<String> reason(String name, boolean callable) {
        if (Identifiers.quoteIdentifier(name).equals(name)) {
            return Optional.empty();
        }
        if (Identifiers.isKeyword(name) && name.equals(name.toLowerCase(Locale.ROOT))) {
            // some key words are names all the same: position of a table or column, left of a function
            Token.Kind kind = Sql.tokens(name).get(0).kind();
            Token.Kind harmless = callable ? Token.Kind.TYPE_FUNCTION_NAME_KEYWORD : Token.Kind.COLUMN_NAME_KEYWORD;
            return kind == harmless ? Optional.empty() : Optional.of("is a key word");
        }
        if (PLAIN.matcher(name).matches()) {
            return Optional.empty();
        }
        return Optional.of(
                name.chars().anyMatch(letter -> letter >= 'A' && letter <= 'Z')
                        ? "has capitals"
                        : Character.isDigit(name.charAt(0))
                                ? "begins with a digit"
                                : "has characters besides a to z, 0 to 9 and _");
    }
}
