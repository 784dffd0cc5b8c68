package dev.pgwright.review.rules.schema;

import dev.pgwright.catalog.Constraint;
import dev.pgwright.catalog.TypeNames;
import dev.pgwright.finding.Severity;
import dev.pgwright.review.Area;
import dev.pgwright.review.ColumnType;
import dev.pgwright.review.Fix;
import dev.pgwright.review.Needs;
import dev.pgwright.review.Report;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.review.SchemaContext;
import dev.pgwright.review.SchemaRule;
import dev.pgwright.review.TableConstraint;
import dev.pgwright.review.fix.SchemaFixes;
import java.util.List;
import java.util.Objects;

/** References of another type than what they refer to. */
public final class ForeignKeyTypeMismatch implements SchemaRule {
    private static final RuleInfo INFO = RuleInfo.of(
                    "foreign-key-type-mismatch", Area.SCHEMA, Needs.CATALOG, Severity.WARNING)
            .detects("A foreign key column's type (or length, or collation) differs from that of the "
                    + "referenced column.")
            .cost("casts in joins and checks; overflow of the narrower side")
            .safe("Give both columns the same type.")
            .fixable()
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
                                            + other.words() + consequence(own, other))
                            .fix(SchemaFixes.typeOfReference(
                                    schema,
                                    key.object(),
                                    pair.child().name(),
                                    pair.column().name(),
                                    TypeNames.brief(pair.referenced().type())));
                } else if (!Objects.equals(
                                pair.column().collation(), pair.referenced().collation())
                        && !pair.isNondeterministic(schema)) {
                    // those that are not deterministic are another rule's
                    report.found(schema, key.object(), collations(pair))
                            .fix(new Fix.ByHand("which of the two collations is meant is not known"));
                }
            }
        }
    }

    /** An error of its own where both say one (42P22), else one of them wins, and the index of the other is of no use. */
    private static String collations(ReferencePair pair) {
        String own = pair.column().collation();
        String other = pair.referenced().collation();
        return pair.column().name() + " has " + ReferencePair.words(own) + ", but " + pair.target() + " has "
                + ReferencePair.words(other)
                + (own == null || other == null
                        ? ", so that a join cannot use the index of one of them"
                        : ", so that a join fails unless it says which is meant");
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
