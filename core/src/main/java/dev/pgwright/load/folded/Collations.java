package dev.pgwright.load.folded;

import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.sql.Identifiers;
import dev.pgwright.sql.Nodes;
import dev.pgwright.sql.tree.Node;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Qualifies the names of collations and operator classes. */
final class Collations {
    /** The kind of their entries, as DROP names it. */
    static final String KIND = "OBJECT_COLLATION";

    /** Whose operator classes are called otherwise than after a type of the extension. */
    private static final Map<String, String> EXTENSION_OF_CLASS = Map.of(
            "gin_trgm_ops", "pg_trgm",
            "gist_trgm_ops", "pg_trgm",
            "gin_hstore_ops", "hstore",
            "gist_hstore_ops", "hstore",
            "gist_ltree_ops", "ltree",
            "gin__int_ops", "intarray",
            "gist__int_ops", "intarray",
            "vector_l2_ops", "vector",
            "vector_cosine_ops", "vector",
            "vector_ip_ops", "vector");

    private Collations() {}

    /** A collation as {@code regcollation} shows it; null for none and for the default one. */
    static @Nullable String qualified(Store store, List<Node> name) {
        List<String> parts = Nodes.names(name);
        if (parts.isEmpty() || Scope.nameOf(parts).equals("default")) {
            return null;
        }
        PlainEntry own = find(store, parts);
        if (own != null) {
            return Identifiers.quoteIdentifier(own.name.schema(), own.name.name());
        }
        String schema = Scope.schemaOf(parts);
        return schema == null || schema.equals(Scope.SYSTEM)
                ? Identifiers.quoteIdentifier(Scope.nameOf(parts))
                : Identifiers.quoteIdentifier(schema, Scope.nameOf(parts));
    }

    /** A user's collation that a name means; null for PostgreSQL's own, and for one that no statement has made. */
    static @Nullable PlainEntry find(Store store, List<String> parts) {
        String schema = Scope.schemaOf(parts);
        List<String> schemas = schema == null ? store.scope().path() : List.of(schema);
        for (String candidate : schemas) {
            QualifiedName name = QualifiedName.of(candidate, Scope.nameOf(parts));
            Integer found = store.plainNames().get(new Store.PlainName(KIND, name));
            if (found != null && store.get(found) instanceof PlainEntry entry) {
                return entry;
            }
        }
        return null;
    }

    /** Of a collation as a column has it. */
    static boolean isNondeterministic(Store store, String collation) {
        return store.plainNames().values().stream()
                .anyMatch(oid -> store.get(oid) instanceof PlainEntry entry
                        && entry.nondeterministic
                        && Identifiers.quoteIdentifier(entry.name.schema(), entry.name.name())
                                .equals(collation));
    }

    /** Null for PostgreSQL's own. */
    static @Nullable String schemaOfOperatorClass(Store store, String name) {
        String extension = EXTENSION_OF_CLASS.get(name);
        Integer found = extension == null ? null : store.extensions().get(extension);
        return found != null && store.get(found) instanceof PlainEntry entry ? entry.schema : null;
    }
}
