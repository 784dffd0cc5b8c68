package dev.pgwright.dbml;

import dev.pgwright.sql.Identifiers;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Default values as DBML writes them and as {@code pg_get_expr} does. */
final class DbmlDefaults {
    private static final Pattern NUMBER = Pattern.compile("\\d+(\\.\\d+)?");

    private DbmlDefaults() {}

    /** SQL for a default, null where there is none; texts are cast to the column's type as PostgreSQL shows them. */
    static @Nullable String toSql(DbmlValue value, String columnType) {
        if (value instanceof DbmlValue.Expression expression) {
            return expression.sql();
        } else if (value instanceof DbmlValue.Text text) {
            return cast(text.value(), columnType);
        } else if (value instanceof DbmlValue.Dotted dotted) {
            return cast(dotted.names().get(dotted.names().size() - 1).text(), columnType);
        } else if (value instanceof DbmlValue.Number number) {
            return number(number.text());
        } else if (value instanceof DbmlValue.Words words) {
            return words.text().equals("null") ? null : words.text();
        }
        return null;
    }

    private static String cast(String text, String columnType) {
        return Identifiers.quoteLiteral(text) + "::" + withoutModifier(columnType);
    }

    private static String withoutModifier(String type) {
        String bare = type.indexOf('"') < 0 ? type.replaceFirst("\\([^)]*\\)", "") : type;
        return bare.equals("character") ? "bpchar" : bare.equals("character[]") ? "bpchar[]" : bare;
    }

    /** PostgreSQL shows a negative constant as a text with a cast. */
    private static String number(String text) {
        if (!text.startsWith("-")) {
            return text;
        }
        BigDecimal value = new BigDecimal(text);
        boolean whole = text.matches("-\\d+");
        String type = whole && value.compareTo(BigDecimal.valueOf(Integer.MIN_VALUE)) >= 0
                ? "integer"
                : whole && value.compareTo(BigDecimal.valueOf(Long.MIN_VALUE)) >= 0 ? "bigint" : "numeric";
        return "'" + text + "'::" + type;
    }

    /** The plainest way to write a default that is read as the same; empty where only a custom setting can hold it. */
    static Optional<DbmlValue> fromSql(String sql, String columnType) {
        return candidate(sql)
                .filter(value -> sql.equals(toSql(value, columnType)))
                .or(() -> expression(sql));
    }

    private static Optional<DbmlValue> candidate(String sql) {
        if (sql.equals("true") || sql.equals("false")) {
            return Optional.of(DbmlValue.Words.of(sql));
        }
        if (NUMBER.matcher(sql).matches()) {
            return Optional.of(DbmlValue.Number.of(sql));
        }
        try {
            SqlCursor cursor = new SqlCursor(sql);
            String literal = cursor.literal();
            boolean negative = NUMBER.matcher(literal.replaceFirst("^-", "")).matches() && literal.startsWith("-");
            return Optional.of(negative ? DbmlValue.Number.of(literal) : DbmlValue.Text.of(literal));
        } catch (SqlCursor.Unreadable e) {
            return Optional.empty();
        }
    }

    private static Optional<DbmlValue> expression(String sql) {
        return isExpression(sql) ? Optional.of(DbmlValue.Expression.of(sql)) : Optional.empty();
    }

    /** Whether backticks can hold this SQL: nothing can be escaped between them. */
    static boolean isExpression(String sql) {
        return sql.indexOf('`') < 0 && sql.indexOf('\r') < 0 && !sql.isEmpty();
    }
}
