package dev.pgwright.review.rules.schema;

import dev.pgwright.finding.Severity;
import dev.pgwright.review.Area;
import dev.pgwright.review.Fix;
import dev.pgwright.review.Needs;
import dev.pgwright.review.Report;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.review.SchemaContext;
import dev.pgwright.review.SchemaRule;
import dev.pgwright.review.TableColumn;
import dev.pgwright.review.fix.SchemaFixes;
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
            .fixable()
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
                                        + " read another moment")
                        .fix(fix(typed, schema));
            }
        }
    }

    /** Only where no values are there: nobody knows the zone of those. */
    private static Fix fix(TypedObject typed, SchemaContext schema) {
        TableColumn column = typed.column();
        return column == null
                ? new Fix.ByHand("the type is that of a domain, which cannot be changed")
                : SchemaFixes.typeOfNew(
                        schema,
                        column.tableName(),
                        column.name(),
                        "timestamptz"
                                + (typed.type().modifier() < 0
                                        ? ""
                                        : "(" + typed.type().modifier() + ")")
                                + (typed.type().array() ? "[]" : ""),
                        "the zone of the values that are there is not known");
    }

    /** A time at a place is meant, whose zone is kept beside it. */
    private static boolean isLocal(TypedObject typed) {
        return NameWords.of(typed.name()).stream().anyMatch(LOCAL::contains)
                || (typed.column() != null
                        && typed.column().table().columns().stream().anyMatch(ZoneNames::isZone));
    }
}
