package dev.pgwright.locks;

import dev.pgwright.catalog.QualifiedName;
import java.util.ArrayList;
import java.util.List;

/** The table of an ALTER TABLE with the children that the statement goes on to; none behind ONLY. */
final class AlteredTable {
    private final Effects effects;
    private final QualifiedName name;
    private final List<QualifiedName> children;

    AlteredTable(Effects effects, QualifiedName name, boolean inherited) {
        this.effects = effects;
        this.name = name;
        children = inherited ? effects.relations().children(name) : List.of();
    }

    QualifiedName name() {
        return name;
    }

    List<QualifiedName> children() {
        return children;
    }

    List<QualifiedName> family() {
        List<QualifiedName> family = new ArrayList<>(List.of(name));
        family.addAll(children);
        return family;
    }

    /** A part of the statement that stays with the table. */
    void alone(Form form) {
        effects.on(form, Role.TARGET, name);
    }

    /** A part that goes on to the children. */
    void recursing(Form form) {
        alone(form);
        effects.on(form, Role.CHILD, children);
    }

    /** A part that writes the rows anew. */
    void rewriting(Form form) {
        recursing(form);
        effects.on(form, Role.INDEX, storedIndexes());
    }

    /** The indexes of all that has rows. */
    List<QualifiedName> storedIndexes() {
        Relations relations = effects.relations();
        return family().stream()
                .filter(relation -> !relations.isPartitioned(relation))
                .flatMap(relation -> relations.indexes().names(relation).stream())
                .toList();
    }

    List<QualifiedName> indexesWith(String column) {
        return family().stream()
                .flatMap(relation -> effects.relations().indexes().with(relation, column).stream())
                .toList();
    }
}
