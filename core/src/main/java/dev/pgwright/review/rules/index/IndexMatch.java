package dev.pgwright.review.rules.index;

import dev.pgwright.catalog.Index;
import dev.pgwright.catalog.IndexElement;
import dev.pgwright.locks.Expressions;
import dev.pgwright.review.rules.index.Condition.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What an index can do for the way in which a query looks for rows.
 *
 * @param equal the conditions on its first keys that take one value or some
 * @param range the condition on the key behind them that takes a range
 * @param unsure whether it may do more: an expression, or a method whose use nobody can tell from here
 */
record IndexMatch(
        Index index, List<Condition> equal, @Nullable Condition range, boolean unsure) {
    IndexMatch {
        equal = List.copyOf(equal);
    }

    /** Those of the table's indexes that can find rows by at least one of the conditions that are taken into account. */
    static List<IndexMatch> of(Access access, Predicate<Condition> counted) {
        return access.query().indexes(access.name()).stream()
                .flatMap(index -> of(access, index, counted).stream())
                .toList();
    }

    static Optional<IndexMatch> of(Access access, Index index, Predicate<Condition> counted) {
        if (Implication.of(access, index.predicate()) == Implication.NO) {
            return Optional.empty();
        }
        boolean ordered = index.method().equals("btree");
        if (!ordered && !index.method().equals("hash")) {
            boolean any = index.elements().stream()
                    .anyMatch(element -> element.expression()
                            ? mentions(access, element)
                            : access.on(element.key()).stream().anyMatch(counted));
            return any ? Optional.of(new IndexMatch(index, List.of(), null, true)) : Optional.empty();
        }
        List<Condition> equal = new ArrayList<>();
        for (IndexElement element : index.elements()) {
            if (element.expression()) {
                boolean unsure = mentions(access, element);
                return unsure || !equal.isEmpty()
                        ? Optional.of(new IndexMatch(index, equal, null, unsure))
                        : Optional.empty();
            }
            List<Condition> own =
                    access.on(element.key()).stream().filter(counted).toList();
            Optional<Condition> equality = own.stream()
                    .filter(one -> one.isEquality() || one.kind() == Kind.JOIN || one.kind() == Kind.CORRELATED)
                    .findFirst();
            if (equality.isPresent()) {
                equal.add(equality.get());
                continue;
            }
            Optional<Condition> range = own.stream()
                    .filter(one -> one.kind() == Kind.RANGE || one.kind() == Kind.PREFIX)
                    .findFirst();
            return equal.isEmpty() && range.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new IndexMatch(index, equal, range.orElse(null), false));
        }
        return Optional.of(new IndexMatch(index, equal, null, false));
    }

    private static boolean mentions(Access access, IndexElement element) {
        return access.columns().stream().anyMatch(column -> Expressions.mentions(element.key(), column));
    }
}
