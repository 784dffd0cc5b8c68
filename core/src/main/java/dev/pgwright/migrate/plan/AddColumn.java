package dev.pgwright.migrate.plan;

import static dev.pgwright.sql.Identifiers.quoteIdentifier;

import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.catalog.Table;
import dev.pgwright.migrate.plan.SafeForm.Part;
import dev.pgwright.sql.tree.AlterTableCmd;
import dev.pgwright.sql.tree.AlterTableStmt;
import dev.pgwright.sql.tree.AlterTableType;
import dev.pgwright.sql.tree.ColumnDef;
import dev.pgwright.sql.tree.ConstrType;
import dev.pgwright.sql.tree.Constraint;
import dev.pgwright.sql.tree.Node;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * ADD COLUMN in steps: the bare column first; a default that has to be computed for each row is set for new rows and
 * filled in by batches; then NOT NULL, keys, checks and foreign keys, each by its own safe form.
 */
public final class AddColumn {
    private AddColumn() {}

    /** A constraint of the column with its text. */
    private record Clause(Constraint constraint, String text) {
        boolean is(ConstrType kind) {
            return constraint.contype() == kind;
        }
    }

    /**
     * The safe form of an ALTER TABLE one of whose actions is ADD COLUMN.
     *
     * @param fill whether the default must be filled in row by row, because computing it rewrites the table
     */
    public static Optional<SafeForm> of(Change change, int action, boolean fill) {
        if (!(change.tree() instanceof AlterTableStmt alter)
                || alter.relation() == null
                || !(alter.cmds().get(action) instanceof AlterTableCmd command)
                || command.subtype() != AlterTableType.AT_AddColumn
                || !(command.def() instanceof ColumnDef column)
                || column.colname() == null
                || command.missingOk()) {
            return Optional.empty();
        }
        QualifiedName table = change.state().resolve(alter.relation());
        Optional<Table> known = change.state().table(table);
        Optional<List<Clause>> clauses = clauses(change, column);
        boolean partitioned = known.map(found -> found.partitioning() != null).orElse(false);
        if (clauses.isEmpty() || partitioned) {
            return Optional.empty();
        }
        return new Steps(change, table, AlterTableText.of(change.sql()), column.colname(), clauses.get())
                .form(action, fill ? known.orElse(null) : null, fill);
    }

    /** The column's constraints; empty when there is one that cannot be told apart. */
    private static Optional<List<Clause>> clauses(Change change, ColumnDef column) {
        List<Constraint> constraints = new ArrayList<>();
        for (Node node : column.constraints()) {
            if (!(node instanceof Constraint constraint) || constraint.location() < 0) {
                return Optional.empty();
            }
            constraints.add(constraint);
        }
        constraints.sort(Comparator.comparing(Constraint::location));
        AlterTableText text = AlterTableText.of(change.sql());
        List<Clause> clauses = new ArrayList<>();
        int start = change.statement().span().start();
        int end = text.actions().stream()
                .map(span -> span.end() + start)
                .filter(offset ->
                        constraints.isEmpty() || offset > constraints.get(0).location())
                .findFirst()
                .orElse(start);
        for (int i = 0; i < constraints.size(); i++) {
            int to = i + 1 < constraints.size() ? constraints.get(i + 1).location() : end;
            // up to the last word: a comment behind it would swallow what is appended
            Fragments fragments =
                    new Fragments(change.source().substring(constraints.get(i).location(), to));
            String words = fragments.from(0);
            Constraint constraint = constraints.get(i);
            boolean attribute = constraint.contype().name().startsWith("CONSTR_ATTR_");
            if (attribute && !clauses.isEmpty()) {
                Clause last = clauses.remove(clauses.size() - 1);
                clauses.add(new Clause(last.constraint(), last.text() + " " + words));
            } else {
                clauses.add(new Clause(constraint, words));
            }
        }
        return Optional.of(clauses);
    }

