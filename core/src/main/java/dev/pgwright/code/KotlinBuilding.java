package dev.pgwright.code;

import dev.pgwright.source.Span;
import java.util.List;
import java.util.Set;

/** {@code buildString { append(text) }}: what its lambda builds has no name, and gets one here. */
final class KotlinBuilding {
    static final String CALL = "buildString";

    private KotlinBuilding() {}

    /** The name of what the lambda around a node builds; empty where that builds nothing. */
    static String around(Syntax node, String source) {
        return node.around(Set.of("lambda_literal"))
                .filter(lambda -> lambda.parent()
                        .flatMap(Syntax::parent)
                        .flatMap(Syntax::parent)
                        .flatMap(call -> call.child(0))
                        .filter(called -> called.text(source).equals(CALL))
                        .isPresent())
                .map(KotlinBuilding::name)
                .orElse("");
    }

    /** What a lambda has built at its end. */
    static Expression built(Syntax lambda) {
        return new Expression.Name(
                new Span(lambda.span().end() - 1, lambda.span().end()), name(lambda));
    }

    private static String name(Syntax lambda) {
        return CALL + "@" + lambda.span().start();
    }

    /** The end of a line, which {@code appendLine} puts behind its text. */
    static Expression line(Span at) {
        int[] places = {at.end() - 1};
        return new Expression.Text(at, List.of(new Expression.Characters("\n", places)));
    }
}
