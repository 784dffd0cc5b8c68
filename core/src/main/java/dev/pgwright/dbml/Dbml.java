package dev.pgwright.dbml;

import dev.pgwright.finding.PgwrightException;
import dev.pgwright.finding.PgwrightException.Problem;
import dev.pgwright.source.SourceFile;
import java.util.ArrayList;
import java.util.List;

/** The entry to the language. */
public final class Dbml {
    private Dbml() {}

    /** Parses a file that stands alone and checks its names; never fails. */
    public static DbmlParse parse(SourceFile source) {
        return parse(source, DbmlFiles.NONE);
    }

    /** Parses a file with those it takes from and checks the names of all; never fails. */
    public static DbmlParse parse(SourceFile source, DbmlFiles files) {
        List<Problem> problems = new ArrayList<>();
        DbmlSources sources = DbmlSources.of(source);
        DbmlDocument document = tree(source, sources, problems);
        if (document.elements().stream().anyMatch(DbmlElement.Use.class::isInstance)) {
            document = new DbmlModules(document, files, problems).linked();
        } else {
            new DbmlChecker(document, problems).run();
        }
        problems.sort((left, right) -> left.place().compareTo(right.place()));
        return new DbmlParse(document, problems.stream().distinct().toList());
    }

    /** The tree of one of the sources, its names unchecked. */
    static DbmlDocument tree(SourceFile source, DbmlSources sources, List<Problem> problems) {
        DbmlLexer lexer = new DbmlLexer(source, sources.base(source), problems).run();
        return new DbmlParser(sources, source, lexer, problems).document();
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
