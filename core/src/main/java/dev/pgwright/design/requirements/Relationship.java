package dev.pgwright.design.requirements;

import dev.pgwright.design.requirements.Entity.Volume;
import dev.pgwright.source.Place;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How rows of two entities belong together.
 *
 * @param from the one side of 1:N and 1:1; either side of N:M
 * @param to the many side of 1:N, the depending side of 1:1
 * @param role what {@code from} is to {@code to}: names the column, {@code <role>_id}; the entity's name unless said
 * @param required every row of {@code to} has its {@code from}
 * @param owned rows of {@code to} are parts of their {@code from} and live no longer than it
 * @param onDelete null when the file does not say
 * @param average of 1:N: how many rows of {@code to} a row of {@code from} has on average
 * @param via the name of the junction entity of N:M
 * @param repeats of N:M: the same two may belong together more than once
 * @param attributes of N:M: facts about the pair
 * @param least how many rows of {@code to} every row of {@code from} has at least; 0 when the file does not say
 * @param most of 1:N: how many it has at most; null without such a limit
 */
public record Relationship(
        Place place,
        String from,
        String to,
        Kind kind,
        @Nullable String role,
        boolean required,
        boolean owned,
        @Nullable OnDelete onDelete,
        @Nullable String via,
        @Nullable Double average,
        boolean repeats,
        @Nullable Volume volume,
        @Nullable String description,
        List<Attribute> attributes,
        int least,
        @Nullable Integer most) {
    public Relationship {
        attributes = List.copyOf(attributes);
    }

    /** The name by which {@code to} knows {@code from}; its column adds {@code _id}. */
    public String roleName() {
        return role == null ? from : role;
    }

    /** The name of the junction of N:M, {@code from_to} unless said; its rows are the pairs. */
    public String junctionName() {
        return via == null ? from + "_" + to : via;
    }

    /** Cardinality. */
    public enum Kind {
        ONE_TO_ONE("1:1"),
        ONE_TO_MANY("1:N"),
        MANY_TO_MANY("N:M");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        /** As written in a requirements file. */
        public String word() {
            return word;
        }
    }

    /** What becomes of {@code to} when its {@code from} is deleted. */
    public enum OnDelete {
        /** The deletion is refused. */
        RESTRICT,
        /** It is deleted too. */
        CASCADE,
        /** It stays and forgets its {@code from}. */
        UNSET
    }
}
