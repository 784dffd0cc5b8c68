package dev.pgwright.review.rules.schema;

import dev.pgwright.finding.Severity;
import dev.pgwright.review.Area;
import dev.pgwright.review.Needs;
import dev.pgwright.review.Report;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.review.SchemaContext;
import dev.pgwright.review.SchemaRule;
import java.util.Set;

/** Moments that depend on who reads them. */
public final class TimestampWithoutTimeZone implements SchemaRule {
    /** Words that say that no moment is meant. */
    private static final Set<String> LOCAL = Set.of("local", "wall", "floating");

    private static final RuleInfo INFO = RuleInfo.of(
                    "timestamp-without-time-zone", Area.SCHEMA, Needs.SQL, Severity.WARNING)
            .detects("A column is timestamp without time zone.")
            .cost("the meaning changes with the time zone of sessions and server")
            .safe("Use timestamptz; convert what is there with an explicit AT TIME ZONE.")
            .seed("Schema: timestamps use TIMESTAMPTZ")
            .build();

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(SchemaContext schema, Report report) {
        for (TypedObject typed : TypedObject.in(schema)) {
            if (typed.type().base().equals("timestamp without time zone") && !isLocal(typed)) {
                report.found(
                        schema,
                        typed.object(),
                        typed.name() + " is " + typed.typeName()
                                + ", which says a time on a clock but not which clock: sessions with another time zone"
                                + " read another moment");
            }
        }
    }

    /** A time at a place is meant, whose zone is kept beside it. */
    private static boolean isLocal(TypedObject typed) {
        return NameWords.of(typed.name()).stream().anyMatch(LOCAL::contains)
                || (typed.column() != null
                        && typed.column().table().columns().stream().anyMatch(ZoneNames::isZone));
    }
}
