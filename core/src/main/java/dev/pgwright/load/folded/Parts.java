package dev.pgwright.load.folded;

import dev.pgwright.load.folded.Expression.Target;
import dev.pgwright.sql.tree.AlterPolicyStmt;
import dev.pgwright.sql.tree.CreatePolicyStmt;
import dev.pgwright.sql.tree.Node;
import dev.pgwright.sql.tree.RuleStmt;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes rules and policies. */
final class Parts {
    private final Folding folding;
    private final Store store;
    private final Dropper dropper;

    Parts(Folding folding) {
        this.folding = folding;
        this.store = folding.store;
        this.dropper = new Dropper(folding);
    }

    private @Nullable PartEntry find(List<Integer> parts, String name) {
        for (int oid : parts) {
            if (store.part(oid).name.name().equals(name)) {
                return store.part(oid);
            }
        }
        return null;
    }

    void create(RuleStmt statement) {
        if (statement.relation() == null) {
            return;
        }
        RelationEntry relation = folding.withColumns(statement.relation());
        String name = Scope.text(statement.rulename());
        PartEntry existing = find(relation.rules, name);
        if (existing != null) {
            if (!statement.replace()) {
                throw Refusal.duplicate(
                        name, "rule \"" + name + "\" for relation \"" + relation.name.name() + "\" already exists");
            }
            dropper.drop(existing, true);
        }
        PartEntry rule = new PartEntry(store.nextOid(), name, PartEntry.Kind.RULE, relation.oid, statement);
        rule.source = folding.statementText();
        List<Dependency> dependencies = new ArrayList<>();
        dependencies.add(Dependency.auto(relation.oid, 0));
        QueryBinder binder = new QueryBinder(folding, true);
        QueryScope rows = rows(relation);
        statement.actions().forEach(action -> binder.query(action, rows));
        binder.expression(statement.whereClause(), rows);
        addTargets(dependencies, binder);
        rule.dependencies = dependencies;
        store.add(rule);
        store.touch(relation).rules.add(rule.oid);
    }

    private static void addTargets(List<Dependency> dependencies, QueryBinder binder) {
        for (Target target : binder.bound().values()) {
            if (target.object() != 0) {
                dependencies.add(Dependency.normal(target.object(), target.column()));
            }
        }
    }

    /** {@code OLD} and {@code NEW}. */
    private static QueryScope rows(RelationEntry relation) {
        QueryScope scope = new QueryScope(null);
        for (String name : List.of("old", "new")) {
            scope.add(QueryBinder.row(name, relation));
        }
        return scope;
    }

    void create(CreatePolicyStmt statement) {
        if (statement.table() == null) {
            return;
        }
        RelationEntry table = folding.table(statement.table());
        String name = Scope.text(statement.policyName());
        if (find(table.policies, name) != null) {
            throw Refusal.duplicate(
                    name, "policy \"" + name + "\" for table \"" + table.name.name() + "\" already exists");
        }
        PartEntry policy = new PartEntry(store.nextOid(), name, PartEntry.Kind.POLICY, table.oid, statement);
        store.add(policy);
        store.touch(table).policies.add(policy.oid);
        depend(policy, table, statement.qual(), statement.withCheck());
    }

    void alter(AlterPolicyStmt statement) {
        if (statement.table() == null) {
            return;
        }
        RelationEntry table = folding.table(statement.table());
        String name = Scope.text(statement.policyName());
        PartEntry policy = find(table.policies, name);
        if (policy == null) {
            throw Refusal.missing(
                    name, "policy \"" + name + "\" for table \"" + table.name.name() + "\" does not exist");
        }
        if (policy.tree instanceof CreatePolicyStmt before) {
            CreatePolicyStmt now = new CreatePolicyStmt(
                    before.policyName(),
                    before.table(),
                    before.cmdName(),
                    before.permissive(),
                    statement.roles().isEmpty() ? before.roles() : statement.roles(),
                    statement.qual() == null ? before.qual() : statement.qual(),
                    statement.withCheck() == null ? before.withCheck() : statement.withCheck());
            store.touch(policy).tree = now;
            depend(policy, table, now.qual(), now.withCheck());
        }
    }

    private void depend(PartEntry policy, RelationEntry table, @Nullable Node using, @Nullable Node check) {
        QueryBinder binder = new QueryBinder(folding, false);
        QueryScope scope = new QueryScope(null);
        scope.add(QueryBinder.row(table.name.name(), table));
        binder.expression(using, scope);
        binder.expression(check, scope);
        List<Dependency> dependencies = new ArrayList<>();
        dependencies.add(Dependency.auto(table.oid, 0));
        addTargets(dependencies, binder);
        store.setDependencies(policy, dependencies);
        policy.bound = binder.bound();
    }
}
