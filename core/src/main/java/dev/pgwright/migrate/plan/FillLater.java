package dev.pgwright.migrate.plan;

import dev.pgwright.migrate.plan.SafeForm.Part;
import dev.pgwright.sql.tree.CreateTableAsStmt;
import dev.pgwright.sql.tree.ObjectType;
import java.util.List;
import java.util.Optional;

/** CREATE MATERIALIZED VIEW that is filled by a later step, so that the migration does not wait for its query. */
public final class FillLater {
    private FillLater() {}

    public static Optional<SafeForm> of(Change change) {
        if (!(change.tree() instanceof CreateTableAsStmt create)
                || create.objtype() != ObjectType.OBJECT_MATVIEW
                || create.into() == null
                || create.into().skipData()) {
            return Optional.empty();
        }
        Fragments words = new Fragments(change.sql());
        int view = words.find(0, "view") + 1;
        int name = words.areWords(view, "if", "not", "exists") ? view + 3 : view;
        int data = words.size() - 2;
        String query = words.areWords(data, "with", "data") ? words.without(data, words.size()) : change.sql();
        return Optional.of(new SafeForm(
                "create it WITH NO DATA, fill it in a later step",
                List.of(
                        Part.transaction(query + "\nWITH NO DATA"),
                        Part.transaction("REFRESH MATERIALIZED VIEW " + words.text(name, words.behindName(name))))));
    }
}
