package dev.pgwright.load.folded;

import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.catalog.Schema;
import dev.pgwright.sql.Identifiers;
import dev.pgwright.sql.tree.RangeVar;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Finds names by the search path. */
final class Scope {
    /** Where temporary tables are, in whichever session. */
    static final String TEMPORARY = "pg_temp";

    static final String SYSTEM = "pg_catalog";

    static final List<String> DEFAULT_PATH = List.of("$user", Schema.PUBLIC);

    private final Store store;
    private List<String> path = DEFAULT_PATH;

    Scope(Store store) {
        this.store = store;
    }

    List<String> path() {
        return path;
    }

    void setPath(List<String> schemas) {
        List<String> before = path;
        store.onUndo(() -> path = before);
        path = List.copyOf(schemas);
    }

    /** Does something with another search path; null for the one of now. */
    <T> T within(@Nullable List<String> schemas, Supplier<T> work) {
        List<String> before = path;
        path = schemas == null ? before : List.copyOf(schemas);
        try {
            return work.get();
        } finally {
            path = before;
        }
    }

    /** The schema of what is made without one. */
    String creationSchema() {
        for (String schema : path) {
            if (schema.equals(TEMPORARY)
                    || schema.equals(SYSTEM)
                    || store.schemas().containsKey(schema)) {
                return schema;
            }
        }
        throw Refusal.refused("", "no schema has been selected to create in");
    }

    /** The name that CREATE gives. */
    QualifiedName created(RangeVar name) {
        String relation = text(name.relname());
        if ("t".equals(name.relpersistence())) {
            return QualifiedName.of(TEMPORARY, relation);
        }
        return created(name.schemaname(), relation);
    }

    QualifiedName created(List<String> parts) {
        String name = parts.isEmpty() ? "" : parts.get(parts.size() - 1);
        return created(parts.size() > 1 ? parts.get(parts.size() - 2) : null, name);
    }

    private QualifiedName created(@Nullable String schema, String name) {
        if (schema == null) {
            return QualifiedName.of(creationSchema(), clipped(name));
        }
        requireSchema(schema);
        return QualifiedName.of(schema, clipped(name));
    }

    void requireSchema(String schema) {
        if (!isSystem(schema) && !schema.equals(TEMPORARY) && !store.schemas().containsKey(schema)) {
            throw Refusal.missing(schema, "schema \"" + schema + "\" does not exist");
        }
    }

    /** PostgreSQL's own schemas, whose objects are not in the store. */
    static boolean isSystem(String schema) {
        return schema.equals(SYSTEM) || schema.equals("information_schema") || schema.startsWith("pg_toast");
    }

    /** The parser cuts names already; those inside strings it does not. */
    private static String clipped(String name) {
        return dev.pgwright.catalog.ObjectNames.clip(name, dev.pgwright.catalog.ObjectNames.MAX_BYTES);
    }

    /** The number of what exists under a name, 0 for none. */
    int find(Map<QualifiedName, Integer> names, @Nullable String schema, String name) {
        if (schema != null) {
            return names.getOrDefault(QualifiedName.of(schema, name), 0);
        }
        int temporary = names.getOrDefault(QualifiedName.of(TEMPORARY, name), 0);
        if (temporary != 0) {
            return temporary;
        }
        for (String candidate : path) {
            int found = names.getOrDefault(QualifiedName.of(candidate, name), 0);
            if (found != 0) {
                return found;
            }
        }
        return 0;
    }

    int findRelation(RangeVar name) {
        return find(store.relationNames(), name.schemaname(), text(name.relname()));
    }

    int findRelation(List<String> parts) {
        return find(store.relationNames(), schemaOf(parts), nameOf(parts));
    }

    int findType(List<String> parts) {
        return find(store.typeNames(), schemaOf(parts), nameOf(parts));
    }

    /** All routines of a name that can be seen. */
    List<Integer> findRoutines(List<String> parts) {
        String schema = schemaOf(parts);
        String name = nameOf(parts);
        if (schema != null) {
            return store.routineNames().getOrDefault(QualifiedName.of(schema, name), List.of());
        }
        for (String candidate : path) {
            List<Integer> found = store.routineNames().get(QualifiedName.of(candidate, name));
            if (found != null && !found.isEmpty()) {
                return found;
            }
        }
        return List.of();
    }

    /** Whether the name alone finds the object. */
    boolean isVisible(Map<QualifiedName, Integer> names, QualifiedName name) {
        int found = find(names, null, name.name());
        return found != 0 && names.getOrDefault(name, 0) == found;
    }

    boolean isInPath(String schema) {
        return path.contains(schema) || schema.equals(SYSTEM) || schema.equals(TEMPORARY);
    }

    static @Nullable String schemaOf(List<String> parts) {
        return parts.size() > 1 ? parts.get(parts.size() - 2) : null;
    }

    static String nameOf(List<String> parts) {
        return parts.isEmpty() ? "" : parts.get(parts.size() - 1);
    }

    /** As messages show a name: with its schema when the statement has it. */
    static String written(RangeVar name) {
        return name.schemaname() == null ? text(name.relname()) : name.schemaname() + "." + text(name.relname());
    }

    static String written(List<String> parts) {
        return String.join(".", parts);
    }

    static String text(@Nullable String value) {
        return value == null ? "" : value;
    }

    static String sql(QualifiedName name) {
        return Identifiers.quoteIdentifier(name.schema(), name.name());
    }
}
