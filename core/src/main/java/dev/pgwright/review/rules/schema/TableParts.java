package dev.pgwright.review.rules.schema;

import dev.pgwright.catalog.Column;
import dev.pgwright.catalog.Constraint;
import dev.pgwright.catalog.Index;
import dev.pgwright.catalog.IndexElement;
import dev.pgwright.catalog.Table;
import dev.pgwright.locks.Expressions;
import dev.pgwright.locks.WrittenType;
import dev.pgwright.review.SchemaContext;
import java.util.ArrayList;
import java.util.List;

/** What rules ask of tables. */
final class TableParts {
    private TableParts() {}

    /** The columns of the primary key; none without one. */
    static List<String> key(Table table) {
        return table.primaryKey().map(Constraint.PrimaryKey::columns).orElse(List.of());
    }

    /** Whether it is another database's. */
    static boolean isForeign(Table table) {
        return table.settings().foreign() != null;
    }

    /** Whether a row may have NULL there: by the column, its domain, and checks that say IS NOT NULL. */
    static boolean isNullable(Table table, Column column, SchemaContext schema) {
        return !column.notNull()
                && !isNotNullDomain(column, schema)
                && table.of(Constraint.Check.class).stream()
                        .filter(check -> check.enforced() && check.validated())
                        // most say something else, and need not be parsed
                        .filter(check -> check.expression().contains("NOT NULL"))
                        .noneMatch(check -> Expressions.parse(check.expression())
                                .filter(tree -> Expressions.requiresNotNull(tree, column.name()))
                                .isPresent());
    }

    private static boolean isNotNullDomain(Column column, SchemaContext schema) {
        return WrittenType.of(column.type(), schema.state())
                .map(WrittenType::domain)
                .filter(domain -> domain.type().notNull())
                .isPresent();
    }

    /** The sets of columns that no two rows have alike: those of keys, and of unique indexes over all rows. */
    static List<List<String>> uniques(Table table) {
        List<List<String>> found = new ArrayList<>();
        table.primaryKey().ifPresent(key -> found.add(key.columns()));
        table.of(Constraint.Unique.class).forEach(unique -> found.add(unique.columns()));
        for (Index index : table.indexes()) {
            if (index.unique()
                    && index.predicate() == null
                    && index.elements().stream().noneMatch(IndexElement::expression)) {
                found.add(index.elements().stream().map(IndexElement::key).toList());
            }
        }
        return found;
    }

    /** Whether a column says when its row was made. */
    static boolean isCreationTime(Column column, SchemaContext schema) {
        String type = ColumnParts.type(column, schema).base();
        List<String> words = NameWords.of(column.name());
        return (type.startsWith("timestamp") || type.equals("date"))
                && words.size() < 4
                && words.stream()
                        .anyMatch(word -> List.of("created", "creation", "inserted", "added")
                                .contains(word));
    }
}
