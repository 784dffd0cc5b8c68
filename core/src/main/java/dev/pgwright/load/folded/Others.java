package dev.pgwright.load.folded;

import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.sql.Nodes;
import dev.pgwright.sql.tree.CreateExtensionStmt;
import dev.pgwright.sql.tree.DefElem;
import dev.pgwright.sql.tree.DefineStmt;
import dev.pgwright.sql.tree.PgList;
import java.util.List;

/** Extensions, and objects of which only the name is kept. */
final class Others {
    private final Folding folding;
    private final Store store;
    private final RoutineMaker routines;

    Others(Folding folding, RoutineMaker routines) {
        this.folding = folding;
        this.store = folding.store;
        this.routines = routines;
    }

    void create(CreateExtensionStmt statement) {
        String name = Scope.text(statement.extname());
        if (store.extensions().containsKey(name)) {
            if (statement.ifNotExists()) {
                return;
            }
            throw Refusal.duplicate(name, "extension \"" + name + "\" already exists");
        }
        DefElem schema = Options.find(statement.options(), "schema");
        String in = schema == null ? null : Options.text(schema.arg());
        if (in == null) {
            in = folding.scope().creationSchema();
        } else {
            folding.scope().requireSchema(in);
        }
        PlainEntry extension = new PlainEntry(store.nextOid(), QualifiedName.of("", name), "extension");
        extension.schema = in;
        store.add(extension);
    }

    /** Of a collation only that is kept which columns and keys depend on: where it is, and whether it is deterministic. */
    private void collation(DefineStmt statement, QualifiedName name) {
        if (!store.plainNames().containsKey(new Store.PlainName(Collations.KIND, name))) {
            PlainEntry made = new PlainEntry(store.nextOid(), name, Collations.KIND);
            DefElem deterministic = Options.find(statement.definition(), "deterministic");
            DefElem from = Options.find(statement.definition(), "from");
            String said = deterministic == null ? null : Options.text(deterministic.arg());
            if (from != null && from.arg() instanceof PgList source) {
                PlainEntry copied = Collations.find(store, Nodes.names(source.items()));
                made.nondeterministic = copied != null && copied.nondeterministic;
            } else {
                made.nondeterministic = said != null && !Literals.isTrue(said);
            }
            store.add(made);
        }
        folding.notFollowed(name.name(), "what else a collation says is not followed");
    }

    void define(DefineStmt statement) {
        List<String> parts = Nodes.names(statement.defnames());
        switch (statement.kind()) {
            case OBJECT_AGGREGATE -> routines.createAggregate(statement);
            case OBJECT_TYPE -> {
                QualifiedName name = folding.scope().created(parts);
                if (store.typeNames().containsKey(name)) {
                    // a shell type is filled
                    folding.notFollowed(name.name(), "base types are not followed");
                    return;
                }
                store.add(new TypeEntry(store.nextOid(), name, TypeEntry.Kind.BASE));
                folding.notFollowed(name.name(), "base types are not followed");
            }
            case OBJECT_COLLATION -> collation(statement, folding.scope().created(parts));
            default -> folding.notFollowed(Scope.written(parts), "objects of this kind are not followed");
        }
    }
}
