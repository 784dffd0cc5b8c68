package dev.pgwright.review.rules.schema;

import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.review.SchemaContext;
import dev.pgwright.review.TableColumn;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Which columns count with a sequence of their own, as serial columns do. */
final class SequenceUses {
    private final Map<TableColumn, QualifiedName> sequences = new LinkedHashMap<>();
    private final Map<QualifiedName, Integer> users = new HashMap<>();

    SequenceUses(SchemaContext schema) {
        for (TableColumn column : schema.columns()) {
            ColumnDefault.of(column.column(), schema)
                    .flatMap(ColumnDefault::sequence)
                    .ifPresent(sequence -> {
                        sequences.put(column, sequence);
                        users.merge(sequence, 1, Integer::sum);
                    });
        }
    }

    /** The sequence that a column's default counts with, and no other column's. */
    Optional<QualifiedName> ownSequence(TableColumn column) {
        return Optional.ofNullable(sequences.get(column)).filter(sequence -> users.getOrDefault(sequence, 0) == 1);
    }

    /** Whether a column's default counts with any sequence, or it is an identity. */
    boolean isCounted(TableColumn column) {
        return column.column().identity() != null || sequences.containsKey(column);
    }
}
