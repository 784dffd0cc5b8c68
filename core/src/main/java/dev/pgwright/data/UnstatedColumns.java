package dev.pgwright.data;

import dev.pgwright.catalog.Catalog;
import dev.pgwright.catalog.Column;

/** Profiles of columns that nothing is known of but their types. */
public final class UnstatedColumns {
    private static final int TEXT_LENGTH = 12;
    /** Moments from 2024 on, an hour apart: seconds since 1970. */
    private static final double FIRST_MOMENT = 1_704_067_200;

    private static final double FIRST_DAY = FIRST_MOMENT / 86_400;
    private static final double HOUR = 3_600;

    private final FieldTypes types;

    public UnstatedColumns(Catalog catalog) {
        this.types = new FieldTypes(catalog);
    }

    /**
     * A profile that the column's type can bear.
     *
     * @param nulls the part of the rows without a value, where NULL is allowed
     * @param distinct the number of different values wanted; fewer where the type has fewer
     */
    public ColumnProfile of(Column column, double nulls, double distinct) {
        FieldType type = types.of(column.type());
        ColumnProfile profile = ColumnProfile.of(
                column.name(),
                column.notNull() || type.required() ? 0 : nulls,
                Math.min(distinct, type.capacity()),
                ColumnProfile.Order.RANDOM);
        if (type.isText()) {
            Integer limit = type.limit();
            // texts are up to half as long again as the average
            int average = limit == null ? TEXT_LENGTH : Math.max(1, Math.min(2 * limit / 3, TEXT_LENGTH));
            return profile.withText(average, null);
        }
        FieldType measured = type.kind() == FieldType.Kind.PLAIN || type.parts().isEmpty()
                ? type
                : type.parts().get(0);
        return switch (measured.name()) {
            case "numeric" -> profile.withSpan(0, Math.pow(10, -measured.scale()));
            case "date" -> profile.withSpan(FIRST_DAY, 1);
            case "timestamp with time zone", "timestamp without time zone" -> profile.withSpan(FIRST_MOMENT, HOUR);
            case "jsonb", "json" -> profile.withText(2 * TEXT_LENGTH, null);
            default -> profile;
        };
    }
}
