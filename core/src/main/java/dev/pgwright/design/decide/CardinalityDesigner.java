package dev.pgwright.design.decide;

import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.design.decide.Mapping.EntityTable;
import dev.pgwright.design.decide.Mapping.Reference;
import dev.pgwright.design.model.GroupRule;
import dev.pgwright.design.requirements.Relationship;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Turns numbers of a relationship, least and most, into triggers. */
final class CardinalityDesigner {
    private final Mapping mapping;
    private final Draft draft;

    CardinalityDesigner(Mapping mapping, Draft draft) {
        this.mapping = mapping;
        this.draft = draft;
    }

    void add(TableDraft table, EntityTable entityTable, Reference reference) {
        Relationship relationship = reference.relationship();
        if (CardinalityDecision.leaf(relationship) == CardinalityDecision.Leaf.FREE) {
            return;
        }
        EntityTable parentTable = reference.parent();
        TableDraft parentDraft = draft.table(parentTable.name());
        List<String> group = mapping.foreignKeyColumns(entityTable.scoped(), parentTable, reference.column());
        GroupRule.Parent parent =
                new GroupRule.Parent(parentTable.name(), mapping.keyColumns(entityTable.scoped(), parentTable));
        List<String> names = new ArrayList<>();
        String role = relationship.roleName();
        Integer most = relationship.most();
        if (most != null) {
            String name = draft.naming.constraint(table.name.name(), List.of(role), "most");
            Counted counted = new Counted(table.name, group, parent, ">", most, name, "at most");
            DeferredChecks.once(
                    draft,
                    table,
                    new DeferredChecks.Check(
                            name,
                            QualifiedName.of(table.name.schema(), name),
                            "INSERT OR UPDATE OF " + Identifier.sql(group),
                            "NEW",
                            false),
                    counted.body(group),
                    "At most " + most + " rows of " + table.name + " for each " + role);
            names.add(name);
        }
        if (relationship.least() > 0) {
            String name = draft.naming.constraint(table.name.name(), List.of(role), "least");
            String onParent = draft.naming.constraint(parentDraft.name.name(), List.of(relationship.to()), "least");
            String comment = "At least " + relationship.least() + " rows of " + table.name + " for each " + role;
            DeferredChecks.once(
                    draft,
                    table,
                    new DeferredChecks.Check(
                            name,
                            QualifiedName.of(table.name.schema(), name),
                            "DELETE OR UPDATE OF " + Identifier.sql(group),
                            "OLD",
                            true),
                    new Counted(table.name, group, parent, "<", relationship.least(), name, "at least").body(group),
                    comment);
            DeferredChecks.once(
                    draft,
                    parentDraft,
                    new DeferredChecks.Check(
                            onParent, QualifiedName.of(table.name.schema(), onParent), "INSERT", "NEW", true),
                    new Counted(table.name, group, parent, "<", relationship.least(), onParent, "at least")
                            .body(parent.key()),
                    comment);
            names.add(name);
            names.add(onParent);
        }
        draft.groupRules.add(new GroupRule.Cardinality(table.name, group, parent, relationship.least(), most, names));
        draft.decisions.add(CardinalityDecision.decision(relationship, table.name.toString()));
    }

    /** A look at how many rows belong to one. */
    private record Counted(
            QualifiedName table,
            List<String> group,
            GroupRule.Parent parent,
            String wrong,
            int limit,
            String constraint,
            String words) {
        /**
         * @param keyOfRow columns of the changed row that name the one
         */
        String body(List<String> keyOfRow) {
            String keys = keyOfRow.stream().map(column -> column + " %").collect(Collectors.joining(", "));
            String values = keyOfRow.stream()
                    .map(column -> "changed." + Identifier.sql(column))
                    .collect(Collectors.joining(", "));
            int enough = wrong.equals(">") ? limit + 1 : limit;
            return "-- two sessions must not both count before the other has changed anything\nPERFORM FROM "
                    + Identifier.sql(parent.table()) + " AS parent WHERE "
                    + DeferredChecks.equal("parent", parent.key(), "changed", keyOfRow)
                    + " FOR NO KEY UPDATE;\nIF NOT FOUND THEN\n    RETURN NULL;\nEND IF;\n"
                    + "SELECT count(*) INTO actual\nFROM (SELECT FROM " + Identifier.sql(table)
                    + " AS member WHERE " + DeferredChecks.equal("member", group, "changed", keyOfRow) + " LIMIT "
                    + enough + ") AS members;\nIF actual " + wrong + " " + limit + " THEN\n    RAISE EXCEPTION '"
                    + parent.table() + " with " + keys + " must have " + words + " " + limit + " of " + table
                    + "',\n        " + values + "\n        " + DeferredChecks.using(constraint) + ";\nEND IF;\n";
        }
    }
}
