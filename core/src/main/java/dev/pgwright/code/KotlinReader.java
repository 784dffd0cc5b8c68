package dev.pgwright.code;

import dev.pgwright.code.Expression.Argument;
import dev.pgwright.code.Program.Binding;
import dev.pgwright.code.Program.Function;
import dev.pgwright.code.Program.Loop;
import dev.pgwright.code.Program.Variable;
import dev.pgwright.source.Span;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Kotlin, up to the syntax of Kotlin 2. Its grammar names hardly any part of a node, so the order of them counts. */
final class KotlinReader extends ProgramReader {
    private static final Set<String> BLOCKS =
            Set.of("control_structure_body", "function_body", "lambda_literal", "class_body", "when_entry");

    /** Functions that call a lambda once for each element. */
    private static final Set<String> EACH = Set.of(
            "forEach",
            "map",
            "flatMap",
            "mapNotNull",
            "onEach",
            "associateWith",
            "forEachIndexed",
            "mapIndexed",
            "filter",
            "sumOf",
            "any",
            "all",
            "count",
            "associate",
            "associateBy",
            "groupBy");

    /** The name of the argument that stands behind the brackets of a call. */
    private static final String LAMBDA = "{}";

    private static final Set<String> COMPARED = Set.of("==", "!=", "in", "!in");

    KotlinReader(String source) {
        super(source);
    }

    @Override
    void visit(Syntax node) {
        switch (node.kind()) {
            case "line_comment", "multiline_comment" -> program.comments.add(node.span());
            case "import_header" -> program.imports.add(text(node.first("identifier")));
            case "function_declaration", "lambda_literal", "anonymous_function" -> function(node);
            case "property_declaration" ->
                node.first("variable_declaration").ifPresent(variable -> {
                    Optional<Syntax> value = last(node).filter(one -> isValue(node, one));
                    bind(
                            text(variable.first("simple_identifier")),
                            value.map(this::expression).orElse(null),
                            false,
                            node,
                            text(variable.first("user_type", "nullable_type")));
                });
            case "class_parameter" ->
                bind(
                        text(node.first("simple_identifier")),
                        null,
                        false,
                        node,
                        text(node.first("user_type", "nullable_type")).replace("?", ""));
            case "assignment" -> assignment(node);
            case "object_declaration" -> type(node, node.first("type_identifier"));
            case "class_declaration" -> {
                type(node, node.first("type_identifier"));
                program.associations.addAll(KotlinEntities.of(node, source));
            }
            case "navigation_expression" -> {
                if (expression(node) instanceof Expression.Member property) {
                    program.properties.add(property);
                }
            }
            case "for_statement" -> forEach(node);
            case "while_statement", "do_while_statement" -> whileLoop(node);
            case "equality_expression", "check_expression" -> comparison(node);
            case "when_expression" ->
                node.first("when_subject").flatMap(KotlinReader::last).ifPresent(value -> checked(expression(value)));
            case "call_expression", "constructor_invocation" -> {
                KotlinBuilding.start(node, source, this::expression).ifPresent(program.bindings::add);
                if (expression(node) instanceof Expression.Call call) {
                    call(call);
                    loopOfLambda(node, call);
                    appended(node, call);
                    boolean isList = call.name().equals("add") || call.name().equals("addAll");
                    if (isList && call.arguments().size() == 1) {
                        extended(call, call.name().equals("addAll"), scope(node));
                    }
                }
            }
            default -> {
                // nothing to know
            }
        }
    }

    private static Optional<Syntax> last(Syntax node) {
        List<Syntax> children = node.children();
        return children.isEmpty() ? Optional.empty() : Optional.of(children.get(children.size() - 1));
    }

    /** Whether the last part of a property is what it is made with. */
    private boolean isValue(Syntax property, Syntax part) {
        return !part.is("variable_declaration", "getter", "setter", "property_delegate", "modifiers")
                && property.span().start() < part.span().start();
    }

    private void function(Syntax node) {
        List<Variable> parameters = new ArrayList<>();
        if (node.is("lambda_literal")) {
            Optional<Syntax> list = node.first("lambda_parameters");
            if (list.isEmpty()) {
                parameters.add(new Variable("it", "?"));
            }
            list.ifPresent(names -> names(names).forEach(name -> parameters.add(new Variable(name, "?"))));
        } else {
            node.first("function_value_parameters")
                    .ifPresent(list -> list.children().stream()
                            .filter(parameter -> parameter.is("parameter"))
                            .forEach(parameter -> parameters.add(new Variable(
                                    text(parameter.first("simple_identifier")),
                                    text(last(parameter)).replace("?", "")))));
        }
        boolean hidden = node.first("modifiers")
                .map(modifiers -> List.of(text(modifiers).split("\\s+")).contains("private"))
                .orElse(false);
        String name = node.is("function_declaration") ? text(node.first("simple_identifier")) : "";
        program.functions.add(new Function(node.span(), name, hidden, parameters));
    }

