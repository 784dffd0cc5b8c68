package dev.pgwright.load.folded;

import dev.pgwright.catalog.ObjectNames;
import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.load.folded.RelationEntry.Kind;
import dev.pgwright.sql.Identifiers;
import dev.pgwright.sql.Nodes;
import dev.pgwright.sql.tree.AlterDomainStmt;
import dev.pgwright.sql.tree.AlterEnumStmt;
import dev.pgwright.sql.tree.ColumnDef;
import dev.pgwright.sql.tree.CompositeTypeStmt;
import dev.pgwright.sql.tree.Constraint;
import dev.pgwright.sql.tree.CreateDomainStmt;
import dev.pgwright.sql.tree.CreateEnumStmt;
import dev.pgwright.sql.tree.CreateRangeStmt;
import dev.pgwright.sql.tree.DefElem;
import dev.pgwright.sql.tree.Node;
import dev.pgwright.sql.tree.PgList;
import dev.pgwright.sql.tree.TypeName;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes and alters enums, domains, composite types and ranges. */
final class UserTypes {
    private final Folding folding;
    private final Store store;
    private final Columns columns;

    UserTypes(Folding folding, Columns columns) {
        this.folding = folding;
        this.store = folding.store;
        this.columns = columns;
    }

    private QualifiedName created(List<Node> parts) {
        QualifiedName name = folding.scope().created(Nodes.names(parts));
        folding.requireFreeType(name);
        return name;
    }

    // ---- enums

    void create(CreateEnumStmt statement) {
        TypeEntry type = new TypeEntry(store.nextOid(), created(statement.typeName()), TypeEntry.Kind.ENUM);
        type.values.addAll(Nodes.names(statement.vals()));
        store.add(type);
    }

    private TypeEntry find(List<Node> name, TypeEntry.Kind kind) {
        List<String> parts = Nodes.names(name);
        Entry found = store.get(folding.scope().findType(parts));
        String written = Scope.written(parts);
        if (found == null) {
            if (folding.unknowns.mayHaveType(Scope.schemaOf(parts), Scope.nameOf(parts))) {
                throw Refusal.notFollowed(written, "type \"" + written + "\" is not known here");
            }
            throw Refusal.missing(written, "type \"" + written + "\" does not exist");
        }
        if (found instanceof TypeEntry type && type.kind == kind) {
            return type;
        }
        throw Refusal.refused(
                written,
                kind == TypeEntry.Kind.ENUM ? written + " is not an enum" : "\"" + written + "\" is not a domain");
    }

    void alter(AlterEnumStmt statement) {
        TypeEntry type = store.touch(find(statement.typeName(), TypeEntry.Kind.ENUM));
        String added = Scope.text(statement.newVal());
        if (statement.oldVal() != null) {
            int at = type.values.indexOf(statement.oldVal());
            if (at < 0) {
                throw Refusal.missing(
                        statement.oldVal(), "\"" + statement.oldVal() + "\" is not an existing enum label");
            }
            if (type.values.contains(added)) {
                throw Refusal.duplicate(added, "enum label \"" + added + "\" already exists");
            }
            type.values.set(at, added);
            return;
        }
        if (type.values.contains(added)) {
            if (statement.skipIfNewValExists()) {
                return;
            }
            throw Refusal.duplicate(added, "enum label \"" + added + "\" already exists");
        }
        String neighbour = statement.newValNeighbor();
        if (neighbour == null) {
            type.values.add(added);
            return;
        }
        int at = type.values.indexOf(neighbour);
        if (at < 0) {
            throw Refusal.missing(neighbour, "\"" + neighbour + "\" is not an existing enum label");
        }
        type.values.add(statement.newValIsAfter() ? at + 1 : at, added);
    }

    // ---- domains

