package dev.pgwright.code;

import dev.pgwright.source.SourceFile;
import dev.pgwright.source.Span;
import java.util.List;

/**
 * A source file of an application.
 *
 * @param statements the SQL in it, in the order of their calls
 * @param lazy what JPA loads when it is asked for
 * @param calls what it says of methods of other files, and they of its own
 * @param comments where comments stand, with what begins and ends them
 * @param reviewed whether something is to be said of it, or it is only there for others
 */
public record CodeFile(
        SourceFile source,
        CodeLanguage language,
        List<EmbeddedStatement> statements,
        LazyLoading lazy,
        CallsAcross calls,
        List<Span> comments,
        boolean reviewed) {
    public CodeFile {
        statements = List.copyOf(statements);
        comments = List.copyOf(comments);
    }

    /** What it says of entities, for the review of other files; what it does itself is left out. */
    public CodeFile entitiesOnly() {
        return new CodeFile(
                source, language, List.of(), lazy.withoutAccesses(), CallsAcross.NOT_READ, List.of(), false);
    }
}