    /** Puts the steps together. */
    private record Steps(Change change, QualifiedName table, AlterTableText text, String column, List<Clause> clauses) {
        Optional<SafeForm> form(int action, @Nullable Table known, boolean fill) {
            List<Clause> kept = new ArrayList<>();
            Optional<Clause> defaultValue = clause(ConstrType.CONSTR_DEFAULT);
            Optional<Clause> notNull = clause(ConstrType.CONSTR_NOTNULL);
            Optional<Part> backfill = Optional.empty();
            if (fill) {
                if (known == null || defaultValue.isEmpty() || !known.triggers().isEmpty()) {
                    return Optional.empty();
                }
                String update = "UPDATE " + text.table() + " SET " + quoteIdentifier(column) + " = DEFAULT\nWHERE "
                        + quoteIdentifier(column) + " IS NULL\n  AND ";
                backfill = Batches.orBlocks(change.state(), known, text.table(), quoteIdentifier(table.name()), update);
                if (backfill.isEmpty()) {
                    return Optional.empty();
                }
            }
            for (Clause clause : clauses) {
                boolean split = clause.is(ConstrType.CONSTR_UNIQUE)
                        || clause.is(ConstrType.CONSTR_PRIMARY)
                        || clause.is(ConstrType.CONSTR_CHECK)
                        || clause.is(ConstrType.CONSTR_FOREIGN)
                        || (fill && (clause.is(ConstrType.CONSTR_DEFAULT) || clause.is(ConstrType.CONSTR_NOTNULL)));
                if (!split) {
                    kept.add(clause);
                }
            }
            List<Part> parts = new ArrayList<>();
            List<Part> later = new ArrayList<>();
            List<String> added = new ArrayList<>(List.of(bare(action, kept)));
            if (fill) {
                added.add("ALTER COLUMN " + quoteIdentifier(column) + " SET "
                        + defaultValue.map(Clause::text).orElse(""));
                backfill.ifPresent(later::add);
                notNull.ifPresent(clause -> later.addAll(SafeNotNull.parts(change, table, text, column)));
            }
            for (Clause clause : clauses) {
                constraint(clause, added, later);
            }
            parts.add(Part.transaction(text.with(action, String.join(",\n    ", added))));
            parts.addAll(later);
            return Optional.of(new SafeForm(
                    fill
                            ? "add it without values, fill it in batches, then constrain it"
                            : "add the bare column, then each constraint by itself",
                    parts));
        }

        private void constraint(Clause clause, List<String> added, List<Part> later) {
            ChosenNames names = new ChosenNames(change.state(), table);
            String given = clause.constraint().conname();
            if (clause.is(ConstrType.CONSTR_CHECK) && clause.constraint().rawExpr() != null) {
                String name = given == null ? names.check(clause.constraint().rawExpr()) : given;
                added.add("ADD " + AddNotValid.constrained(clause.text(), clause.constraint(), name) + " NOT VALID");
                later.add(Part.transaction(AddNotValid.validate(text, name)));
            } else if (clause.is(ConstrType.CONSTR_FOREIGN)) {
                String name = given == null ? names.foreignKey(List.of(column)) : given;
                Fragments words = new Fragments(clause.text());
                int references = words.find(0, "references");
                added.add("ADD CONSTRAINT " + quoteIdentifier(name) + " FOREIGN KEY (" + quoteIdentifier(column) + ") "
                        + words.from(references) + " NOT VALID");
                later.add(Part.transaction(AddNotValid.validate(text, name)));
            } else if (clause.is(ConstrType.CONSTR_UNIQUE) || clause.is(ConstrType.CONSTR_PRIMARY)) {
                later.addAll(UsingIndex.key(change, text, clause.constraint(), clause.text(), List.of(column)));
            }
        }

        private Optional<Clause> clause(ConstrType kind) {
            return clauses.stream().filter(clause -> clause.is(kind)).findFirst();
        }

        /** The action up to its first constraint, and those that stay. */
        private String bare(int action, List<Clause> kept) {
            String whole = text.action(action);
            int first = clauses.isEmpty()
                    ? whole.length()
                    : clauses.get(0).constraint().location()
                            - change.statement().span().start()
                            - text.actions().get(action).start();
            StringBuilder bare = new StringBuilder(new Fragments(whole.substring(0, first)).from(0));
            kept.forEach(clause -> bare.append(' ').append(clause.text()));
            return bare.toString();
        }
    }
}
