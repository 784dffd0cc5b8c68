package dev.pgwright.load.folded;

import dev.pgwright.catalog.Schema;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What may exist although no statement that was followed has made it. */
final class Unknowns {
    /** Extensions that make no relations (contrib of PostgreSQL 18, and pgvector). */
    private static final Set<String> WITHOUT_RELATIONS = Set.of(
            "plpgsql",
            "adminpack",
            "amcheck",
            "bloom",
            "btree_gin",
            "btree_gist",
            "citext",
            "cube",
            "dblink",
            "dict_int",
            "dict_xsyn",
            "earthdistance",
            "file_fdw",
            "fuzzystrmatch",
            "hstore",
            "intarray",
            "isn",
            "lo",
            "ltree",
            "moddatetime",
            "pageinspect",
            "pg_trgm",
            "pgcrypto",
            "pgrowlocks",
            "postgres_fdw",
            "seg",
            "tablefunc",
            "tcn",
            "tsm_system_rows",
            "tsm_system_time",
            "unaccent",
            "uuid-ossp",
            "vector",
            "xml2");

    /** The types of extensions whose names are not that of the extension. */
    private static final Map<String, String> EXTENSION_OF_TYPE = Map.ofEntries(
            Map.entry("geometry", "postgis"),
            Map.entry("geography", "postgis"),
            Map.entry("box2d", "postgis"),
            Map.entry("box3d", "postgis"),
            Map.entry("raster", "postgis_raster"),
            Map.entry("halfvec", "vector"),
            Map.entry("sparsevec", "vector"),
            Map.entry("lquery", "ltree"),
            Map.entry("ltxtquery", "ltree"),
            Map.entry("query_int", "intarray"),
            Map.entry("gbtreekey4", "btree_gist"));

    private final Store store;
    private boolean everything;
    private boolean operators;

    Unknowns(Store store) {
        this.store = store;
    }

    /** From now on anything may exist, or not exist any more. */
    void everything() {
        boolean before = everything;
        store.onUndo(() -> everything = before);
        everything = true;
    }

    /** From now on there are operators or casts that are not kept. */
    void moreOperators() {
        boolean before = operators;
        store.onUndo(() -> operators = before);
        operators = true;
    }

    boolean isEverything() {
        return everything;
    }

    boolean mayHaveRelation(@Nullable String schema) {
        return everything
                || (schema != null && Scope.isSystem(schema))
                || store.extensions().keySet().stream().anyMatch(name -> !WITHOUT_RELATIONS.contains(name));
    }

    boolean mayHaveType(@Nullable String schema, String name) {
        return everything || store.extensions().size() > 1;
    }

    /** Functions, operators and what else extensions bring. */
    boolean mayHaveOthers() {
        return everything || operators || store.extensions().size() > 1;
    }

    /** Where a type that is not known most likely is. */
    String schemaOfType(String type) {
        String named = EXTENSION_OF_TYPE.getOrDefault(type, type);
        Integer extension = store.extensions().get(named);
        if (extension != null && store.get(extension) instanceof PlainEntry entry && entry.schema != null) {
            return entry.schema;
        }
        return store.extensions().size() > 1 || everything
                ? Schema.PUBLIC
                : store.scope().creationSchema();
    }

    Refusal missingRelation(String written) {
        return Refusal.missing(written, "relation \"" + written + "\" does not exist");
    }
}
