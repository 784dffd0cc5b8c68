package dev.pgwright.dbml;

import dev.pgwright.finding.PgwrightException;
import dev.pgwright.finding.PgwrightException.Problem;
import dev.pgwright.source.SourceFile;
import java.util.ArrayList;
import java.util.List;

/** The entry to the language. */
public final class Dbml {
    private Dbml() {}

    /** Parses a file and checks its names; never fails. */
    public static DbmlParse parse(SourceFile source) {
        List<Problem> problems = new ArrayList<>();
        DbmlLexer lexer = new DbmlLexer(source, problems).run();
        DbmlDocument document = new DbmlParser(source, lexer, problems).document();
        new DbmlChecker(document, problems).run();
        problems.sort((left, right) -> left.place().compareTo(right.place()));
        return new DbmlParse(document, problems.stream().distinct().toList());
    }

    /**
     * Parses a file that must be right.
     *
     * @throws PgwrightException with every problem of the file
     */
    public static DbmlDocument read(SourceFile source) {
        return parse(source).require();
    }
}
