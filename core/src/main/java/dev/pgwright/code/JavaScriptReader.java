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

/** JavaScript and TypeScript, with JSX. */
final class JavaScriptReader extends ProgramReader {
    private static final Set<String> BLOCKS =
            Set.of("statement_block", "program", "switch_case", "switch_default", "class_body");

    /** Methods that call a function once for each element. */
    private static final Set<String> EACH = Set.of("forEach", "map", "flatMap", "mapSeries", "each");

    private static final Set<String> COMPARED = Set.of("==", "!=", "===", "!==", "in");

    private final boolean exports;

    JavaScriptReader(String source) {
        super(source);
        exports = source.contains("exports") || source.contains("export {");
    }

    @Override
    void visit(Syntax node) {
        switch (node.kind()) {
            case "comment" -> program.comments.add(node.span());
            case "import_statement" -> node.part("source").ifPresent(this::imported);
            case "function_declaration",
                    "function_expression",
                    "arrow_function",
                    "method_definition",
                    "generator_function_declaration" -> function(node);
            case "variable_declarator" ->
                node.part("name")
                        .ifPresent(name -> bind(name, node.part("value").orElse(null), false, node));
            case "public_field_definition", "field_definition" ->
                node.part("name")
                        .or(() -> node.part("property"))
                        .ifPresent(name -> bind(name, node.part("value").orElse(null), false, node));
            case "assignment_expression", "augmented_assignment_expression" -> {
                Optional<Syntax> left = node.part("left");
                Optional<Syntax> right = node.part("right");
                if (left.isPresent() && right.isPresent()) {
                    boolean appends = between(left.get(), right.get()).startsWith("+");
                    bind(left.get(), right.get(), appends, node);
                }
            }
            case "class_declaration" -> type(node, node.part("name"));
            case "for_in_statement" -> forIn(node);
            case "while_statement", "for_statement", "do_statement" ->
                node.part("body")
                        .ifPresent(body -> program.loops.add(new Loop(node.span(), body.span(), Set.of(), null)));
            case "switch_statement" ->
                node.part("value").flatMap(value -> value.child(0)).ifPresent(value -> checked(expression(value)));
            case "binary_expression" -> {
                comparison(node);
                calls(node);
            }
            case "call_expression", "new_expression" -> {
                if (text(node.part("function")).equals("require")) {
                    node.part("arguments").flatMap(list -> list.child(0)).ifPresent(this::imported);
                }
                calls(node);
            }
            default -> {
                // nothing to know
            }
        }
    }

    private void imported(Syntax module) {
        String quoted = text(module);
        if (quoted.length() > 2) {
            program.imports.add(quoted.substring(1, quoted.length() - 1));
        }
    }

    private void calls(Syntax node) {
        if (expression(node) instanceof Expression.Call call) {
            call(call);
            loopOfFunction(node, call);
            if (call.name().equals("push")) {
                extended(call, false, scope(node));
            }
        }
    }

    private void function(Syntax node) {
        Optional<Syntax> holder = node.parent()
                .filter(parent -> parent.is(
                        "variable_declarator",
                        "pair",
                        "assignment_expression",
                        "public_field_definition",
                        "field_definition"));
        String name = text(node.part("name")
                .or(() -> holder.flatMap(one -> one.part("name").or(() -> one.part("key")))));
        boolean isOwn = !name.isEmpty()
                || holder.isPresent()
                || node.parent().filter(one -> one.is("export_statement")).isPresent();
        List<Variable> parameters = new ArrayList<>();
        node.part("parameter").ifPresent(one -> parameters.add(new Variable(text(one), "?")));
        for (Syntax parameter : node.part("parameters").map(Syntax::children).orElse(List.of())) {
            Syntax pattern =
                    parameter.part("pattern").or(() -> parameter.part("left")).orElse(parameter);
            String type = text(parameter.part("type")).replaceFirst("^:\\s*", "");
            if (type.isEmpty()) {
                type = parameter
                        .part("value")
                        .or(() -> parameter.part("right"))
                        .map(JavaScriptReader::type)
                        .orElse(isOwn ? "" : "?");
            }
            if (pattern.is("identifier")) {
                parameters.add(new Variable(text(pattern), type));
            } else {
                for (String each : names(pattern)) {
                    parameters.add(new Variable(each, member(parameter, each)));
                }
            }
        }
        boolean hidden = !exports
                && (node.is("function_declaration") || holder.isPresent())
                && node.around(Set.of("export_statement", "class_body")).isEmpty();
        boolean isPrivate = name.startsWith("#")
                || text(node.first("accessibility_modifier")).equals("private");
        program.functions.add(new Function(node.span(), name, hidden || isPrivate, parameters));
    }

    /** The type of what is taken out of an object, where its type is written out. */
    private String member(Syntax parameter, String name) {
        return parameter
                .part("type")
                .flatMap(type -> type.first("object_type"))
                .flatMap(type -> type.children().stream()
                        .filter(one -> text(one.part("name")).equals(name))
                        .findFirst())
                .map(one -> text(one.part("type")).replaceFirst("^:\\s*", ""))
                .orElse("?");
    }

