package dev.pgwright.review;

import dev.pgwright.catalog.Catalog;
import dev.pgwright.catalog.CatalogComparison;
import dev.pgwright.catalog.EnumType;
import dev.pgwright.load.folded.FoldFault;
import dev.pgwright.load.folded.SchemaFold;
import dev.pgwright.load.migrations.Script;
import dev.pgwright.sql.ParsedSql;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A migration that was taken back in thought.
 *
 * @param script the way back
 * @param down its statements
 * @param faults why PostgreSQL would refuse some of them
 * @param differences between the schema then and the one before the migration, as {@link CatalogComparison} says them;
 *     values that an enumeration has got are none, as nothing takes them away
 */
public record Reversal(
        MigrationContext migration, Script script, ParsedSql down, List<FoldFault> faults, List<String> differences) {
    public Reversal {
        faults = List.copyOf(faults);
        differences = List.copyOf(differences);
    }

    /** Empty if something of the way there or back cannot be followed, so that nothing certain can be said. */
    static Optional<Reversal> of(MigrationContext migration, Catalog before, SchemaFold after) {
        Script script = migration.migration().down();
        Optional<ParsedSql> down = migration.down();
        boolean followed =
                migration.steps().stream().allMatch(step -> step.faults().isEmpty())
                        && migration.errors().isEmpty()
                        && !migration.isAlone()
                        && !migration.state().isIncomplete();
        if (script == null
                || !followed
                || down.isEmpty()
                || !down.get().errors().isEmpty()) {
            return Optional.empty();
        }
        SchemaFold.Trial trial =
                after.tryOut(down.get().statements(), script.sql().text());
        if (down.get().statements().isEmpty() || !trial.faults().stream().allMatch(FoldFault::refused)) {
            return Optional.empty();
        }
        Catalog back = withoutNewValues(trial.catalog(), before);
        List<String> differences = back.equals(before)
                ? List.of()
                : CatalogComparison.structuralDifferences(before, back).stream()
                        .filter(Reversal::matters)
                        .toList();
        return Optional.of(new Reversal(migration, script, down.get(), trial.faults(), differences));
    }

    /** Whether the schema public is listed depends on what is in it; the order of columns cannot be given back. */
    private static boolean matters(String difference) {
        boolean order = difference.startsWith("table ") && difference.contains(": columns ");
        return !order && !difference.startsWith("schema public:");
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
