package dev.pgwright.design.requirements;

import dev.pgwright.source.Place;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Something that must always hold between rows or attributes. Paths are attributes or roles of the entity. */
public sealed interface ConsistencyRule {
    Place place();

    /** snake_case; names the constraint. What an attribute says in short is {@code entity.attribute}. */
    String name();

    String entity();

    /** Why, in the words of the business. */
    @Nullable String because();

    /** Whether two rows that both lack a value are equal in it. */
    enum Missing {
        EQUAL,
        DISTINCT
    }

    /**
     * No two rows have the same values.
     *
     * @param missing null when the file does not say
     */
    record UniqueTogether(
            Place place,
            String name,
            String entity,
            List<String> paths,
            @Nullable String because,
            @Nullable Missing missing)
            implements ConsistencyRule {
        public UniqueTogether {
            paths = List.copyOf(paths);
        }

        /** Where nothing is said of missing values. */
        public UniqueTogether(Place place, String name, String entity, List<String> paths, @Nullable String because) {
            this(place, name, entity, paths, because, null);
        }

        /** What {@code unique_within} says: rules named {@code entity.attribute}, which no rule of a file can be. */
        static List<ConsistencyRule> ofAttributes(List<Entity> entities) {
            List<ConsistencyRule> found = new ArrayList<>();
            for (Entity entity : entities) {
                for (Attribute attribute : entity.attributes()) {
                    if (!attribute.uniqueWithin().isEmpty()) {
                        List<String> paths = new ArrayList<>(attribute.uniqueWithin());
                        paths.add(attribute.name());
                        found.add(new UniqueTogether(
                                attribute.place(), entity.name() + "." + attribute.name(), entity.name(), paths, null));
                    }
                }
            }
            return found;
        }

        /** Whether an attribute says it and no rule. */
        public boolean isOfAttribute() {
            return name.contains(".");
        }
    }

    /**
     * No two rows overlap in time.
     *
     * @param period one period attribute, or a start and an end attribute
     * @param lastDayIncluded of two dates: the second still belongs to the period
     * @param within only rows that agree in these paths exclude each other
     * @param when only rows whose status is one of these: attribute and values; null for all rows
     */
    record NoOverlap(
            Place place,
            String name,
            String entity,
            List<String> period,
            boolean lastDayIncluded,
            List<String> within,
            @Nullable When when,
            @Nullable String because)
            implements ConsistencyRule {
        public NoOverlap {
            period = List.copyOf(period);
            within = List.copyOf(within);
        }
    }

    /**
     * In every group of rows that agree in {@code within}, the values of a number attribute add up to a total. Rows that
     * lack one of {@code within} are in no group.
     *
     * @param total a number, or a path to an attribute of the one role that is in {@code within}
     */
    record Conserve(
            Place place,
            String name,
            String entity,
            String attribute,
            List<String> within,
            String total,
            @Nullable String because)
            implements ConsistencyRule {
        public Conserve {
            within = List.copyOf(within);
        }

        /** Whether the total is a value of the row that the group belongs to. */
        public boolean ofParent() {
            return total.indexOf('.') > 0 && Character.isLetter(total.charAt(0));
        }
    }

    /** A condition on one row; {@code expression} is SQL over its attributes. */
    record Check(
            Place place,
            String name,
            String entity,
            String expression,
            @Nullable String because) implements ConsistencyRule {}

    /** A status attribute and the values that count. */
    record When(String attribute, List<String> values) {
        public When {
            values = List.copyOf(values);
        }
    }
}
