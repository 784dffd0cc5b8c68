package dev.pgwright.load.folded;

import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.source.Span;
import dev.pgwright.sql.Statement;
import dev.pgwright.sql.tree.Node;
import dev.pgwright.sql.tree.RangeVar;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What all that folds statements shares: the objects, the names, and what is to be said about the statement at hand. */
final class Folding {
    final int version;
    final Store store;
    final Unknowns unknowns;
    final Types types;
    final Binder binder;
    final Publications publications;

    private final List<FoldFault> faults = new ArrayList<>();
    private Span span = new Span(0, 0);
    private String text = "";

    Folding(int version) {
        this.version = version;
        this.store = new Store(version);
        this.unknowns = new Unknowns(store);
        this.types = new Types(store, unknowns);
        this.binder = new Binder(this);
        this.publications = new Publications(this);
    }

    void start(Span statement, String source) {
        faults.clear();
        span = statement;
        text = source;
    }

    /** Folds a statement inside of another one; when it is refused nothing is said or changed. */
    void within(Statement statement, String source, Consumer<Node> fold) {
        Span outerSpan = span;
        String outerText = text;
        int said = faults.size();
        span = statement.span();
        text = source;
        int mark = store.mark();
        try {
            fold.accept(statement.tree());
        } catch (Refusal refusal) {
            store.undoTo(mark);
        }
        faults.subList(said, faults.size()).clear();
        span = outerSpan;
        text = outerText;
    }

    /** The statement as it is written. */
    String statementText() {
        return span.of(text);
    }

    List<FoldFault> faults() {
        return List.copyOf(faults);
    }

    /** Says that something of the statement is not in the state. */
    void notFollowed(String object, String message) {
        faults.add(new FoldFault(FoldFault.Kind.NOT_FOLLOWED, span, object, message));
    }

    /** Where anything may exist, nothing is missing for certain. */
    void add(Refusal refusal) {
        if (unknowns.isEverything() && refusal.kind() != FoldFault.Kind.NOT_FOLLOWED) {
            notFollowed(refusal.object(), "not known here: " + refusal.message());
        } else {
            faults.add(new FoldFault(refusal.kind(), span, refusal.object(), refusal.message()));
        }
    }

    Scope scope() {
        return store.scope();
    }

    /** Any relation, index or sequence. */
    Entry relation(RangeVar name) {
        Entry found = store.get(scope().findRelation(name));
        if (found == null) {
            throw missing(name);
        }
        return found;
    }

    /** Of the kinds that have columns. */
    RelationEntry withColumns(RangeVar name) {
        Entry found = relation(name);
        if (found instanceof RelationEntry relation) {
            return relation;
        }
        throw Refusal.refused(
                name.relname() == null ? "" : name.relname(), "\"" + name.relname() + "\" is not a table");
    }

    /** A table, partitioned table or foreign table. */
    RelationEntry table(RangeVar name) {
        RelationEntry relation = withColumns(name);
        if (!relation.kind.isTable()) {
            throw Refusal.refused(relation.name.name(), "\"" + relation.name.name() + "\" is not a table");
        }
        return relation;
    }

    Refusal missing(RangeVar name) {
        String written = Scope.written(name);
        if (unknowns.mayHaveRelation(name.schemaname())) {
            return Refusal.notFollowed(written, "relation \"" + written + "\" is not known here");
        }
        if (name.schemaname() != null) {
            scope().requireSchema(name.schemaname());
        }
        return unknowns.missingRelation(written);
    }

    ColumnEntry column(RelationEntry relation, @Nullable String name) {
        ColumnEntry column = name == null ? null : relation.column(name);
        if (column == null) {
            throw missingColumn(relation, Scope.text(name));
        }
        return column;
    }

    static Refusal missingColumn(RelationEntry relation, String name) {
        return Refusal.missingColumn(name, described(relation, name) + " does not exist");
    }

    /** A column as PostgreSQL's messages call it. */
    static String described(RelationEntry relation, String column) {
        return "column \"" + column + "\" of relation \"" + relation.name.name() + "\"";
    }

    /** Makes sure that a relation's name is free; its row type's too. */
    void requireFreeRelation(QualifiedName name) {
        if (store.relationNames().containsKey(name)) {
            throw Refusal.duplicate(name.name(), "relation \"" + name.name() + "\" already exists");
        }
    }

    void requireFreeType(QualifiedName name) {
        if (store.typeNames().containsKey(name)) {
            throw Refusal.duplicate(name.name(), "type \"" + name.name() + "\" already exists");
        }
    }
}
