package dev.pgwright.code;

import dev.pgwright.code.Program.Check;
import dev.pgwright.code.Program.Loop;
import dev.pgwright.source.Span;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes a program of a syntax tree. There is one for each language. */
abstract class ProgramReader {
    /** The name of a call that puts values into braces of a text. */
    static final String BRACES = "{}";

    /** The name of a call that puts values behind percent signs of a text. */
    static final String PERCENT = "%";

    /** What the name of a call ends with that is a template with a tag. */
    static final String TAG = "`";

    /** The name of a call that makes another element of each of a list. */
    static final String MAP = "map";

    private static final int DEEPEST = 1500;

    /** Functions whose receiver or argument is compared with what is allowed. */
    private static final Set<String> CHECKING = Set.of(
            "contains",
            "containsKey",
            "matches",
            "matcher",
            "equals",
            "equalsIgnoreCase",
            "includes",
            "has",
            "test",
            "match",
            "fullmatch",
            "MatchString",
            "indexOf",
            "isIn",
            "in",
            "valueOf",
            "isalnum",
            "isidentifier",
            "hasOwnProperty");

    private static final String[] BRANCHES = {
        "if_statement", "else_clause", "enhanced_for_statement", "for_in_statement", "for_statement", "while_statement"
    };

    final String source;
    final Program program = new Program();
    private final Map<Syntax, Expression> expressions = new IdentityHashMap<>();
    private int depth;

    ProgramReader(String source) {
        this.source = source;
    }

    final Program read(Syntax root) {
        Deque<Syntax> next = new ArrayDeque<>();
        next.push(root);
        while (!next.isEmpty()) {
            Syntax node = next.pop();
            visit(node);
            for (int i = node.children().size() - 1; i >= 0; i--) {
                next.push(node.children().get(i));
            }
        }
        return program;
    }

    /** Takes what a node adds to the program; its children are visited later. */
    abstract void visit(Syntax node);

    /** The expression that a node is, by its own kind. */
    abstract Expression convert(Syntax node);

    /** Kinds of nodes whose statements are done all or none. */
    abstract Set<String> blocks();

    /** What is done if a node is: the block around it, or the statement where a branch has no braces. */
    final Span scope(Syntax node) {
        Syntax at = node;
        while (at.parent().isPresent()) {
            Syntax outer = at.parent().get();
            if (at.is("expression_statement") && outer.is(BRANCHES)) {
                return at.span();
            } else if (blocks().contains(outer.kind()) && outer.parent().isPresent()) {
                return outer.span();
            }
            at = outer;
        }
        return new Span(0, source.length());
    }

    final Expression expression(Syntax node) {
        Expression known = expressions.get(node);
        if (known != null) {
            return known;
        }
        if (depth > DEEPEST) {
            return new Expression.Other(node.span(), List.of());
        }
        depth++;
        try {
            Expression made = convert(node);
            expressions.put(node, made);
            return made;
        } finally {
            depth--;
        }
    }

    /** The expression in a field of a node. */
    final Expression part(Syntax node, String name) {
        return node.part(name).map(this::expression).orElseGet(() -> new Expression.Other(node.span(), List.of()));
    }

    final String text(Syntax node) {
        return node.text(source);
    }

    final String text(Optional<Syntax> node) {
        return node.map(this::text).orElse("");
    }

    /** What stands between two nodes, such as an operator. */
    final String between(Syntax left, Syntax right) {
        return left.span().end() <= right.span().start()
                ? new Span(left.span().end(), right.span().start()).of(source).strip()
                : "";
    }

    /** What the body of a function gives back, if it does nothing else; null if it does. */
    final @Nullable Expression result(Optional<Syntax> body, String block) {
        Optional<Syntax> given = body.filter(one -> one.is(block))
                .filter(one -> one.children().size() == 1)
                .flatMap(one -> one.first("return_statement"))
                .flatMap(one -> one.child(0));
        return given.or(() -> body.filter(one -> !one.is(block)))
                .map(this::expression)
                .orElse(null);
    }

    final List<Expression> expressions(List<Syntax> nodes) {
        List<Expression> all = new ArrayList<>();
        for (Syntax node : nodes) {
            all.add(expression(node));
        }
        return all;
    }

    final void call(Expression.Call call) {
        program.calls.add(call);
        if (CHECKING.contains(call.name())) {
            if (call.receiver() != null) {
                checked(call.receiver());
            }
            call.arguments().forEach(argument -> checked(argument.value()));
        }
    }

    /** A class by its name. */
    final void type(Syntax node, Optional<Syntax> name) {
        int body = node.part("body")
                .or(() -> node.first("class_body", "enum_class_body"))
                .map(one -> one.span().start())
                .orElse(node.span().end());
        name.ifPresent(one -> program.types.add(new Program.Type(
                node.span(), text(one), words(source.substring(one.span().end(), body)))));
    }

    private static Set<String> words(String head) {
        Set<String> words = new LinkedHashSet<>(Arrays.asList(head.split("\\W+")));
        words.remove("");
        return words;
    }

    /** A list gets what a call is given as further elements, or those of the list that it is given. */
    final void extended(Expression.Call call, boolean byList, Span scope) {
        Expression receiver = call.receiver();
        String name = receiver instanceof Expression.Name list
                ? list.name()
                : receiver instanceof Expression.Member field ? field.name() : "";
        if (!name.isEmpty()) {
            List<Expression> values = call.arguments().stream()
                    .map(Expression.Argument::value)
                    .map(value -> byList ? new Expression.Other(value.span(), List.of(value)) : value)
                    .toList();
            program.bindings.add(
                    new Program.Binding(name, new Expression.Items(call.span(), values), true, call.span(), scope, ""));
        }
    }

    /** {@code list[i] = value} puts a value to a list. */
    final void element(Syntax node, Optional<Syntax> list, Expression value) {
        if (list.isPresent() && expression(list.get()) instanceof Expression.Name name) {
            Expression items = new Expression.Items(value.span(), List.of(value));
            program.bindings.add(new Program.Binding(name.name(), items, true, node.span(), scope(node), ""));
        }
    }

    /** The places of the elements of something, for loops that run through those. */
    static Expression keys(Expression list) {
        return new Expression.Call(list.span(), list, "keys", List.of());
    }

    /** What a list becomes by a function that makes another element of each. */
    static Expression mapped(Span span, Expression list, Expression.Lambda how) {
        return new Expression.Call(span, list, MAP, List.of(new Expression.Argument(null, how)));
    }

    /** A loop with a condition; {@code rows.next()} runs through rows, and the next is another one. */
    static Loop loopOfRows(Span whole, Span body, @Nullable Expression condition) {
        return condition instanceof Expression.Call call
                        && call.name().equals("next")
                        && call.receiver() instanceof Expression.Name rows
                ? new Loop(whole, body, Set.of(rows.name()), rows)
                : new Loop(whole, body, Set.of(), null);
    }

    /** A variable is compared with something. */
    final void checked(Expression expression) {
        if (expression instanceof Expression.Name name) {
            program.checks.add(new Check(name.name(), name.span().start()));
        }
    }
}
