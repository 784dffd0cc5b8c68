package dev.pgwright.load.folded;

import dev.pgwright.sql.tree.ConstrType;
import dev.pgwright.sql.tree.Constraint;
import dev.pgwright.sql.tree.Node;
import dev.pgwright.sql.tree.PgString;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Brings constraints into the form that those of a table have. */
final class ConstraintNodes {
    private ConstraintNodes() {}

    /** The constraints, with {@code DEFERRABLE} and the like, which the parser leaves beside them, in them. */
    static List<Constraint> merged(List<Node> nodes) {
        List<Constraint> merged = new ArrayList<>();
        for (Node node : nodes) {
            if (!(node instanceof Constraint constraint)) {
                continue;
            }
            Constraint last = merged.isEmpty() ? null : merged.get(merged.size() - 1);
            switch (constraint.contype()) {
                case CONSTR_ATTR_DEFERRABLE -> replaceLast(merged, last, true, null, null);
                case CONSTR_ATTR_NOT_DEFERRABLE -> replaceLast(merged, last, false, null, null);
                case CONSTR_ATTR_DEFERRED -> replaceLast(merged, last, true, true, null);
                case CONSTR_ATTR_IMMEDIATE -> replaceLast(merged, last, null, false, null);
                case CONSTR_ATTR_ENFORCED -> replaceLast(merged, last, null, null, true);
                case CONSTR_ATTR_NOT_ENFORCED -> replaceLast(merged, last, null, null, false);
                default -> merged.add(constraint);
            }
        }
        return merged;
    }

    private static void replaceLast(
            List<Constraint> merged,
            @Nullable Constraint last,
            @Nullable Boolean deferrable,
            @Nullable Boolean deferred,
            @Nullable Boolean enforced) {
        if (last != null) {
            merged.set(
                    merged.size() - 1,
                    with(
                            last,
                            deferrable == null ? last.deferrable() : deferrable,
                            deferred == null ? last.initdeferred() : deferred,
                            enforced == null ? last.isEnforced() : enforced,
                            last.keys(),
                            last.fkAttrs()));
        }
    }

    /** A column's constraint as one of its table. */
    static Constraint ofColumn(Constraint constraint, String column) {
        List<Node> name = List.of(new PgString(column));
        boolean key = constraint.contype() == ConstrType.CONSTR_PRIMARY
                || constraint.contype() == ConstrType.CONSTR_UNIQUE
                || constraint.contype() == ConstrType.CONSTR_NOTNULL;
        return with(
                constraint,
                constraint.deferrable(),
                constraint.initdeferred(),
                constraint.isEnforced(),
                key && constraint.keys().isEmpty() ? name : constraint.keys(),
                constraint.contype() == ConstrType.CONSTR_FOREIGN ? name : constraint.fkAttrs());
    }

    /** The same under a name. */
    static Constraint named(Constraint constraint, String name) {
        return with(
                constraint,
                name,
                constraint.deferrable(),
                constraint.initdeferred(),
                constraint.isEnforced(),
                constraint.keys(),
                constraint.fkAttrs());
    }

    private static Constraint with(
            Constraint constraint,
            boolean deferrable,
            boolean deferred,
            boolean enforced,
            List<Node> keys,
            List<Node> fkAttrs) {
        return with(constraint, constraint.conname(), deferrable, deferred, enforced, keys, fkAttrs);
    }

    private static Constraint with(
            Constraint constraint,
            @Nullable String name,
            boolean deferrable,
            boolean deferred,
            boolean enforced,
            List<Node> keys,
            List<Node> fkAttrs) {
        return new Constraint(
                constraint.contype(),
                name,
                deferrable,
                deferred,
                enforced,
                constraint.skipValidation(),
                constraint.initiallyValid(),
                constraint.isNoInherit(),
                constraint.rawExpr(),
                constraint.cookedExpr(),
                constraint.generatedWhen(),
                constraint.generatedKind(),
                constraint.nullsNotDistinct(),
                keys,
                constraint.withoutOverlaps(),
                constraint.including(),
                constraint.exclusions(),
                constraint.options(),
                constraint.indexname(),
                constraint.indexspace(),
                constraint.resetDefaultTblspc(),
                constraint.accessMethod(),
                constraint.whereClause(),
                constraint.pktable(),
                fkAttrs,
                constraint.pkAttrs(),
                constraint.fkWithPeriod(),
                constraint.pkWithPeriod(),
                constraint.fkMatchtype(),
                constraint.fkUpdAction(),
                constraint.fkDelAction(),
                constraint.fkDelSetCols(),
                constraint.oldConpfeqop(),
                constraint.oldPktableOid(),
                constraint.location());
    }
}
