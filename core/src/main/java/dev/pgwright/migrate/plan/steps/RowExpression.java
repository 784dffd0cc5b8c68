package dev.pgwright.migrate.plan.steps;

import static dev.pgwright.sql.Identifiers.quoteIdentifier;

import dev.pgwright.finding.ErrorCode;
import dev.pgwright.finding.PgwrightException;
import dev.pgwright.source.Place;
import dev.pgwright.sql.Nodes;
import dev.pgwright.sql.Sql;
import dev.pgwright.sql.SqlTokens;
import dev.pgwright.sql.SqlTokens.Token;
import dev.pgwright.sql.tree.ColumnRef;
import dev.pgwright.sql.tree.SelectStmt;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * An expression over the columns of one row, which can be said again where the columns have other names.
 *
 * @param sql as it was given, or as PostgreSQL says it
 * @param references the columns in it, in order
 */
public record RowExpression(String sql, List<Reference> references) {
    private static final String HEAD = "SELECT (";

    public RowExpression {
        references = List.copyOf(references);
    }

    /**
     * Where a column is named.
     *
     * @param column its name, unquoted and without a table
     * @param start offset of its first character
     * @param end offset behind its last character
     */
    public record Reference(String column, int start, int end) {}

    /**
     * Parses one.
     *
     * @throws PgwrightException with {@code INPUT} when the text is no expression
     */
    public static RowExpression of(String sql) {
        String text = HEAD + sql + "\n)";
        if (!(Sql.parseStatement(text).tree() instanceof SelectStmt select)
                || select.targetList().size() != 1
                || !select.fromClause().isEmpty()
                || select.whereClause() != null) {
            throw new PgwrightException(
                    ErrorCode.INPUT,
                    Place.UNKNOWN,
                    "'" + sql + "' is no expression",
                    "say one value over columns of a row, such as code::integer");
        }
        List<Token> tokens = SqlTokens.of(text);
        List<Reference> references = new ArrayList<>();
        for (ColumnRef column : Nodes.all(select, ColumnRef.class)) {
            List<String> names = Nodes.names(column.fields());
            int first = indexOf(tokens, column.location());
            int end = tokens.get(first + 2 * (column.fields().size() - 1)).end();
            String name = names.size() == column.fields().size() ? names.get(names.size() - 1) : "*";
            references.add(new Reference(name, column.location() - HEAD.length(), end - HEAD.length()));
        }
        references.sort(Comparator.comparingInt(Reference::start));
        return new RowExpression(sql, references);
    }

    private static int indexOf(List<Token> tokens, int start) {
        for (int i = 0; i < tokens.size(); i++) {
            if (tokens.get(i).start() == start) {
                return i;
            }
        }
        throw new IllegalStateException("no token at " + start);
    }

    /** The column itself, cast to a type. */
    public static RowExpression cast(String column, String type) {
        return of(quoteIdentifier(column) + "::" + type);
    }

    /**
     * The expression with other words for its columns.
     *
     * @param words SQL for a column, by its name
     */
    public String over(UnaryOperator<String> words) {
        StringBuilder text = new StringBuilder();
        int at = 0;
        for (Reference reference : references) {
            text.append(sql, at, reference.start()).append(words.apply(reference.column()));
            at = reference.end();
        }
        return text.append(sql.substring(at)).toString();
    }
}
