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
            new NullableCompositeForeignKey(),
            new NullableUniqueColumn(),
            new ObjectNamingPolicy(),
            new OnDeleteCascadeReach(),
            new OnDeleteSetNullOnRequiredColumn(),
            new PartitionKeyNotInUnique(),
            new PglzCompression(),
            new PolymorphicReference(),
            new PrimaryKeyColumnsNotFirst(),
            new PrimaryKeyNotBigint(),
            new RandomUuidPrimaryKey(),
            new RegTypeColumn(),
            new RepeatingColumnGroup(),
            new RequiredColumnsPolicy(),
            new SelfReferencingForeignKey(),
            new SerialInsteadOfIdentity(),
            new SoftDeleteUniqueConflict(),
            new TableInheritance(),
            new TablePerValue(),
            new TableWithFewColumns(),
            new TableWithoutPrimaryKey(),
            new TextStoresTypedValue(),
            new TimeWithTimeZone(),
            new TimestampPrecision(),
            new TimestampWithoutTimeZone(),
            new UnconstrainedStatusColumn(),
            new UndocumentedColumnOrRoutine(),
            new UndocumentedTable(),
            new UniqueNotNullInsteadOfPrimaryKey(),
            new UnloggedTable(),
            new UuidStoredAsText(),
            new VarcharLengthLimit(),
            new WideCompositePrimaryKey(),
            new WideTable());

    private SchemaRules() {}
}
