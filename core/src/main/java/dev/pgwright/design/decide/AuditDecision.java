package dev.pgwright.design.decide;

import dev.pgwright.design.model.Decision;
import dev.pgwright.design.model.Decision.Alternative;
import dev.pgwright.design.requirements.Entity;
import java.util.List;

/** What is kept of the changes of an entity's rows, and how. */
final class AuditDecision {
    /** Where the tree ends. */
    enum Leaf {
        /** Rows are never changed: only their coming and going is kept. */
        COMING_AND_GOING,
        /** Changes of the attributes that the requirements name. */
        NAMED_ATTRIBUTES,
        /** Changes of every attribute that is not sensitive. */
        WHOLE_ROW
    }

    private AuditDecision() {}

    static Leaf leaf(Entity entity) {
        if (entity.changes() == Entity.Changes.NEVER) {
            return Leaf.COMING_AND_GOING;
        }
        return entity.audit() == null || entity.audit().attributes().isEmpty() ? Leaf.WHOLE_ROW : Leaf.NAMED_ATTRIBUTES;
    }

    /** What its size is taken from. */
    private static String rate(Entity entity) {
        return switch (entity.changes()) {
            case NEVER -> "";
            case RARELY -> ", its size is that of one change of each row a year";
            case OFTEN -> ", its size is that of one change of each row a month";
        };
    }

    /**
     * @param leftOut sensitive attributes whose values are not copied
     */
    static Decision decision(Entity entity, Entity.Audit audit, String history, List<String> leftOut) {
        String sensitive = leftOut.isEmpty()
                ? ""
                : "; " + String.join(", ", leftOut)
                        + (leftOut.size() == 1 ? " is" : " are")
                        + " sensitive and not copied: a copy would outlive the deletion of the original";
        return new Decision(
                "Audit",
                history,
                switch (leaf(entity)) {
                    case COMING_AND_GOING -> "a table of insertions and deletions, written by a trigger";
                    case NAMED_ATTRIBUTES ->
                        "a table of the changes of " + String.join(", ", audit.attributes())
                                + ", written by a trigger, old and new values as jsonb";
                    case WHOLE_ROW -> "a table of all changes, written by a trigger, old and new values as jsonb";
                },
                "the requirements ask for it (audit)" + rate(entity)
                        + (audit.keepDays() == null ? "" : " and keep it " + audit.keepDays() + " days")
                        + "; jsonb stays readable when the table changes, and only what has changed is kept" + sensitive
                        + "; the refusal of changes binds all but a superuser and the owner, who can drop the trigger",
                audit.place(),
                List.of(
                        new Alternative(
                                "a copy of the table with a period of validity",
                                "the row as it was at any moment by one condition, typed",
                                "every migration of the table is one of the history too; unchanged values are copied"),
                        new Alternative(
                                "logical decoding into another system",
                                "no cost in the transaction, nothing to forge from within",
                                "another system to operate; it does not know who, and a slot that nobody reads fills the"
                                        + " disk"),
                        new Alternative(
                                "typed columns for old and new values",
                                "constraints and statistics on history",
                                "two columns for each attribute, mostly null")),
                "reports ask for the state at a moment again and again: then periods of validity");
    }
}
