package dev.pgwright.migrate.plan;

import static dev.pgwright.sql.Identifiers.quoteIdentifier;
import static dev.pgwright.sql.Identifiers.quoteLiteral;

import dev.pgwright.catalog.Access;
import dev.pgwright.catalog.Catalog;
import dev.pgwright.catalog.Column;
import dev.pgwright.catalog.Constraint;
import dev.pgwright.catalog.Index;
import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.catalog.Schema;
import dev.pgwright.catalog.Table;
import dev.pgwright.catalog.TypeNames;
import dev.pgwright.catalog.View;
import dev.pgwright.catalog.print.DdlParts;
import dev.pgwright.catalog.print.DdlWriter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Statements that may lead from one schema back to an earlier one. Each is a proposal: whether it can be run, and whether it
 * leads nearer, is for the caller to try. Nothing is made anew that had rows, and only what a migration has made is dropped
 * with its rows.
 */
public final class Inverse {
    /** Within each, values are converted back by an assignment cast, or refused (pg_cast of PostgreSQL 14 to 18). */
    private static final List<Set<String>> FAMILIES = List.of(
            Set.of("smallint", "integer", "bigint", "numeric", "real", "double precision"),
            Set.of("text", "character varying", "character"));

    private final Catalog now;
    private final Catalog before;
    private final Made made;
    private final List<List<String>> proposals = new ArrayList<>();

    private Inverse(Catalog now, Catalog before, Made made) {
        this.now = now;
        this.before = before;
        this.made = made;
    }

    /** What a migration has made, with all the rows in it. */
    public interface Made {
        boolean table(QualifiedName name);

        boolean column(QualifiedName table, String column);

        /** Whether a column was there before and was dropped on the way, so that its values are gone. */
        boolean isDropped(QualifiedName table, String column);
    }

    /** Proposals, each of one or more statements without semicolons that belong together. */
    public static List<List<String>> of(Catalog now, Catalog before, Made made) {
        Inverse inverse = new Inverse(now, before, made);
        inverse.dropObjects();
        for (Table table : now.tables()) {
            before.table(table.name()).ifPresent(old -> inverse.table(table, old));
        }
        return inverse.proposals;
    }

    private void propose(String... statements) {
        proposals.add(List.of(statements));
    }

    /** Whole objects that were not there, in the order in which their own references allow it. */
    private void dropObjects() {
        Set<String> schemas = names(before.schemas(), Schema::name);
        List<Table> tables = now.tables().stream()
                .filter(table -> before.table(table.name()).isEmpty() && made.table(table.name()))
                .toList();
        List<View> views = added(now.views(), before.views(), View::name);
        Catalog extra = new Catalog(
                List.of(),
                List.of(),
                added(now.enums(), before.enums(), type -> type.name()),
                added(now.domains(), before.domains(), type -> type.name()),
                added(now.composites(), before.composites(), type -> type.name()),
                added(now.ranges(), before.ranges(), type -> type.name()),
                added(now.sequences(), before.sequences(), sequence -> sequence.name()).stream()
                        .filter(sequence -> sequence.ownedBy() == null)
                        .toList(),
                tables,
                views,
                added(now.routines(), before.routines(), routine -> routine.name() + routine.arguments()),
                List.of(),
                Access.NONE,
                List.of(),
                List.of(),
                List.of());
        DdlWriter.drop(extra).stream()
                .filter(sql -> !sql.startsWith("DROP SCHEMA "))
                .forEach(this::propose);
        now.schemas().stream()
                .map(Schema::name)
                .filter(name -> !schemas.contains(name))
                .forEach(name -> propose("DROP SCHEMA " + quoteIdentifier(name)));
    }

    private static <T> List<T> added(List<T> now, List<T> before, Function<T, Object> name) {
        Set<Object> known = Set.copyOf(before.stream().map(name).distinct().toList());
        return now.stream().filter(each -> !known.contains(name.apply(each))).toList();
    }

    private static <T> Set<String> names(Collection<T> all, Function<T, String> name) {
        return Set.copyOf(all.stream().map(name).distinct().toList());
    }

