package dev.pgwright.review.rules.schema;

import dev.pgwright.finding.Severity;
import dev.pgwright.review.Area;
import dev.pgwright.review.Needs;
import dev.pgwright.review.Parameter;
import dev.pgwright.review.Report;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.review.SchemaContext;
import dev.pgwright.review.SchemaRule;
import dev.pgwright.review.WordsParameter;
import java.util.Set;

/** Columns, routines and other parts of which nobody says what they are for. */
public final class UndocumentedColumnOrRoutine implements SchemaRule {
    private static final WordsParameter KINDS = WordsParameter.words(
            "kinds", "what has to have a comment: column, routine, index, constraint, trigger", "column", "routine");
    private static final Parameter LENGTH =
            new Parameter("max-length", 0, "characters of a comment; 0 for as many as there are");
    private static final RuleInfo INFO = RuleInfo.of(
                    "undocumented-column-or-routine", Area.SCHEMA, Needs.CATALOG, Severity.ADVICE)
            .offByDefault()
            .detects(
                    "A column, routine, index, constraint or trigger, as the settings name them, has no comment, or one that is too long.")
            .safe("COMMENT ON says what it means, in which unit, and why it is there.")
            .byHand("what it is for is known to people only")
            .parameter(KINDS)
            .parameter(LENGTH)
            .seed("Deliver: document decisions")
            .build();

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(SchemaContext schema, Report report) {
        Set<String> kinds = Set.copyOf(report.words(KINDS));
        long most = report.limit(LENGTH);
        for (Commented one : Commented.in(schema)) {
            String comment = one.comment();
            String name = one.kind() + " " + one.name();
            if (!kinds.contains(one.kind())) {
                continue;
            }
            if (comment == null || comment.isBlank()) {
                report.found(schema, one.object(), "Nothing says what the " + name + " is for");
            } else if (most > 0 && comment.codePointCount(0, comment.length()) > most) {
                report.found(
                        schema,
                        one.object(),
                        "The comment on the " + name + " has " + comment.codePointCount(0, comment.length())
                                + " characters, more than " + most);
            }
        }
    }
}