    private static String type(Syntax value) {
        return value.is("number") ? "number" : value.is("true", "false") ? "boolean" : "";
    }

    @Override
    Set<String> blocks() {
        return BLOCKS;
    }

    private void bind(Syntax target, @Nullable Syntax given, boolean appends, Syntax node) {
        @Nullable Expression value = given == null ? null : expression(given);
        String type = text(node.part("type")).replaceFirst("^:\\s*", "");
        if (target.is("object_pattern", "array_pattern")) {
            for (String name : names(target)) {
                @Nullable Expression part = value == null ? null : new Expression.Member(target.span(), value, name);
                program.bindings.add(new Binding(name, part, false, node.span(), scope(node), "?"));
            }
            return;
        }
        if (target.is("subscript_expression") && value != null) {
            element(node, target.part("object"), value);
            return;
        }
        String name = target.is("member_expression") ? text(target.part("property")) : text(target);
        program.bindings.add(new Binding(name, value, appends, node.span(), scope(node), type));
    }

    private Set<String> names(Syntax pattern) {
        Set<String> names = new LinkedHashSet<>();
        if (pattern.is("identifier", "shorthand_property_identifier_pattern")) {
            names.add(text(pattern));
        } else if (pattern.is("pair_pattern")) {
            pattern.part("value").ifPresent(value -> names.addAll(names(value)));
        } else if (pattern.is("assignment_pattern", "object_assignment_pattern")) {
            pattern.part("left").ifPresent(left -> names.addAll(names(left)));
        } else {
            pattern.children().forEach(child -> names.addAll(names(child)));
        }
        return names;
    }

    private void forIn(Syntax node) {
        Optional<Syntax> left = node.part("left");
        Optional<Syntax> right = node.part("right");
        Optional<Syntax> body = node.part("body");
        if (left.isPresent() && right.isPresent() && body.isPresent()) {
            Expression over = expression(right.get());
            boolean isOfKeys = between(left.get(), right.get()).equals("in");
            program.loops.add(
                    new Loop(node.span(), body.get().span(), names(left.get()), isOfKeys ? keys(over) : over));
        }
    }

    private void loopOfFunction(Syntax node, Expression.Call call) {
        if (!EACH.contains(call.name()) || call.receiver() == null) {
            return;
        }
        Optional<Syntax> each =
                node.part("arguments").flatMap(arguments -> arguments.first("arrow_function", "function_expression"));
        Optional<Syntax> body = each.flatMap(one -> one.part("body"));
        if (each.isPresent() && body.isPresent()) {
            Set<String> names = new LinkedHashSet<>();
            each.get().part("parameter").ifPresent(one -> names.add(text(one)));
            each.get()
                    .part("parameters")
                    .flatMap(list -> list.child(0))
                    .map(first -> first.part("pattern").orElse(first))
                    .ifPresent(first -> names.addAll(names(first)));
            program.loops.add(new Loop(node.span(), body.get().span(), names, call.receiver()));
        }
    }

    private Expression lambda(Syntax node) {
        List<String> parameters = new ArrayList<>();
        node.part("parameter").ifPresent(one -> parameters.add(text(one)));
        node.part("parameters")
                .ifPresent(list -> list.children()
                        .forEach(one -> parameters.add(text(one.part("pattern").orElse(one)))));
        return new Expression.Lambda(node.span(), parameters, result(node.part("body"), "statement_block"));
    }

    private void comparison(Syntax node) {
        Optional<Syntax> left = node.part("left");
        Optional<Syntax> right = node.part("right");
        if (left.isPresent()
                && right.isPresent()
                && COMPARED.contains(between(left.get(), right.get()))
                && !right.get().is("null", "undefined")) {
            checked(expression(left.get()));
            checked(expression(right.get()));
        }
    }

    @Override
    Expression convert(Syntax node) {
        Span span = node.span();
        return switch (node.kind()) {
            case "string" -> literal(node);
            case "template_string" -> template(node, false);
            case "number", "true", "false", "null", "undefined", "unary_expression", "update_expression" ->
                new Expression.Plain(span);
            case "identifier", "shorthand_property_identifier", "this" -> new Expression.Name(span, text(node));
            case "member_expression" -> new Expression.Member(span, part(node, "object"), text(node.part("property")));
            case "subscript_expression" -> new Expression.Member(span, part(node, "object"), "[]");
            case "parenthesized_expression",
                    "await_expression",
                    "as_expression",
                    "satisfies_expression",
                    "non_null_expression",
                    "instantiation_expression" ->
                node.child(0).map(this::expression).orElseGet(() -> new Expression.Plain(span));
            case "ternary_expression" ->
                new Expression.Choice(span, List.of(part(node, "consequence"), part(node, "alternative")));
            case "binary_expression" -> binary(node);
            case "call_expression" -> calling(node);
            case "new_expression" ->
                new Expression.Call(span, null, text(node.part("constructor")), arguments(node.part("arguments")));
            case "array" -> new Expression.Items(span, expressions(node.children()));
            case "object" -> new Expression.Fields(span, fields(node));
            case "arrow_function", "function_expression" -> lambda(node);
            case "spread_element" -> new Expression.Other(span, expressions(node.children()));
            default -> new Expression.Other(span, List.of());
        };
    }

