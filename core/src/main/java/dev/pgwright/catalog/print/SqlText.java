package dev.pgwright.catalog.print;

import static dev.pgwright.sql.Identifiers.quoteIdentifier;
import static dev.pgwright.sql.Identifiers.quoteLiteral;

import dev.pgwright.catalog.ColumnName;
import dev.pgwright.catalog.IndexElement;
import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.catalog.SequenceOptions;
import dev.pgwright.catalog.TypeNames;
import dev.pgwright.sql.Identifiers;
import dev.pgwright.sql.SqlTokens;
import dev.pgwright.sql.SqlTokens.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The small parts of statements. */
final class SqlText {
    /** Statements that are longer are broken where that helps reading. */
    static final int LINE_LIMIT = 100;

    private static final Pattern PLAIN_VALUE = Pattern.compile("[a-z]+|-?\\d+(\\.\\d+)?");

    private static final Pattern INTEGER = Pattern.compile("-\\d{1,9}");
    private static final Pattern DECIMAL = Pattern.compile("-\\d+\\.\\d+");
    private static final Pattern TYPE_MODIFIER = Pattern.compile("\\(\\d+(,-?\\d+)?\\)");

    /** Words before a parenthesis that do not make a function call. */
    private static final Set<String> NO_FUNCTIONS =
            Set.of("all", "any", "array", "case", "exists", "in", "interval", "not", "row", "select", "some", "values");

    /** Operators in words that a b_expr cannot have. */
    private static final Set<String> ONLY_A_EXPR = Set.of(
            "and",
            "or",
            "not",
            "like",
            "ilike",
            "similar",
            "between",
            "in",
            "is",
            "isnull",
            "notnull",
            "any",
            "some",
            "all",
            "collate",
            "at",
            "overlaps");

    private SqlText() {}

    static String name(QualifiedName name) {
        return quoteIdentifier(name.schema(), name.name());
    }

    static String name(ColumnName column) {
        return name(column.relation()) + "." + quoteIdentifier(column.column());
    }

    static String names(List<String> names) {
        return names.stream().map(Identifiers::quoteIdentifier).collect(Collectors.joining(", "));
    }

    /** {@code COMMENT ON kind name IS 'text'}; the name is SQL already. */
    static String comment(String kind, String name, @Nullable String text) {
        return "COMMENT ON " + kind + " " + name + " IS " + (text == null ? "NULL" : quoteLiteral(text));
    }

    /** {@code  WITH (a = 1, b = 2)}, or nothing. */
    static String with(SortedMap<String, String> parameters) {
        return parameters.isEmpty()
                ? ""
                : parameters.entrySet().stream()
                        .map(SqlText::parameter)
                        .collect(Collectors.joining(", ", " WITH (", ")"));
    }

    private static String parameter(Map.Entry<String, String> parameter) {
        String value = parameter.getValue();
        return parameter.getKey() + " = " + (PLAIN_VALUE.matcher(value).matches() ? value : quoteLiteral(value));
    }

    static String elements(List<IndexElement> elements) {
        return elements.stream().map(SqlText::element).collect(Collectors.joining(", "));
    }

    static String element(IndexElement element) {
        StringBuilder sql = new StringBuilder();
        if (!element.expression()) {
            sql.append(quoteIdentifier(element.key()));
        } else {
            sql.append(isFunctionCall(element.key()) ? element.key() : "(" + element.key() + ")");
        }
        if (element.collation() != null) {
            sql.append(" COLLATE ").append(element.collation());
        }
        if (element.operatorClass() != null) {
            sql.append(' ').append(element.operatorClass());
        }
        if (element.descending()) {
            sql.append(" DESC");
        }
        if (element.nullsFirst() != element.descending()) {
            sql.append(element.nullsFirst() ? " NULLS FIRST" : " NULLS LAST");
        }
        return sql.toString();
    }

    /** Whether an expression is one function call, which alone may be a key without parentheses. */
    static boolean isFunctionCall(String expression) {
        List<Token> tokens = SqlTokens.of(expression);
        int open = 1;
        while (open + 1 < tokens.size() && tokens.get(open).isSymbol('.')) {
            open += 2;
        }
        if (open >= tokens.size() || !tokens.get(open).isSymbol('(')) {
            return false;
        }
        Token function = tokens.get(open - 1);
        boolean named = function.isName()
                && !(function.kind() == SqlTokens.Kind.WORD && NO_FUNCTIONS.contains(function.value()));
        return named && SqlTokens.closing(tokens, open) == tokens.size() - 1;
    }

    /** What follows DEFAULT where a column or domain is made: a b_expr (gram.y of PostgreSQL 18), others in parentheses. */
    static String definedDefault(String expression, String columnType) {
        String value = defaultValue(expression, columnType);
        int depth = 0;
        for (Token token : SqlTokens.of(value)) {
            if (token.isSymbol('(') || token.isSymbol('[')) {
                depth++;
            } else if (token.isSymbol(')') || token.isSymbol(']')) {
                depth--;
            } else if (depth == 0 && token.kind() == SqlTokens.Kind.WORD && ONLY_A_EXPR.contains(token.value())) {
                return "(" + value + ")";
            }
        }
        return value;
    }

    /**
     * A default without the cast that PostgreSQL writes behind a literal, where it is the column's own type: the literal
     * is read as that anyway.
     */
    static String defaultValue(String expression, String columnType) {
        List<Token> tokens = SqlTokens.of(expression);
        boolean literalWithCast = tokens.size() > 3
                && tokens.get(0).kind() == SqlTokens.Kind.STRING
                && tokens.get(1).isSymbol(':')
                && tokens.get(2).isSymbol(':');
        if (!literalWithCast) {
            return expression;
        }
        String type = expression.substring(tokens.get(3).start());
        String number = tokens.get(0).value();
        // a negative number has no literal of its own and is written so
        if (type.equals("integer") && INTEGER.matcher(number).matches()
                || type.equals("numeric") && DECIMAL.matcher(number).matches()) {
            return number;
        }
        String withoutModifier =
                TYPE_MODIFIER.matcher(TypeNames.canonical(columnType)).replaceFirst("");
        return type.equals(withoutModifier) || type.equals(TypeNames.canonical(columnType))
                ? expression.substring(0, tokens.get(0).end())
                : expression;
    }

    /** What differs from an ascending sequence's defaults, as the words of CREATE SEQUENCE. */
    static List<String> options(SequenceOptions options, String dataType) {
        SequenceOptions usual = SequenceOptions.defaults(dataType, options.increment());
        List<String> words = new ArrayList<>();
        if (options.start() != (options.increment() > 0 ? options.minimum() : options.maximum())) {
            words.add("START WITH " + options.start());
        }
        if (options.increment() != 1) {
            words.add("INCREMENT BY " + options.increment());
        }
        if (options.minimum() != usual.minimum()) {
            words.add("MINVALUE " + options.minimum());
        }
        if (options.maximum() != usual.maximum()) {
            words.add("MAXVALUE " + options.maximum());
        }
        if (options.cache() != 1) {
            words.add("CACHE " + options.cache());
        }
        if (options.cycle()) {
            words.add("CYCLE");
        }
        return words;
    }
}
