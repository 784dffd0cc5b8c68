package dev.pgwright.migrate.apply;

import static dev.pgwright.sql.Identifiers.quoteIdentifier;

import dev.pgwright.catalog.Catalog;
import dev.pgwright.catalog.Index;
import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.catalog.Schema;
import dev.pgwright.catalog.Table;
import dev.pgwright.finding.PgwrightException.Problem;
import dev.pgwright.server.Session;
import dev.pgwright.source.Place;
import dev.pgwright.sql.Sql;
import dev.pgwright.sql.tree.AlterTableStmt;
import dev.pgwright.sql.tree.IndexStmt;
import dev.pgwright.sql.tree.Node;
import dev.pgwright.sql.tree.RangeVar;
import dev.pgwright.sql.tree.RenameStmt;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Whether the role may do what a run does, asked before it begins. */
final class Rights {
    private final Session session;
    private final String role;

    private Rights(Session session) {
        this.session = session;
        this.role = session.rows("SELECT pg_catalog.quote_ident(current_user)").single();
    }

    /** What is missing, with the GRANT that would do. */
    static List<Problem> missing(Session session, PlanFolder folder, List<Unit> units, boolean account) {
        Rights rights = new Rights(session);
        List<Problem> problems = new ArrayList<>();
        Set<String> before = schemas(folder.from());
        Set<String> after = schemas(folder.to());
        if (!account || !before.containsAll(after)) {
            rights.database(problems, account ? "schemas" : "the account of migrations");
        }
        newIn(folder.from(), folder.to()).stream()
                .filter(before::contains)
                .forEach(schema -> rights.schema(problems, schema));
        changed(units).forEach(relation -> rights.owner(problems, relation));
        return problems;
    }

    private void database(List<Problem> problems, String what) {
        if (isFalse("SELECT pg_catalog.has_database_privilege(current_database(), 'CREATE')")) {
            String database = session.rows("SELECT pg_catalog.quote_ident(current_database())")
                    .single();
            problems.add(new Problem(
                    Place.ofObject("database " + database),
                    "role " + role + " may not create " + what,
                    "GRANT CREATE ON DATABASE " + database + " TO " + role));
        }
    }

    private void schema(List<Problem> problems, String schema) {
        if (isFalse(
                "SELECT pg_catalog.has_schema_privilege(oid, 'CREATE') FROM pg_catalog.pg_namespace"
                        + " WHERE nspname = ?",
                schema)) {
            problems.add(new Problem(
                    Place.ofObject("schema " + schema),
                    "role " + role + " may not create anything there",
                    "GRANT CREATE ON SCHEMA " + quoteIdentifier(schema) + " TO " + role));
        }
    }

    private void owner(List<Problem> problems, String relation) {
        List<List<@Nullable String>> owners = session.rows(
                        "SELECT pg_catalog.quote_ident(r.rolname), pg_catalog.pg_has_role(c.relowner, 'USAGE')"
                                + " FROM pg_catalog.pg_class c JOIN pg_catalog.pg_roles r ON r.oid = c.relowner"
                                + " WHERE c.oid = pg_catalog.to_regclass(?)",
                        relation)
                .values();
        if (!owners.isEmpty() && "f".equals(owners.get(0).get(1))) {
            problems.add(new Problem(
                    Place.ofObject(relation),
                    "role " + role + " is not its owner, and only that may change it",
                    "GRANT " + owners.get(0).get(0) + " TO " + role + ", or connect as that role"));
        }
    }

    private boolean isFalse(String sql, String... parameters) {
        return session.rows(sql, parameters).first().contains("f");
    }

    private static Set<String> schemas(Catalog catalog) {
        Set<String> names = new HashSet<>();
        catalog.schemas().stream().map(Schema::name).forEach(names::add);
        names.add(Schema.PUBLIC);
        return names;
    }

    /** The schemas that get objects or indexes. */
    private static SortedSet<String> newIn(Catalog from, Catalog to) {
        SortedSet<String> schemas = new TreeSet<>();
        Set<QualifiedName> old = new HashSet<>(objects(from));
        objects(to).stream().filter(name -> !old.contains(name)).forEach(name -> schemas.add(name.schema()));
        return schemas;
    }

    private static List<QualifiedName> objects(Catalog catalog) {
        return Stream.of(
                        catalog.tables().stream().map(Table::name),
                        catalog.tables().stream()
                                .flatMap(table -> table.indexes().stream()
                                        .map(Index::name)
                                        .map(name ->
                                                QualifiedName.of(table.name().schema(), name))),
                        catalog.views().stream().map(view -> view.name()),
                        catalog.sequences().stream().map(sequence -> sequence.name()),
                        catalog.routines().stream().map(routine -> routine.name()),
                        catalog.enums().stream().map(type -> type.name()),
                        catalog.domains().stream().map(type -> type.name()),
                        catalog.composites().stream().map(type -> type.name()))
                .flatMap(names -> names)
                .toList();
    }

    private static SortedSet<String> changed(List<Unit> units) {
        SortedSet<String> relations = new TreeSet<>();
        for (Unit unit : units) {
            for (String sql : unit.statements()) {
                Node tree = Sql.parseStatement(sql).tree();
                RangeVar relation = null;
                if (tree instanceof AlterTableStmt alter) {
                    relation = alter.relation();
                } else if (tree instanceof IndexStmt index) {
                    relation = index.relation();
                } else if (tree instanceof RenameStmt rename) {
                    relation = rename.relation();
                }
                if (relation != null && relation.relname() != null) {
                    relations.add(
                            relation.schemaname() == null
                                    ? quoteIdentifier(relation.relname())
                                    : quoteIdentifier(relation.schemaname(), relation.relname()));
                }
            }
        }
        return relations;
    }
}
