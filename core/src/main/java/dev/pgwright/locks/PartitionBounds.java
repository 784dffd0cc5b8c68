package dev.pgwright.locks;

import dev.pgwright.catalog.Constraint;
import dev.pgwright.catalog.IndexElement;
import dev.pgwright.catalog.Partitioning;
import dev.pgwright.catalog.Table;
import dev.pgwright.sql.Nodes;
import dev.pgwright.sql.tree.A_Const;
import dev.pgwright.sql.tree.A_Expr;
import dev.pgwright.sql.tree.ColumnRef;
import dev.pgwright.sql.tree.Node;
import dev.pgwright.sql.tree.PartitionBoundSpec;
import dev.pgwright.sql.tree.TypeCast;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whether the constraints of a table prove a partition's bound, so that ATTACH PARTITION need not read it: for one key
 * column, {@code column >= from AND column < to} or {@code column = value} with the very constants of the bound, and the
 * column not null. What the server's prover can do beyond this counts as not proved.
 */
final class PartitionBounds {
    private PartitionBounds() {}

    static boolean isProven(Table parent, Table partition, @Nullable PartitionBoundSpec bound) {
        Partitioning partitioning = parent.partitioning();
        if (bound == null
                || bound.isDefault()
                || partitioning == null
                || partitioning.keys().size() != 1) {
            return false;
        }
        IndexElement key = partitioning.keys().get(0);
        if (key.expression()) {
            return false;
        }
        List<Node> known = new ArrayList<>();
        for (Constraint.Check check : partition.of(Constraint.Check.class)) {
            if (check.validated() && check.enforced()) {
                Expressions.parse(check.expression()).ifPresent(tree -> known.addAll(Nodes.conjuncts(tree)));
            }
        }
        String column = key.key();
        return NotNullProof.holds(partition, column)
                && switch (partitioning.strategy()) {
                    case RANGE ->
                        atEnd(bound.lowerdatums(), known, column, ">=")
                                && atEnd(bound.upperdatums(), known, column, "<");
                    case LIST ->
                        bound.listdatums().size() == 1
                                && constant(bound.listdatums().get(0))
                                        .filter(value -> isKnown(known, column, "=", value))
                                        .isPresent();
                    case HASH -> false;
                };
    }

    private static boolean atEnd(List<Node> datums, List<Node> known, String column, String operator) {
        return datums.size() == 1
                && constant(datums.get(0))
                        .filter(value -> isKnown(known, column, operator, value))
                        .isPresent();
    }

    private static boolean isKnown(List<Node> known, String column, String operator, String value) {
        return known.stream()
                .anyMatch(part -> part instanceof A_Expr expression
                        && Nodes.names(expression.name()).equals(List.of(operator))
                        && isColumn(expression.lexpr(), column)
                        && constant(expression.rexpr()).equals(Optional.of(value)));
    }

    private static boolean isColumn(@Nullable Node node, String column) {
        Node plain = node instanceof TypeCast cast && cast.arg() != null ? cast.arg() : node;
        return plain instanceof ColumnRef reference
                && Nodes.names(reference.fields()).equals(List.of(column));
    }

    private static Optional<String> constant(@Nullable Node node) {
        Node plain = node instanceof TypeCast cast && cast.arg() != null ? cast.arg() : node;
        if (plain instanceof A_Const constant) {
            if (constant.ival() != null) {
                return Optional.of(Integer.toString(constant.ival().ival()));
            }
            if (constant.fval() != null) {
                return Optional.ofNullable(constant.fval().fval());
            }
            if (constant.sval() != null) {
                return Optional.ofNullable(constant.sval().sval());
            }
        }
        return Optional.empty();
    }
}
