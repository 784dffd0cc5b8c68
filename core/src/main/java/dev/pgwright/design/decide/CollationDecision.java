package dev.pgwright.design.decide;

import dev.pgwright.catalog.Constraint;
import dev.pgwright.design.decide.Mapping.EntityTable;
import dev.pgwright.design.model.Decision;
import dev.pgwright.design.model.Decision.Alternative;
import dev.pgwright.design.requirements.AccessPattern;
import dev.pgwright.design.requirements.AccessPattern.Operator;
import dev.pgwright.design.requirements.Attribute;
import dev.pgwright.design.requirements.BusinessType;
import dev.pgwright.design.requirements.Entity;
import dev.pgwright.design.requirements.Requirements;
import java.util.List;

/**
 * By which order the texts of a column are compared. One index can serve equality, beginnings and the order of a list only
 * if that order is the one of bytes: by another the beginnings of a text do not lie side by side.
 */
public final class CollationDecision {
    static final String BYTES = "\"C\"";

    /** Where the tree ends. */
    enum Leaf {
        /** A code whose beginnings are listed in its order. */
        BYTES,
        /** What people read is in the order of their language. */
        DATABASE
    }

    private CollationDecision() {}

    static Leaf leaf(Requirements requirements, Entity entity, Attribute attribute) {
        boolean listed = requirements.accessPatterns().stream()
                .anyMatch(pattern -> pattern.entity().equals(entity.name()) && completes(pattern, attribute));
        boolean known = attribute.type() == BusinessType.CODE && entity.identity() != Entity.IdentityScope.NATURAL;
        return known && listed ? Leaf.BYTES : Leaf.DATABASE;
    }

    /** Whether a column of an entity is compared by bytes. */
    public static boolean byBytes(Mapping mapping, PathResolver.Resolved column) {
        Attribute attribute = column.attribute();
        return attribute != null && leaf(mapping.requirements(), column.table().entity(), attribute) == Leaf.BYTES;
    }

    /** Whether a list shows what begins with a value in the order of these values. */
    private static boolean completes(AccessPattern pattern, Attribute attribute) {
        return !pattern.sort().isEmpty()
                && pattern.sort().get(0).path().equals(attribute.name())
                && pattern.filters().stream()
                        .anyMatch(filter -> filter.operator() == Operator.STARTS_WITH
                                && filter.path().equals(attribute.name()));
    }

    /** Gives columns of a table their collation. */
    static void add(Requirements requirements, Draft draft, EntityTable table) {
        TableDraft columns = draft.table(table.name());
        for (Attribute attribute : table.entity().attributes()) {
            if (leaf(requirements, table.entity(), attribute) == Leaf.BYTES) {
                columns.columns.replaceAll(
                        column -> column.name().equals(attribute.name()) ? column.withCollation(BYTES) : column);
                draft.decisions.add(decision(table, attribute, isUnique(columns, attribute)));
            }
        }
    }

    private static boolean isUnique(TableDraft table, Attribute attribute) {
        return table.constraints.stream()
                .anyMatch(constraint -> constraint instanceof Constraint.Unique unique
                        && unique.columns().equals(List.of(attribute.name())));
    }

    private static Decision decision(EntityTable table, Attribute attribute, boolean unique) {
        return new Decision(
                "Collations",
                table.name() + "." + attribute.name(),
                "compared by bytes, COLLATE \"C\"",
                "it is a code whose beginnings are listed in its order: one index "
                        + (unique ? "(the unique one) " : "")
                        + "then finds values, beginnings and the page, and stops after it",
                attribute.place(),
                List.of(
                        new Alternative(
                                "the database's collation, and an index with text_pattern_ops for beginnings",
                                "the list is in the order of a language",
                                "two indexes; a page reads and sorts every row that begins so"),
                        new Alternative(
                                "another collation in the list's ORDER BY alone",
                                "the column stays as others are",
                                "the unique index does not serve it: a second one")),
                "it may have capitals or letters with accents, which come behind z: then the order is not what people expect");
    }
}
