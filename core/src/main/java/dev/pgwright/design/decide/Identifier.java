package dev.pgwright.design.decide;

import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.sql.Identifiers;
import java.util.List;
import java.util.stream.Collectors;

/** Catalog names as SQL, quoted where they must be. */
public final class Identifier {
    private Identifier() {}

    /** A name that is as long as PostgreSQL lets names be at most: longer ones are cut, so that they stay apart. */
    public static String limited(String name) {
        return Naming.limited(name);
    }

    public static String sql(String name) {
        return Identifiers.quoteIdentifier(name);
    }

    /** Always with its schema: the statements of a design do not depend on a search path. */
    public static String sql(QualifiedName name) {
        return Identifiers.quoteIdentifier(name.schema(), name.name());
    }

    public static String sql(List<String> names) {
        return names.stream().map(Identifier::sql).collect(Collectors.joining(", "));
    }
}
