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

/** Go. */
final class GoReader extends ProgramReader {
    private static final Set<String> BLOCKS =
            Set.of("block", "expression_case", "default_case", "type_case", "communication_case");

    private static final Set<String> COMPARED = Set.of("==", "!=");

    GoReader(String source) {
        super(source);
    }

    @Override
    void visit(Syntax node) {
        switch (node.kind()) {
            case "comment" -> program.comments.add(node.span());
            case "import_spec" -> {
                String path = text(node.part("path"));
                program.imports.add(path.length() > 2 ? path.substring(1, path.length() - 1) : "");
            }
            case "function_declaration", "method_declaration", "func_literal" -> function(node);
            case "const_spec", "var_spec" -> bind(node, node.parts("name"), node.part("value"), false);
            case "short_var_declaration", "assignment_statement" -> {
                Optional<Syntax> left = node.part("left");
                Optional<Syntax> right = node.part("right");
                if (left.isPresent() && right.isPresent()) {
                    boolean appends = between(left.get(), right.get()).startsWith("+");
                    bind(node, left.get().children(), right, appends);
                }
            }
            case "for_statement" -> loop(node);
            case "binary_expression" -> comparison(node);
            case "expression_switch_statement" -> node.part("value").ifPresent(value -> checked(expression(value)));
            case "index_expression" -> node.part("index").ifPresent(index -> checked(expression(index)));
            case "call_expression" -> {
                if (expression(node) instanceof Expression.Call call) {
                    call(call);
                    written(node, call);
                }
            }
            default -> {
                // nothing to know
            }
        }
    }

    private void function(Syntax node) {
        List<Variable> parameters = new ArrayList<>();
        for (Syntax parameter : node.part("parameters").map(Syntax::children).orElse(List.of())) {
            String type = text(parameter.part("type"));
            parameter.parts("name").forEach(name -> parameters.add(new Variable(text(name), type)));
        }
        for (Syntax own : node.part("receiver").map(Syntax::children).orElse(List.of())) {
            String type = text(own.part("type"));
            program.types.add(new Program.Type(node.span(), CallsFinder.simple(type), Set.of()));
            program.bindings.add(new Binding(text(own.part("name")), null, false, own.span(), node.span(), type));
        }
        String name = text(node.part("name"));
        boolean hidden = !name.isEmpty() && Character.isLowerCase(name.charAt(0));
        program.functions.add(new Function(node.span(), name, hidden, parameters));
    }

    @Override
    Set<String> blocks() {
        return BLOCKS;
    }

    private void bind(Syntax node, List<Syntax> names, Optional<Syntax> list, boolean appends) {
        List<Syntax> values = list.map(Syntax::children).orElse(List.of());
        for (int i = 0; i < names.size(); i++) {
            Syntax target = names.get(i);
            @Nullable Expression value = null;
            if (values.size() == names.size()) {
                value = expression(values.get(i));
            } else if (values.size() == 1) {
                Expression all = expression(values.get(0));
                value = i == 0 ? all : new Expression.Other(all.span(), List.of(all));
            }
            String name = target.is("selector_expression") ? text(target.part("field")) : text(target);
            if (target.is("index_expression") && value != null) {
                element(node, target.part("operand"), value);
                continue;
            }
            if (isLonger(value, name) && value instanceof Expression.Call longer) {
                List<Expression> more =
                        longer.arguments().stream().skip(1).map(Argument::value).toList();
                Expression items = new Expression.Items(value.span(), more);
                program.bindings.add(new Binding(name, items, true, node.span(), scope(node), ""));
            } else if (!name.equals("_")) {
                program.bindings.add(
                        new Binding(name, value, appends, node.span(), scope(node), text(node.part("type"))));
            }
        }
    }

    /** {@code list = append(list, more)}. */
    private static boolean isLonger(@Nullable Expression value, String list) {
        return value instanceof Expression.Call call
                && call.name().equals("append")
                && call.receiver() == null
                && call.first().orElse(null) instanceof Expression.Name name
                && name.name().equals(list);
    }

    /** {@code range} runs through something, and {@code rows.Next()} through rows, which {@code Scan} reads. */
    private void loop(Syntax node) {
        Optional<Syntax> body = node.part("body");
        if (body.isEmpty()) {
            return;
        }
        Optional<Syntax> range = node.first("range_clause");
        Optional<Syntax> condition = node.first("call_expression");
        if (range.isPresent()) {
            List<Syntax> left = range.get().part("left").map(Syntax::children).orElse(List.of());
            Set<String> names = new LinkedHashSet<>();
            for (Syntax name : left) {
                if (!text(name).equals("_")) {
                    names.add(text(name));
                }
            }
            Optional<Expression> over = range.get().part("right").map(this::expression);
            program.loops.add(new Loop(
                    node.span(),
                    body.get().span(),
                    names,
                    over.map(all -> left.size() == 1 ? keys(all) : all).orElse(null)));
        } else if (condition.isPresent()
                && expression(condition.get()) instanceof Expression.Call call
                && call.name().equals("Next")
                && call.receiver() != null) {
            Set<String> read = new LinkedHashSet<>();
            scanned(body.get(), read);
            program.loops.add(new Loop(node.span(), body.get().span(), read, call.receiver()));
        } else {
            program.loops.add(new Loop(node.span(), body.get().span(), Set.of(), null));
        }
    }

