package dev.pgwright.code;

import dev.pgwright.code.Expression.Argument;
import dev.pgwright.code.Program.Binding;
import dev.pgwright.code.Program.Function;
import dev.pgwright.code.Program.Loop;
import dev.pgwright.code.Program.Variable;
import dev.pgwright.source.Span;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Java, up to the syntax of Java 23. */
final class JavaReader extends ProgramReader {
    private static final Set<String> BLOCKS =
            Set.of("block", "constructor_body", "class_body", "switch_block_statement_group", "program", "switch_rule");

    /** Methods that call a lambda once for each element. */
    private static final Set<String> EACH = Set.of("forEach", "map", "flatMap", "forEachOrdered", "mapToObj", "peek");

    private static final Set<String> COMPARED = Set.of("==", "!=");

    JavaReader(String source) {
        super(source);
    }

    @Override
    void visit(Syntax node) {
        switch (node.kind()) {
            case "line_comment", "block_comment" -> program.comments.add(node.span());
            case "import_declaration" ->
                program.imports.add(
                        node.children().isEmpty() ? "" : text(node.children().get(0)));
            case "class_declaration", "interface_declaration", "record_declaration", "enum_declaration" -> {
                type(node, node.part("name"));
                entity(node);
            }
            case "method_declaration", "constructor_declaration", "lambda_expression" -> function(node);
            case "local_variable_declaration", "field_declaration", "constant_declaration" -> declaration(node);
            case "assignment_expression" -> assignment(node);
            case "resource" ->
                program.bindings.add(new Binding(
                        text(node.part("name")),
                        node.part("value").map(this::expression).orElse(null),
                        false,
                        node.span(),
                        node.around(Set.of("try_with_resources_statement"))
                                .map(Syntax::span)
                                .orElse(node.span()),
                        text(node.part("type"))));
            case "enhanced_for_statement" -> forEach(node);
            case "while_statement" ->
                node.part("body")
                        .ifPresent(body -> program.loops.add(loopOfRows(
                                node.span(),
                                body.span(),
                                node.part("condition")
                                        .flatMap(condition -> condition.child(0))
                                        .map(this::expression)
                                        .orElse(null))));
            case "for_statement", "do_statement" ->
                node.part("body")
                        .ifPresent(body -> program.loops.add(new Loop(node.span(), body.span(), Set.of(), null)));
            case "binary_expression" -> comparison(node);
            case "switch_expression", "switch_statement" ->
                node.part("condition")
                        .flatMap(condition -> condition.child(0))
                        .ifPresent(value -> checked(expression(value)));
            case "method_invocation", "object_creation_expression", "annotation" -> {
                if (expression(node) instanceof Expression.Call call) {
                    call(call);
                    loopOfLambda(node, call);
                    appended(node, call);
                    boolean isList = call.name().equals("add") || call.name().equals("addAll");
                    if (isList && call.arguments().size() == 1 && isDone(node)) {
                        extended(call, call.name().equals("addAll"), scope(node));
                    }
                }
            }
            default -> {
                // nothing to know
            }
        }
    }

    private void function(Syntax node) {
        boolean hidden = hasModifier(node, "private");
        program.functions.add(new Function(node.span(), text(node.part("name")), hidden, parameters(node)));
    }

    private List<Variable> parameters(Syntax node) {
        List<Variable> parameters = new ArrayList<>();
        node.part("parameters").ifPresent(list -> {
            if (list.is("identifier")) {
                parameters.add(new Variable(text(list), "?"));
            }
            for (Syntax parameter : list.children()) {
                if (parameter.is("identifier")) {
                    parameters.add(new Variable(text(parameter), "?"));
                } else if (parameter.part("name").isPresent()) {
                    parameters.add(new Variable(text(parameter.part("name")), text(parameter.part("type"))));
                } else {
                    parameter
                            .first("variable_declarator")
                            .ifPresent(name -> parameters.add(
                                    new Variable(text(name.part("name")), text(parameter.child(0)) + "[]")));
                }
            }
        });
        return parameters;
    }

    /** The associations of an entity that are loaded one by one when they are asked for. */
    private void entity(Syntax node) {
        if (!annotations(node).containsKey("Entity")) {
            return;
        }
        for (Syntax member : node.part("body").map(Syntax::children).orElse(List.of())) {
            Map<String, String> marks = annotations(member);
            String name = text(member.part("declarator").flatMap(one -> one.part("name")));
            LazyLoading.Association.of(text(node.part("name")), name, marks).ifPresent(program.associations::add);
        }
    }

