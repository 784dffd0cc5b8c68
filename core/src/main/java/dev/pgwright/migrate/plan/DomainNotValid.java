package dev.pgwright.migrate.plan;

import static dev.pgwright.sql.Identifiers.quoteIdentifier;

import dev.pgwright.catalog.DomainType;
import dev.pgwright.catalog.ObjectNames;
import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.migrate.plan.SafeForm.Part;
import dev.pgwright.sql.Nodes;
import dev.pgwright.sql.tree.AlterDomainStmt;
import dev.pgwright.sql.tree.ConstrType;
import dev.pgwright.sql.tree.Constraint;
import java.util.List;
import java.util.Optional;

/**
 * ALTER DOMAIN ... ADD CHECK in two transactions: NOT VALID, which reads no table, then VALIDATE CONSTRAINT (PostgreSQL 18,
 * ALTER DOMAIN). NOT NULL of a domain has no such form.
 */
public final class DomainNotValid {
    private DomainNotValid() {}

    public static Optional<SafeForm> of(Change change) {
        if (!(change.tree() instanceof AlterDomainStmt alter)
                || !(alter.def() instanceof Constraint constraint)
                || constraint.contype() != ConstrType.CONSTR_CHECK
                || constraint.skipValidation()) {
            return Optional.empty();
        }
        QualifiedName domain = change.state().resolve(Nodes.names(alter.typeName()));
        String name = constraint.conname() == null ? chosen(change, domain) : constraint.conname();
        Fragments words = new Fragments(change.sql());
        int add = words.find(2, "add");
        String head = words.text(0, add);
        String added = AddNotValid.named(words.from(add), constraint, name);
        return Optional.of(new SafeForm(
                "add it NOT VALID, then validate it in a transaction of its own",
                List.of(
                        Part.transaction(head + " " + added + " NOT VALID"),
                        Part.transaction(head + " VALIDATE CONSTRAINT " + quoteIdentifier(name)))));
    }

    /** As ChooseConstraintName does; domainAddCheckConstraint in PostgreSQL 18's typecmds.c. */
    private static String chosen(Change change, QualifiedName domain) {
        List<String> taken =
                change.state().domain(domain).map(DomainNotValid::names).orElse(List.of());
        String name = ObjectNames.of(domain.name(), "check");
        for (int number = 1; taken.contains(name); number++) {
            name = ObjectNames.of(domain.name(), "check" + number);
        }
        return name;
    }

    private static List<String> names(DomainType domain) {
        return domain.checks().stream().map(check -> check.name()).toList();
    }
}
