package dev.pgwright.review;

import dev.pgwright.finding.Evidence;
import dev.pgwright.finding.Finding;
import dev.pgwright.finding.Severity;
import dev.pgwright.load.migrations.Script;
import dev.pgwright.source.Place;
import dev.pgwright.source.Span;
import dev.pgwright.sql.Skipped;
import java.util.Optional;
import java.util.Set;

/**
 * A command of psql in a script, as far as it matters to a review.
 *
 * @param name without its backslash; empty for what is no command
 * @param text as it is written
 */
record PsqlCommand(String name, String text, Span span) {
    /** Those that run SQL which stands elsewhere, or which a query makes (PostgreSQL 18, psql, Meta-Commands). */
    private static final Set<String> READING = Set.of("i", "ir", "include", "include_relative", "gexec");

    static PsqlCommand of(Skipped skipped, Script script) {
        String text = skipped.span().of(script.sql().text()).strip();
        int end = 1;
        while (end < text.length() && (Character.isLetter(text.charAt(end)) || text.charAt(end) == '_')) {
            end++;
        }
        boolean command = skipped.kind() == Skipped.Kind.META_COMMAND && text.length() > 1;
        return new PsqlCommand(command ? text.substring(1, end) : "", text, skipped.span());
    }

    /** Whether SQL is run there that the script does not hold. */
    boolean readsSql() {
        return READING.contains(name);
    }

    /** What is to be said of it. */
    Optional<Finding> finding(Script script) {
        if (readsSql()) {
            return Optional.of(finding(
                    script,
                    "sql-from-elsewhere",
                    "what psql would run here is not read: " + text,
                    "Review that file too; behind this line the schema is taken to be unknown"));
        }
        if (name.equals("if")) {
            return Optional.of(finding(
                    script,
                    "psql-condition",
                    "what psql chooses here is not known: all branches are read, one after the other: " + text,
                    "Review the branches as files of their own where they contradict each other"));
        }
        return Optional.empty();
    }

    private Finding finding(Script script, String id, String message, String hint) {
        Place place = script.source().place(script.inSource(span).start());
        return new Finding(id, Severity.WARNING, place, message, hint, Evidence.DERIVED);
    }
}
