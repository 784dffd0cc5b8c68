package dev.pgwright.migrate.apply;

import static dev.pgwright.sql.Identifiers.quoteIdentifier;

import dev.pgwright.catalog.Catalog;
import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.catalog.Schema;
import dev.pgwright.catalog.Table;
import dev.pgwright.catalog.View;
import dev.pgwright.finding.ErrorCode;
import dev.pgwright.finding.PgwrightException;
import dev.pgwright.load.json.JsonForm;
import dev.pgwright.migrate.plan.MigrationPlan;
import dev.pgwright.migrate.plan.PlanStep;
import dev.pgwright.migrate.plan.SafeForm.Part;
import dev.pgwright.source.Place;
import dev.pgwright.sql.Sql;
import dev.pgwright.sql.SqlTokens;
import dev.pgwright.sql.SqlTokens.Kind;
import dev.pgwright.sql.SqlTokens.Token;
import dev.pgwright.sql.tree.CreateSchemaStmt;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A plan for one schema, said for another schema of the same form: that of another tenant. Names are changed where they
 * qualify something, in bodies of functions and literals as well. That a schema is of this form is not taken on trust: it is
 * compared with the plan's first one before anything changes, and with its last one behind it.
 */
final class InSchema {
    private static final JsonForm<MigrationPlan> PLAN = JsonForm.of(MigrationPlan.class, "plan", "plan", "A plan.");
    private static final JsonForm<Catalog> CATALOG = JsonForm.of(Catalog.class, "catalog", "catalog", "A schema.");

    /** Words by which a statement speaks of schemas as data. */
    private static final Set<String> ABOUT_SCHEMAS = Set.of(
            "search_path",
            "nspname",
            "schemaname",
            "table_schema",
            "to_regnamespace",
            "regnamespace",
            "current_schema");

    private final String own;
    private final String other;

    private InSchema(String own, String other) {
        this.own = own;
        this.other = other;
    }

    /**
     * The plan in another schema.
     *
     * @throws PgwrightException with {@code REFUSED} if it is not about one schema alone, or cannot be said for another one
     */
    static PlanFolder of(PlanFolder folder, String schema) {
        Set<String> schemas = new TreeSet<>();
        Stream.of(folder.from(), folder.to())
                .flatMap(catalog -> catalog.schemas().stream())
                .map(Schema::name)
                .forEach(schemas::add);
        if (schemas.size() != 1) {
            throw refused(
                    "the plan is about " + (schemas.isEmpty() ? "no schema" : "schemas " + String.join(", ", schemas))
                            + "; a target that is a schema needs a plan about one",
                    "make it from files of one schema, or with 'pgwright migrate plan --schema'");
        }
        String own = schemas.iterator().next();
        refuseUnclear(folder, own);
        InSchema names = new InSchema(own, schema);
        names.refuseDynamic(folder.plan());
        return new PlanFolder(
                own.equals(schema) ? folder.plan() : PLAN.withTexts(folder.plan(), names::text),
                names.catalog(folder.from()),
                names.catalog(folder.to()),
                schema,
                own.equals(Schema.PUBLIC) ? schema : Schema.PUBLIC);
    }

    private static void refuseUnclear(PlanFolder folder, String own) {
        if (!folder.from().extensions().equals(folder.to().extensions())) {
            throw refused(
                    "the plan changes extensions, which belong to the database, not to one schema",
                    "make and apply a plan of its own for them");
        }
        for (Catalog catalog : List.of(folder.from(), folder.to())) {
            catalog.extensions().stream()
                    .filter(extension -> extension.schema().equals(own))
                    .forEach(extension -> {
                        throw refused(
                                "extension " + extension.name() + " is in schema " + own
                                        + ", so that a name there need not be one of the schema's own",
                                "put extensions into a schema of their own: ALTER EXTENSION "
                                        + quoteIdentifier(extension.name()) + " SET SCHEMA extensions");
                    });
            Stream.concat(
                            catalog.tables().stream().map(Table::name),
                            catalog.views().stream().map(View::name))
                    .map(QualifiedName::name)
                    .filter(own::equals)
                    .forEach(name -> {
                        throw refused("schema " + own + " has a relation of its own name", null);
                    });
        }
    }

