package dev.pgwright.review;

import dev.pgwright.finding.PgwrightException;
import dev.pgwright.sql.Identifiers;
import dev.pgwright.sql.Nodes;
import dev.pgwright.sql.Sql;
import dev.pgwright.sql.Token;
import dev.pgwright.sql.plpgsql.PlpgsqlFunction;
import dev.pgwright.sql.plpgsql.PlpgsqlNode;
import dev.pgwright.sql.plpgsql.PlpgsqlValue;
import dev.pgwright.sql.tree.A_Expr;
import dev.pgwright.sql.tree.ColumnRef;
import dev.pgwright.sql.tree.FuncCall;
import dev.pgwright.sql.tree.Node;
import dev.pgwright.sql.tree.ResTarget;
import dev.pgwright.sql.tree.SelectStmt;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The SQL inside of PL/pgSQL statements. */
final class PlpgsqlSql {
    private static final Set<String> SQL = Set.of(
            "PLpgSQL_stmt_execsql",
            "PLpgSQL_stmt_perform",
            "PLpgSQL_stmt_call",
            "PLpgSQL_stmt_fors",
            "PLpgSQL_stmt_return_query");

    /** RawParseMode of parser.h (PostgreSQL 18): 0 is a statement, 2 an expression, 3 to 5 an assignment. */
    private static final long STATEMENT = 0;

    private static final long ASSIGNMENT = 3;

    private static final String SELECT = "SELECT ";

    private PlpgsqlSql() {}

    static boolean isSql(PlpgsqlNode statement) {
        return SQL.contains(statement.kind());
    }

    /** The direct children that are nodes, in order. */
    static List<PlpgsqlNode> children(PlpgsqlNode node) {
        List<PlpgsqlNode> found = new ArrayList<>();
        for (PlpgsqlValue value : node.fields().values()) {
            if (value instanceof PlpgsqlNode child) {
                found.add(child);
            } else if (value instanceof PlpgsqlValue.Items items) {
                items.items().forEach(item -> {
                    if (item instanceof PlpgsqlNode child) {
                        found.add(child);
                    }
                });
            }
        }
        return found;
    }

    /** The SQL that a statement sends, or the expression that gives the text of it. */
    static Optional<PlpgsqlNode> expression(PlpgsqlNode statement) {
        for (String field : List.of("sqlstmt", "query", "expr", "cond")) {
            Optional<PlpgsqlNode> found = statement.node(field);
            if (found.isPresent() && found.get().kind().equals("PLpgSQL_expr")) {
                return found;
            }
        }
        return Optional.empty();
    }

    /** The tree of an expression: of a statement as it is, of others a SELECT of them. */
    static Optional<Node> tree(PlpgsqlNode expression) {
        String text = expression.text("query").orElse("");
        return isStatement(expression) ? parse(text) : parse(SELECT + text.substring(valueAt(expression)));
    }

    /** Whether it is a statement, and no expression. */
    static boolean isStatement(PlpgsqlNode expression) {
        return mode(expression) == STATEMENT;
    }

    private static long mode(PlpgsqlNode expression) {
        return expression.fields().get("parseMode") instanceof PlpgsqlValue.Count mode ? mode.number() : STATEMENT;
    }

    /** What to add to a location of the {@link #tree} to get an offset in the expression's text. */
    static int shift(PlpgsqlNode expression) {
        return isStatement(expression) ? 0 : valueAt(expression) - SELECT.length();
    }

    /** Whether an assignment is one to a variable, and not to an element or field of it. */
    static boolean isWhole(PlpgsqlNode expression) {
        String text = expression.text("query").orElse("");
        String target = text.substring(0, valueAt(expression));
        return mode(expression) == ASSIGNMENT && target.indexOf('[') < 0;
    }

