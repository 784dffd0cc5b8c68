package dev.pgwright.render.docs;

import dev.pgwright.catalog.Catalog;
import dev.pgwright.catalog.Partitions;
import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.catalog.Table;
import dev.pgwright.catalog.print.TypeNames;
import dev.pgwright.sql.SqlTokens;
import dev.pgwright.sql.SqlTokens.Token;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Knows the page of each object. */
final class Links {
    /** Knows none. */
    static final Links NONE = new Links(Catalog.EMPTY);

    private final Map<QualifiedName, String> tables = new HashMap<>();
    private final Map<QualifiedName, String> views = new HashMap<>();
    private final Map<QualifiedName, String> types = new HashMap<>();

    Links(Catalog catalog) {
        Map<QualifiedName, Table> all = new HashMap<>();
        catalog.tables().forEach(table -> all.put(table.name(), table));
        Partitions partitions = Partitions.of(catalog);
        partitions.roots().forEach(table -> add(partitions, table, Paths.table(table.name())));
        catalog.views().forEach(view -> views.put(view.name(), Paths.view(view.name())));
        catalog.enums().forEach(type -> types.put(type.name(), Paths.of(Paths.shown(type.name()))));
        catalog.domains().forEach(type -> types.put(type.name(), Paths.of(Paths.shown(type.name()))));
    }

    /** What is said about partitions is on the page of their table. */
    private void add(Partitions partitions, Table table, String page) {
        tables.put(table.name(), page);
        partitions.of(table).forEach(part -> add(partitions, part, page));
    }

    Inline table(QualifiedName name) {
        String page = tables.get(name);
        return page == null ? new Inline.Code(Paths.shown(name)) : new Inline.Link(Paths.shown(name), page, null);
    }

    boolean isRelation(QualifiedName name) {
        return tables.containsKey(name) || views.containsKey(name);
    }

    /** A table or view. */
    Inline relation(QualifiedName name) {
        String page = views.get(name);
        return page == null ? table(name) : new Inline.Link(Paths.shown(name), page, null);
    }

    /** A type in its short form, leading to the enum or domain it is or has elements of. */
    Inline type(String type) {
        List<Token> tokens = SqlTokens.of(type);
        String anchor = tokens.size() > 2 && tokens.get(1).isSymbol('.')
                ? types.get(
                        QualifiedName.of(tokens.get(0).value(), tokens.get(2).value()))
                : null;
        String text = TypeNames.shortForm(type);
        return anchor == null ? new Inline.Code(text) : new Inline.Link(text, "types", anchor);
    }
}