    private Expression binary(Syntax node) {
        Optional<Syntax> left = node.part("left");
        Optional<Syntax> right = node.part("right");
        if (left.isEmpty() || right.isEmpty()) {
            return new Expression.Other(node.span(), List.of());
        }
        return switch (between(left.get(), right.get())) {
            case "+" -> new Expression.Joined(node.span(), expression(left.get()), expression(right.get()));
            case "&&" -> new Expression.Conditional(node.span(), expression(right.get()));
            case "??", "||" ->
                new Expression.Choice(node.span(), List.of(expression(left.get()), expression(right.get())));
            case ">" -> {
                // the grammar reads tag<Type>`text` as comparisons where await stands before it
                Optional<Syntax> tag =
                        left.filter(one -> one.is("binary_expression")).flatMap(one -> one.part("left"));
                yield right.get().is("template_string") && tag.isPresent()
                        ? tagged(node, tag.get(), right.get())
                        : new Expression.Plain(node.span());
            }
            default -> new Expression.Plain(node.span());
        };
    }

    private Expression calling(Syntax node) {
        Optional<Syntax> function = node.part("function").map(JavaScriptReader::callee);
        Optional<Syntax> arguments = node.part("arguments");
        if (function.isEmpty()) {
            return new Expression.Other(node.span(), List.of());
        } else if (arguments.isPresent() && arguments.get().is("template_string")) {
            return tagged(node, function.get(), arguments.get());
        }
        return new Expression.Call(node.span(), receiver(function.get()), name(function.get()), arguments(arguments));
    }

    private Expression tagged(Syntax node, Syntax tag, Syntax template) {
        Syntax called = callee(tag);
        Syntax function =
                called.is("call_expression") ? callee(called.part("function").orElse(called)) : called;
        String name = name(function);
        Expression text = template(template, Templates.sends(name));
        return new Expression.Call(node.span(), receiver(function), name + TAG, List.of(new Argument(null, text)));
    }

    /** What is called, without types and what waits for it. */
    private static Syntax callee(Syntax function) {
        Syntax inner = function;
        while (inner.is(
                        "await_expression",
                        "non_null_expression",
                        "instantiation_expression",
                        "parenthesized_expression")
                && !inner.children().isEmpty()) {
            inner = inner.children().get(0);
        }
        return inner;
    }

    private @Nullable Expression receiver(Syntax function) {
        return function.is("member_expression") ? part(function, "object") : null;
    }

    private String name(Syntax function) {
        return function.is("member_expression") ? text(function.part("property")) : text(function);
    }

    private List<Argument> arguments(Optional<Syntax> list) {
        List<Argument> all = new ArrayList<>();
        for (Syntax argument : list.map(Syntax::children).orElse(List.of())) {
            if (!argument.is("comment")) {
                all.add(new Argument(null, expression(argument)));
            }
        }
        return all;
    }

    private List<Argument> fields(Syntax node) {
        List<Argument> all = new ArrayList<>();
        for (Syntax field : node.children()) {
            if (field.is("pair")) {
                all.add(new Argument(text(field.part("key")), part(field, "value")));
            } else if (field.is("shorthand_property_identifier")) {
                all.add(new Argument(text(field), expression(field)));
            }
        }
        return all;
    }

    private Expression literal(Syntax node) {
        Escapes characters = new Escapes();
        if (node.span().length() >= 2) {
            characters.escaped(
                    source, new Span(node.span().start() + 1, node.span().end() - 1));
        }
        return new Expression.Text(node.span(), List.of(characters.characters()));
    }

    private Expression template(Syntax node, boolean sent) {
        List<Expression.Piece> pieces = new ArrayList<>();
        int from = node.span().start() + 1;
        for (Syntax part : node.children()) {
            if (part.is("template_substitution")) {
                pieces.add(characters(from, part.span().start()));
                Expression value =
                        part.child(0).map(this::expression).orElseGet(() -> new Expression.Plain(part.span()));
                pieces.add(new Expression.Inserted(sent ? new Expression.Sent(value.span(), value) : value));
                from = part.span().end();
            }
        }
        pieces.add(characters(from, node.span().end() - 1));
        return new Expression.Text(node.span(), pieces);
    }

    private Expression.Characters characters(int from, int to) {
        Escapes characters = new Escapes();
        if (from < to) {
            characters.escaped(source, new Span(from, to));
        }
        return characters.characters();
    }
}
