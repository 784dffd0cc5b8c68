package dev.pgwright.load.live;

import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.sql.ArrayCasts;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The current row of a catalog query, by column label. */
final class Row {
    private final ResultSet results;

    Row(ResultSet results) {
        this.results = results;
    }

    /**
     * A text that is null only if the object vanished: the functions that deparse look at the newest catalog, not at
     * the transaction's snapshot.
     */
    String text(String label) throws SQLException {
        String value = textOrNull(label);
        if (value == null) {
            throw new CatalogChangedException();
        }
        return value;
    }

    @Nullable String textOrNull(String label) throws SQLException {
        return results.getString(label);
    }

    /** SQL that PostgreSQL deparses, in the form in which it is read again as it stands. */
    String sql(String label) throws SQLException {
        return ArrayCasts.atElements(text(label));
    }

    /** The same of what may be null. */
    @Nullable String sqlOrNull(String label) throws SQLException {
        String value = textOrNull(label);
        return value == null ? null : ArrayCasts.atElements(value);
    }

    /** The same of an array. */
    List<String> sqls(String label) throws SQLException {
        return texts(label).stream().map(ArrayCasts::atElements).toList();
    }

    boolean flag(String label) throws SQLException {
        return results.getBoolean(label);
    }

    long number(String label) throws SQLException {
        return results.getLong(label);
    }

    /** A {@code "char"} column. */
    char letter(String label) throws SQLException {
        String value = results.getString(label);
        return value == null || value.isEmpty() ? ' ' : value.charAt(0);
    }

    /** The qualified name in the columns {@code schema} and {@code name}. */
    QualifiedName name() throws SQLException {
        return QualifiedName.of(text("schema"), text("name"));
    }

    /** The qualified name in two columns, null when they are. */
    @Nullable QualifiedName nameOrNull(String schemaLabel, String nameLabel) throws SQLException {
        String schema = textOrNull(schemaLabel);
        return schema == null ? null : QualifiedName.of(schema, text(nameLabel));
    }

    /** An array of texts; a null array is empty. */
    List<String> texts(String label) throws SQLException {
        Array array = results.getArray(label);
        List<String> values = new ArrayList<>();
        if (array != null) {
            for (Object value : (Object[]) array.getArray()) {
                if (value == null) {
                    throw new CatalogChangedException();
                }
                values.add(value.toString());
            }
        }
        return values;
    }

    /** Options in the form of {@code pg_class.reloptions}. */
    SortedMap<String, String> options(String label) throws SQLException {
        SortedMap<String, String> options = new TreeMap<>();
        for (String option : texts(label)) {
            int equals = option.indexOf('=');
            options.put(option.substring(0, equals), option.substring(equals + 1));
        }
        return options;
    }
}