    void create(CreateDomainStmt statement) {
        TypeEntry domain = new TypeEntry(store.nextOid(), created(statement.domainname()), TypeEntry.Kind.DOMAIN);
        if (statement.typeName() == null) {
            return;
        }
        domain.base = folding.types.resolve(statement.typeName());
        domain.collation = statement.collClause() == null
                ? null
                : Collations.qualified(store, statement.collClause().collname());
        for (Constraint constraint : ConstraintNodes.merged(statement.constraints())) {
            switch (constraint.contype()) {
                case CONSTR_NOTNULL -> domain.notNull = true;
                case CONSTR_DEFAULT ->
                    domain.defaultExpression = constraint.rawExpr() == null
                                    || DefaultLiterals.isNull(constraint.rawExpr(), domain.base, folding.types)
                            ? null
                            : folding.binder.constant(constraint.rawExpr());
                case CONSTR_CHECK -> addCheck(domain, constraint);
                default -> {
                    // NULL says nothing
                }
            }
        }
        store.add(domain);
        depend(domain);
    }

    private void addCheck(TypeEntry domain, Constraint constraint) {
        if (constraint.rawExpr() == null) {
            return;
        }
        String name = constraint.conname();
        if (name == null) {
            int pass = 0;
            do {
                name = ObjectNames.of(domain.name.name(), "check" + (pass == 0 ? "" : Integer.toString(pass)));
                pass++;
            } while (domain.checks.containsKey(name)
                    || store.hasConstraint(QualifiedName.of(domain.name.schema(), name)));
        } else if (domain.checks.containsKey(name)) {
            throw Refusal.duplicate(
                    name, "constraint \"" + name + "\" for domain \"" + domain.name.name() + "\" already exists");
        }
        domain.checks.put(
                name, new TypeEntry.Check(folding.binder.constant(constraint.rawExpr()), !constraint.skipValidation()));
    }

    private void depend(TypeEntry domain) {
        List<Dependency> dependencies = new ArrayList<>();
        if (domain.base.object() != 0) {
            dependencies.add(Dependency.normal(domain.base.object()));
        }
        domain.checks
                .values()
                .forEach(check ->
                        dependencies.addAll(Binder.dependencies(check.expression(), 0, 0, Dependency.Strength.NORMAL)));
        if (domain.defaultExpression != null) {
            dependencies.addAll(Binder.dependencies(domain.defaultExpression, 0, 0, Dependency.Strength.NORMAL));
        }
        store.setDependencies(domain, dependencies);
    }

    void alter(AlterDomainStmt statement) {
        TypeEntry domain = store.touch(find(statement.typeName(), TypeEntry.Kind.DOMAIN));
        switch (Scope.text(statement.subtype())) {
            case "T" ->
                domain.defaultExpression =
                        statement.def() == null || DefaultLiterals.isNull(statement.def(), domain.base, folding.types)
                                ? null
                                : folding.binder.constant(statement.def());
            case "N" -> domain.notNull = false;
            case "O" -> domain.notNull = true;
            case "C" -> addConstraint(domain, statement.def());
            case "X" -> dropConstraint(domain, statement);
            case "V" -> {
                String name = Scope.text(statement.name());
                TypeEntry.Check check = domain.checks.get(name);
                if (check == null) {
                    throw missingCheck(statement, name);
                }
                domain.checks.put(name, new TypeEntry.Check(check.expression(), true));
            }
            default -> folding.notFollowed(domain.name.name(), "this form of ALTER DOMAIN is not followed");
        }
        depend(domain);
        store.renamed();
    }

    private void addConstraint(TypeEntry domain, @Nullable Node definition) {
        if (definition instanceof Constraint constraint) {
            if (constraint.contype() == dev.pgwright.sql.tree.ConstrType.CONSTR_NOTNULL) {
                domain.notNull = true;
            } else {
                addCheck(domain, constraint);
            }
        }
    }

    private static void dropConstraint(TypeEntry domain, AlterDomainStmt statement) {
        String name = Scope.text(statement.name());
        if (domain.checks.remove(name) == null && !statement.missingOk()) {
            throw missingCheck(statement, name);
        }
    }

