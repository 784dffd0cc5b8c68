package dev.pgwright.review;

import dev.pgwright.catalog.Catalog;
import dev.pgwright.catalog.Constraint;
import dev.pgwright.load.folded.SchemaFold;
import dev.pgwright.sql.Statement;
import dev.pgwright.sql.tree.CreateStatsStmt;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Follows the statements of a review for the rules that judge the schema in the end. */
final class SchemaReview {
    private final boolean following;
    private final Fragments fragments;
    private final Origins origins;
    private final SchemaFold schema;
    private final List<CreateStatsStmt> statistics = new ArrayList<>();
    private @Nullable SchemaContext context;

    /**
     * To be made before the first statement.
     *
     * @param following false when no rule will ask
     */
    SchemaReview(boolean following, SchemaFold schema) {
        this.following = following;
        this.schema = schema;
        this.fragments = new Fragments(schema.state().version());
        this.origins = new Origins(schema.state(), fragments);
    }

    /** Before the schema takes the statement in. */
    void before(Statement statement, String text) {
        if (following) {
            origins.before(statement.tree());
            if (statement.tree() instanceof CreateStatsStmt made) {
                statistics.add(made);
            }
            fragments.note(statement, text, schema.state());
        }
    }

    /** After it. */
    void after(MigrationContext migration, Step step) {
        if (following) {
            origins.after(migration, step);
        }
    }

    /** The schema as it is now. */
    SchemaContext context(ReviewOptions options, KnownQueries queries, boolean complete, boolean database) {
        Catalog catalog = schema.catalog();
        SchemaContext whole = new SchemaContext(
                schema.state(), catalog, options, queries, origins, fragments, statistics, complete, database);
        context = whole;
        return whole;
    }

    /** What rules have looked at; of the schema, what {@link #context} has had. */
    Examined examined(List<RuleInfo> rules, int queries, int migrations) {
        if (context == null) {
            return new Examined(rules, false, false, 0, 0, 0, 0, queries, migrations, 0);
        }
        return new Examined(
                rules,
                context.isComplete(),
                context.isDatabase(),
                context.tables().size(),
                context.constraints(Constraint.ForeignKey.class).size(),
                context.indexes().size(),
                (int) context.columns().stream()
                        .filter(column -> column.column().type().startsWith("time"))
                        .count(),
                queries,
                migrations,
                context.facts().server().state().countedDays());
    }
}