    /** Annotations by their names, with all that is written. */
    private Map<String, String> annotations(Syntax node) {
        Map<String, String> all = new LinkedHashMap<>();
        node.first("modifiers")
                .ifPresent(modifiers -> modifiers.children().stream()
                        .filter(one -> one.is("annotation", "marker_annotation"))
                        .forEach(one -> all.put(text(one.part("name")), text(one))));
        return all;
    }

    private boolean hasModifier(Syntax node, String word) {
        return node.first("modifiers")
                .map(modifiers -> List.of(text(modifiers).split("\\s+")).contains(word))
                .orElse(false);
    }

    @Override
    Set<String> blocks() {
        return BLOCKS;
    }

    private void declaration(Syntax node) {
        String type = text(node.part("type"));
        for (Syntax declarator : node.parts("declarator")) {
            @Nullable Expression value = declarator.part("value").map(this::expression).orElse(null);
            program.bindings.add(
                    new Binding(text(declarator.part("name")), value, false, node.span(), scope(node), type));
        }
    }

    private void assignment(Syntax node) {
        Optional<Syntax> left = node.part("left");
        Optional<Syntax> right = node.part("right");
        if (left.isEmpty() || right.isEmpty()) {
            return;
        }
        String name =
                left.get().is("identifier") ? text(left.get()) : text(left.get().part("field"));
        if (name.isEmpty()) {
            return;
        }
        boolean appends = between(left.get(), right.get()).startsWith("+");
        program.bindings.add(new Binding(name, expression(right.get()), appends, node.span(), scope(node), ""));
    }

    /** {@code builder.append(text)} as a statement puts the text behind what the builder has. */
    private void appended(Syntax node, Expression.Call call) {
        if (!call.name().equals("append") || call.arguments().size() != 1 || call.receiver() == null) {
            return;
        }
        Expression first = call.receiver();
        while (first instanceof Expression.Call before && before.name().equals("append") && before.receiver() != null) {
            first = before.receiver();
        }
        if (first instanceof Expression.Name builder && isDone(node)) {
            Span at = new Span(
                    call.arguments().get(0).value().span().start(), node.span().end());
            program.bindings.add(
                    new Binding(builder.name(), call.arguments().get(0).value(), true, at, scope(node), ""));
        }
    }

    /** Whether a chain of calls is a statement of its own. */
    private static boolean isDone(Syntax node) {
        Syntax outer = node;
        while (outer.parent().filter(parent -> parent.is("method_invocation")).isPresent()) {
            outer = outer.parent().get();
        }
        return outer.parent()
                .filter(parent -> parent.is("expression_statement", "lambda_expression", "if_statement"))
                .isPresent();
    }

    private void forEach(Syntax node) {
        Optional<Syntax> body = node.part("body");
        Optional<Syntax> over = node.part("value");
        if (body.isPresent() && over.isPresent()) {
            String name = text(node.part("name"));
            program.loops.add(new Loop(node.span(), body.get().span(), Set.of(name), expression(over.get())));
            program.bindings.add(
                    new Binding(name, null, false, node.span(), body.get().span(), text(node.part("type"))));
        }
    }

    private void loopOfLambda(Syntax node, Expression.Call call) {
        if (!EACH.contains(call.name()) || call.receiver() == null) {
            return;
        }
        node.part("arguments")
                .flatMap(arguments -> arguments.first("lambda_expression"))
                .ifPresent(lambda -> {
                    List<Variable> own = new ArrayList<>();
                    lambda.part("parameters").ifPresent(list -> {
                        if (list.is("identifier")) {
                            own.add(new Variable(text(list), ""));
                        }
                        list.children()
                                .forEach(name -> own.add(new Variable(
                                        name.part("name").map(this::text).orElse(text(name)), "")));
                    });
                    lambda.part("body")
                            .ifPresent(body -> program.loops.add(new Loop(
                                    node.span(),
                                    body.span(),
                                    Set.copyOf(own.stream().map(Variable::name).toList()),
                                    call.receiver())));
                });
    }

    private void comparison(Syntax node) {
        Optional<Syntax> left = node.part("left");
        Optional<Syntax> right = node.part("right");
        if (left.isPresent() && right.isPresent() && COMPARED.contains(between(left.get(), right.get()))) {
            // what is compared with null is not checked by it
            if (!left.get().is("null_literal") && !right.get().is("null_literal")) {
                checked(expression(left.get()));
                checked(expression(right.get()));
            }
        }
    }