    /** Where the value begins: of an assignment behind its sign, which is {@code :=} or {@code =}. */
    private static int valueAt(PlpgsqlNode expression) {
        String text = expression.text("query").orElse("");
        if (mode(expression) < ASSIGNMENT) {
            return 0;
        }
        int depth = 0;
        for (Token token : Sql.tokens(text)) {
            String word = token.span().of(text);
            depth += word.equals("[") || word.equals("(") ? 1 : 0;
            depth -= word.equals("]") || word.equals(")") ? 1 : 0;
            if (depth == 0 && (word.equals(":=") || word.equals("="))) {
                return token.span().end();
            }
        }
        return 0;
    }

    static Optional<Node> parse(String sql) {
        try {
            return Optional.of(Sql.parseStatement(sql).tree());
        } catch (PgwrightException notKnownBeforeItRuns) {
            return Optional.empty();
        }
    }

    /** The text that an expression gives, when it is made of constants. */
    static Optional<String> resolved(PlpgsqlNode expression, PlpgsqlFunction function) {
        return tree(expression)
                .flatMap(tree -> tree instanceof SelectStmt select
                                && select.targetList().size() == 1
                                && select.targetList().get(0) instanceof ResTarget target
                                && target.val() != null
                        ? constant(target.val(), function)
                        : Optional.empty());
    }

    private static Optional<String> constant(Node node, PlpgsqlFunction function) {
        if (node instanceof A_Expr operation
                && Nodes.names(operation.name()).equals(List.of("||"))
                && operation.lexpr() != null
                && operation.rexpr() != null) {
            Optional<String> left = constant(operation.lexpr(), function);
            Optional<String> right = constant(operation.rexpr(), function);
            return left.isEmpty() || right.isEmpty() ? Optional.empty() : Optional.of(left.get() + right.get());
        }
        if (node instanceof ColumnRef reference) {
            return variable(Nodes.names(reference.fields()), function);
        }
        if (node instanceof FuncCall call) {
            return called(call, function);
        }
        return Trees.text(node);
    }

    private static Optional<String> variable(List<String> names, PlpgsqlFunction function) {
        return names.size() != 1
                ? Optional.empty()
                : function.variables().stream()
                        .filter(variable -> variable.text("refname").equals(Optional.of(names.get(0))))
                        .filter(variable -> variable.fields().get("isconst") instanceof PlpgsqlValue.Flag)
                        .findFirst()
                        .flatMap(variable -> variable.node("default_val"))
                        .flatMap(value -> resolved(value, function));
    }

    private static Optional<String> called(FuncCall call, PlpgsqlFunction function) {
        List<Optional<String>> arguments = call.args().stream()
                .map(argument -> constant(argument, function))
                .toList();
        if (arguments.isEmpty() || arguments.stream().anyMatch(Optional::isEmpty)) {
            return Optional.empty();
        }
        List<String> texts = arguments.stream().map(Optional::get).toList();
        return switch (Trees.functionName(call)) {
            case "quote_ident" -> Optional.of(Identifiers.quoteIdentifier(texts.get(0)));
            case "quote_literal" -> Optional.of(Identifiers.quoteLiteral(texts.get(0)));
            case "format" -> format(texts);
            default -> Optional.empty();
        };
    }

    /** {@code format()} with %s, %I, %L and %% (documentation of PostgreSQL 18, 9.4.1); others are not resolved. */
    private static Optional<String> format(List<String> texts) {
        StringBuilder result = new StringBuilder();
        String pattern = texts.get(0);
        int argument = 1;
        for (int i = 0; i < pattern.length(); i++) {
            if (pattern.charAt(i) != '%') {
                result.append(pattern.charAt(i));
                continue;
            }
            char kind = ++i < pattern.length() ? pattern.charAt(i) : ' ';
            if (kind == '%') {
                result.append('%');
            } else if ("sIL".indexOf(kind) >= 0 && argument < texts.size()) {
                String text = texts.get(argument++);
                result.append(kind == 's' ? text : quoted(kind, text));
            } else {
                return Optional.empty();
            }
        }
        return Optional.of(result.toString());
    }

    private static String quoted(char kind, String text) {
        return kind == 'I' ? Identifiers.quoteIdentifier(text) : Identifiers.quoteLiteral(text);
    }
}
