package dev.pgwright.review.rules.security;

import dev.pgwright.review.RoutineBody;
import dev.pgwright.review.Trees;
import dev.pgwright.sql.Nodes;
import dev.pgwright.sql.tree.A_ArrayExpr;
import dev.pgwright.sql.tree.A_Const;
import dev.pgwright.sql.tree.A_Expr;
import dev.pgwright.sql.tree.A_Indirection;
import dev.pgwright.sql.tree.CaseExpr;
import dev.pgwright.sql.tree.CaseWhen;
import dev.pgwright.sql.tree.CoalesceExpr;
import dev.pgwright.sql.tree.ColumnRef;
import dev.pgwright.sql.tree.CreateFunctionStmt;
import dev.pgwright.sql.tree.FuncCall;
import dev.pgwright.sql.tree.FunctionParameter;
import dev.pgwright.sql.tree.FunctionParameterMode;
import dev.pgwright.sql.tree.Node;
import dev.pgwright.sql.tree.ParamRef;
import dev.pgwright.sql.tree.TypeCast;
import dev.pgwright.sql.tree.TypeName;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Where the text comes from that a routine builds: which parts of it the caller has a say in, and nobody has quoted. */
final class DynamicText {
    private static final Set<String> TEXTUAL =
            Set.of("text", "varchar", "bpchar", "name", "json", "jsonb", "citext", "character varying", "char");

    /** Functions whose result has the text of their arguments in it. */
    private static final Set<String> PASSING = Set.of(
            "concat",
            "concat_ws",
            "lower",
            "upper",
            "btrim",
            "ltrim",
            "rtrim",
            "replace",
            "substr",
            "substring",
            "left",
            "right",
            "array_to_string",
            "string_agg",
            "initcap",
            "nullif",
            "overlay");

    private static final Set<String> EXTRACTING = Set.of("->", "->>", "#>", "#>>");

    private final List<String> parameters = new ArrayList<>();
    private final Set<String> open = new HashSet<>();
    private final Predicate<String> textColumns;

    private DynamicText(CreateFunctionStmt create, Predicate<String> textColumns) {
        this.textColumns = textColumns;
        for (Node node : create.parameters()) {
            if (node instanceof FunctionParameter parameter
                    && parameter.mode() != FunctionParameterMode.FUNC_PARAM_OUT
                    && parameter.mode() != FunctionParameterMode.FUNC_PARAM_TABLE) {
                String name = parameter.name() == null ? "$" + (parameters.size() + 1) : parameter.name();
                parameters.add(name);
                if (parameter.argType() != null && isTextual(parameter.argType())) {
                    open.add(name);
                }
            }
        }
    }

    /**
     * What flows into the text of a routine's statements.
     *
     * @param textColumns the columns of the row of a trigger that are texts
     */
    static DynamicText of(CreateFunctionStmt create, RoutineBody body, Predicate<String> textColumns) {
        DynamicText text = new DynamicText(create, textColumns);
        body.expressions().forEach(text::noteChecks);
        int before;
        do {
            before = text.open.size();
            for (RoutineBody.Assignment assignment : body.assignments()) {
                boolean textual = body.typeOf(assignment.variable())
                        .map(DynamicText::isTextual)
                        .orElse(false);
                if (textual && !text.unquoted(assignment.value()).isEmpty()) {
                    text.open.add(assignment.variable());
                }
            }
        } while (text.open.size() > before);
        return text;
    }

    /** Whether values of a type can carry SQL. */
    static boolean isTextual(String type) {
        String plain = type.replaceFirst("\\(.*", "")
                .replaceFirst("^(pg_catalog|public)\\.", "")
                .replace("\"", "");
        return TEXTUAL.contains(plain) || plain.startsWith("character");
    }

    private static boolean isTextual(TypeName type) {
        return !type.pctType() && TEXTUAL.contains(Trees.typeName(type));
    }

    /** A value that is compared with constants or patterns, or cast to a name of an object, is looked at by the author. */
    private void noteChecks(Node tree) {
        for (A_Expr operation : Nodes.all(tree, A_Expr.class)) {
            String operator = String.join("", Nodes.names(operation.name()));
            if (Set.of("=", "<>", "~", "!~", "~*", "!~*", "~~").contains(operator)
                    && operation.rexpr() != null
                    && Nodes.all(operation.rexpr(), ColumnRef.class).isEmpty()) {
                variable(operation.lexpr()).ifPresent(open::remove);
            }
        }
        for (TypeCast cast : Nodes.all(tree, TypeCast.class)) {
            if (cast.typeName() != null && Trees.typeName(cast.typeName()).startsWith("reg")) {
                variable(cast.arg()).ifPresent(open::remove);
            }
        }
        for (FuncCall call : Nodes.all(tree, FuncCall.class)) {
            if (Trees.functionName(call).startsWith("to_reg") && !call.args().isEmpty()) {
                variable(call.args().get(0)).ifPresent(open::remove);
            }
        }
    }

