package dev.pgwright.review.rules.index;

import dev.pgwright.catalog.Index;
import dev.pgwright.catalog.IndexElement;
import dev.pgwright.load.folded.BoundQuery;
import dev.pgwright.load.folded.BoundRelation;
import dev.pgwright.review.Amounts;
import dev.pgwright.review.rules.index.Condition.Kind;
import dev.pgwright.sql.Identifiers;
import dev.pgwright.sql.tree.SelectStmt;
import dev.pgwright.workload.TableFacts;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * An index that a query needs to look for rows.
 *
 * @param equal the conditions on its first keys
 * @param behind the keys behind them, as SQL
 */
record FilterNeed(Access access, List<Condition> equal, List<String> behind) {
    private static final int MOST_KEYS = 3;

    /** An index of which a tenth of the entries has to be read is no way to few rows. */
    private static final double USEFUL = 0.1;

    /** PostgreSQL 18 looks for each value of the first key apart, which pays where there are few (release notes of 18, skip scan). */
    private static final int SKIPPED_VALUES = 100;

    FilterNeed {
        equal = List.copyOf(equal);
        behind = List.copyOf(behind);
    }

    /**
     * What the access needs, where nothing is there that serves it.
     *
     * @param part the part of the rows that is still found by an index
     */
    static Optional<FilterNeed> of(Access access, double part) {
        List<Condition> equalities = access.equalities();
        OptionalDouble counted = countedPart(access);
        if (isServed(access) || (counted.isPresent() && counted.getAsDouble() > part)) {
            return Optional.empty();
        }
        List<Condition> chosen = new ArrayList<>(equalities.stream()
                .filter(one -> Selectivity.isSelective(access, one, part))
                .toList());
        if (chosen.isEmpty() && areSelectiveTogether(access, equalities, part)) {
            chosen.addAll(equalities);
        }
        boolean byRange = chosen.isEmpty() && counted.isPresent();
        Optional<Condition> range = access.of(Kind.RANGE).stream().findFirst();
        if (chosen.isEmpty() && !(byRange && range.isPresent())) {
            return Optional.empty();
        }
        List<String> sorted = sorted(access, equalities);
        if (!sorted.isEmpty()) {
            equalities.stream().filter(one -> !chosen.contains(one)).forEach(chosen::add);
        }
        chosen.sort(Comparator.comparingDouble(
                one -> Selectivity.of(access, one).orElse(Selectivity.hasFewValues(access, one.column()) ? 1 : 0)));
        List<Condition> keys = chosen.subList(0, Math.min(MOST_KEYS, chosen.size()));
        List<String> behind = !sorted.isEmpty() && keys.size() == chosen.size()
                ? sorted
                : range.map(one -> List.of(Identifiers.quoteIdentifier(one.column())))
                        .orElse(List.of());
        return Optional.of(new FilterNeed(access, keys, behind));
    }

    private static boolean areSelectiveTogether(Access access, List<Condition> equalities, double part) {
        return equalities.size() > 1
                && equalities.size() <= MOST_KEYS
                && equalities.stream()
                        .allMatch(one -> Selectivity.of(access, one).isPresent())
                && Selectivity.of(access, equalities).orElse(1) <= part;
    }

    /** The part of the table's rows that a call gives, where that was counted. */
    private static OptionalDouble countedPart(Access access) {
        OptionalDouble rows = access.countedRows();
        Optional<TableFacts> facts = access.facts();
        return rows.isPresent() && facts.isPresent() && facts.get().rows() > 0
                ? OptionalDouble.of(rows.getAsDouble() / facts.get().rows())
                : OptionalDouble.empty();
    }

    /** What a page is ordered by, if an index can deliver that behind the equalities. */
    private static List<String> sorted(Access access, List<Condition> equalities) {
        boolean page = access.level().node() instanceof SelectStmt select
                && select.limitCount() != null
                && access.isPlain()
                && equalities.stream().noneMatch(one -> one.kind() == Kind.IN);
        List<SortKey> keys = page ? SortKey.behind(access, SortKey.of(access)) : List.of();
        return keys.size() > 2 ? List.of() : SortKey.sql(keys);
    }

    /** Whether an index leads to the rows already, or may. */
    private static boolean isServed(Access access) {
        List<IndexMatch> matches = IndexMatch.of(access, condition -> isDriven(access, condition));
        return matches.stream().anyMatch(match -> isUseful(access, match))
                || access.query().indexes(access.name()).stream()
                        .anyMatch(index -> isBehind(access, index)
                                || PartialIndexPredicateNotMatched.wanted(access, index)
                                        .isPresent());
    }

    private static boolean isUseful(Access access, IndexMatch match) {
        if (match.unsure() || match.range() != null) {
            return true;
        }
        OptionalDouble part = Selectivity.of(access, match.equal());
        // one value of a column of few leads to many rows, but nobody knows how many
        return part.isEmpty() || part.getAsDouble() <= USEFUL;
    }

    /**
     * Whether an index has the columns, but not in front: that is another fault (composite-index-column-order), or none where
     * the first key has few values.
     */
    static boolean isBehind(Access access, Index index) {
        List<String> columns = index.elements().stream()
                .filter(element -> !element.expression())
                .map(IndexElement::key)
                .toList();
        return index.method().equals("btree")
                && columns.size() > 1
                && Implication.of(access, index.predicate()) != Implication.NO
                && access.equalities().stream()
                        .filter(one -> Selectivity.isSelective(access, one, USEFUL))
                        .anyMatch(one -> columns.indexOf(one.column()) > 0);
    }

