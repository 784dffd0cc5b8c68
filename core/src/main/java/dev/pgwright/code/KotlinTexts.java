package dev.pgwright.code;

import dev.pgwright.source.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Literal texts of Kotlin. */
final class KotlinTexts {
    private KotlinTexts() {}

    static Expression character(Syntax node, String source) {
        Escapes characters = new Escapes();
        if (node.span().length() > 2) {
            characters.escaped(
                    source, new Span(node.span().start() + 1, node.span().end() - 1));
        }
        return new Expression.Text(node.span(), List.of(characters.characters()));
    }

    static Expression literal(Syntax node, String source, Function<Syntax, Expression> read) {
        boolean raw = node.text(source).startsWith("\"\"\"");
        List<Expression.Piece> pieces = new ArrayList<>();
        Escapes characters = new Escapes();
        for (Syntax part : node.children()) {
            if (part.is("interpolated_expression", "interpolated_identifier")) {
                pieces.add(characters.characters());
                characters = new Escapes();
                pieces.add(new Expression.Inserted(read.apply(part)));
            } else if (raw) {
                characters.plain(source, part.span());
            } else {
                characters.escaped(source, part.span());
            }
        }
        pieces.add(characters.characters());
        return new Expression.Text(node.span(), pieces);
    }
}
