package dev.pgwright.review.rules.index;

import dev.pgwright.load.folded.BoundLevel;
import dev.pgwright.load.folded.BoundQuery;
import dev.pgwright.load.folded.BoundRelation;
import dev.pgwright.load.folded.SchemaState;
import dev.pgwright.review.rules.query.Predicates;
import dev.pgwright.sql.Nodes;
import dev.pgwright.sql.tree.Node;
import dev.pgwright.workload.ColumnFacts;
import dev.pgwright.workload.TableFacts;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** About how many rows of a table a change meets, by the statistics of its columns. */
public final class MatchedRows {
    private MatchedRows() {}

    /**
     * The estimate; empty unless all that the condition demands is understood, and statistics of all its columns are there.
     *
     * @param statement the whole statement
     * @param change the UPDATE or DELETE in it
     */
    public static OptionalLong of(Node statement, Node change, TableFacts facts, SchemaState state) {
        BoundQuery bound = state.bind(statement);
        BoundLevel level = bound.level(change).orElse(null);
        BoundRelation target = level == null ? null : level.target().orElse(null);
        if (level == null || target == null || level.relations().size() != 1 || Predicates.where(level) == null) {
            return OptionalLong.empty();
        }
        ConditionReader reader = new ConditionReader(bound, level, target, false);
        Nodes.conjuncts(Predicates.where(level)).forEach(reader::read);
        if (!reader.isUnderstood() || !bound.faults().isEmpty()) {
            return OptionalLong.empty();
        }
        return of(reader.conditions(), facts);
    }

    private static OptionalLong of(List<Condition> conditions, TableFacts facts) {
        double part = 1;
        for (Condition condition : conditions) {
            Optional<ColumnFacts> column = facts.column(condition.column());
            if (column.isEmpty()
                    || Selectivity.of(condition, column.get(), facts.rows()).isEmpty()) {
                return OptionalLong.empty();
            }
            part *= Selectivity.of(condition, column.get(), facts.rows()).getAsDouble();
        }
        return conditions.isEmpty() ? OptionalLong.empty() : OptionalLong.of(Math.round(part * facts.rows()));
    }
}
