package dev.pgwright.sql;

import dev.pgwright.source.SourceFile;
import java.util.List;

/** A SQL file in its parts, each list in the order of the text. */
public record ParsedSql(
        SourceFile source,
        List<Statement> statements,
        List<SyntaxError> errors,
        List<Comment> comments,
        List<Skipped> skipped) {
    public ParsedSql {
        statements = List.copyOf(statements);
        errors = List.copyOf(errors);
        comments = List.copyOf(comments);
        skipped = List.copyOf(skipped);
    }
}
