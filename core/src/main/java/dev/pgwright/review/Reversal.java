package dev.pgwright.review;

import dev.pgwright.catalog.Catalog;
import dev.pgwright.catalog.CatalogComparison;
import dev.pgwright.catalog.EnumType;
import dev.pgwright.load.folded.FoldFault;
import dev.pgwright.load.folded.SchemaFold;
import dev.pgwright.load.migrations.Script;
import dev.pgwright.source.SourceFile;
import dev.pgwright.sql.Nodes;
import dev.pgwright.sql.ParsedSql;
import dev.pgwright.sql.Sql;
import dev.pgwright.sql.tree.AlterTableCmd;
import dev.pgwright.sql.tree.AlterTableStmt;
import dev.pgwright.sql.tree.CreateExtensionStmt;
import dev.pgwright.sql.tree.CreateFunctionStmt;
import dev.pgwright.sql.tree.CreateSchemaStmt;
import dev.pgwright.sql.tree.CreateSeqStmt;
import dev.pgwright.sql.tree.CreateStatsStmt;
import dev.pgwright.sql.tree.CreateStmt;
import dev.pgwright.sql.tree.CreateTableAsStmt;
import dev.pgwright.sql.tree.CreateTrigStmt;
import dev.pgwright.sql.tree.IndexStmt;
import dev.pgwright.sql.tree.Node;
import dev.pgwright.sql.tree.RuleStmt;
import dev.pgwright.sql.tree.ViewStmt;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * A migration that was taken back in thought.
 *
 * @param before the schema before the migration
 * @param script the way back
 * @param down its statements
 * @param way what becomes of both ways as the script stands
 * @param trial what would become of them with another script
 */
public record Reversal(
        MigrationContext migration,
        Catalog before,
        Script script,
        ParsedSql down,
        Way way,
        Function<String, Optional<Way>> trial) {
    /**
     * There and back.
     *
     * @param faults why PostgreSQL would refuse some statements of the way back
     * @param differences between the schema then and the one before the migration, as {@link CatalogComparison} says them;
     *     values that an enumeration has got are none, as nothing takes them away
     * @param after the schema then
     */
    public record Way(List<FoldFault> faults, List<String> differences, Catalog after) {
        public Way {
            faults = List.copyOf(faults);
            differences = List.copyOf(differences);
        }
    }

    public List<FoldFault> faults() {
        return way.faults();
    }

    public List<String> differences() {
        return way.differences();
    }

    /** Empty if something of the way there or back cannot be followed, so that nothing certain can be said. */
    static Optional<Reversal> of(MigrationContext migration, Catalog before, SchemaFold after) {
        Script script = migration.migration().down();
        Optional<ParsedSql> down = migration.down();
        boolean followed =
                migration.steps().stream().allMatch(step -> step.faults().isEmpty())
                        && migration.errors().isEmpty()
                        && !migration.isAlone();
        if (script == null
                || !followed
                || !migration.hasWayBack()
                || down.isEmpty()
                || !down.get().errors().isEmpty()) {
            return Optional.empty();
        }
        UnaryOperator<Way> known = known(migration, after);
        return way(before, after, down.get(), script.sql().text())
                .map(known)
                .map(way -> new Reversal(migration, before, script, down.get(), way, sql -> {
                    ParsedSql other = Sql.parse(SourceFile.of("", sql));
                    return other.errors().isEmpty()
                            ? way(before, after, other, sql).map(known)
                            : Optional.empty();
                }));
    }

    private static Optional<Way> way(Catalog before, SchemaFold after, ParsedSql down, String text) {
        SchemaFold.Trial trial = after.tryOut(down.statements(), text);
        return trial.faults().stream().allMatch(FoldFault::refused)
                ? Optional.of(new Way(trial.faults(), differences(before, trial.catalog()), trial.catalog()))
                : Optional.empty();
    }

    /**
     * Takes away what is not certain. Where there may be objects that no statement shows, one that is left over may have been
     * there before: what the way back makes again, and what the migration makes unless it is there.
     */
    private static UnaryOperator<Way> known(MigrationContext migration, SchemaFold after) {
        if (!migration.state().isIncomplete()) {
            return way -> way;
        }
        Catalog between = after.catalog();
        boolean made = migration.steps().stream().noneMatch(step -> mayFindItMade(step.tree()));
        return way -> {
            Set<String> again = Set.copyOf(differences(between, way.after()));
            return new Way(
                    way.faults(),
                    way.differences().stream()
                            .filter(difference -> !CatalogComparison.isOfUnexpected(difference)
                                    || (made && !again.contains(difference)))
                            .toList(),
                    way.after());
        };
    }

    /** Whether a statement makes something that may be there already. */
    private static boolean mayFindItMade(Node tree) {
        return (tree instanceof CreateStmt table && table.ifNotExists())
                || (tree instanceof CreateTableAsStmt copy && copy.ifNotExists())
                || (tree instanceof CreateSeqStmt sequence && sequence.ifNotExists())
                || (tree instanceof CreateSchemaStmt schema && schema.ifNotExists())
                || (tree instanceof CreateExtensionStmt extension && extension.ifNotExists())
                || (tree instanceof CreateStatsStmt statistics && statistics.ifNotExists())
                || (tree instanceof IndexStmt index && index.ifNotExists())
                || (tree instanceof CreateFunctionStmt routine && routine.replace())
                || (tree instanceof CreateTrigStmt trigger && trigger.replace())
                || (tree instanceof ViewStmt view && view.replace())
                || (tree instanceof RuleStmt rule && rule.replace())
                || (tree instanceof AlterTableStmt
                        && Nodes.all(tree, AlterTableCmd.class).stream().anyMatch(AlterTableCmd::missingOk));
    }

    /** What is not as it was, but for what cannot be given back. */
    public static List<String> differences(Catalog before, Catalog after) {
        Catalog back = withoutNewValues(after, before);
        return back.equals(before)
                ? List.of()
                : CatalogComparison.structuralDifferences(before, back).stream()
                        .filter(Reversal::matters)
                        .toList();
    }

    /** Whether the schema public is listed depends on what is in it; the order of columns cannot be given back. */
    private static boolean matters(String difference) {
        return !CatalogComparison.isOrderOfColumns(difference) && !difference.startsWith("schema public:");
    }

    private static Catalog withoutNewValues(Catalog back, Catalog before) {
        Map<String, EnumType> known = before.enums().stream()
                .collect(Collectors.toMap(type -> type.name().toString(), Function.identity()));
        return back.withEnums(back.enums().stream()
                .map(type -> {
                    EnumType old = known.get(type.name().toString());
                    return old != null && type.values().containsAll(old.values())
                            ? new EnumType(type.name(), old.values(), type.comment())
                            : type;
                })
                .toList());
    }
}
