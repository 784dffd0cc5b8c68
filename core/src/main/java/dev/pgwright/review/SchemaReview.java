package dev.pgwright.review;

import dev.pgwright.catalog.Catalog;
import dev.pgwright.load.folded.SchemaFold;
import dev.pgwright.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Follows the statements of a review for the rules that judge the schema in the end. */
final class SchemaReview {
    private final List<SchemaRule> rules = new ArrayList<>();
    private final Fragments fragments;
    private final Origins origins;
    private final SchemaFold schema;

    /** To be made before the first statement. */
    SchemaReview(List<SchemaRule> rules, SchemaFold schema) {
        this.rules.addAll(rules);
        this.schema = schema;
        this.fragments = new Fragments(schema.state().version());
        this.origins = new Origins(schema.state(), fragments);
    }

    /** Before the schema takes the statement in. */
    void before(Statement statement, String text) {
        if (!rules.isEmpty()) {
            origins.before(statement.tree());
            fragments.note(statement, text, schema.state());
        }
    }

    /** After it. */
    void after(MigrationContext migration, Step step) {
        if (!rules.isEmpty()) {
            origins.after(migration, step);
        }
    }

    /** The schema as it is now. */
    SchemaContext context(ReviewOptions options, KnownQueries queries, boolean complete, boolean database) {
        Catalog catalog = schema.catalog();
        return new SchemaContext(
                schema.state(), catalog, options.facts(), queries, origins, fragments, complete, database);
    }
}