    private void refuseDynamic(MigrationPlan plan) {
        for (PlanStep step : plan.steps()) {
            Stream.concat(
                            step.run().stream(),
                            step.back().stream().map(Part::statements).flatMap(List::stream))
                    .forEach(sql -> refuseDynamic(step, sql));
        }
    }

    private void refuseDynamic(PlanStep step, String sql) {
        boolean asData = says(sql, ABOUT_SCHEMAS::contains) && says(sql(sql), own::equals);
        if (asData || Sql.parseStatement(sql).tree() instanceof CreateSchemaStmt) {
            throw refused(
                    "step " + step.number() + " (" + step.title() + ") "
                            + (asData
                                    ? "speaks of schema " + own + " as data, which cannot be said for another one"
                                    : "makes a schema, which is not one tenant's business"),
                    "apply the plan to the database as a whole, or leave this out of it");
        }
    }

    private static boolean says(String sql, Function<String, Boolean> word) {
        return SqlTokens.of(sql).stream()
                .anyMatch(token -> token.kind() == Kind.DOLLAR_STRING
                        ? says(token.value(), word)
                        : token.kind() != Kind.SYMBOL && word.apply(token.value()));
    }

    private Catalog catalog(Catalog catalog) {
        Catalog said = own.equals(other) ? catalog : CATALOG.withTexts(catalog, this::text);
        return onlySchema(said, other);
    }

    /** A catalog of one schema without what belongs to its database as a whole: extensions, and whatever is in no schema. */
    static Catalog onlySchema(Catalog catalog, String schema) {
        String prefix = quoteIdentifier(schema) + ".";
        return new Catalog(
                List.of(new Schema(schema, null)),
                List.of(),
                catalog.enums(),
                catalog.domains(),
                catalog.composites(),
                catalog.ranges(),
                catalog.sequences(),
                catalog.tables(),
                catalog.views(),
                catalog.routines(),
                catalog.objects().stream()
                        .filter(object -> object.identity().startsWith(prefix))
                        .toList(),
                catalog.access(),
                catalog.comments(),
                catalog.labels(),
                catalog.notModelled());
    }

    private String text(String path, String text) {
        boolean name = path.endsWith(".schema") || path.endsWith(".identity");
        if (name && text.equals(own)) {
            return other;
        }
        // for people, without quotes
        if (path.endsWith(".locks.relation") && text.startsWith(own + ".")) {
            return other + text.substring(own.length());
        }
        return path.endsWith(".comment") ? text : sql(text);
    }

    /** A piece of SQL, or a text for people with names in it. */
    private String sql(String text) {
        List<Token> tokens = SqlTokens.of(text);
        boolean comment = tokens.size() > 1
                && tokens.get(0).isWord("comment")
                && tokens.get(1).isWord("on");
        StringBuilder said = new StringBuilder();
        int at = 0;
        for (int i = 0; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            said.append(text, at, token.start());
            String written = text.substring(token.start(), token.end());
            boolean literal = token.kind() == Kind.DOLLAR_STRING || token.kind() == Kind.STRING;
            if (literal && !comment) {
                said.append(inside(written));
            } else {
                said.append(isSchema(tokens, i) ? quoteIdentifier(other) : written);
            }
            at = token.end();
        }
        return said.append(text, at, text.length()).toString();
    }

    /** A literal begins with its quote, or the letter before it, or its tag; what is in it is looked at without them. */
    private String inside(String literal) {
        int open = literal.indexOf(literal.charAt(0) == '$' ? '$' : '\'', literal.charAt(0) == '$' ? 1 : 0) + 1;
        return literal.substring(0, open) + sql(literal.substring(open));
    }

    private boolean isSchema(List<Token> tokens, int i) {
        Token token = tokens.get(i);
        if (!token.isName() || !token.value().equals(own)) {
            return false;
        }
        @Nullable Token before = i == 0 ? null : tokens.get(i - 1);
        boolean qualifies =
                i + 1 < tokens.size() && tokens.get(i + 1).isSymbol('.') && (before == null || !before.isSymbol('.'));
        return qualifies || (before != null && before.isWord("schema"));
    }

    private static PgwrightException refused(String message, @Nullable String hint) {
        return new PgwrightException(ErrorCode.REFUSED, Place.UNKNOWN, message, hint);
    }
}
