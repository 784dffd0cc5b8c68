package dev.pgwright.load.migrations;

import dev.pgwright.source.SourceFile;
import dev.pgwright.source.Span;
import java.util.List;

/** Placeholders of templates in SQL. */
final class Templates {
    private Templates() {}

    record Result(String text, List<Span> templates) {}

    static Result replace(Framework framework, SourceFile source, String text, Problems problems) {
        return new Result(text, List.of());
    }
}
