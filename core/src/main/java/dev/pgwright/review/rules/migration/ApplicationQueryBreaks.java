package dev.pgwright.review.rules.migration;

import dev.pgwright.catalog.Column;
import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.finding.Severity;
import dev.pgwright.locks.RelationEffect;
import dev.pgwright.review.AlterAction;
import dev.pgwright.review.KnownQueries;
import dev.pgwright.review.MigrationContext;
import dev.pgwright.review.MigrationRule;
import dev.pgwright.review.Needs;
import dev.pgwright.review.QueryUse;
import dev.pgwright.review.Report;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.review.Step;
import dev.pgwright.review.Trees;
import dev.pgwright.source.Span;
import dev.pgwright.sql.tree.AlterObjectSchemaStmt;
import dev.pgwright.sql.tree.AlterTableType;
import dev.pgwright.sql.tree.ColumnDef;
import dev.pgwright.sql.tree.DropStmt;
import dev.pgwright.sql.tree.Node;
import dev.pgwright.sql.tree.ObjectType;
import dev.pgwright.sql.tree.RenameStmt;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Changes that make known queries fail. */
public final class ApplicationQueryBreaks implements MigrationRule {
    private static final RuleInfo INFO = RuleInfo.migration(
                    "application-query-breaks", Needs.STATISTICS, Severity.ERROR)
            .detects(
                    "A known query uses an object that the migration drops, renames, moves, retypes or makes mandatory.")
            .cost("those queries fail at once")
            .safe("Change and release those queries first.")
            .seed("Migration Safety: renaming -> expand-contract")
            .build();

    @Override
    public RuleInfo info() {
        return INFO;
    }

    /** At the end, since a name that is gone may have been taken again. */
    @Override
    public void check(MigrationContext migration, Report report) {
        for (Step step : migration.steps()) {
            if (step.tree() instanceof DropStmt drop) {
                for (Node object : drop.objects()) {
                    named(step, Trees.nameParts(object))
                            .ifPresent(name -> gone(migration, step, name, "Dropping ", report));
                }
            } else if (step.tree() instanceof RenameStmt rename && rename.relation() != null) {
                Optional<QualifiedName> name = step.effectOn(rename.relation()).map(RelationEffect::relation);
                if (rename.renameType() == ObjectType.OBJECT_COLUMN) {
                    name.ifPresent(table ->
                            goneColumn(migration, step, table, rename.subname(), "Renaming ", step.span(), report));
                } else {
                    name.ifPresent(table -> gone(migration, step, table, "Renaming ", report));
                }
            } else if (step.tree() instanceof AlterObjectSchemaStmt move && move.relation() != null) {
                step.effectOn(move.relation())
                        .ifPresent(effect -> gone(migration, step, effect.relation(), "Moving ", report));
            }
            for (AlterAction action : migration.statement(step).alterations()) {
                check(migration, step, action, report);
            }
        }
    }

    private static void check(MigrationContext migration, Step step, AlterAction action, Report report) {
        QualifiedName table = action.table();
        String column = action.command().name();
        switch (action.command().subtype()) {
            case AT_DropColumn -> goneColumn(migration, step, table, column, "Dropping ", action.span(), report);
            case AT_AlterColumnType -> retyped(migration, step, action, report);
            case AT_SetNotNull, AT_AddColumn -> mandatory(migration, step, action, report);
            default -> {
                // the others leave queries as they are
            }
        }
    }

    private static Optional<QualifiedName> named(Step step, List<String> name) {
        return step.existing().stream()
                .map(RelationEffect::relation)
                .filter(relation -> !name.isEmpty()
                        && relation.name().equals(name.get(name.size() - 1))
                        && (name.size() == 1 || relation.schema().equals(name.get(name.size() - 2))))
                .findFirst();
    }

    private static void gone(MigrationContext migration, Step step, QualifiedName name, String verb, Report report) {
        List<QueryUse> broken = migration.queries().of(name, migration.state());
        if (!migration.state().isRelation(name)) {
            report(migration, step, step.span(), name, verb + name, broken, report);
        }
    }

    private static void goneColumn(
            MigrationContext migration,
            Step step,
            QualifiedName table,
            @Nullable String column,
            String verb,
            Span place,
            Report report) {
        boolean thereAgain = migration
                .state()
                .table(table)
                .flatMap(known -> known.column(String.valueOf(column)))
                .isPresent();
        // a table that is gone has been reported itself
        if (column != null && !thereAgain && migration.state().isRelation(table)) {
            List<QueryUse> broken = migration.queries().of(table, migration.state()).stream()
                    .filter(use -> use.usesColumn(table, column, migration.state()))
                    .toList();
            report(migration, step, place, table, verb + column + " of " + table, broken, report);
        }
    }

    /** Only where values of one kind become values of another: the same operators go on to work within a kind. */
    private static void retyped(MigrationContext migration, Step step, AlterAction action, Report report) {
        String column = String.valueOf(action.command().name());
        Optional<String> before = Optional.ofNullable(step.tables().get(action.table()))
                .flatMap(table -> table.column(column))
                .map(known -> TypeKinds.of(known.type()));
        Optional<String> after = migration
                .state()
                .table(action.table())
                .flatMap(table -> table.column(column))
                .map(known -> TypeKinds.of(known.type()));
        if (before.isPresent() && after.isPresent() && !before.equals(after)) {
            List<QueryUse> broken = migration.queries().of(action.table(), migration.state()).stream()
                    .filter(use -> use.usesColumn(action.table(), column, migration.state()))
                    .toList();
            report(
                    migration,
                    step,
                    action.span(),
                    action.table(),
                    "Making " + column + " of " + action.table() + " " + after.get() + " instead of " + before.get(),
                    broken,
                    report);
        }
    }

    private static void mandatory(MigrationContext migration, Step step, AlterAction action, Report report) {
        boolean added = action.command().subtype() == AlterTableType.AT_AddColumn;
        String column = added
                ? action.columnDefinition().map(ColumnDef::colname).orElse(null)
                : action.command().name();
        Optional<Column> after =
                migration.state().table(action.table()).flatMap(table -> table.column(String.valueOf(column)));
        boolean filled = after.filter(known ->
                        known.defaultExpression() == null && known.identity() == null && known.generated() == null)
                .isEmpty();
        if (column != null && !filled && after.get().notNull()) {
            List<QueryUse> broken = migration.queries().of(action.table(), migration.state()).stream()
                    .filter(use -> use.insertsWithout(action.table(), column, added, migration.state()))
                    .toList();
            report(
                    migration,
                    step,
                    action.span(),
                    action.table(),
                    "Making " + column + " of " + action.table() + " mandatory",
                    broken,
                    report);
        }
    }

    private static void report(
            MigrationContext migration,
            Step step,
            Span place,
            QualifiedName table,
            String change,
            List<QueryUse> broken,
            Report report) {
        if (!broken.isEmpty()) {
            report.found(migration, step, change + " breaks " + KnownQueries.words(broken))
                    .at(place)
                    .on(table)
                    .whateverTheSize();
        }
    }
}
