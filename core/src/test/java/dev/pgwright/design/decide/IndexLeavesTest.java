package dev.pgwright.design.decide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgwright.design.decide.IndexTypeDecision.Leaf;
import dev.pgwright.design.model.Decision;
import dev.pgwright.design.model.PlannedIndex;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each leaf of each decision on indexes, from a requirements file: one that leads there, and one next to it that does not. */
class IndexLeavesTest {
    private static final String LIST = "kind: list, entity: order, return: [title], ";
    private static final String SUM = "kind: aggregate, entity: order, measures: [{ sum: amount }], ";

    static Stream<Arguments> types() {
        return Stream.of(
                Arguments.of(
                        Leaf.BTREE_EQUALITY,
                        SUM + "filter: { region: equals, size: equals }",
                        SUM + "filter: { size: range }"),
                Arguments.of(Leaf.BTREE_RANGE, SUM + "filter: { size: range }", SUM + "filter: { size: equals }"),
                Arguments.of(
                        Leaf.BTREE_PREFIX,
                        LIST + "filter: { number: starts_with }",
                        LIST + "filter: { number: equals }"),
                Arguments.of(
                        Leaf.BTREE_EXPRESSION,
                        LIST + "filter: { title: starts_with }",
                        LIST + "filter: { title: equals }"),
                Arguments.of(Leaf.GIN_ARRAY, LIST + "filter: { tags: contains }", LIST + "filter: { facts: contains }"),
                Arguments.of(Leaf.GIN_JSON, LIST + "filter: { facts: contains }", LIST + "filter: { tags: contains }"),
                Arguments.of(
                        Leaf.GIN_FULL_TEXT, LIST + "filter: { title: matches }", LIST + "filter: { title: contains }"),
                Arguments.of(
                        Leaf.GIN_TRIGRAM, LIST + "filter: { title: contains }", LIST + "filter: { title: matches }"),
                Arguments.of(
                        Leaf.GIST_RANGE,
                        LIST + "filter: { valid: overlaps }",
                        LIST + "filter: { buyer: equals, valid: overlaps }"),
                Arguments.of(Leaf.GIST_NEAREST, LIST + "filter: { spot: nearest }", LIST + "filter: { spot: is_set }"),
                Arguments.of(
                        Leaf.BRIN,
                        "kind: aggregate, entity: visit, measures: [count], filter: { seen_at: range }",
                        SUM + "filter: { placed_at: range }"),
                Arguments.of(
                        Leaf.NONE,
                        "kind: aggregate, entity: order, measures: [count], filter: { paid_at: is_not_set }",
                        SUM + "filter: { size: equals }"));
    }

    @ParameterizedTest
    @MethodSource("types")
    void theKindOfIndex(Leaf leaf, String fires, String silent) {
        assertThat(leaves(fires)).as(fires).contains(leaf);
        assertThat(leaves(silent)).as(silent).doesNotContain(leaf);
    }

