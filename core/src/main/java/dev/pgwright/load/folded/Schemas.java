package dev.pgwright.load.folded;

import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.sql.tree.CreateSchemaStmt;
import dev.pgwright.sql.tree.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Makes schemas. */
final class Schemas {
    private final Folding folding;
    private final Store store;
    private final Consumer<Node> fold;

    Schemas(Folding folding, Consumer<Node> fold) {
        this.folding = folding;
        this.store = folding.store;
        this.fold = fold;
    }

    void create(CreateSchemaStmt statement) {
        String name = statement.schemaname();
        if (name == null) {
            name = statement.authrole() == null ? null : store.roles().named(statement.authrole());
        }
        if (name == null || name.equals(Roles.DATABASE_OWNER)) {
            throw Refusal.notFollowed("", "the schema is called after the current role, which is not known");
        }
        if (store.schemas().containsKey(name)) {
            if (statement.ifNotExists()) {
                return;
            }
            throw Refusal.duplicate(name, "schema \"" + name + "\" already exists");
        }
        if (name.startsWith("pg_")) {
            throw Refusal.refused(name, "unacceptable schema name \"" + name + "\"");
        }
        String owner = store.roles().named(statement.authrole());
        String made = name;
        store.roles().as(owner, () -> {
            store.add(new PlainEntry(store.nextOid(), QualifiedName.of("", made), "schema"));
            within(made, statement);
        });
    }

    private void within(String name, CreateSchemaStmt statement) {
        List<String> before = folding.scope().path();
        List<String> within = new ArrayList<>(List.of(name));
        within.addAll(before);
        folding.scope().setPath(within);
        statement.schemaElts().forEach(fold);
        folding.scope().setPath(before);
    }
}