    private Set<String> names(Syntax node) {
        Set<String> names = new LinkedHashSet<>();
        if (node.is("variable_declaration")) {
            names.add(text(node.first("simple_identifier")));
        } else {
            node.children().forEach(child -> names.addAll(names(child)));
        }
        names.remove("_");
        return names;
    }

    @Override
    Set<String> blocks() {
        return BLOCKS;
    }

    private void bind(String name, @Nullable Expression value, boolean appends, Syntax node, String type) {
        program.bindings.add(new Binding(name, value, appends, node.span(), scope(node), type));
    }

    private void assignment(Syntax node) {
        Optional<Syntax> left = node.child(0);
        Optional<Syntax> right = node.child(1);
        if (left.isEmpty() || right.isEmpty()) {
            return;
        }
        boolean appends = between(left.get(), right.get()).startsWith("+");
        String name = text(left.get()
                .first("navigation_suffix")
                .flatMap(suffix -> suffix.first("simple_identifier"))
                .or(() -> left.get().first("simple_identifier")));
        bind(name, expression(right.get()), appends, node, "");
    }

    /** {@code builder.append(text)} as a statement puts the text behind what the builder has. */
    private void appended(Syntax node, Expression.Call call) {
        Expression first = call.receiver();
        while (first instanceof Expression.Call before && before.name().startsWith("append")) {
            first = before.receiver();
        }
        Syntax outer = node;
        while (outer.parent()
                .filter(parent -> parent.is("navigation_expression", "call_expression"))
                .isPresent()) {
            outer = outer.parent().get();
        }
        boolean done = outer.parent()
                .filter(parent -> parent.is("statements", "control_structure_body"))
                .isPresent();
        boolean isLine = call.name().equals("appendLine");
        if ((isLine || call.name().equals("append")) && call.arguments().size() == 1 && done) {
            String builder = first instanceof Expression.Name name
                    ? name.name()
                    : first == null ? KotlinBuilding.around(node, source) : "";
            if (builder.isEmpty()) {
                return;
            }
            Expression value = call.arguments().get(0).value();
            Span at = new Span(value.span().start(), node.span().end());
            Expression text = isLine ? new Expression.Joined(value.span(), value, KotlinBuilding.line(at)) : value;
            Span scope = KotlinBuilding.called(node, scope(node), source)
                    .map(this::scope)
                    .orElse(scope(node));
            program.bindings.add(new Binding(builder, text, true, at, scope, ""));
        }
    }

    private void forEach(Syntax node) {
        Optional<Syntax> over = node.child(1);
        Optional<Syntax> body = node.first("control_structure_body");
        if (over.isPresent() && body.isPresent()) {
            boolean counts = over.get().is("range_expression", "infix_expression");
            program.loops.add(new Loop(
                    node.span(),
                    body.get().span(),
                    names(node.children().get(0)),
                    counts ? null : expression(over.get())));
        }
    }

    /** {@code while (rows.next())} runs through rows. */
    private void whileLoop(Syntax node) {
        Optional<Syntax> body = node.first("control_structure_body");
        Optional<Expression> condition = node.child(0).map(this::expression);
        body.ifPresent(block -> program.loops.add(loopOfRows(node.span(), block.span(), condition.orElse(null))));
    }

    private void loopOfLambda(Syntax node, Expression.Call call) {
        Optional<Syntax> lambda = KotlinBuilding.lambda(node);
        if (!EACH.contains(call.name()) || call.receiver() == null || lambda.isEmpty()) {
            return;
        }
        Set<String> names =
                lambda.get().first("lambda_parameters").map(this::names).orElse(Set.of("it"));
        program.loops.add(new Loop(node.span(), lambda.get().span(), names, call.receiver()));
    }

    private void comparison(Syntax node) {
        List<Syntax> sides = node.children();
        if (sides.size() == 2
                && COMPARED.contains(between(sides.get(0), sides.get(1)))
                && sides.stream().noneMatch(side -> text(side).equals("null"))) {
            sides.forEach(side -> checked(expression(side)));
        }
    }

    @Override
    Expression convert(Syntax node) {
        Span span = node.span();
        return switch (node.kind()) {
            case "string_literal" -> KotlinTexts.literal(node, source, this::expression);
            case "character_literal" -> KotlinTexts.character(node, source);
            case "integer_literal",
                    "long_literal",
                    "real_literal",
                    "boolean_literal",
                    "null_literal",
                    "comparison_expression",
                    "equality_expression",
                    "multiplicative_expression",
                    "conjunction_expression",
                    "disjunction_expression",
                    "check_expression" -> new Expression.Plain(span);
            case "simple_identifier", "interpolated_identifier", "this_expression" ->
                new Expression.Name(span, text(node));
            case "navigation_expression" -> member(node);
            case "parenthesized_expression", "as_expression", "postfix_expression", "interpolated_expression" ->
                child(node, 0);
            case "if_expression" -> new Expression.Choice(span, bodies(node));
            case "when_expression" -> {
                List<Expression> all = new ArrayList<>();
                node.children().stream()
                        .filter(entry -> entry.is("when_entry"))
                        .forEach(entry -> all.addAll(bodies(entry)));
                yield new Expression.Choice(span, all);
            }
            case "elvis_expression" -> new Expression.Choice(span, expressions(node.children()));
            case "additive_expression" -> sum(node);
            case "call_expression" -> calling(node);
            case "constructor_invocation" -> annotated(node);
            case "collection_literal" -> new Expression.Items(span, expressions(node.children()));
            case "infix_expression", "prefix_expression", "spread_expression" ->
                new Expression.Other(span, expressions(node.children()));
            default -> new Expression.Other(span, List.of());
        };
    }

