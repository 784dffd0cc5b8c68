package dev.pgwright.code;

import dev.pgwright.code.Program.Binding;
import dev.pgwright.source.Span;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * {@code buildString { append(text) }}, and {@code apply}, {@code run} and {@code with} of a builder: what a lambda builds that has no
 * name gets one here.
 */
final class KotlinBuilding {
    private static final String CALL = "buildString";
    private static final Set<String> BUILDERS = Set.of("StringBuilder", "StringBuffer");

    private KotlinBuilding() {}

    /** The name of what the lambdas around a node build; empty where they build nothing. */
    static String around(Syntax node, String source) {
        Optional<Syntax> lambda = node.around(Set.of("lambda_literal"));
        while (lambda.isPresent()) {
            Optional<String> name = name(lambda.get(), source);
            if (name.isPresent()) {
                return name.get();
            }
            lambda = lambda.get().around(Set.of("lambda_literal"));
        }
        return "";
    }

    /** The call that runs the lambda around a node at once, where all that a scope holds is that lambda. */
    static Optional<Syntax> called(Syntax node, Span scope, String source) {
        return node.around(Set.of("lambda_literal"))
                .filter(lambda ->
                        lambda.span().equals(scope) && name(lambda, source).isPresent())
                .flatMap(KotlinBuilding::caller);
    }

    private static Optional<Syntax> caller(Syntax lambda) {
        return lambda.parent().flatMap(Syntax::parent).flatMap(Syntax::parent);
    }

    /** What a call has built by its lambda, if it is one that builds; {@code apply} gives it back itself, others as their last value. */
    static Optional<Expression> built(Syntax call, String source) {
        Optional<Syntax> lambda = lambda(call);
        return lambda.flatMap(one -> name(one, source))
                .filter(name -> isNamed(call, source, "apply", CALL)
                        || lambda.flatMap(KotlinBuilding::last)
                                .filter(last -> last.text(source).equals("toString()"))
                                .isPresent())
                .map(name -> {
                    int end = lambda.get().span().end();
                    return new Expression.Name(new Span(end - 1, end), name);
                });
    }

    /** Where a lambda begins to build, with what the builder has before. */
    static Optional<Binding> start(Syntax call, String source, Function<Syntax, Expression> read) {
        Optional<Syntax> lambda = lambda(call);
        return lambda.flatMap(one -> name(one, source))
                .filter(name -> name.equals(own(lambda.get())))
                .map(name -> {
                    Span span = lambda.get().span();
                    Span at = new Span(span.start(), span.start() + 1);
                    Expression before =
                            object(call, source).map(read).orElseGet(() -> new Expression.Text(at, List.of()));
                    return new Binding(name, before, false, at, span, "");
                });
    }

    static Optional<Syntax> lambda(Syntax call) {
        return call.first("call_suffix")
                .flatMap(suffix -> suffix.first("annotated_lambda"))
                .flatMap(lambda -> lambda.first("lambda_literal"));
    }

    /** The end of a line, which {@code appendLine} puts behind its text. */
    static Expression line(Span at) {
        int[] places = {at.end() - 1};
        return new Expression.Text(at, List.of(new Expression.Characters("\n", places)));
    }

    /** What is built by a lambda: a variable, or something that has the name only which it gets here. */
    private static Optional<String> name(Syntax lambda, String source) {
        Optional<Syntax> call = caller(lambda);
        if (call.filter(one -> isNamed(one, source, CALL)).isPresent()) {
            return Optional.of(own(lambda));
        }
        return call.flatMap(one -> object(one, source))
                .flatMap(object -> object.is("simple_identifier")
                        ? Optional.of(object.text(source))
                        : isBuilder(object, source) ? Optional.of(own(lambda)) : Optional.empty());
    }

    private static String own(Syntax lambda) {
        return CALL + "@" + lambda.span().start();
    }

    private static boolean isBuilder(Syntax object, String source) {
        return object.is("call_expression")
                && object.child(0)
                        .filter(called -> BUILDERS.contains(called.text(source)))
                        .isPresent();
    }

    private static boolean isNamed(Syntax call, String source, String... names) {
        return call.child(0)
                .map(called -> called.is("navigation_expression")
                        ? called.first("navigation_suffix")
                                .flatMap(suffix -> suffix.first("simple_identifier"))
                                .orElse(called)
                        : called.is("call_expression") ? called.child(0).orElse(called) : called)
                .filter(name -> Set.of(names).contains(name.text(source)))
                .isPresent();
    }

    /** What {@code object.apply { }}, {@code object.run { }} and {@code with(object) { }} are about. */
    private static Optional<Syntax> object(Syntax call, String source) {
        Optional<Syntax> called = call.child(0);
        if (isNamed(call, source, "apply", "run")) {
            return called.filter(one -> one.is("navigation_expression")).flatMap(one -> one.child(0));
        } else if (isNamed(call, source, "with")) {
            return called.filter(one -> one.is("call_expression"))
                    .or(() -> Optional.of(call))
                    .flatMap(one -> one.first("call_suffix"))
                    .flatMap(suffix -> suffix.first("value_arguments"))
                    .flatMap(arguments -> arguments.child(0))
                    .flatMap(argument -> argument.child(0));
        }
        return Optional.empty();
    }

    private static Optional<Syntax> last(Syntax lambda) {
        List<Syntax> statements =
                lambda.first("statements").map(Syntax::children).orElse(List.of());
        return statements.isEmpty() ? Optional.empty() : Optional.of(statements.get(statements.size() - 1));
    }
}