    /** What the filters lead to: an index's kind, or NONE for a condition that only narrows a partial one. */
    private static Set<Leaf> leaves(String pattern) {
        Set<Leaf> leaves = IndexCase.indexes(pattern).stream()
                .map(PlannedIndex::type)
                .map(IndexLeavesTest::leaf)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Leaf.class)));
        IndexCase.requirements(pattern).accessPatterns().get(0).filters().stream()
                .map(filter -> IndexTypeDecision.leaf(
                        filter.operator(), dev.pgwright.design.requirements.BusinessType.TIMESTAMP, false, false))
                .filter(leaf -> leaf == Leaf.NONE)
                .forEach(leaves::add);
        return leaves;
    }

    private static Leaf leaf(String words) {
        return Stream.of(Leaf.values())
                .filter(leaf -> leaf.words().equals(words))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void everyKindIsTested() {
        assertThat(types().map(arguments -> arguments.get()[0])).containsExactlyInAnyOrder((Object[]) Leaf.values());
    }

    static Stream<Arguments> orders() {
        return Stream.of(
                Arguments.of(
                        KeyOrderDecision.Leaf.EQUALITY_ONLY,
                        SUM + "filter: { size: equals }",
                        SUM + "filter: { size: range }"),
                Arguments.of(
                        KeyOrderDecision.Leaf.LIST_LAST,
                        SUM + "filter: { size: in }",
                        SUM + "filter: { size: equals }"),
                Arguments.of(
                        KeyOrderDecision.Leaf.RANGE_LAST,
                        SUM + "filter: { region: equals, size: range }",
                        SUM + "filter: { region: equals }"),
                Arguments.of(
                        KeyOrderDecision.Leaf.SORT,
                        LIST + "filter: { buyer: equals }, sort: [-placed_at]",
                        LIST + "filter: { buyer: equals, size: range }, sort: [-placed_at]"),
                Arguments.of(
                        KeyOrderDecision.Leaf.SORT_IS_RANGE,
                        LIST + "filter: { buyer: equals, placed_at: range }, sort: [-placed_at]",
                        LIST + "filter: { buyer: equals, size: range }, sort: [-placed_at]"),
                Arguments.of(
                        KeyOrderDecision.Leaf.SORT_BEFORE_RANGE,
                        LIST + "filter: { size: at_least }, sort: [-placed_at], page: 20",
                        LIST + "filter: { size: range }, sort: [-placed_at], page: 1000"),
                Arguments.of(
                        KeyOrderDecision.Leaf.RANGE_BEFORE_SORT,
                        LIST + "filter: { size: range }, sort: [-placed_at], page: 1000",
                        LIST + "filter: { size: at_least }, sort: [-placed_at], page: 20"),
                Arguments.of(
                        KeyOrderDecision.Leaf.SORT_BEFORE_LIST,
                        LIST + "filter: { region: in }, sort: [-placed_at], page: 20",
                        LIST + "filter: { number: in }, sort: [-placed_at], page: 20"),
                Arguments.of(
                        KeyOrderDecision.Leaf.LIST_BEFORE_SORT,
                        LIST + "filter: { number: in }, sort: [-placed_at], page: 20",
                        LIST + "filter: { region: in }, sort: [-placed_at], page: 20"),
                Arguments.of(
                        KeyOrderDecision.Leaf.BRIN,
                        "kind: aggregate, entity: visit, measures: [count], filter: { seen_at: range }",
                        "kind: list, entity: visit, filter: { seen_at: range }, sort: [seen_at]"));
    }

    @ParameterizedTest
    @MethodSource("orders")
    void theOrderOfTheKeys(KeyOrderDecision.Leaf leaf, String fires, String silent) {
        assertThat(order(fires)).as(fires).isEqualTo(leaf);
        assertThat(order(silent)).as(silent).isNotEqualTo(leaf);
    }

    private static KeyOrderDecision.Leaf order(String pattern) {
        return KeyOrderDecision.choose(IndexCase.demand(pattern), List.of(), IndexCase.cost(pattern))
                .leaf();
    }

    @Test
    void everyOrderIsTested() {
        assertThat(orders().map(arguments -> arguments.get()[0]))
                .containsExactlyInAnyOrder((Object[]) KeyOrderDecision.Leaf.values());
    }

    static Stream<Arguments> partials() {
        return Stream.of(
                Arguments.of(
                        PartialIndexDecision.Leaf.NO_CONSTANT,
                        "filter: { status: equals }",
                        "filter: { status: { equals: open } }"),
                Arguments.of(
                        PartialIndexDecision.Leaf.MAJORITY,
                        "filter: { status: { equals: paid } }",
                        "filter: { status: { equals: sent } }"),
                Arguments.of(
                        PartialIndexDecision.Leaf.PARTIAL,
                        "filter: { late: { equals: true } }",
                        "filter: { late: { equals: false } }"),
                Arguments.of(
                        PartialIndexDecision.Leaf.PARTIAL,
                        "filter: { paid_at: is_not_set }",
                        "filter: { paid_at: is_set }"));
    }

    @ParameterizedTest
    @MethodSource("partials")
    void aPartialIndex(PartialIndexDecision.Leaf leaf, String fires, String silent) {
        String kind = "kind: list, entity: order, return: [title], sort: [placed_at], ";
        assertThat(PartialIndexDecision.leaf(IndexCase.demand(kind + fires).constants()))
                .isEqualTo(leaf);
        assertThat(PartialIndexDecision.leaf(IndexCase.demand(kind + silent).constants()))
                .isNotEqualTo(leaf);
    }

    static Stream<Arguments> combinations() {
        return Stream.of(
                Arguments.of(
                        CombinedKeysDecision.Leaf.ALONE,
                        "filter: { title: matches }",
                        "filter: { region: equals, title: matches }"),
                Arguments.of(
                        CombinedKeysDecision.Leaf.COMBINED,
                        "filter: { region: equals, title: matches }",
                        "filter: { title: matches }"),
                Arguments.of(
                        CombinedKeysDecision.Leaf.EQUALITY_SUFFICES,
                        "filter: { buyer: equals, title: matches }",
                        "filter: { region: equals, title: matches }"));
    }

    @ParameterizedTest
    @MethodSource("combinations")
    void equalityInASearchIndex(CombinedKeysDecision.Leaf leaf, String fires, String silent) {
        assertThat(combined(LIST + fires)).isEqualTo(leaf);
        assertThat(combined(LIST + silent)).isNotEqualTo(leaf);
    }

    private static CombinedKeysDecision.Leaf combined(String pattern) {
        Demand demand = IndexCase.demand(pattern);
        return CombinedKeysDecision.leaf(demand, java.util.Objects.requireNonNull(demand.search()));
    }

    @Test
    void aSearchOfAFewThousandRowsNeedsNoOtherKeys() {
        String pattern = "kind: list, entity: label, filter: { name: starts_with, id: equals }";
        Demand label = IndexCase.demand(pattern);
        assertThat(CombinedKeysDecision.leaf(label, java.util.Objects.requireNonNull(label.search())))
                .isEqualTo(CombinedKeysDecision.Leaf.EQUALITY_SUFFICES);
    }

    @Test
    void aSearchThatLeavesFewRowsNeedsNoEqualityBesideIt() {
        String page = "kind: list, entity: page, return: [hidden], filter: { hidden: equals, words: ";
        assertThat(combined(page + "matches }")).isEqualTo(CombinedKeysDecision.Leaf.SEARCH_SUFFICES);
        assertThat(combined(page.replace("entity: page", "entity: book") + "matches }"))
                .isEqualTo(CombinedKeysDecision.Leaf.COMBINED);
    }

    /** PartialIndexDecision.Leaf.WIDENS: whoever writes much pays less for a wider key than for one more index. */
    @Test
    void aConditionIsLeftOutWhereTheIndexOfAReferenceIsWidenedForLess() {
        assertThat(alternatives("50M/day"))
                .contains("fewer rows to pass over")
                .doesNotContain("serves other queries too");
        assertThat(alternatives("1k/day"))
                .contains("serves other queries too")
                .doesNotContain("fewer rows to pass over");
    }

    private static List<String> alternatives(String growth) {
        return dev.pgwright.design.Designs.of("""
                project: { name: fleet }
                entities:
                  device: { volume: 100k, attributes: { name: text } }
                  ping:
                    volume: { rows: 500M, growth: %s }
                    attributes:
                      sent_at: { type: timestamp, required: true }
                      kind: { type: status, required: true, values: [plain, alarm], shares: { alarm: 30%% } }
                relationships:
                  - { from: device, to: ping, kind: 1:N, required: true, on_delete: restrict }
                access_patterns:
                  alarms:
                    kind: list
                    entity: ping
                    filter: { device: equals, kind: { equals: alarm } }
                    sort: [-sent_at]
                    page: 20
                    rate: 1/s
                """.formatted(growth)).decisions().stream()
                .filter(decision -> decision.topic().equals(PlannedIndex.TOPIC))
                .flatMap(decision -> decision.alternatives().stream())
                .map(Decision.Alternative::gain)
                .toList();
    }

    static Stream<Arguments> sides() {
        return Stream.of(
                Arguments.of(2, "kind: list, entity: line, return: [quantity], filter: { order.buyer: equals }"),
                Arguments.of(
                        1,
                        "kind: list, entity: line, return: [quantity], filter: { order.status: equals }, sort: [id]"),
                Arguments.of(
                        1,
                        "kind: list, entity: line, return: [quantity], filter: { id: equals, order.buyer: equals }"));
    }

    @ParameterizedTest
    @MethodSource("sides")
    void aFilterInAnotherTableIsWhereTheQueryStartsOnlyIfItLeavesFewRows(int tables, String pattern) {
        assertThat(IndexCase.demands(pattern)).hasSize(tables);
    }

    @Test
    void theSideIsChosenByTheRowsThatAreLeft() {
        assertThat(JoinedFilterDecision.leaf(100, 1_000_000, 1_000_000, 20))
                .isEqualTo(JoinedFilterDecision.Leaf.FROM_FILTER);
        assertThat(JoinedFilterDecision.leaf(500_000, 1_000_000, 1_000_000, 20))
                .isEqualTo(JoinedFilterDecision.Leaf.IN_ORDER);
        assertThat(JoinedFilterDecision.leaf(500_000, 10, 1_000_000, null))
                .isEqualTo(JoinedFilterDecision.Leaf.FROM_OWN_FILTER);
    }

    static Stream<Arguments> coverings() {
        String grouped = "kind: aggregate, entity: visit, ";
        return Stream.of(
                Arguments.of(
                        CoveringDecision.Leaf.NOTHING_MISSING,
                        grouped + "measures: [count], filter: { seen_at: last_days }",
                        0,
                        false,
                        100d),
                Arguments.of(CoveringDecision.Leaf.TOO_WIDE, LIST + "filter: { region: equals }", 400, false, 100d),
                Arguments.of(CoveringDecision.Leaf.CHANGES, SUM + "filter: { region: equals }", 8, true, 100d),
                Arguments.of(CoveringDecision.Leaf.FEW_ROWS, SUM + "filter: { region: equals }", 8, false, 3d),
                Arguments.of(CoveringDecision.Leaf.COVERS, SUM + "filter: { region: equals }", 8, false, 100d));
    }

    @ParameterizedTest
    @MethodSource("coverings")
    void includedColumns(CoveringDecision.Leaf leaf, String pattern, int bytes, boolean changing, double visited) {
        Demand demand = IndexCase.demand(pattern);
        assertThat(CoveringDecision.leaf(demand, keys(demand), bytes, changing, visited))
                .isEqualTo(leaf);
    }

    @Test
    void aQueryThatIsRarelyAskedIncludesNothing() {
        Demand demand = rarely(IndexCase.demand(SUM + "filter: { region: equals }"));
        assertThat(CoveringDecision.leaf(demand, keys(demand), 8, false, 100)).isEqualTo(CoveringDecision.Leaf.NOT_HOT);
    }

    private static IndexNeed keys(Demand demand) {
        return KeyOrderDecision.choose(demand, List.of(), IndexCase.cost(SUM + "filter: { region: equals }"))
                .need();
    }

    private static Demand rarely(Demand demand) {
        return new Demand(
                demand.query(),
                demand.place(),
                demand.table(),
                demand.rows(),
                demand.equal(),
                demand.equalFraction(),
                demand.several(),
                demand.constants(),
                demand.ranges(),
                demand.search(),
                demand.order(),
                demand.limit(),
                demand.otherFraction(),
                demand.lookUps(),
                demand.needed(),
                new Demand.Load(0.1, true, null, true));
    }

    @Test
    void whatAnIndexIsWorth() {
        assertThat(IndexWorthDecision.leaf(130, 10, 50, null, 1e6, true, 1))
                .isEqualTo(IndexWorthDecision.Leaf.FEW_ROWS);
        assertThat(IndexWorthDecision.leaf(110, 100, 50, 20d, 1e6, false, 1)).isEqualTo(IndexWorthDecision.Leaf.SERVED);
        assertThat(IndexWorthDecision.leaf(130, 100, 50, null, 1e6, false, 1)).isEqualTo(IndexWorthDecision.Leaf.PAYS);
        assertThat(IndexWorthDecision.leaf(25, 4, 50, null, 25, false, 1))
                .isEqualTo(IndexWorthDecision.Leaf.SMALL_TABLE);
        assertThat(IndexWorthDecision.leaf(25, 4, 50, null, 1e6, false, 1)).isEqualTo(IndexWorthDecision.Leaf.PAYS);
        assertThat(IndexWorthDecision.leaf(1e6, 4, 0.01, 20d, 1e6, false, 1e9))
                .isEqualTo(IndexWorthDecision.Leaf.TARGET);
        assertThat(IndexWorthDecision.leaf(1e3, 4, 0.01, 20_000d, 1e6, false, 1e9))
                .isEqualTo(IndexWorthDecision.Leaf.WRITES_OUTWEIGH);
    }
}