    @Override
    Expression convert(Syntax node) {
        Span span = node.span();
        return switch (node.kind()) {
            case "string_literal", "character_literal" -> literal(node);
            case "decimal_integer_literal",
                    "hex_integer_literal",
                    "decimal_floating_point_literal",
                    "true",
                    "false",
                    "null_literal",
                    "class_literal",
                    "octal_integer_literal",
                    "binary_integer_literal" -> new Expression.Plain(span);
            case "identifier" -> new Expression.Name(span, text(node));
            case "this" -> new Expression.Name(span, "this");
            case "field_access", "scoped_identifier" -> member(node);
            case "parenthesized_expression" ->
                node.child(0).map(this::expression).orElseGet(() -> new Expression.Plain(span));
            case "cast_expression" ->
                node.part("value").map(this::expression).orElseGet(() -> new Expression.Plain(span));
            case "ternary_expression" -> {
                List<Expression> both = new ArrayList<>();
                node.part("consequence").ifPresent(one -> both.add(expression(one)));
                node.part("alternative").ifPresent(one -> both.add(expression(one)));
                yield new Expression.Choice(span, both);
            }
            case "binary_expression" -> binary(node);
            case "method_invocation" ->
                new Expression.Call(
                        span,
                        node.part("object").map(this::expression).orElse(null),
                        text(node.part("name")),
                        arguments(node.part("arguments")));
            case "object_creation_expression" ->
                new Expression.Call(span, null, text(node.part("type")), arguments(node.part("arguments")));
            case "annotation" ->
                new Expression.Call(span, null, "@" + text(node.part("name")), arguments(node.part("arguments")));
            case "element_value_array_initializer", "array_initializer" ->
                new Expression.Items(span, expressions(node.children()));
            case "array_creation_expression" ->
                node.part("value").map(this::expression).orElseGet(() -> new Expression.Other(span, List.of()));
            case "switch_expression" -> choices(node);
            case "lambda_expression" ->
                new Expression.Lambda(
                        span,
                        parameters(node).stream().map(Variable::name).toList(),
                        result(node.part("body"), "block"));
            default -> new Expression.Other(span, List.of());
        };
    }

    private Expression choices(Syntax node) {
        List<Expression> all = new ArrayList<>();
        node.part("body")
                .ifPresent(body -> body.children().stream()
                        .filter(rule -> rule.is("switch_rule"))
                        .flatMap(rule -> rule.first("expression_statement").stream())
                        .flatMap(statement -> statement.child(0).stream())
                        .forEach(value -> all.add(expression(value))));
        return new Expression.Choice(node.span(), all);
    }

    private Expression member(Syntax node) {
        List<Syntax> parts = node.children();
        if (parts.size() < 2) {
            return new Expression.Other(node.span(), List.of());
        }
        return new Expression.Member(node.span(), expression(parts.get(0)), text(parts.get(parts.size() - 1)));
    }

    private Expression binary(Syntax node) {
        Optional<Syntax> left = node.part("left");
        Optional<Syntax> right = node.part("right");
        if (left.isEmpty() || right.isEmpty()) {
            return new Expression.Other(node.span(), List.of());
        }
        return between(left.get(), right.get()).equals("+")
                ? new Expression.Joined(node.span(), expression(left.get()), expression(right.get()))
                : new Expression.Plain(node.span());
    }

    private List<Argument> arguments(Optional<Syntax> list) {
        List<Argument> all = new ArrayList<>();
        for (Syntax argument : list.map(Syntax::children).orElse(List.of())) {
            if (argument.is("element_value_pair")) {
                argument.part("value")
                        .ifPresent(value -> all.add(new Argument(text(argument.part("key")), expression(value))));
            } else if (!argument.is("line_comment", "block_comment")) {
                all.add(new Argument(null, expression(argument)));
            }
        }
        return all;
    }

    private Expression literal(Syntax node) {
        String whole = text(node);
        int quotes = whole.startsWith("\"\"\"") ? 3 : 1;
        int start = node.span().start() + quotes;
        int end = Math.max(start, node.span().end() - quotes);
        Escapes characters = new Escapes();
        if (end <= source.length() && whole.length() >= 2 * quotes) {
            characters.escaped(source, new Span(start, end));
        }
        return new Expression.Text(node.span(), List.of(characters.characters()));
    }
}
