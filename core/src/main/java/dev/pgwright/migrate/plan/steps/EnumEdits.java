package dev.pgwright.migrate.plan.steps;

import static dev.pgwright.sql.Identifiers.quoteIdentifier;
import static dev.pgwright.sql.Identifiers.quoteLiteral;

import dev.pgwright.catalog.EnumType;
import dev.pgwright.catalog.ObjectNames;
import dev.pgwright.catalog.print.SingleDdl;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Values of an enum can be added, not removed: for that a new type takes the place of the old one, and every column's
 * values go over by their text.
 */
final class EnumEdits {
    private final Units before;
    private final Units after;

    EnumEdits(Units before, Units after) {
        this.before = before;
        this.after = after;
    }

    Edit of(EnumType from, EnumType to) {
        UnitId id = new UnitId(UnitKind.TYPE, "enum", to.name().toString());
        if (!isAddition(from, to)) {
            return new Edit(exchanged(id, from, to), exchanged(id, to, from), true, false);
        }
        List<String> up = new ArrayList<>();
        String previous = null;
        List<String> present = new ArrayList<>(from.values());
        for (String value : to.values()) {
            if (!from.values().contains(value)) {
                String place = previous != null
                        ? present.indexOf(previous) == present.size() - 1 ? "" : " AFTER " + quoteLiteral(previous)
                        : present.isEmpty() ? "" : " BEFORE " + quoteLiteral(present.get(0));
                up.add("ALTER TYPE " + SingleDdl.name(to.name()) + " ADD VALUE " + quoteLiteral(value) + place);
                present.add(previous == null ? 0 : present.indexOf(previous) + 1, value);
            }
            previous = value;
        }
        return new Edit(up, around(id, exchanged(id, to, from)), false, true);
    }

    private static boolean isAddition(EnumType from, EnumType to) {
        List<String> kept = new ArrayList<>(to.values());
        kept.retainAll(from.values());
        return kept.equals(from.values());
    }

    /** What is in both schemas is there when the way back comes here. */
    private List<String> around(UnitId id, List<String> statements) {
        Set<UnitId> changed = new LinkedHashSet<>(Set.of(id));
        columns(id).forEach(column -> changed.add(column.id()));
        Set<UnitId> inTheWay = new Dependents(before).disturbedBy(changed);
        inTheWay.removeIf(other -> {
            Unit left = before.get(other);
            Unit right = after.get(other);
            // a default that becomes another one is the old one again by then
            boolean kept = right != null && (other.kind() == UnitKind.DEFAULT || isSame(left, right));
            return left == null || !kept;
        });
        return new Dependents(before).around(inTheWay, statements);
    }

    private static boolean isSame(@Nullable Unit left, Unit right) {
        return left != null && left.model().equals(right.model());
    }

    /** The columns that are of the type in both schemas. */
    private List<Unit> columns(UnitId id) {
        List<Unit> columns = new ArrayList<>();
        for (Unit unit : after.all().values()) {
            Unit old = before.get(unit.id());
            boolean uses =
                    unit.needs().contains(id) && old != null && old.needs().contains(id);
            if (uses && unit.id().kind() == UnitKind.TYPE) {
                throw Edits.notYet(
                        id.toString(), "the removal of a value of an enum that " + unit.id() + " is made of");
            }
            if (uses && unit.id().kind() == UnitKind.COLUMN) {
                columns.add(unit);
            }
        }
        return columns;
    }

    private List<String> exchanged(UnitId id, EnumType from, EnumType to) {
        String name = SingleDdl.name(to.name());
        String old = ObjectNames.clip(from.name().name(), ObjectNames.MAX_BYTES - 4) + "_old";
        List<String> statements = new ArrayList<>();
        statements.add("ALTER TYPE " + name + " RENAME TO " + quoteIdentifier(old));
        statements.addAll(SingleDdl.enumType(to).make());
        for (Unit column : columns(id)) {
            ColumnModel model = (ColumnModel) column.model();
            boolean inherited = column.absorbers().stream().anyMatch(other -> other.kind() == UnitKind.COLUMN);
            if (!inherited) {
                String quoted = quoteIdentifier(model.column().name());
                String type = SingleDdl.type(model.column().type());
                String array = model.column().type().endsWith("[]") ? "[]" : "";
                statements.add("ALTER TABLE " + SingleDdl.name(model.table()) + " ALTER COLUMN " + quoted + " TYPE "
                        + type + " USING " + quoted + "::text" + array + "::" + type);
            }
        }
        statements.add("DROP TYPE " + quoteIdentifier(to.name().schema(), old));
        // what was said of the old type
        after.partsOf(id).forEach(part -> {
            if (before.get(part.id()) != null) {
                statements.addAll(part.make());
            }
        });
        return statements;
    }
}
