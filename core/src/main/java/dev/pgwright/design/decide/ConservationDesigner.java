package dev.pgwright.design.decide;

import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.design.decide.ConservationDecision.Leaf;
import dev.pgwright.design.decide.Mapping.EntityTable;
import dev.pgwright.design.decide.Mapping.Reference;
import dev.pgwright.design.model.GroupRule;
import dev.pgwright.design.requirements.Attribute;
import dev.pgwright.design.requirements.ConsistencyRule.Conserve;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Turns rules of conservation into deferred constraint triggers. */
final class ConservationDesigner {
    private final Mapping mapping;
    private final Draft draft;

    ConservationDesigner(Mapping mapping, Draft draft) {
        this.mapping = mapping;
        this.draft = draft;
    }

    /** Adds the triggers of a rule; gives the name under which they refuse. */
    String add(TableDraft table, EntityTable entityTable, Conserve rule) {
        List<String> group = group(entityTable, rule);
        Optional<Reference> reference = rule.within().stream()
                .map(path -> mapping.reference(entityTable.entity().name(), path))
                .flatMap(Optional::stream)
                .findFirst();
        GroupRule.Parent parent = reference.map(to -> parent(entityTable, to)).orElse(null);
        String name = draft.naming.constraint(table.name.name(), List.of(rule.name()), "sum");
        GroupRule.Conservation conservation = new GroupRule.Conservation(
                table.name,
                rule.ofParent() && reference.isPresent() ? key(entityTable, reference.get()) : group,
                parent,
                rule.attribute(),
                rule.ofParent() ? rule.total().substring(rule.total().indexOf('.') + 1) : rule.total(),
                rule.ofParent(),
                name);
        QualifiedName function = QualifiedName.of(table.name.schema(), name);
        List<String> watched = new ArrayList<>(List.of(rule.attribute()));
        watched.addAll(conservation.group());
        String body = rule.ofParent()
                ? ofParent(conservation, "changed", conservation.group())
                : ofNumber(
                        conservation,
                        key(entityTable, reference.orElse(null)),
                        ConservationDecision.leaf(rule, reference.isPresent()));
        DeferredChecks.add(draft, table, name, function, watched, body, "Keeps the rule " + rule.name());
        if (rule.ofParent() && parent != null) {
            TableDraft parentDraft = draft.table(parent.table());
            String onParent = draft.naming.constraint(parentDraft.name.name(), List.of(rule.name()), "sum");
            DeferredChecks.addToParent(
                    draft,
                    parentDraft,
                    onParent,
                    QualifiedName.of(table.name.schema(), onParent),
                    List.of(conservation.total()),
                    ofParent(conservation, "changed", parent.key()),
                    "Keeps the rule " + rule.name());
        }
        draft.groupRules.add(conservation);
        draft.decisions.add(ConservationDecision.decision(rule, reference.isPresent(), name));
        return name;
    }

    /** The columns in which rows of a group agree; amounts of several currencies add up each by itself. */
    private List<String> group(EntityTable table, Conserve rule) {
        List<String> columns = new ArrayList<>();
        if (table.scoped()) {
            mapping.tenantColumn().ifPresent(columns::add);
        }
        for (String path : rule.within()) {
            columns.add(mapping.reference(table.entity().name(), path)
                    .map(Reference::column)
                    .orElse(path));
        }
        table.entity()
                .attribute(rule.attribute())
                .filter(PathResolver::hasCurrencyColumn)
                .map(Attribute::name)
                .ifPresent(amount -> columns.add(amount + PathResolver.CURRENCY_SUFFIX));
        return columns.stream().distinct().toList();
    }

    private GroupRule.Parent parent(EntityTable table, Reference reference) {
        return new GroupRule.Parent(reference.parent().name(), mapping.keyColumns(table.scoped(), reference.parent()));
    }

    private List<String> key(EntityTable table, @Nullable Reference reference) {
        return reference == null
                ? List.of()
                : mapping.foreignKeyColumns(table.scoped(), reference.parent(), reference.column());
    }

    private static String ofNumber(GroupRule.Conservation rule, List<String> toParent, Leaf leaf) {
        StringBuilder body = new StringBuilder();
        GroupRule.Parent parent = rule.parent();
        if (leaf == Leaf.LOCKS_PARENT && parent != null) {
            body.append("-- two sessions must not both find no group; the next statement sees what the other did\n");
            body.append("PERFORM FROM ").append(Identifier.sql(parent.table())).append(" AS parent WHERE ");
            body.append(DeferredChecks.equal("parent", parent.key(), "changed", toParent));
            body.append(" FOR NO KEY UPDATE;\n");
        } else if (leaf == Leaf.LOCKS_GROUP) {
            body.append("-- two sessions must not both find no group; the next statement sees what the other did\n");
            body.append("PERFORM pg_advisory_xact_lock(hashtextextended(")
                    .append(TypeDecision.literal(rule.constraint()));
            rule.group()
                    .forEach(column -> body.append(" || ' ' || changed.")
                            .append(Identifier.sql(column))
                            .append("::text"));
            body.append(", 0));\n");
        }
        body.append("SELECT sum(member.")
                .append(Identifier.sql(rule.amount()))
                .append(") INTO actual\nFROM ")
                .append(Identifier.sql(rule.table()))
                .append(" AS member\nWHERE ")
                .append(DeferredChecks.equal("member", rule.group(), "changed", rule.group()))
                .append(";\n");
        body.append("IF actual <> ").append(rule.total()).append(" THEN\n");
        body.append(refusal(rule, "changed", rule.group(), TypeDecision.literal(rule.total())));
        body.append("END IF;\n");
        return body.toString();
    }

    private static String ofParent(GroupRule.Conservation rule, String row, List<String> keyOfRow) {
        GroupRule.Parent parent = Objects.requireNonNull(rule.parent());
        return "SELECT parent." + Identifier.sql(rule.total()) + ",\n    (SELECT coalesce(sum(member."
                + Identifier.sql(rule.amount()) + "), 0) FROM " + Identifier.sql(rule.table())
                + " AS member\n    WHERE "
                + DeferredChecks.equal("member", rule.group(), "parent", parent.key()) + ")\nINTO wanted, actual\nFROM "
                + Identifier.sql(parent.table()) + " AS parent\nWHERE "
                + DeferredChecks.equal("parent", parent.key(), row, keyOfRow) + ";\nIF actual <> wanted THEN\n"
                + refusal(rule, row, keyOfRow, "wanted") + "END IF;\n";
    }

    private static String refusal(GroupRule.Conservation rule, String row, List<String> group, String wanted) {
        String keys = group.stream().map(column -> column + " %").collect(Collectors.joining(", "));
        String values =
                group.stream().map(column -> row + "." + Identifier.sql(column)).collect(Collectors.joining(", "));
        return "    RAISE EXCEPTION '" + rule.amount() + " of " + rule.table() + " with " + keys
                + " adds up to %, not %',\n        " + values + ", actual, " + wanted + "\n        "
                + DeferredChecks.using(rule.constraint()) + ";\n";
    }
}