    /** Whether version 18 and later skip over the first key of an index to the second, as far as that is known. */
    static boolean isSkipped(Access access, Index index) {
        return access.query().state().version() >= 18
                && access.facts()
                        .flatMap(facts -> facts.column(index.elements().get(0).key())
                                .map(column -> column.values(facts.rows()) <= SKIPPED_VALUES))
                        .orElse(true);
    }

    /** Whether a condition leads to rows: one on a column of another table does if that has few rows to compare with. */
    private static boolean isDriven(Access access, Condition condition) {
        return switch (condition.kind()) {
            case EQUAL, IN, IS_NULL, RANGE, PREFIX, CONTAINS, CORRELATED -> true;
            case NOT_NULL -> false;
            case JOIN -> condition.others().stream().allMatch(other -> isRestricted(access, other));
        };
    }

    private static boolean isRestricted(Access access, BoundRelation other) {
        if (other.kind() != BoundRelation.Kind.TABLE) {
            return true;
        }
        return Access.of(access.query(), access.level(), other)
                .map(one -> one.conditions().stream()
                        .anyMatch(condition -> condition.kind() != Kind.JOIN && condition.kind() != Kind.NOT_NULL))
                .orElse(true);
    }

    /** The columns that select the rows; those of a range where nothing else does. */
    List<String> columns() {
        return equal.isEmpty()
                ? List.of(access.of(Kind.RANGE).get(0).column())
                : equal.stream().map(Condition::column).toList();
    }

    String words() {
        return columns().stream().collect(Collectors.joining(" and "));
    }

    int place() {
        Condition first = equal.isEmpty() ? access.of(Kind.RANGE).get(0) : equal.get(0);
        return access.query().place(BoundQuery.location(first.term()));
    }

    /** How many rows are wanted, and how that is known. */
    Optional<String> cost() {
        long rows = access.facts().map(TableFacts::rows).orElse(0L);
        OptionalDouble counted = access.countedRows();
        if (rows == 0) {
            return Optional.empty();
        }
        if (counted.isPresent()) {
            return Optional.of("a scan of " + Amounts.rows(rows) + " for "
                    + Amounts.rows(Math.round(counted.getAsDouble())) + " a call, as counted");
        }
        OptionalDouble part = Selectivity.of(access, equal);
        return part.isPresent()
                ? Optional.of("a scan of " + Amounts.rows(rows) + " for about "
                        + Amounts.rows(Math.max(1, Math.round(part.getAsDouble() * rows))) + ", by statistics")
                : Optional.of("a scan of " + Amounts.rows(rows));
    }

    /** Those that one index can serve, each group with the query that costs most in front. */
    static List<List<FilterNeed>> together(List<FilterNeed> needs) {
        List<FilterNeed> open = new ArrayList<>(needs);
        open.sort(Comparator.comparing(FilterNeed::access, WorkloadTables.HEAVIEST));
        List<List<FilterNeed>> groups = new ArrayList<>();
        for (FilterNeed need : open) {
            groups.stream()
                    .filter(group -> group.stream().allMatch(other -> other.fits(need)))
                    .findFirst()
                    .ifPresentOrElse(group -> group.add(need), () -> groups.add(new ArrayList<>(List.of(need))));
        }
        return groups;
    }

    /** Whether one index serves both: the same columns select the rows, or more of them where nothing is behind the fewer. */
    private boolean fits(FilterNeed other) {
        if (!access.name().equals(other.access.name())) {
            return false;
        }
        Set<String> own = new HashSet<>(columns());
        Set<String> others = new HashSet<>(other.columns());
        boolean tails = behind.isEmpty() || other.behind.isEmpty() || behind.equals(other.behind);
        return own.equals(others)
                ? tails
                : (own.containsAll(others) && other.behind.isEmpty()) || (others.containsAll(own) && behind.isEmpty());
    }

    /** The one index for a group. */
    static IndexAdvice advice(List<FilterNeed> group) {
        // what is asked for alone stands in front
        List<FilterNeed> byLength = group.stream()
                .sorted(Comparator.comparingInt(need -> need.equal.size()))
                .toList();
        List<String> keys = new ArrayList<>();
        byLength.forEach(need -> need.equal.stream()
                .map(one -> Identifiers.quoteIdentifier(one.column()))
                .filter(key -> !keys.contains(key))
                .forEach(keys::add));
        FilterNeed longest = byLength.get(byLength.size() - 1);
        group.stream()
                .filter(need -> need.equal.size() == longest.equal.size() && !need.behind.isEmpty())
                .findFirst()
                .ifPresent(need ->
                        need.behind.stream().filter(key -> !keys.contains(key)).forEach(keys::add));
        return IndexAdvice.btree(group.get(0).access.table(), keys, predicate(group, keys));
    }

    /** What all queries of a group demand in the same words, if few rows meet it by statistics or by what it means. */
    private static @Nullable String predicate(List<FilterNeed> group, List<String> keys) {
        Access first = group.get(0).access;
        for (Condition condition : first.conditions()) {
            boolean always = condition.kind() == Kind.IS_NULL
                    && !keys.contains(Identifiers.quoteIdentifier(condition.column()))
                    && group.stream()
                            .allMatch(need -> need.access.on(condition.column()).stream()
                                    .anyMatch(one -> one.kind() == Kind.IS_NULL));
            if (always) {
                return Identifiers.quoteIdentifier(condition.column()) + " IS NULL";
            }
        }
        return null;
    }
}