    private Optional<String> variable(@Nullable Node node) {
        Node inner = node;
        while (inner instanceof TypeCast cast) {
            inner = cast.arg();
        }
        if (inner instanceof FuncCall call && call.args().size() == 1 && PASSING.contains(Trees.functionName(call))) {
            return variable(call.args().get(0));
        }
        if (inner instanceof ColumnRef reference) {
            List<String> names = Nodes.names(reference.fields());
            return names.isEmpty() ? Optional.empty() : Optional.of(names.get(names.size() - 1));
        }
        return inner instanceof ParamRef parameter && parameter.number() >= 1 && parameter.number() <= parameters.size()
                ? Optional.of(parameters.get(parameter.number() - 1))
                : Optional.empty();
    }

    /** The variables whose values are in the text as they are; empty when all of them are quoted, or no text. */
    List<String> unquoted(Node node) {
        if (node instanceof ColumnRef reference) {
            List<String> names = Nodes.names(reference.fields());
            boolean row =
                    names.size() == 2 && Set.of("new", "old").contains(names.get(0)) && textColumns.test(names.get(1));
            return row
                    ? List.of(String.join(".", names))
                    : variable(reference).filter(open::contains).filter(name -> names.size() == 1).stream()
                            .toList();
        } else if (node instanceof ParamRef) {
            return variable(node).filter(open::contains).stream().toList();
        } else if (node instanceof A_Expr operation) {
            String operator = String.join("", Nodes.names(operation.name()));
            if (operator.equals("||")) {
                return all(Stream.of(operation.lexpr(), operation.rexpr())
                        .filter(Objects::nonNull)
                        .toList());
            }
            return EXTRACTING.contains(operator) && operation.lexpr() != null ? unquoted(operation.lexpr()) : List.of();
        } else if (node instanceof TypeCast cast) {
            boolean textual = cast.typeName() != null && isTextual(cast.typeName());
            return textual && cast.arg() != null ? unquoted(cast.arg()) : List.of();
        } else if (node instanceof CoalesceExpr coalesce) {
            return all(coalesce.args());
        } else if (node instanceof A_Indirection indirection && indirection.arg() != null) {
            return unquoted(indirection.arg());
        } else if (node instanceof A_ArrayExpr array) {
            return all(array.elements());
        } else if (node instanceof CaseExpr choice) {
            List<Node> results = new ArrayList<>();
            choice.args().forEach(one -> {
                if (one instanceof CaseWhen when && when.result() != null) {
                    results.add(when.result());
                }
            });
            if (choice.defresult() != null) {
                results.add(choice.defresult());
            }
            return all(results);
        }
        return node instanceof FuncCall call ? called(call) : List.of();
    }

    private List<String> all(List<Node> nodes) {
        return nodes.stream()
                .flatMap(node -> unquoted(node).stream())
                .distinct()
                .toList();
    }

    private List<String> called(FuncCall call) {
        String name = Trees.functionName(call);
        if (PASSING.contains(name)) {
            return all(call.args());
        }
        if (!name.equals("format") || call.args().isEmpty()) {
            return List.of();
        }
        Optional<String> pattern =
                call.args().get(0) instanceof A_Const constant ? Trees.text(constant) : Optional.empty();
        return pattern.isEmpty() ? unquoted(call.args().get(0)) : formatted(pattern.get(), call.args());
    }

    /** The arguments that stand behind {@code %s} (documentation of PostgreSQL 18, 9.4.1). */
    private List<String> formatted(String pattern, List<Node> arguments) {
        List<Node> inserted = new ArrayList<>();
        int next = 1;
        for (int i = pattern.indexOf('%'); i >= 0; i = pattern.indexOf('%', i + 1)) {
            int at = ++i;
            while (i < pattern.length()
                    && (Character.isDigit(pattern.charAt(i)) || "$-*".indexOf(pattern.charAt(i)) >= 0)) {
                i++;
            }
            if (i >= pattern.length() || pattern.charAt(i) == '%') {
                continue;
            }
            String position = pattern.substring(at, i);
            int argument = position.contains("$")
                    ? Integer.parseInt(
                            "0" + position.substring(0, position.indexOf('$')).replace("*", ""))
                    : next + (position.contains("*") ? 1 : 0);
            next = argument + 1;
            if (pattern.charAt(i) == 's' && argument > 0 && argument < arguments.size()) {
                inserted.add(arguments.get(argument));
            }
        }
        return all(inserted);
    }
}
