package dev.pgwright.design.model;

import dev.pgwright.catalog.QualifiedName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Something that must hold of several rows together when a transaction ends; triggers keep it. */
public sealed interface GroupRule {
    /** The table whose rows form the groups. */
    QualifiedName table();

    /** The columns in which the rows of a group agree; rows with a null in one of them are in no group. */
    List<String> group();

    /** The row that a group belongs to; null where it is known by its columns alone. */
    @Nullable Parent parent();

    /** Names that the triggers give as the constraint that was violated. */
    List<String> constraints();

    /** What must hold, in words. */
    String claim();

    /**
     * The row that the rows of a group refer to.
     *
     * @param key its columns, in the order of the group's
     */
    record Parent(QualifiedName table, List<String> key) {
        public Parent {
            key = List.copyOf(key);
        }
    }

    /**
     * A row has so many others.
     *
     * @param least 0 without a least number
     * @param most null without a greatest
     */
    record Cardinality(
            QualifiedName table,
            List<String> group,
            Parent parent,
            int least,
            @Nullable Integer most,
            List<String> constraints)
            implements GroupRule {
        public Cardinality {
            group = List.copyOf(group);
            constraints = List.copyOf(constraints);
        }

        @Override
        public String claim() {
            String number =
                    least == 0 ? "at most " + most : "at least " + least + (most == null ? "" : " and at most " + most);
            return "every row of " + parent.table() + " has " + number + " of " + table + " by ("
                    + String.join(", ", group) + ")";
        }
    }

    /**
     * The amounts of a group add up.
     *
     * @param total a number, or with {@code ofParent} a column of the parent
     */
    record Conservation(
            QualifiedName table,
            List<String> group,
            @Nullable Parent parent,
            String amount,
            String total,
            boolean ofParent,
            String constraint)
            implements GroupRule {
        public Conservation {
            group = List.copyOf(group);
            if (ofParent && parent == null) {
                throw new IllegalStateException("the total of " + constraint + " is of no parent");
            }
        }

        @Override
        public List<String> constraints() {
            return List.of(constraint);
        }

        @Override
        public String claim() {
            return "in " + table + ", " + amount + " of all rows with the same (" + String.join(", ", group)
                    + ") adds up to "
                    + (ofParent && parent != null ? total + " of their row in " + parent.table() : total);
        }
    }
}
