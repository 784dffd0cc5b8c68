package dev.pgwright.load.folded;

import dev.pgwright.catalog.ColumnName;
import dev.pgwright.catalog.CompositeType;
import dev.pgwright.catalog.DomainType;
import dev.pgwright.catalog.EnumType;
import dev.pgwright.catalog.RangeType;
import dev.pgwright.catalog.Routine;
import dev.pgwright.catalog.Sequence;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Shows types, sequences and routines as the live reader does. */
final class OtherRecords {
    private final Store store;
    private final Texts texts;

    OtherRecords(Store store, Texts texts) {
        this.store = store;
        this.texts = texts;
    }

    EnumType enumType(TypeEntry type) {
        return new EnumType(type.name, type.values, type.comment);
    }

    DomainType domain(TypeEntry type) {
        List<DomainType.DomainCheck> checks = new ArrayList<>();
        type.checks.forEach((name, check) -> checks.add(
                new DomainType.DomainCheck(name, texts.ofDomain(type, check.expression(), false), check.validated())));
        return new DomainType(
                type.name,
                store.text(type.base),
                type.collation,
                type.defaultExpression == null ? null : texts.ofDomain(type, type.defaultExpression, true),
                type.notNull,
                checks,
                type.comment);
    }

    CompositeType composite(RelationEntry type) {
        return new CompositeType(
                type.name,
                type.columns.stream()
                        .map(column -> new CompositeType.Attribute(
                                column.name, store.text(column.type), column.collation, column.comment))
                        .toList(),
                type.comment);
    }

    RangeType range(TypeEntry type) {
        return new RangeType(
                type.name,
                store.text(type.base),
                type.operatorClass,
                type.collation,
                type.canonical,
                type.difference,
                type.multirange == null ? type.name : type.multirange,
                type.comment);
    }

    Sequence sequence(SequenceEntry sequence) {
        RelationEntry owner = store.get(sequence.owner) instanceof RelationEntry relation ? relation : null;
        return new Sequence(
                sequence.name,
                sequence.dataType,
                sequence.options,
                owner == null ? null : new ColumnName(owner.name, owner.columnName(sequence.ownerColumn)),
                sequence.unlogged && (owner == null || !owner.unlogged),
                sequence.comment);
    }

    Routine routine(RoutineEntry routine) {
        return new Routine(routine.name, routine.kind, texts.arguments(routine), routine.definition, routine.comment);
    }

    /** Empty for what is a part of the relation, such as its indexes and constraints, and for foreign keys. */
    Optional<Dependent> dependent(RelationEntry relation, Entry dependent, Dependency dependency) {
        if (dependent instanceof RelationEntry other) {
            if (Dropper.isView(other)) {
                return Optional.of(new Dependent(other.kind.words, store.shown(other.name)));
            }
            if (other == relation && dependency.own() > 0) {
                return Optional.of(new Dependent("generated column", other.columnName(dependency.own())));
            }
            return Optional.empty();
        }
        if (dependent instanceof PartEntry part) {
            String word = switch (part.kind) {
                case TRIGGER -> "trigger";
                case POLICY -> "policy";
                case RULE -> "rule";
            };
            // a part of the relation as a whole needs it anyway
            boolean plain = part.owner == relation.oid && dependency.column() == 0;
            return plain ? Optional.empty() : Optional.of(new Dependent(word, part.name.name()));
        }
        if (dependent instanceof RoutineEntry routine) {
            String described = routine.described(store);
            int space = described.indexOf(' ');
            return Optional.of(new Dependent(described.substring(0, space), described.substring(space + 1)));
        }
        return Optional.empty();
    }
}
