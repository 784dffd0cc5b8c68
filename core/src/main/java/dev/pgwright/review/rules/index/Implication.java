package dev.pgwright.review.rules.index;

import dev.pgwright.catalog.Column;
import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.catalog.Table;
import dev.pgwright.load.folded.BoundColumn;
import dev.pgwright.load.folded.BoundLevel;
import dev.pgwright.load.folded.BoundQuery;
import dev.pgwright.load.folded.SchemaState;
import dev.pgwright.review.rules.index.Condition.Kind;
import dev.pgwright.review.rules.query.Predicates;
import dev.pgwright.source.SourceFile;
import dev.pgwright.sql.Identifiers;
import dev.pgwright.sql.Nodes;
import dev.pgwright.sql.ParsedSql;
import dev.pgwright.sql.Sql;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whether what a query demands implies the predicate of a partial index, so that PostgreSQL may use it (PostgreSQL 18, "Partial
 * Indexes"; {@code predicate_implied_by} in optimizer/util/predtest.c). What is compared with a parameter may: a plan for just its
 * value is made with the value in it.
 */
enum Implication {
    YES,
    NO,
    UNKNOWN;

    /**
     * The predicate as conditions.
     *
     * @param columns that it names
     * @param understood false when it says more than they do
     */
    record Predicate(List<Condition> conditions, Set<String> columns, boolean understood) {
        private static final Predicate NOT_UNDERSTOOD = new Predicate(List.of(), Set.of(), false);

        static Predicate of(QualifiedName table, String sql, SchemaState state) {
            String query = "SELECT FROM " + Identifiers.quoteIdentifier(table.schema(), table.name()) + " WHERE " + sql;
            ParsedSql parsed = Sql.parse(SourceFile.of("", query));
            if (parsed.statements().size() != 1 || !parsed.errors().isEmpty()) {
                return NOT_UNDERSTOOD;
            }
            BoundQuery bound = state.bind(parsed.statements().get(0).tree());
            if (bound.levels().size() != 1 || bound.levels().get(0).relations().size() != 1) {
                return NOT_UNDERSTOOD;
            }
            BoundLevel level = bound.levels().get(0);
            ConditionReader reader =
                    new ConditionReader(bound, level, level.relations().get(0), false);
            Nodes.conjuncts(Predicates.where(level)).forEach(reader::read);
            Set<String> columns = new HashSet<>();
            Predicates.columns(Predicates.where(level))
                    .forEach(reference -> bound.meaning(reference)
                            .map(BoundQuery.Meaning::column)
                            .map(BoundColumn::column)
                            .ifPresent(columns::add));
            return new Predicate(reader.conditions(), columns, reader.isUnderstood());
        }
    }

    static Implication of(Access access, @Nullable String predicate) {
        if (predicate == null) {
            return YES;
        }
        Predicate demanded =
                Predicate.of(access.name(), predicate, access.query().state());
        if (access.understood()
                && demanded.columns().stream()
                        .anyMatch(column -> access.on(column).isEmpty() && !isNotNull(access.table(), column))
                && !demanded.understood()) {
            return NO;
        }
        Implication worst = demanded.understood() ? YES : UNKNOWN;
        for (Condition condition : demanded.conditions()) {
            Implication one = of(access, condition);
            if (one == NO) {
                // what the query says in another way may still imply it
                return access.understood() ? NO : UNKNOWN;
            }
            worst = one == UNKNOWN ? UNKNOWN : worst;
        }
        return worst;
    }

    static Implication of(Access access, Condition demanded) {
        List<Condition> own = access.on(demanded.column());
        return switch (demanded.kind()) {
            case IS_NULL -> own.stream().anyMatch(one -> one.kind() == Kind.IS_NULL) ? YES : NO;
            case NOT_NULL ->
                isNotNull(access.table(), demanded.column()) || own.stream().anyMatch(Condition::isStrict) ? YES : NO;
            case EQUAL, IN -> own.stream().map(one -> implies(one, demanded)).reduce(NO, Implication::better);
            case RANGE, PREFIX, JOIN, CORRELATED, CONTAINS -> own.isEmpty() ? NO : UNKNOWN;
        };
    }

    private static Implication implies(Condition one, Condition demanded) {
        if (one.kind() != Kind.EQUAL && one.kind() != Kind.IN) {
            return one.kind() == Kind.JOIN || one.kind() == Kind.CORRELATED ? NO : one.isStrict() ? UNKNOWN : NO;
        }
        if (one.values().isEmpty()) {
            return UNKNOWN;
        }
        return demanded.values().containsAll(one.values()) ? YES : NO;
    }

    private static Implication better(Implication one, Implication other) {
        return one.ordinal() == 0 || other.ordinal() == 0 ? YES : one == UNKNOWN || other == UNKNOWN ? UNKNOWN : NO;
    }

    private static boolean isNotNull(Table table, String column) {
        return table.column(column).map(Column::notNull).orElse(false);
    }
}
