package dev.pgwright.data;

import dev.pgwright.catalog.Catalog;
import dev.pgwright.catalog.ColumnName;
import dev.pgwright.catalog.QualifiedName;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The rows that a database is to have.
 *
 * @param tables to be filled; rows of other tables are taken as they are, and referred to only by the shares of a column
 * @param examples SQL literals that are good values of a column, for columns whose checks cannot be guessed
 * @param skew how unevenly rows refer to those of other tables: 1 evenly; with 2 a hundredth of the parents has a tenth of
 *     the rows, as u² of an even u
 * @param scopeColumn the column, in every table that has it, by which rows belong to one tenant: references stay within
 */
public record DataProfile(
        Catalog catalog,
        Map<QualifiedName, TableProfile> tables,
        Map<ColumnName, List<String>> examples,
        double skew,
        @Nullable String scopeColumn) {
    public DataProfile {
        tables = Collections.unmodifiableMap(new LinkedHashMap<>(tables));
    }
}
