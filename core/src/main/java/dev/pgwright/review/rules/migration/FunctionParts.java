package dev.pgwright.review.rules.migration;

import dev.pgwright.catalog.Routine;
import dev.pgwright.locks.Expressions;
import dev.pgwright.review.Trees;
import dev.pgwright.sql.tree.CreateFunctionStmt;
import dev.pgwright.sql.tree.FunctionParameter;
import dev.pgwright.sql.tree.FunctionParameterMode;
import dev.pgwright.sql.tree.Node;
import dev.pgwright.sql.tree.TypeName;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** What rules ask of functions. */
final class FunctionParts {
    private FunctionParts() {}

    /** The statement that made a routine. */
    static Optional<CreateFunctionStmt> statement(Routine routine) {
        return Expressions.statement(routine.definition()) instanceof CreateFunctionStmt made
                ? Optional.of(made)
                : Optional.empty();
    }

    /** What it says of its volatility: {@code volatile} where it says nothing. */
    static String volatility(List<Node> options) {
        return said(options).orElse("volatile");
    }

    /** The word of volatility among options, if there is one. */
    static Optional<String> said(List<Node> options) {
        return options.stream()
                .flatMap(option -> Trees.option(option, "volatility").stream())
                .findFirst();
    }

    /** The types of what a call passes, as they are written. */
    static List<String> inputs(CreateFunctionStmt function) {
        return function.parameters().stream()
                .filter(node -> node instanceof FunctionParameter parameter
                        && parameter.argType() != null
                        && parameter.mode() != FunctionParameterMode.FUNC_PARAM_OUT
                        && parameter.mode() != FunctionParameterMode.FUNC_PARAM_TABLE)
                .map(node -> {
                    TypeName type = Objects.requireNonNull(((FunctionParameter) node).argType());
                    return Trees.typeName(type) + (type.arrayBounds().isEmpty() ? "" : "[]");
                })
                .toList();
    }
}
