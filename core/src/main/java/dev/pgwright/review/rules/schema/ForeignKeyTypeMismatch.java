package dev.pgwright.review.rules.schema;

import dev.pgwright.catalog.Constraint;
import dev.pgwright.finding.Severity;
import dev.pgwright.review.Area;
import dev.pgwright.review.ColumnType;
import dev.pgwright.review.Needs;
import dev.pgwright.review.Report;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.review.SchemaContext;
import dev.pgwright.review.SchemaRule;
import dev.pgwright.review.TableConstraint;
import java.util.List;

/** References of another type than what they refer to. */
public final class ForeignKeyTypeMismatch implements SchemaRule {
    private static final RuleInfo INFO = RuleInfo.of(
                    "foreign-key-type-mismatch", Area.SCHEMA, Needs.CATALOG, Severity.WARNING)
            .detects("A foreign key column's type (or length, or collation) differs from that of the "
                    + "referenced column.")
            .cost("casts in joins and checks; overflow of the narrower side")
            .safe("Give both columns the same type.")
            .build();

    @Override
    public RuleInfo info() {
        return INFO;
    }

    private static final List<String> INTEGERS = List.of("int2", "int4", "int8");

    @Override
    public void check(SchemaContext schema, Report report) {
        for (TableConstraint<Constraint.ForeignKey> key : schema.constraints(Constraint.ForeignKey.class)) {
            for (ReferencePair pair : ReferencePair.of(key, schema)) {
                ColumnType own = ColumnParts.type(pair.column(), schema);
                ColumnType other = ColumnParts.type(pair.referenced(), schema);
                if (!isSame(own, other)) {
                    report.found(
                            schema,
                            key.object(),
                            pair.column().name() + " is " + own.words() + ", but " + pair.target() + " is "
                                    + other.words() + consequence(own, other));
                }
            }
        }
    }

    /** As far as values go; text and varchar without a length have the same. */
    private static boolean isSame(ColumnType own, ColumnType other) {
        boolean text = own.modifiers().isEmpty() && other.modifiers().isEmpty();
        return own.equals(other) || (text && ColumnParts.isUnlimited(own) && ColumnParts.isUnlimited(other));
    }

    private static String consequence(ColumnType own, ColumnType other) {
        int narrow = INTEGERS.indexOf(own.base());
        int wide = INTEGERS.indexOf(other.base());
        if (narrow >= 0 && wide > narrow) {
            return ", so that rows beyond " + (narrow == 0 ? Short.MAX_VALUE : Integer.MAX_VALUE)
                    + " cannot be referred to";
        }
        if (wide >= 0 && narrow > wide) {
            return ", so that most of its values can never be there";
        }
        return own.base().equals(other.base())
                ? ", so that the two do not take the same values"
                : ", so that checks and joins have to convert one of them";
    }
}