    private void table(Table table, Table old) {
        String name = quoteIdentifier(table.name().schema(), table.name().name());
        String alter = "ALTER TABLE " + name + " ";
        dropParts(table, old, name, alter);
        for (Column column : table.columns()) {
            Optional<Column> known = old.column(column.name());
            if (known.isPresent()) {
                column(table, column, known.get(), alter);
            } else if (made.column(table.name(), column.name())) {
                propose(alter + "DROP COLUMN " + quoteIdentifier(column.name()));
            }
        }
        List<Constraint> constraints = kept(old);
        constraints.sort((one, other) -> Integer.compare(rank(one), rank(other)));
        for (Constraint constraint : constraints) {
            Optional<Constraint> there = byName(kept(table), constraint.name(), Constraint::name);
            String add = alter + "ADD " + DdlParts.constraint(constraint);
            if (there.isEmpty()) {
                propose(add);
            } else if (!there.get().equals(constraint)) {
                propose(alter + "DROP CONSTRAINT " + quoteIdentifier(constraint.name()), add);
            }
        }
        for (Index index : old.indexes()) {
            Optional<Index> there = byName(table.indexes(), index.name(), Index::name);
            String drop = "DROP INDEX " + quoteIdentifier(table.name().schema(), index.name());
            if (there.isEmpty()) {
                propose(DdlParts.index(table.name(), index));
            } else if (!there.get().equals(index)) {
                propose(drop, DdlParts.index(table.name(), index));
            }
        }
    }

    private void dropParts(Table table, Table old, String name, String alter) {
        table.triggers().stream()
                .filter(trigger -> byName(old.triggers(), trigger.name(), each -> each.name())
                        .isEmpty())
                .forEach(trigger -> propose("DROP TRIGGER " + quoteIdentifier(trigger.name()) + " ON " + name));
        table.policies().stream()
                .filter(policy -> byName(old.policies(), policy.name(), each -> each.name())
                        .isEmpty())
                .forEach(policy -> propose("DROP POLICY " + quoteIdentifier(policy.name()) + " ON " + name));
        kept(table).stream()
                .filter(constraint ->
                        byName(kept(old), constraint.name(), Constraint::name).isEmpty())
                .forEach(constraint -> propose(alter + "DROP CONSTRAINT " + quoteIdentifier(constraint.name())));
        table.indexes().stream()
                .filter(index ->
                        byName(old.indexes(), index.name(), Index::name).isEmpty())
                .forEach(index ->
                        propose("DROP INDEX " + quoteIdentifier(table.name().schema(), index.name())));
    }

    private void column(Table table, Column column, Column old, String alter) {
        String change = alter + "ALTER COLUMN " + quoteIdentifier(column.name()) + " ";
        if (!column.type().equals(old.type()) && areConvertible(column.type(), old.type())) {
            propose(change + "TYPE " + old.type());
        }
        boolean other = !Objects.equals(column.defaultExpression(), old.defaultExpression());
        if (other && column.generated() == null && old.generated() == null) {
            propose(change
                    + (old.defaultExpression() == null ? "DROP DEFAULT" : "SET DEFAULT " + old.defaultExpression()));
        }
        if (column.notNull() && !old.notNull()) {
            propose(change + "DROP NOT NULL");
        }
        // a column that was dropped comes back without values
        boolean empty = made.isDropped(table.name(), column.name()) && column.defaultExpression() == null;
        if (!column.notNull() && old.notNull() && !empty) {
            propose(change + "SET NOT NULL");
        }
    }

    private static boolean areConvertible(String type, String old) {
        Predicate<Set<String>> both = family -> family.contains(bare(type)) && family.contains(bare(old));
        return FAMILIES.stream().anyMatch(both);
    }

    private static String bare(String type) {
        String canonical = TypeNames.canonical(type);
        int modifier = canonical.indexOf('(');
        return modifier < 0 ? canonical : canonical.substring(0, modifier);
    }

    /** NOT NULL is a matter of the column. */
    private static List<Constraint> kept(Table table) {
        return new ArrayList<>(table.constraints().stream()
                .filter(constraint -> !(constraint instanceof Constraint.NotNull))
                .toList());
    }

    private static int rank(Constraint constraint) {
        return constraint instanceof Constraint.ForeignKey ? 1 : 0;
    }

    private static <T> Optional<T> byName(List<T> all, String name, Function<T, String> names) {
        return all.stream().filter(each -> names.apply(each).equals(name)).findFirst();
    }

    /** The new and the old value of an enumeration, the other way round. */
    static String renamedValue(String type, String now, String old) {
        return "ALTER TYPE " + type + " RENAME VALUE " + quoteLiteral(now) + " TO " + quoteLiteral(old);
    }
}
