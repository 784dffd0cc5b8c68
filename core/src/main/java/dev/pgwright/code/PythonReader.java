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
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Python, up to the syntax of Python 3.13. */
final class PythonReader extends ProgramReader {
    private static final Set<String> BLOCKS = Set.of("block", "module");

    private static final Set<String> COMPARED = Set.of("==", "!=", "in", "not in");

    PythonReader(String source) {
        super(source);
    }

    @Override
    void visit(Syntax node) {
        switch (node.kind()) {
            case "comment" -> program.comments.add(node.span());
            case "import_statement" -> node.parts("name").forEach(name -> program.imports.add(text(name)));
            case "import_from_statement" -> program.imports.add(text(node.part("module_name")));
            case "class_definition" -> type(node, node.part("name"));
            case "function_definition", "lambda" -> function(node);
            case "assignment" -> assignment(node);
            case "augmented_assignment" -> {
                Optional<Syntax> left = node.part("left");
                Optional<Syntax> right = node.part("right");
                if (left.isPresent() && right.isPresent()) {
                    boolean appends = between(left.get(), right.get()).startsWith("+");
                    bind(left.get(), expression(right.get()), appends, node, "");
                }
            }
            case "named_expression" ->
                node.part("name").ifPresent(name -> bind(name, value(node.part("value")), false, node, ""));
            case "for_statement" -> loop(node, node, node.part("body"));
            case "list_comprehension", "generator_expression", "set_comprehension", "dictionary_comprehension" ->
                node.children().stream()
                        .filter(clause -> clause.is("for_in_clause"))
                        .forEach(clause -> loop(clause, node, node.part("body")));
            case "while_statement" -> whileLoop(node);
            case "comparison_operator" -> comparison(node);
            case "match_statement" -> node.part("subject").ifPresent(subject -> checked(expression(subject)));
            case "call" -> {
                if (expression(node) instanceof Expression.Call call) {
                    call(call);
                    boolean isList = call.name().equals("append") || call.name().equals("extend");
                    boolean isBuffer =
                            call.name().equals("write") && call.arguments().size() == 1;
                    if (isBuffer && call.receiver() instanceof Expression.Name buffer) {
                        Expression text = call.arguments().get(0).value();
                        program.bindings.add(new Binding(buffer.name(), text, true, node.span(), scope(node), ""));
                    }
                    if (isList && call.arguments().size() == 1) {
                        extended(call, call.name().equals("extend"), scope(node));
                    }
                }
            }
            default -> {
                // nothing to know
            }
        }
    }

    private Expression value(Optional<Syntax> node) {
        return node.map(this::expression).orElseGet(() -> new Expression.Other(Span.at(0), List.of()));
    }

    private void function(Syntax node) {
        List<Variable> parameters = new ArrayList<>();
        for (Syntax parameter : node.part("parameters").map(Syntax::children).orElse(List.of())) {
            String name = text(parameter.part("name").or(() -> parameter.first("identifier")));
            if (parameter.is("identifier")) {
                name = text(parameter);
            }
            boolean isReceiver = parameters.isEmpty() && (name.equals("self") || name.equals("cls"));
            if (!name.isEmpty() && !isReceiver) {
                parameters.add(new Variable(name, node.is("lambda") ? "?" : type(parameter)));
            }
        }
        String name = text(node.part("name"));
        boolean hidden = name.startsWith("_") && !name.startsWith("__");
        program.functions.add(new Function(node.span(), name, hidden, parameters));
    }

    /** The type that is written, or that of the value which a parameter has without an argument. */
    private String type(Syntax parameter) {
        Optional<Syntax> written = parameter.part("type");
        if (written.isPresent()) {
            return text(written).replace(" ", "");
        }
        return parameter
                .part("value")
                .map(value -> switch (value.kind()) {
                    case "integer" -> "int";
                    case "float" -> "float";
                    case "true", "false" -> "bool";
                    default -> "";
                })
                .orElse("");
    }

    @Override
    Set<String> blocks() {
        return BLOCKS;
    }

    private void assignment(Syntax node) {
        Optional<Syntax> left = node.part("left");
        Optional<Syntax> right = node.part("right");
        if (left.isEmpty() || right.isEmpty()) {
            return;
        }
        List<Syntax> names =
                left.get().is("pattern_list", "tuple_pattern") ? left.get().children() : List.of(left.get());
        List<Syntax> values =
                right.get().is("expression_list", "tuple") ? right.get().children() : List.of(right.get());
        for (int i = 0; i < names.size(); i++) {
            Expression value = names.size() == 1
                    ? expression(right.get())
                    : names.size() == values.size()
                            ? expression(values.get(i))
                            : new Expression.Other(right.get().span(), List.of(expression(right.get())));
            bind(names.get(i), value, false, node, text(node.part("type")));
        }
    }

