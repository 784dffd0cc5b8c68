package dev.pgwright.review.rules.migration;

import dev.pgwright.catalog.Routine;
import dev.pgwright.review.Trees;
import dev.pgwright.source.SourceFile;
import dev.pgwright.sql.ParsedSql;
import dev.pgwright.sql.Sql;
import dev.pgwright.sql.tree.CreateFunctionStmt;
import dev.pgwright.sql.tree.DefElem;
import dev.pgwright.sql.tree.FunctionParameter;
import dev.pgwright.sql.tree.FunctionParameterMode;
import dev.pgwright.sql.tree.Node;
import dev.pgwright.sql.tree.PgString;
import dev.pgwright.sql.tree.TypeName;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** What rules ask of functions. */
final class FunctionParts {
    private FunctionParts() {}

    /** The statement that made a routine. */
    static Optional<CreateFunctionStmt> statement(Routine routine) {
        ParsedSql parsed = Sql.parse(SourceFile.of("", routine.definition()));
        return parsed.statements().size() == 1 && parsed.statements().get(0).tree() instanceof CreateFunctionStmt made
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
                .flatMap(option -> option instanceof DefElem element
                                && "volatility".equals(element.defname())
                                && element.arg() instanceof PgString word
                        ? Stream.of(String.valueOf(word.sval()))
                        : Stream.empty())
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
