package dev.pgwright.review.rules.migration;

import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.catalog.Table;
import dev.pgwright.finding.Severity;
import dev.pgwright.review.MigrationContext;
import dev.pgwright.review.MigrationRule;
import dev.pgwright.review.Needs;
import dev.pgwright.review.Report;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.review.Step;
import dev.pgwright.review.Trees;
import dev.pgwright.sql.tree.AlterTableCmd;
import dev.pgwright.sql.tree.AlterTableStmt;
import dev.pgwright.sql.tree.AlterTableType;
import dev.pgwright.sql.tree.CallStmt;
import dev.pgwright.sql.tree.ColumnDef;
import dev.pgwright.sql.tree.CreateStmt;
import dev.pgwright.sql.tree.CreateTableAsStmt;
import dev.pgwright.sql.tree.DoStmt;
import dev.pgwright.sql.tree.DropStmt;
import dev.pgwright.sql.tree.InsertStmt;
import dev.pgwright.sql.tree.MergeStmt;
import dev.pgwright.sql.tree.Node;
import dev.pgwright.sql.tree.ObjectType;
import dev.pgwright.sql.tree.RangeVar;
import dev.pgwright.sql.tree.UpdateStmt;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A column or table that goes and one of the same shape that comes. */
public final class DropAndAddLooksLikeRename implements MigrationRule {

    private static final RuleInfo INFO = RuleInfo.migration(
                    "drop-and-add-looks-like-rename", Needs.HISTORY, Severity.ERROR)
            .detects(
                    "A migration drops a column and adds one of the same type, or drops a table and makes one with the same"
                            + " columns, and copies nothing: most likely a rename.")
            .cost("the values are lost")
            .losesData()
            .safe(
                    "If it is a rename, expand and contract: add the new one, copy the values, move the code, and drop the old"
                            + " one in a later release.")
            .seed("Migration Safety: renaming column -> expand-contract")
            .build();

    @Override
    public RuleInfo info() {
        return INFO;
    }

    private record Gone(Step step, String name, String type) {}

    private record Come(Step step, ColumnDef column, String type) {}

    @Override
    public void check(MigrationContext migration, Report report) {
        Map<QualifiedName, List<Gone>> gone = new LinkedHashMap<>();
        Map<QualifiedName, List<Come>> come = new LinkedHashMap<>();
        for (Step step : migration.steps()) {
            if (step.tree() instanceof AlterTableStmt alter && alter.relation() != null) {
                QualifiedName table = migration.state().resolve(alter.relation());
                for (Node node : alter.cmds()) {
                    if (node instanceof AlterTableCmd action && !migration.isNew(table)) {
                        note(migration, step, alter.relation(), action, table, gone, come);
                    }
                }
            }
        }
        gone.forEach(
                (table, columns) -> columns(migration, table, columns, come.getOrDefault(table, List.of()), report));
        tables(migration, report);
    }

    private static void note(
            MigrationContext migration,
            Step step,
            RangeVar written,
            AlterTableCmd action,
            QualifiedName table,
            Map<QualifiedName, List<Gone>> gone,
            Map<QualifiedName, List<Come>> come) {
        if (action.subtype() == AlterTableType.AT_DropColumn && action.name() != null) {
            String dropped = action.name();
            step.table(written)
                    .flatMap(known -> known.column(dropped))
                    .ifPresent(column -> gone.computeIfAbsent(table, key -> new ArrayList<>())
                            .add(new Gone(step, column.name(), column.type())));
        } else if (action.subtype() == AlterTableType.AT_AddColumn && action.def() instanceof ColumnDef column) {
            migration
                    .state()
                    .table(table)
                    .flatMap(known -> known.column(String.valueOf(column.colname())))
                    .filter(known -> known.generated() == null && known.identity() == null)
                    .ifPresent(known -> come.computeIfAbsent(table, key -> new ArrayList<>())
                            .add(new Come(step, column, known.type())));
        }
    }

    private static void columns(
            MigrationContext migration, QualifiedName table, List<Gone> gone, List<Come> come, Report report) {
        for (Come one : come) {
            String added = String.valueOf(one.column().colname());
            List<Gone> same = gone.stream()
                    .filter(other ->
                            other.type().equals(one.type()) && !other.name().equals(added))
                    .toList();
            long others = come.stream()
                    .filter(other -> other.type().equals(one.type()))
                    .count();
            // of several of one type nobody can tell which became which
            if (same.size() == 1
                    && others == 1
                    && !isCopied(migration, added, same.get(0).name())) {
                Gone old = same.get(0);
                report.found(
                                migration,
                                one.step(),
                                "Column " + added + " of " + table + " has the type of " + old.name()
                                        + ", which the migration drops; if it is the same under a new name, its values"
                                        + " are lost")
                        .at(one.column().location())
                        .about(table.toString())
                        .severity(haveCommonWord(added, old.name()) ? Severity.ERROR : Severity.WARNING)
                        .advice("If " + added + " is what " + old.name() + " was: fill it from " + old.name()
                                + " in batches, move the code, and drop " + old.name() + " in a later release.");
            }
        }
    }

    private static boolean haveCommonWord(String one, String other) {
        List<String> words = List.of(other.split("_"));
        return List.of(one.split("_")).stream().anyMatch(words::contains);
    }

    /** Whether a change of rows names both, so that it may carry the values over. */
    private static boolean isCopied(MigrationContext migration, String added, String dropped) {
        return migration.steps().stream()
                .filter(step -> step.tree() instanceof UpdateStmt
                        || step.tree() instanceof InsertStmt
                        || step.tree() instanceof MergeStmt
                        || step.tree() instanceof DoStmt
                        || step.tree() instanceof CreateTableAsStmt
                        || step.tree() instanceof CallStmt)
                .map(step -> step.span().of(migration.source().text()))
                .anyMatch(text -> text.contains(dropped) && text.contains(added));
    }

    private static void tables(MigrationContext migration, Report report) {
        for (Step step : migration.steps()) {
            if (!(step.tree() instanceof CreateStmt create) || create.relation() == null) {
                continue;
            }
            int place = create.relation().location();
            QualifiedName made = migration.state().resolve(create.relation());
            Optional<Table> now = migration.state().table(made);
            for (Step other : migration.steps()) {
                if (other.tree() instanceof DropStmt drop && drop.removeType() == ObjectType.OBJECT_TABLE) {
                    other.tables().values().stream()
                            .filter(old -> names(drop).contains(old.name().name()))
                            .filter(old -> !old.name().equals(made)
                                    && !migration.isNew(old.name())
                                    && old.partitionOf() == null)
                            .filter(old ->
                                    now.filter(table -> isAlike(table, old)).isPresent())
                            .filter(old ->
                                    !isCopied(migration, made.name(), old.name().name()))
                            .findFirst()
                            .ifPresent(old -> report.found(
                                            migration,
                                            step,
                                            "Table " + made + " has the columns of " + old.name()
                                                    + ", which the migration drops; if it is the same under a new name,"
                                                    + " its rows are lost")
                                    .at(place)
                                    .about(made.toString()));
                }
            }
        }
    }

    private static List<String> names(DropStmt drop) {
        return drop.objects().stream()
                .map(Trees::nameParts)
                .filter(parts -> !parts.isEmpty())
                .map(parts -> parts.get(parts.size() - 1))
                .toList();
    }

    private static boolean isAlike(Table one, Table other) {
        return one.columns().size() >= 2 && shape(one).equals(shape(other));
    }

    private static List<String> shape(Table table) {
        return table.columns().stream()
                .map(column -> column.name() + " " + column.type())
                .sorted()
                .toList();
    }
}
