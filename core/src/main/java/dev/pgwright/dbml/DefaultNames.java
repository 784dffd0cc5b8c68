package dev.pgwright.dbml;

import dev.pgwright.catalog.Constraint;
import dev.pgwright.catalog.IndexElement;
import dev.pgwright.catalog.ObjectNames;
import dev.pgwright.sql.SqlTokens;
import dev.pgwright.sql.SqlTokens.Token;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The names PostgreSQL gives to constraints and indexes made without one: ChooseIndexName, ChooseIndexColumnNames
 * (indexcmds.c), ChooseForeignKeyConstraintNameAddition (tablecmds.c) and AddRelationNewConstraints (heap.c) of 18.
 */
final class DefaultNames {
    private DefaultNames() {}

    static String primaryKey(String table) {
        return withoutColumn(table, "pkey");
    }

    static String unique(String table, List<String> columns) {
        return ObjectNames.of(table, joined(columns), "key");
    }

    static String foreignKey(String table, List<String> columns) {
        return ObjectNames.of(table, joined(columns), "fkey");
    }

    /** A check of one column has that column's name in its own. */
    static String check(String table, String expression, Collection<String> columns) {
        Set<String> used = new HashSet<>();
        List<Token> tokens = SqlTokens.of(expression);
        for (int i = 0; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            boolean call = i + 1 < tokens.size() && tokens.get(i + 1).isSymbol('(');
            boolean qualified = i > 0 && tokens.get(i - 1).isSymbol('.');
            boolean cast = i > 0 && tokens.get(i - 1).isSymbol(':');
            if (token.isName() && !call && !qualified && !cast && columns.contains(token.value())) {
                used.add(token.value());
            }
        }
        return used.size() == 1
                ? ObjectNames.of(table, used.iterator().next(), "check")
                : withoutColumn(table, "check");
    }

    static String index(String table, List<IndexElement> elements, List<String> include) {
        List<String> columns = new ArrayList<>();
        elements.forEach(element ->
                columns.add(distinct(element.expression() ? expressionName(element.key()) : element.key(), columns)));
        include.forEach(column -> columns.add(distinct(column, columns)));
        return ObjectNames.of(table, joined(columns), "idx");
    }

    private static String distinct(String name, List<String> before) {
        String candidate = name;
        for (int number = 1; before.contains(candidate); number++) {
            candidate = ObjectNames.clip(
                            name, ObjectNames.MAX_BYTES - String.valueOf(number).length())
                    + number;
        }
        return candidate;
    }

    /** A call gives its function's name, everything else {@code expr}. */
    private static String expressionName(String sql) {
        List<Token> tokens = SqlTokens.of(sql);
        for (int i = 0; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            if (token.isSymbol('(')) {
                return i > 0 && SqlTokens.closing(tokens, i) == tokens.size() - 1
                        ? tokens.get(i - 1).value()
                        : "expr";
            }
            if (!token.isName() && !token.isSymbol('.')) {
                return "expr";
            }
        }
        return "expr";
    }

    private static String joined(List<String> columns) {
        StringBuilder joined = new StringBuilder();
        for (String column : columns) {
            joined.append(joined.isEmpty() ? "" : "_").append(column);
            if (bytes(joined.toString()) > ObjectNames.MAX_BYTES) {
                break;
            }
        }
        return joined.toString();
    }

    private static String withoutColumn(String table, String label) {
        return ObjectNames.clip(table, ObjectNames.MAX_BYTES - 1 - bytes(label)) + "_" + label;
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    /** The first of {@code name}, {@code name1}, {@code name2} that is free. */
    static String free(String name, Predicate<String> taken) {
        String candidate = name;
        for (int number = 1; taken.test(candidate); number++) {
            String digits = String.valueOf(number);
            candidate = ObjectNames.clip(name, ObjectNames.MAX_BYTES - digits.length()) + digits;
        }
        return candidate;
    }

    /** The name a constraint would have without one of its own; null for kinds that DBML has no form for. */
    static @Nullable String of(String table, Constraint constraint, Collection<String> columns) {
        if (constraint instanceof Constraint.PrimaryKey) {
            return primaryKey(table);
        } else if (constraint instanceof Constraint.Unique unique) {
            return unique(table, unique.columns());
        } else if (constraint instanceof Constraint.ForeignKey key) {
            return foreignKey(table, key.columns());
        } else if (constraint instanceof Constraint.Check check) {
            return check(table, check.expression(), columns);
        }
        return null;
    }
}
