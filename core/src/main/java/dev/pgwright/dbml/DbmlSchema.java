package dev.pgwright.dbml;

import dev.pgwright.catalog.Catalog;
import java.util.List;

/**
 * What a DBML file means.
 *
 * @param catalog with expressions and unknown types as written
 * @param statements SQL of the note {@code postgresql} that only a server can understand, in order, without semicolons;
 *     to be run after the catalog's own DDL
 */
public record DbmlSchema(Catalog catalog, List<String> statements, DbmlExtras extras) {
    public DbmlSchema {
        statements = List.copyOf(statements);
    }
}