    private void bind(Syntax target, Expression value, boolean appends, Syntax node, String type) {
        String name = target.is("attribute") ? text(target.part("attribute")) : text(target);
        program.bindings.add(new Binding(name, value, appends, node.span(), scope(node), type));
    }

    private void loop(Syntax clause, Syntax whole, Optional<Syntax> body) {
        Optional<Syntax> left = clause.part("left");
        Optional<Syntax> right = clause.part("right");
        if (left.isEmpty() || right.isEmpty() || body.isEmpty()) {
            return;
        }
        Expression over = expression(right.get());
        boolean counts = over instanceof Expression.Call call && call.name().equals("range");
        program.loops.add(new Loop(whole.span(), body.get().span(), names(left.get()), counts ? null : over));
    }

    private Set<String> names(Syntax pattern) {
        Set<String> names = new LinkedHashSet<>();
        if (pattern.is("identifier")) {
            names.add(text(pattern));
        }
        pattern.children().forEach(child -> names.addAll(names(child)));
        names.remove("_");
        return names;
    }

    /** {@code while row := cursor.fetchone()} runs through rows. */
    private void whileLoop(Syntax node) {
        Optional<Syntax> rows = node.part("condition").filter(condition -> condition.is("named_expression"));
        node.part("body")
                .ifPresent(body -> program.loops.add(
                        rows.isPresent()
                                ? new Loop(
                                        node.span(),
                                        body.span(),
                                        Set.of(text(rows.get().part("name"))),
                                        value(rows.get().part("value")))
                                : new Loop(node.span(), body.span(), Set.of(), null)));
    }

    private void comparison(Syntax node) {
        List<Syntax> sides = node.children();
        if (sides.size() == 2 && sides.stream().noneMatch(side -> side.is("none"))) {
            String operator = between(sides.get(0), sides.get(1)).replaceAll("\\s+", " ");
            if (COMPARED.contains(operator)) {
                sides.forEach(side -> checked(expression(side)));
            }
        }
    }

    @Override
    Expression convert(Syntax node) {
        Span span = node.span();
        return switch (node.kind()) {
            case "string" -> literal(node);
            case "concatenated_string" -> {
                List<Expression.Piece> pieces = new ArrayList<>();
                for (Syntax part : node.children()) {
                    if (part.is("string") && expression(part) instanceof Expression.Text text) {
                        pieces.addAll(text.pieces());
                    }
                }
                yield new Expression.Text(span, pieces);
            }
            case "integer", "float", "true", "false", "none", "comparison_operator", "not_operator", "unary_operator" ->
                new Expression.Plain(span);
            case "identifier" -> new Expression.Name(span, text(node));
            case "attribute" -> new Expression.Member(span, value(node.part("object")), text(node.part("attribute")));
            case "subscript" -> new Expression.Member(span, value(node.part("value")), "[]");
            case "parenthesized_expression", "await" ->
                node.child(0).map(this::expression).orElseGet(() -> new Expression.Plain(span));
            case "named_expression" -> value(node.part("value"));
            case "conditional_expression" -> {
                List<Expression> both = new ArrayList<>();
                node.child(0).ifPresent(one -> both.add(expression(one)));
                node.child(2).ifPresent(one -> both.add(expression(one)));
                yield new Expression.Choice(span, both);
            }
            case "boolean_operator" -> new Expression.Choice(span, expressions(node.children()));
            case "binary_operator" -> binary(node);
            case "call" -> calling(node);
            case "list", "tuple", "expression_list", "set" -> new Expression.Items(span, expressions(node.children()));
            case "dictionary" -> new Expression.Fields(span, pairs(node));
            case "list_comprehension", "generator_expression", "set_comprehension" -> comprehension(node);
            case "list_splat", "dictionary_splat" -> new Expression.Other(span, expressions(node.children()));
            default -> new Expression.Other(span, List.of());
        };
    }

