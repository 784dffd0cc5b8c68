package dev.pgwright.design.prove;

import dev.pgwright.finding.PgwrightException;
import dev.pgwright.sql.Nodes;
import dev.pgwright.sql.Sql;
import dev.pgwright.sql.tree.A_Const;
import dev.pgwright.sql.tree.ColumnRef;
import dev.pgwright.sql.tree.Node;
import dev.pgwright.sql.tree.PgFloat;
import dev.pgwright.sql.tree.PgInteger;
import dev.pgwright.sql.tree.PgString;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What an expression speaks of.
 *
 * @param names of its columns, the last part of each
 * @param strings its string constants, in order
 * @param numbers its numeric constants, in order
 */
record Expression(Set<String> names, List<String> strings, List<String> numbers) {
    private static final Expression EMPTY = new Expression(Set.of(), List.of(), List.of());

    Expression {
        names = Set.copyOf(names);
        strings = List.copyOf(strings);
        numbers = List.copyOf(numbers);
    }

    /** Reads a SQL expression; of one that does not parse, which the server will say, nothing is known. */
    static Expression of(String sql) {
        Node tree;
        try {
            tree = Sql.parseStatement("SELECT " + sql).tree();
        } catch (PgwrightException e) {
            return EMPTY;
        }
        Set<String> names = new TreeSet<>();
        List<String> strings = new ArrayList<>();
        List<String> numbers = new ArrayList<>();
        Nodes.walk(tree, node -> {
            if (node instanceof ColumnRef column) {
                List<String> parts = Nodes.names(column.fields());
                if (!parts.isEmpty()) {
                    names.add(parts.get(parts.size() - 1));
                }
            } else if (node instanceof A_Const constant) {
                addConstant(constant, strings, numbers);
            }
        });
        return new Expression(names, strings, numbers);
    }

    private static void addConstant(A_Const constant, List<String> strings, List<String> numbers) {
        PgString text = constant.sval();
        PgInteger integer = constant.ival();
        PgFloat number = constant.fval();
        if (text != null && text.sval() != null) {
            strings.add(text.sval());
        } else if (integer != null) {
            numbers.add(String.valueOf(integer.ival()));
        } else if (number != null && number.fval() != null) {
            numbers.add(number.fval());
        }
    }
}