    private void scanned(Syntax node, Set<String> into) {
        if (node.is("call_expression")
                && expression(node) instanceof Expression.Call call
                && (call.name().equals("Scan") || call.name().equals("StructScan"))) {
            for (Argument argument : call.arguments()) {
                Expression target = argument.value();
                while (target instanceof Expression.Member member) {
                    target = member.object();
                }
                if (target instanceof Expression.Name name) {
                    into.add(name.name());
                }
            }
        }
        node.children().forEach(child -> scanned(child, into));
    }

    /** {@code builder.WriteString(text)} and {@code Fprintf(&builder, format)} put a text behind what the builder has. */
    private void written(Syntax node, Expression.Call call) {
        Expression builder = call.receiver();
        Optional<Expression> text = call.first();
        if (call.name().equals("Fprintf") && call.arguments().size() > 1) {
            builder = call.first().orElse(null);
            text = Optional.of(new Expression.Call(
                    call.span(),
                    null,
                    "Sprintf",
                    call.arguments().stream().skip(1).toList()));
        } else if (!call.name().startsWith("Write") || call.arguments().size() != 1) {
            return;
        }
        boolean isStatement = node.parent()
                .filter(parent -> parent.is("expression_statement"))
                .isPresent();
        if (isStatement && builder instanceof Expression.Name name) {
            program.bindings.add(new Binding(name.name(), text.orElse(null), true, node.span(), scope(node), ""));
        }
    }

    private void comparison(Syntax node) {
        Optional<Syntax> left = node.part("left");
        Optional<Syntax> right = node.part("right");
        if (left.isPresent()
                && right.isPresent()
                && COMPARED.contains(between(left.get(), right.get()))
                && !right.get().is("nil")
                && !text(right.get()).equals("\"\"")) {
            checked(expression(left.get()));
            checked(expression(right.get()));
        }
    }

    @Override
    Expression convert(Syntax node) {
        Span span = node.span();
        return switch (node.kind()) {
            case "interpreted_string_literal", "raw_string_literal", "rune_literal" -> literal(node);
            case "int_literal", "float_literal", "true", "false", "nil", "iota" -> new Expression.Plain(span);
            case "identifier" -> new Expression.Name(span, text(node));
            case "selector_expression" -> new Expression.Member(span, part(node, "operand"), text(node.part("field")));
            case "index_expression" -> new Expression.Other(span, List.of(part(node, "operand"), part(node, "index")));
            case "parenthesized_expression" ->
                node.child(0).map(this::expression).orElseGet(() -> new Expression.Plain(span));
            case "unary_expression", "type_assertion_expression" -> part(node, "operand");
            case "binary_expression" -> binary(node);
            case "call_expression" -> calling(node);
            case "variadic_argument" -> new Expression.Other(span, expressions(node.children()));
            case "composite_literal" -> composite(node);
            case "literal_element" -> node.child(0).map(this::expression).orElseGet(() -> new Expression.Plain(span));
            case "type_conversion_expression" -> part(node, "operand");
            default -> new Expression.Other(span, List.of());
        };
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

    private Expression calling(Syntax node) {
        Optional<Syntax> function = node.part("function");
        Optional<Syntax> selector = function.filter(one -> one.is("selector_expression"));
        String name = selector.map(one -> text(one.part("field"))).orElseGet(() -> text(function));
        List<Argument> arguments = new ArrayList<>();
        for (Syntax argument : node.part("arguments").map(Syntax::children).orElse(List.of())) {
            if (!argument.is("comment")) {
                arguments.add(new Argument(null, expression(argument)));
            }
        }
        return new Expression.Call(
                node.span(), selector.map(one -> part(one, "operand")).orElse(null), name, arguments);
    }

    /** Elements in the order in which they are written, and fields with their values. */
    private Expression composite(Syntax node) {
        List<Expression> items = new ArrayList<>();
        List<Argument> fields = new ArrayList<>();
        for (Syntax element : node.part("body").map(Syntax::children).orElse(List.of())) {
            if (element.is("keyed_element")) {
                fields.add(new Argument(text(element.part("key")), part(element, "value")));
            } else if (!element.is("comment")) {
                items.add(expression(element));
            }
        }
        return fields.isEmpty() ? new Expression.Items(node.span(), items) : new Expression.Fields(node.span(), fields);
    }

    private Expression literal(Syntax node) {
        Escapes characters = new Escapes();
        if (node.span().length() >= 2) {
            Span inside = new Span(node.span().start() + 1, node.span().end() - 1);
            if (node.is("raw_string_literal")) {
                characters.plain(source, inside);
            } else {
                characters.escaped(source, inside);
            }
        }
        return new Expression.Text(node.span(), List.of(characters.characters()));
    }
}
