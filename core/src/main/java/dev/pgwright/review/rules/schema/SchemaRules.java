package dev.pgwright.review.rules.schema;

import dev.pgwright.review.Rule;
import java.util.List;

/** All rules of the area, in order of their ids. */
public final class SchemaRules {
    public static final List<Rule> ALL = List.of(
            new CharNType(),
            new DomainWithConstraint(),
            new EnumTypes(),
            new FloatForExactValue(),
            new ForeignKeyWithoutOnDelete(),
            new JsonInsteadOfJsonb(),
            new LargeObjectColumn(),
            new MoneyType(),
            new NullWordAsDefault(),
            new PglzCompression(),
            new PrimaryKeyNotBigint(),
            new RandomUuidPrimaryKey(),
            new RegTypeColumn(),
            new SerialInsteadOfIdentity(),
            new TableInheritance(),
            new TableWithoutPrimaryKey(),
            new TimeWithTimeZone(),
            new TimestampPrecision(),
            new TimestampWithoutTimeZone(),
            new UnloggedTable(),
            new UuidStoredAsText(),
            new VarcharLengthLimit());

    private SchemaRules() {}
}
