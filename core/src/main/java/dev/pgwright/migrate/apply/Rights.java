package dev.pgwright.migrate.apply;

import static dev.pgwright.sql.Identifiers.quoteIdentifier;

import dev.pgwright.catalog.Catalog;
import dev.pgwright.catalog.CompositeType;
import dev.pgwright.catalog.DomainType;
import dev.pgwright.catalog.EnumType;
import dev.pgwright.catalog.Index;
import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.catalog.RangeType;
import dev.pgwright.catalog.Routine;
import dev.pgwright.catalog.Schema;
import dev.pgwright.catalog.Sequence;
import dev.pgwright.catalog.Table;
import dev.pgwright.catalog.View;
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
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
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
        SortedSet<String> relations = changed(units);
        relations.addAll(relationsWithout(folder.from(), folder.to()));
        relations.addAll(relationsWithout(folder.to(), folder.from()));
        relations.forEach(relation -> rights.owner(problems, relation));
        Stream.concat(different(Catalog::routines, folder), different(Catalog::routines, folder.reversed()))
                .collect(Collectors.toMap(Rights::identity, routine -> routine, (one, other) -> one, TreeMap::new))
                .forEach((identity, routine) -> rights.routine(problems, identity, routine));
        Stream.concat(types(folder), types(folder.reversed())).distinct().forEach(type -> rights.type(problems, type));
        return problems;
    }

    /** What is in the schema at the one end and not, or not so, in that at the other. */
    private static <T> Stream<T> different(Function<Catalog, List<T>> kind, PlanFolder folder) {
        Set<T> end = new HashSet<>(kind.apply(folder.to()));
        return kind.apply(folder.from()).stream().filter(object -> !end.contains(object));
    }

    private static Stream<QualifiedName> types(PlanFolder folder) {
        return Stream.of(
                        different(Catalog::enums, folder).map(EnumType::name),
                        different(Catalog::domains, folder).map(DomainType::name),
                        different(Catalog::composites, folder).map(CompositeType::name),
                        different(Catalog::ranges, folder).map(RangeType::name))
                .flatMap(names -> names);
    }

    /** Views and sequences that are not the same in another catalog, and tables that are not there. */
    private static List<String> relationsWithout(Catalog catalog, Catalog other) {
        Set<QualifiedName> tables = other.tables().stream().map(Table::name).collect(Collectors.toSet());
        Set<View> views = new HashSet<>(other.views());
        Set<Sequence> sequences = new HashSet<>(other.sequences());
        return Stream.of(
                        catalog.tables().stream().map(Table::name).filter(name -> !tables.contains(name)),
                        catalog.views().stream()
                                .filter(view -> !views.contains(view))
                                .map(View::name),
                        catalog.sequences().stream()
                                .filter(sequence -> !sequences.contains(sequence))
                                .map(Sequence::name))
                .flatMap(names -> names)
                .map(name -> quoteIdentifier(name.schema(), name.name()))
                .toList();
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
        owner(
                problems,
                relation,
                "SELECT relowner AS owner FROM pg_catalog.pg_class WHERE oid = pg_catalog.to_regclass(?)",
                relation);
    }

    private static String identity(Routine routine) {
        return quoteIdentifier(routine.name().schema(), routine.name().name()) + "(" + routine.arguments() + ")";
    }

    private void routine(List<Problem> problems, String identity, Routine routine) {
        owner(
                problems,
                identity,
                "SELECT p.proowner AS owner FROM pg_catalog.pg_proc p"
                        + " JOIN pg_catalog.pg_namespace n ON n.oid = p.pronamespace"
                        + " WHERE n.nspname = ? AND p.proname = ?"
                        + " AND pg_catalog.pg_get_function_identity_arguments(p.oid) = ?",
                routine.name().schema(),
                routine.name().name(),
                routine.arguments());
    }

    private void type(List<Problem> problems, QualifiedName type) {
        String name = quoteIdentifier(type.schema(), type.name());
        owner(
                problems,
                "type " + name,
                "SELECT typowner AS owner FROM pg_catalog.pg_type WHERE oid = pg_catalog.to_regtype(?)",
                name);
    }

    /** The query gives the oid of the owner, or no row where there is no such object. */
    private void owner(List<Problem> problems, String object, String query, String... parameters) {
        List<List<@Nullable String>> owners = session.rows(
                        "SELECT pg_catalog.quote_ident(r.rolname), pg_catalog.pg_has_role(r.oid, 'USAGE') FROM ("
                                + query + ") o JOIN pg_catalog.pg_roles r ON r.oid = o.owner",
                        parameters)
                .values();
        if (!owners.isEmpty() && "f".equals(owners.get(0).get(1))) {
            problems.add(new Problem(
                    Place.ofObject(object),
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
