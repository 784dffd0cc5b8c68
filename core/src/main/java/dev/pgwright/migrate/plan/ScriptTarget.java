package dev.pgwright.migrate.plan;

import dev.pgwright.catalog.Catalog;
import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.catalog.Table;
import dev.pgwright.load.folded.SchemaFold;
import dev.pgwright.locks.LockTable;
import dev.pgwright.migrate.plan.steps.SchemaStep;
import dev.pgwright.migrate.plan.steps.SchemaStep.Action;
import dev.pgwright.migrate.plan.steps.SchemaSteps;
import dev.pgwright.migrate.plan.steps.UnitKind;
import dev.pgwright.source.SourceFile;
import dev.pgwright.sql.Sql;
import dev.pgwright.sql.Statement;
import dev.pgwright.sql.tree.AlterTableCmd;
import dev.pgwright.sql.tree.AlterTableStmt;
import dev.pgwright.sql.tree.AlterTableType;
import dev.pgwright.sql.tree.CreateTableAsStmt;
import dev.pgwright.sql.tree.DoStmt;
import dev.pgwright.sql.tree.Node;
import dev.pgwright.sql.tree.ObjectType;
import dev.pgwright.sql.tree.RenameStmt;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What a script that only changes the schema leads to, where its own statements would block a table in use or break code
 * at once: the schema behind it can be reached in phases.
 */
public final class ScriptTarget {
    /** What loses its rows or values when it is dropped and made again. */
    private static final Set<UnitKind> HOLDS_DATA = Set.of(UnitKind.TABLE, UnitKind.COLUMN, UnitKind.SEQUENCE);

    private final SchemaFold fold;
    private final Set<QualifiedName> inUse;
    private final Set<String> gone = new HashSet<>();

    private final ScriptNames names;
    private final Map<String, String> conversions = new TreeMap<>();
    private boolean phased;

    private ScriptTarget(Catalog from, int version) {
        this.fold = SchemaFold.from(from, version);
        this.inUse = from.tables().stream().map(Table::name).collect(Collectors.toCollection(HashSet::new));
        this.names = new ScriptNames(inUse);
    }

    /**
     * What a script leads to; empty where it has to be run as it is written: it does what no schema says, makes anew what
     * it drops, or nothing in it is better done in phases.
     *
     * @param renamesAtOnce whether columns get other names at one moment
     */
    public static Optional<ScriptTarget> of(SourceFile script, Catalog from, int version, boolean renamesAtOnce) {
        ScriptTarget target = new ScriptTarget(from, version);
        for (ScriptStatements.Each each : ScriptStatements.of(script)) {
            if (!target.follow(each, renamesAtOnce)) {
                return Optional.empty();
            }
        }
        return target.phased ? Optional.of(target) : Optional.empty();
    }

    /** Old name to new name, {@code schema.table} or {@code schema.table.column}. */
    public Map<String, String> renames() {
        return names.renames();
    }

    /** How values become those of another type, by the column's last name, as {@code USING} says it. */
    public Map<String, String> conversions() {
        return Map.copyOf(conversions);
    }

    /** Whether a statement writes a table anew that is in use, or gives one of its columns another name. */
    static boolean isBetterInPhases(
            ScriptStatements.Each each, SchemaFold fold, Set<QualifiedName> inUse, boolean renamesAtOnce) {
        if (each.tree() instanceof RenameStmt rename) {
            return !renamesAtOnce
                    && rename.renameType() == ObjectType.OBJECT_COLUMN
                    && rename.relation() != null
                    && inUse.contains(fold.state().resolve(rename.relation()));
        }
        Statement statement = Sql.parseStatement(each.sql());
        return each.tree() instanceof AlterTableStmt
                && LockTable.effects(statement, fold.state()).relations().stream()
                        .anyMatch(effect -> effect.rewrites() && inUse.contains(effect.relation()));
    }

    private boolean follow(ScriptStatements.Each each, boolean renamesAtOnce) {
        Node tree = each.tree();
        if (tree instanceof CreateTableAsStmt || tree instanceof DoStmt || each.changesRows()) {
            return false;
        }
        phased |= isBetterInPhases(each, fold, inUse, renamesAtOnce);
        if (tree instanceof AlterTableStmt alter && alter.relation() != null) {
            convert(alter, each.sql(), fold.state().resolve(alter.relation()));
        }
        boolean named = names.follow(tree, fold.state());
        Catalog before = fold.catalog();
        fold.apply(Sql.parseStatement(each.sql()), each.sql());
        // an expression says the names of its moment
        return named ? conversions.isEmpty() : makes(SchemaSteps.between(before, fold.catalog()));
    }

    private boolean makes(List<SchemaStep> steps) {
        for (SchemaStep step : steps) {
            String unit = step.unit().toString();
            if (step.action() == Action.REMOVE
                    && HOLDS_DATA.contains(step.unit().kind())) {
                gone.add(unit);
            } else if (step.action() == Action.MAKE && gone.contains(unit)) {
                return false;
            }
        }
        return !steps.isEmpty();
    }

    private void convert(AlterTableStmt alter, String sql, QualifiedName table) {
        AlterTableText text = AlterTableText.of(sql);
        for (int i = 0; i < alter.cmds().size(); i++) {
            if (alter.cmds().get(i) instanceof AlterTableCmd command
                    && command.subtype() == AlterTableType.AT_AlterColumnType) {
                Fragments action = new Fragments(text.action(i));
                int using = action.find(0, "using");
                if (using >= 0) {
                    conversions.put(table + "." + command.name(), action.from(using + 1));
                }
            }
        }
    }
}