    private Expression child(Syntax node, int index) {
        return node.child(index).map(this::expression).orElseGet(() -> new Expression.Plain(node.span()));
    }

    /** The values of branches; a branch of statements has that of its last. */
    private List<Expression> bodies(Syntax node) {
        List<Expression> all = new ArrayList<>();
        for (Syntax body : node.children()) {
            if (body.is("control_structure_body")) {
                last(body)
                        .flatMap(one -> one.is("statements") ? last(one) : Optional.of(one))
                        .ifPresent(one -> all.add(expression(one)));
            }
        }
        return all;
    }

    private Expression member(Syntax node) {
        String name = text(node.first("navigation_suffix").flatMap(suffix -> suffix.first("simple_identifier")));
        return new Expression.Member(node.span(), child(node, 0), name);
    }

    private Expression sum(Syntax node) {
        Optional<Syntax> left = node.child(0);
        Optional<Syntax> right = node.child(1);
        return left.isPresent()
                        && right.isPresent()
                        && between(left.get(), right.get()).equals("+")
                ? new Expression.Joined(node.span(), expression(left.get()), expression(right.get()))
                : new Expression.Plain(node.span());
    }

    /** A call; where a lambda follows the brackets the grammar makes a call of the call. */
    private Expression calling(Syntax node) {
        Optional<Syntax> called = node.child(0);
        Optional<Syntax> list = node.first("call_suffix").flatMap(suffix -> suffix.first("value_arguments"));
        Optional<Expression> built = KotlinBuilding.built(node, source);
        if (built.isPresent()) {
            return built.get();
        }
        List<Argument> arguments = arguments(list);
        KotlinBuilding.lambda(node).ifPresent(lambda -> arguments.add(new Argument(LAMBDA, lambda(lambda))));
        if (called.isPresent() && called.get().is("call_expression")) {
            Expression inner = expression(called.get());
            if (inner instanceof Expression.Call call) {
                arguments.addAll(0, call.arguments());
                return new Expression.Call(node.span(), call.receiver(), call.name(), arguments);
            }
            return inner;
        }
        if (called.isPresent() && called.get().is("navigation_expression")) {
            Expression target = expression(called.get());
            if (target instanceof Expression.Member member) {
                boolean joins = member.name().equals("plus") && arguments.size() == 1;
                return joins
                        ? new Expression.Joined(
                                node.span(), member.object(), arguments.get(0).value())
                        : new Expression.Call(node.span(), member.object(), member.name(), arguments);
            }
        }
        String name = text(called);
        boolean lists = name.equals("listOf") || name.equals("arrayOf") || name.equals("setOf");
        return lists
                ? new Expression.Items(
                        node.span(), arguments.stream().map(Argument::value).toList())
                : new Expression.Call(node.span(), null, name, arguments);
    }

    /** A lambda gives back its last statement, and nothing else is done where that is the only one. */
    private Expression lambda(Syntax node) {
        List<Syntax> statements = node.first("statements").map(Syntax::children).orElse(List.of());
        List<String> parameters = node.first("lambda_parameters")
                .map(names -> List.copyOf(names(names)))
                .orElse(List.of("it"));
        return new Expression.Lambda(
                node.span(), parameters, statements.size() == 1 ? expression(statements.get(0)) : null);
    }

    private Expression annotated(Syntax node) {
        boolean isAnnotation =
                node.parent().filter(parent -> parent.is("annotation")).isPresent();
        return new Expression.Call(
                node.span(),
                null,
                (isAnnotation ? "@" : "") + text(node.first("user_type")),
                arguments(node.first("value_arguments")));
    }

    private List<Argument> arguments(Optional<Syntax> list) {
        List<Argument> all = new ArrayList<>();
        for (Syntax argument : list.map(Syntax::children).orElse(List.of())) {
            List<Syntax> parts = argument.children();
            if (!argument.is("value_argument") || parts.isEmpty()) {
                continue;
            }
            Syntax value = parts.get(parts.size() - 1);
            boolean isNamed = parts.size() == 2
                    && parts.get(0).is("simple_identifier")
                    && between(parts.get(0), value).equals("=");
            all.add(new Argument(isNamed ? text(parts.get(0)) : null, expression(value)));
        }
        return all;
    }
}
