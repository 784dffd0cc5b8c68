package dev.pgwright.locks;

import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.locks.LockForm.RoleEffect;
import dev.pgwright.server.LockMode;
import dev.pgwright.server.RelationKind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Gathers what one statement does; the table of locks says what a form does to a relation of each role. */
final class Effects {
    private final Relations relations;
    private final Set<Form> forms = new LinkedHashSet<>();
    private final Map<QualifiedName, RelationEffect> byRelation = new TreeMap<>();
    private Transactionality transactions = Transactionality.ALLOWED;
    private final Map<QualifiedName, RelationKind> assumed = new TreeMap<>();
    private boolean opaque;

    Effects(Relations relations) {
        this.relations = relations;
    }

    Relations relations() {
        return relations;
    }

    /** The statement is of this form, whatever relations it touches. */
    void is(Form form) {
        forms.add(form);
        if (form.row().transactions() != Transactionality.ALLOWED) {
            transactions = form.row().transactions();
        }
    }

    /** The statement is of this form and touches this relation in this role. */
    void on(Form form, Role role, QualifiedName relation) {
        is(form);
        form.effect(role, relations.version()).ifPresent(effect -> add(relation, effect));
    }

    void on(Form form, Role role, Collection<QualifiedName> names) {
        is(form);
        names.forEach(name -> on(form, role, name));
    }

    /** As {@link #on} for the one form whose mode the statement names. */
    void on(Form form, Role role, QualifiedName relation, LockMode mode) {
        is(form);
        add(relation, new RoleEffect(role, mode, false, Reading.NONE, false));
    }

    /** All locks of a statement on a table and its children are as strong as the strongest of its parts. */
    void raise(QualifiedName relation, LockMode mode) {
        RelationEffect effect = byRelation.get(relation);
        if (effect != null && effect.mode().compareTo(mode) < 0) {
            byRelation.put(
                    relation,
                    new RelationEffect(
                            relation, effect.kind(), mode, effect.rewrites(), effect.reading(), effect.buildsIndex()));
        }
    }

    Optional<LockMode> mode(QualifiedName relation) {
        return Optional.ofNullable(byRelation.get(relation)).map(RelationEffect::mode);
    }

    /** It runs code that is not known here, or an object that it is about is not. */
    void opaque() {
        opaque = true;
    }

    /** What a relation is that is not there, as the statement has it. */
    void assume(QualifiedName relation, RelationKind kind) {
        if (!relations.exists(relation)) {
            assumed.put(relation, kind);
        }
    }

    private void add(QualifiedName relation, RoleEffect effect) {
        RelationKind kind = assumed.getOrDefault(relation, relations.kind(relation));
        boolean stored = isStored(kind);
        RelationEffect more = new RelationEffect(
                relation,
                kind,
                effect.mode(),
                stored && effect.rewrites(),
                stored ? effect.reading() : Reading.NONE,
                stored && effect.buildsIndex());
        byRelation.merge(relation, more, Effects::merged);
    }

    private static boolean isStored(RelationKind kind) {
        return kind == RelationKind.TABLE
                || kind == RelationKind.INDEX
                || kind == RelationKind.MATERIALIZED_VIEW
                || kind == RelationKind.SEQUENCE;
    }

    private static RelationEffect merged(RelationEffect one, RelationEffect other) {
        return new RelationEffect(
                one.relation(),
                one.kind(),
                one.mode().compareTo(other.mode()) >= 0 ? one.mode() : other.mode(),
                one.rewrites() || other.rewrites(),
                one.reading().compareTo(other.reading()) >= 0 ? one.reading() : other.reading(),
                one.buildsIndex() || other.buildsIndex());
    }

    /** Whether anything has said yet what form the statement is of. */
    boolean hasForm() {
        return !forms.isEmpty();
    }

    StatementEffects result() {
        List<RelationEffect> list = new ArrayList<>(byRelation.values());
        String title = forms.stream().map(Form::title).distinct().collect(Collectors.joining(" + "));
        return new StatementEffects(title, list, transactions, opaque);
    }
}