    private static Refusal missingCheck(AlterDomainStmt statement, String name) {
        String written = Scope.written(Nodes.names(statement.typeName()));
        return Refusal.missing(name, "constraint \"" + name + "\" of domain \"" + written + "\" does not exist");
    }

    // ---- composite types and ranges

    void create(CompositeTypeStmt statement) {
        if (statement.typevar() == null) {
            return;
        }
        QualifiedName name = folding.scope().created(statement.typevar());
        folding.requireFreeType(name);
        folding.requireFreeRelation(name);
        RelationEntry type = new RelationEntry(store.nextOid(), name, Kind.COMPOSITE);
        store.add(type);
        for (Node node : statement.coldeflist()) {
            if (node instanceof ColumnDef definition) {
                if (type.column(Scope.text(definition.colname())) != null) {
                    throw Refusal.duplicate(
                            Scope.text(definition.colname()),
                            "column \"" + definition.colname() + "\" specified more than once");
                }
                columns.dependOnType(type, columns.start(type, definition));
            }
        }
    }

    void create(CreateRangeStmt statement) {
        QualifiedName name = created(statement.typeName());
        TypeEntry range = new TypeEntry(store.nextOid(), name, TypeEntry.Kind.RANGE);
        QualifiedName multirange = null;
        for (Node node : statement.params()) {
            if (!(node instanceof DefElem option) || option.defname() == null) {
                continue;
            }
            switch (option.defname()) {
                case "subtype" -> {
                    if (option.arg() instanceof TypeName subtype) {
                        range.base = folding.types.resolve(subtype);
                    }
                }
                case "subtype_opclass" -> range.operatorClass = functionName(option);
                case "collation" -> range.collation = Identifiers.quoteIdentifier(lastName(option));
                case "canonical" -> range.canonical = functionName(option);
                case "subtype_diff" -> range.difference = functionName(option);
                case "multirange_type_name" -> multirange = folding.scope().created(nameOf(option));
                default -> folding.notFollowed(name.name(), "an option of CREATE TYPE AS RANGE is not followed");
            }
        }
        range.multirange =
                multirange != null ? multirange : QualifiedName.of(name.schema(), multirangeName(name.name()));
        range.dependencies = range.base.object() == 0 ? List.of() : List.of(Dependency.normal(range.base.object()));
        store.add(range);
    }

    /** makeMultirangeTypeName of PostgreSQL's pg_type.c. */
    private static String multirangeName(String range) {
        int at = range.indexOf("range");
        String name = at >= 0
                ? range.substring(0, at) + "multi" + range.substring(at)
                : ObjectNames.clip(range, ObjectNames.MAX_BYTES - "_multirange".length()) + "_multirange";
        return ObjectNames.clip(name, ObjectNames.MAX_BYTES);
    }

    private static List<String> nameOf(DefElem option) {
        if (option.arg() instanceof TypeName type) {
            return Nodes.names(type.names());
        } else if (option.arg() instanceof PgList list) {
            return Nodes.names(list.items());
        }
        return List.of(Scope.text(Options.text(option.arg())));
    }

    private static String lastName(DefElem option) {
        return Scope.nameOf(nameOf(option));
    }

    /** A function of a range as {@code regproc} shows it with an empty search path. */
    private String functionName(DefElem option) {
        List<String> parts = nameOf(option);
        List<Integer> found = folding.scope().findRoutines(parts);
        Entry routine = found.isEmpty() ? null : store.get(found.get(0));
        if (routine != null) {
            return Scope.sql(routine.name);
        }
        String schema = Scope.schemaOf(parts);
        return schema == null || schema.equals(Scope.SYSTEM)
                ? Identifiers.quoteIdentifier(Scope.nameOf(parts))
                : Identifiers.quoteIdentifier(schema, Scope.nameOf(parts));
    }
}
