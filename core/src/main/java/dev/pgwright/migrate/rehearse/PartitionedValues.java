package dev.pgwright.migrate.rehearse;

import static dev.pgwright.sql.Identifiers.quoteIdentifier;

import dev.pgwright.catalog.Catalog;
import dev.pgwright.catalog.Constraint;
import dev.pgwright.catalog.IndexElement;
import dev.pgwright.catalog.PartitionOf;
import dev.pgwright.catalog.Partitioning;
import dev.pgwright.catalog.Partitioning.Strategy;
import dev.pgwright.catalog.Partitions;
import dev.pgwright.catalog.Table;
import dev.pgwright.sql.SqlTokens;
import dev.pgwright.sql.SqlTokens.Token;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/** For which values of its key a table that becomes partitioned has partitions: rows with others would have no place. */
final class PartitionedValues {
    private PartitionedValues() {}

    /**
     * A check that says so: of ranges, those that follow each other without a gap. None where there is a default partition, or
     * the key is not one column.
     *
     * @param table as it is
     * @param wanted the same table as it is to be
     * @param to the schema that has its partitions
     */
    static Optional<Constraint.Check> of(Table table, Table wanted, Catalog to) {
        Partitioning partitioning = wanted.partitioning();
        if (partitioning == null
                || table.partitioning() != null
                || partitioning.keys().size() != 1) {
            return Optional.empty();
        }
        IndexElement key = partitioning.keys().get(0);
        List<PartitionOf> parts = Partitions.of(to).of(wanted).stream()
                .map(Table::partitionOf)
                .filter(Objects::nonNull)
                .toList();
        if (key.expression()
                || table.column(key.key()).isEmpty()
                || parts.isEmpty()
                || parts.stream().anyMatch(PartitionOf::isDefault)) {
            return Optional.empty();
        }
        String column = quoteIdentifier(key.key());
        List<List<String>> bounds =
                parts.stream().map(part -> bounds(part.bound())).toList();
        return condition(partitioning.strategy(), column, bounds)
                .map(condition -> Constraint.Check.of("pgwright_" + key.key() + "_partitions", condition));
    }

    private static Optional<String> condition(Strategy strategy, String column, List<List<String>> bounds) {
        return switch (strategy) {
            case HASH -> Optional.empty();
            case LIST ->
                Optional.of("(" + column + " IN ("
                        + bounds.stream().map(list -> list.get(0)).collect(Collectors.joining(", ")) + "))");
            case RANGE -> {
                List<String> limits = new ArrayList<>();
                List<String> range = longest(bounds);
                if (!range.get(0).equals("MINVALUE")) {
                    limits.add("(" + column + " >= " + range.get(0) + ")");
                }
                if (!range.get(1).equals("MAXVALUE")) {
                    limits.add("(" + column + " < " + range.get(1) + ")");
                }
                yield limits.isEmpty() ? Optional.empty() : Optional.of("(" + String.join(" AND ", limits) + ")");
            }
        };
    }

    /** The ends of the longest row of ranges of which each begins where another ends. */
    private static List<String> longest(List<List<String>> ranges) {
        Map<String, String> ends = new HashMap<>();
        ranges.forEach(range -> ends.put(range.get(0), range.get(1)));
        List<String> longest = ranges.get(0);
        int most = 0;
        for (String begin : ends.keySet()) {
            String end = begin;
            int count = 0;
            while (ends.containsKey(end)) {
                end = Objects.requireNonNull(ends.get(end));
                count++;
            }
            if (count > most) {
                most = count;
                longest = List.of(begin, end);
            }
        }
        return longest;
    }

    /** What stands in each pair of parentheses of a bound. */
    private static List<String> bounds(String bound) {
        List<Token> tokens = SqlTokens.of(bound);
        List<String> bounds = new ArrayList<>();
        for (int i = 0; i < tokens.size(); i++) {
            if (tokens.get(i).isSymbol('(')) {
                int closing = SqlTokens.closing(tokens, i);
                bounds.add(
                        bound.substring(tokens.get(i).end(), tokens.get(closing).start()));
                i = closing;
            }
        }
        return bounds;
    }
}
