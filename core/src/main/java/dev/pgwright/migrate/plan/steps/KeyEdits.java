package dev.pgwright.migrate.plan.steps;

import static dev.pgwright.sql.Identifiers.quoteIdentifier;

import dev.pgwright.catalog.Constraint;
import dev.pgwright.catalog.Index;
import dev.pgwright.catalog.ObjectNames;
import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.catalog.print.SingleDdl;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Constraints and indexes that become others: the new one is made beside the old one under another name, and then takes
 * its place, so that there is no moment without one.
 */
final class KeyEdits {
    private KeyEdits() {}

    /** @param needed whether something needs the constraint, so that it cannot just be replaced */
    static Optional<Edit> constraint(ConstraintModel from, ConstraintModel to, boolean needed) {
        String alter = "ALTER TABLE " + SingleDdl.name(to.table()) + " ";
        String name = to.constraint().name();
        if (from.definition().equals(to.definition())) {
            String validate = alter + "VALIDATE CONSTRAINT " + quoteIdentifier(name);
            List<String> invalid = replacedBy(alter, from);
            return Optional.of(
                    to.validated()
                            ? Edit.of(List.of(validate), invalid)
                            : Edit.of(replacedBy(alter, to), List.of(validate)));
        }
        if (needed || !isByName(from.constraint()) || !isByName(to.constraint())) {
            return Optional.empty();
        }
        return Optional.of(Edit.of(replacedBy(alter, to), replacedBy(alter, from)));
    }

    /** Checks and foreign keys of two names may be there at the same time, and cost only a look at the rows. */
    private static boolean isByName(Constraint constraint) {
        return constraint instanceof Constraint.Check || constraint instanceof Constraint.ForeignKey;
    }

    private static List<String> replacedBy(String alter, ConstraintModel model) {
        String name = model.constraint().name();
        String temporary = temporary(name);
        String definition = model.definition().replaceFirst("^CONSTRAINT \\S+ ", "");
        String head = "CONSTRAINT " + quoteIdentifier(name) + " ";
        String body = model.definition().startsWith(head) ? model.definition().substring(head.length()) : definition;
        return List.of(
                alter + "ADD CONSTRAINT " + quoteIdentifier(temporary) + " " + body
                        + (model.validated() ? "" : " NOT VALID"),
                alter + "DROP CONSTRAINT " + quoteIdentifier(name),
                alter + "RENAME CONSTRAINT " + quoteIdentifier(temporary) + " TO " + quoteIdentifier(name));
    }

    /** A name beside another one, which no object is likely to have. */
    static String temporary(String name) {
        return ObjectNames.clip(name, ObjectNames.MAX_BYTES - 4) + "_new";
    }

    /** @param needed whether something needs the index */
    static Optional<Edit> index(IndexModel from, IndexModel to, boolean needed) {
        if (!from.relation().equals(to.relation())) {
            return Optional.empty();
        }
        Index left = from.index();
        Index right = to.index();
        String schema = to.relation().schema();
        String alter = "ALTER INDEX " + quoteIdentifier(schema, right.name()) + " ";
        if (hasSameKeys(left, right)) {
            List<String> up = new ArrayList<>(settings(alter, left, right));
            List<String> down = new ArrayList<>(settings(alter, right, left));
            return Optional.of(Edit.of(up, down));
        }
        if (needed || to.partitioned() || from.partitioned() || left.parent() != null || right.parent() != null) {
            return Optional.empty();
        }
        return Optional.of(Edit.of(replacedBy(to.relation(), right), replacedBy(to.relation(), left)));
    }

    private static boolean hasSameKeys(Index left, Index right) {
        return left.method().equals(right.method())
                && left.elements().equals(right.elements())
                && left.include().equals(right.include())
                && left.unique() == right.unique()
                && left.nullsNotDistinct() == right.nullsNotDistinct()
                && Objects.equals(left.predicate(), right.predicate())
                && left.valid() == right.valid()
                && Objects.equals(left.parent(), right.parent());
    }

    private static List<String> settings(String alter, Index from, Index to) {
        List<String> statements =
                new ArrayList<>(TableEdits.parameters(alter, from.storageParameters(), to.storageParameters()));
        if (!Objects.equals(from.tablespace(), to.tablespace())) {
            statements.add(alter + "SET TABLESPACE "
                    + (to.tablespace() == null ? "pg_default" : quoteIdentifier(to.tablespace())));
        }
        for (Index.StatisticsTarget target : from.statisticsTargets()) {
            if (to.statisticsTargets().stream().noneMatch(other -> other.key() == target.key())) {
                statements.add(alter + "ALTER COLUMN " + target.key() + " SET STATISTICS -1");
            }
        }
        for (Index.StatisticsTarget target : to.statisticsTargets()) {
            if (!from.statisticsTargets().contains(target)) {
                statements.add(alter + "ALTER COLUMN " + target.key() + " SET STATISTICS " + target.target());
            }
        }
        return statements;
    }

    private static List<String> replacedBy(QualifiedName relation, Index index) {
        String schema = relation.schema();
        String temporary = temporary(index.name());
        Index beside = index.named(temporary);
        List<String> statements =
                new ArrayList<>(SingleDdl.index(relation, beside, false).make());
        statements.add("DROP INDEX " + quoteIdentifier(schema, index.name()));
        statements.add(
                "ALTER INDEX " + quoteIdentifier(schema, temporary) + " RENAME TO " + quoteIdentifier(index.name()));
        return statements;
    }
}
