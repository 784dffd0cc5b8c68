package dev.pgwright.load.folded;

import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.catalog.Trigger;
import dev.pgwright.sql.tree.Node;
import java.util.List;
import java.util.Map;

/** A trigger, policy or rule; {@link #owner} is its relation, and the name's schema is empty. */
final class PartEntry extends Entry {
    final Kind kind;
    Node tree;
    Trigger.Firing firing = Trigger.Firing.ORIGIN;

    /** The statement as it was written, of a rule. */
    String source = "";

    /** The numbers of the columns of {@code UPDATE OF}. */
    List<Integer> columns = List.of();

    /** What the names in a policy's conditions mean. */
    Map<Node, Expression.Target> bound = Map.of();

    /** The number of the partitioned table's trigger that it comes from, 0 for none. */
    int parent;

    /** The kinds. */
    enum Kind {
        TRIGGER,
        POLICY,
        RULE
    }

    PartEntry(int oid, String name, Kind kind, int relation, Node tree) {
        super(oid, QualifiedName.of("", name));
        this.kind = kind;
        this.owner = relation;
        this.tree = tree;
    }

    @Override
    String described(Store store) {
        Entry relation = store.get(owner);
        String word = switch (kind) {
            case TRIGGER -> "trigger ";
            case POLICY -> "policy ";
            case RULE -> "rule ";
        };
        return word + name.name() + " on " + (relation == null ? "table" : relation.described(store));
    }

    @Override
    PartEntry copy() {
        PartEntry copy = copyBasics(new PartEntry(oid, name.name(), kind, owner, tree));
        copy.firing = firing;
        copy.parent = parent;
        copy.source = source;
        copy.bound = bound;
        copy.columns = columns;
        return copy;
    }
}