    /** {@code f"{a} = %s" for a in list} makes an element of each of a list. */
    private Expression comprehension(Syntax node) {
        List<Syntax> clauses =
                node.children().stream().filter(one -> one.is("for_in_clause")).toList();
        if (clauses.size() != 1) {
            return new Expression.Other(node.span(), expressions(node.children()));
        }
        Syntax clause = clauses.get(0);
        Expression over = value(clause.part("right"));
        List<String> names =
                clause.part("left").map(this::names).map(List::copyOf).orElse(List.of());
        boolean isFiltered = node.first("if_clause").isPresent();
        Expression list = isFiltered ? new Expression.Call(over.span(), over, "filter", List.of()) : over;
        return mapped(node.span(), list, new Expression.Lambda(node.span(), names, value(node.part("body"))));
    }

    private Expression binary(Syntax node) {
        Optional<Syntax> left = node.part("left");
        Optional<Syntax> right = node.part("right");
        if (left.isEmpty() || right.isEmpty()) {
            return new Expression.Other(node.span(), List.of());
        }
        Expression before = expression(left.get());
        Expression behind = expression(right.get());
        return switch (between(left.get(), right.get())) {
            case "+" -> new Expression.Joined(node.span(), before, behind);
            case "%" -> new Expression.Call(node.span(), before, PERCENT, filling(behind));
            case "*" -> new Expression.Other(node.span(), List.of());
            default -> new Expression.Plain(node.span());
        };
    }

    private static List<Argument> filling(Expression values) {
        if (values instanceof Expression.Items items) {
            return items.values().stream()
                    .map(value -> new Argument(null, value))
                    .toList();
        }
        return values instanceof Expression.Fields fields ? fields.values() : List.of(new Argument(null, values));
    }

    private Expression calling(Syntax node) {
        Optional<Syntax> function = node.part("function");
        Optional<Syntax> receiver = function.filter(one -> one.is("attribute")).flatMap(one -> one.part("object"));
        String name = function.filter(one -> one.is("attribute"))
                .map(one -> text(one.part("attribute")))
                .orElseGet(() -> text(function));
        List<Argument> arguments = new ArrayList<>();
        List<Syntax> given = node.part("arguments")
                .map(list -> list.is("generator_expression") ? List.of(list) : list.children())
                .orElse(List.of());
        for (Syntax argument : given) {
            if (argument.is("keyword_argument")) {
                arguments.add(new Argument(text(argument.part("name")), value(argument.part("value"))));
            } else if (!argument.is("comment")) {
                arguments.add(new Argument(null, expression(argument)));
            }
        }
        return new Expression.Call(
                node.span(),
                receiver.map(this::expression).orElse(null),
                name.equals("format") && receiver.isPresent() ? BRACES : name,
                arguments);
    }

    private List<Argument> pairs(Syntax node) {
        List<Argument> all = new ArrayList<>();
        for (Syntax pair : node.children()) {
            if (pair.is("pair")) {
                String key = text(pair.part("key").flatMap(one -> one.first("string_content")));
                all.add(new Argument(key, value(pair.part("value"))));
            }
        }
        return all;
    }

    private Expression literal(Syntax node) {
        String prefix = text(node.first("string_start")).toLowerCase(Locale.ROOT);
        boolean raw = prefix.contains("r");
        List<Expression.Piece> pieces = new ArrayList<>();
        Escapes characters = new Escapes();
        for (Syntax part : node.children()) {
            if (part.is("string_content")) {
                content(part, raw, characters);
            } else if (part.is("interpolation")) {
                pieces.add(characters.characters());
                characters = new Escapes();
                pieces.add(new Expression.Inserted(inserted(part)));
            }
        }
        pieces.add(characters.characters());
        return new Expression.Text(node.span(), pieces);
    }

    /** A value with its format; what is written as a number is one. */
    private Expression inserted(Syntax interpolation) {
        String format = text(interpolation.first("format_specifier"));
        return format.endsWith("d") || format.endsWith("f")
                ? new Expression.Plain(interpolation.span())
                : value(interpolation.part("expression"));
    }

    /** The characters between quotes; a brace is written twice where values are put in. */
    private void content(Syntax content, boolean raw, Escapes into) {
        int from = content.span().start();
        for (Syntax brace : content.children()) {
            if (brace.is("escape_interpolation")) {
                take(new Span(from, brace.span().start() + 1), raw, into);
                from = brace.span().end();
            }
        }
        take(new Span(from, content.span().end()), raw, into);
    }

    private void take(Span span, boolean raw, Escapes into) {
        if (raw) {
            into.plain(source, span);
        } else {
            into.escaped(source, span);
        }
    }
}
