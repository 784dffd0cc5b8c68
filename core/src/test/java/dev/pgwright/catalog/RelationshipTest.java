package dev.pgwright.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgwright.catalog.Constraint.ForeignKey;
import dev.pgwright.catalog.Constraint.PrimaryKey;
import dev.pgwright.catalog.Constraint.Unique;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RelationshipTest {
    private static final QualifiedName PARENT = QualifiedName.of("public", "parent");
    private static final QualifiedName CHILD = QualifiedName.of("public", "child");
    private static final Column A = Column.of("a", "bigint");
    private static final Column B = Column.of("b", "bigint");

    private static Table parent() {
        return Table.of(
                PARENT,
                List.of(A.withNotNull(), B.withNotNull()),
                List.of(PrimaryKey.of("parent_pkey", List.of("a", "b")), Unique.of("parent_a_key", List.of("a"))),
                List.of(),
                null);
    }

    private static ForeignKey key(List<String> columns) {
        return ForeignKey.of("fkey", columns, PARENT, columns, ReferentialAction.NO_ACTION);
    }

    private static ForeignKey matchFull(ForeignKey key, boolean period) {
        return new ForeignKey(
                key.name(),
                key.columns(),
                key.referenced(),
                key.referencedColumns(),
                key.onUpdate(),
                key.onDelete(),
                key.setColumns(),
                !period,
                period,
                key.deferrability(),
                key.validated(),
                key.enforced(),
                key.comment());
    }

    private static Catalog catalog(List<Table> tables, List<DomainType> domains) {
        return new Catalog(
                List.of(), List.of(), List.of(), domains, List.of(), tables, List.of(), List.of(), List.of());
    }

    private static Relationship relate(List<Column> columns, List<Index> indexes, Constraint... constraints) {
        Table child = Table.of(CHILD, columns, List.of(constraints), indexes, null);
        List<Relationship> found = Relationship.of(catalog(List.of(parent(), child), List.of()));
        assertThat(found).hasSize(1);
        return found.get(0);
    }

    @Test
    void aNullableKeyHasZeroOrOneParent() {
        Relationship found = relate(List.of(A), List.of(), key(List.of("a")));
        assertThat(found.parentEnd()).isEqualTo(Cardinality.ZERO_OR_ONE);
        assertThat(found.childEnd()).isEqualTo(Cardinality.ZERO_OR_MANY);
    }

    @Test
    void aNotNullKeyHasExactlyOneParent() {
        assertThat(relate(List.of(A.withNotNull()), List.of(), key(List.of("a")))
                        .parentEnd())
                .isEqualTo(Cardinality.EXACTLY_ONE);
    }

    @Test
    void aColumnOfThePrimaryKeyIsNotNullEvenWhereTheColumnDoesNotSaySo() {
        assertThat(relate(List.of(A, B), List.of(), key(List.of("a")), PrimaryKey.of("pkey", List.of("a", "b")))
                        .parentEnd())
                .isEqualTo(Cardinality.EXACTLY_ONE);
    }

    @Test
    void aDomainMayBeNotNull() {
        QualifiedName domain = QualifiedName.of("public", "identifier");
        Table child = Table.of(
                CHILD, List.of(Column.of("a", "public.identifier")), List.of(key(List.of("a"))), List.of(), null);
        DomainType notNull = new DomainType(domain, "bigint", null, null, true, List.of(), null);
        assertThat(Relationship.of(catalog(List.of(parent(), child), List.of(notNull))))
                .extracting(Relationship::parentEnd)
                .containsExactly(Cardinality.EXACTLY_ONE);
    }

    @Test
    void oneNullableColumnMakesACompositeKeyOptionalUnlessItMatchesFull() {
        List<Column> columns = List.of(A.withNotNull(), B);
        ForeignKey composite = key(List.of("a", "b"));
        assertThat(relate(columns, List.of(), composite).parentEnd()).isEqualTo(Cardinality.ZERO_OR_ONE);
        assertThat(relate(columns, List.of(), matchFull(composite, false)).parentEnd())
                .isEqualTo(Cardinality.EXACTLY_ONE);
    }

    @Test
    void aPeriodMayBeCoveredBySeveralParents() {
        ForeignKey period = matchFull(key(List.of("a", "b")), true);
        assertThat(relate(List.of(A.withNotNull(), B.withNotNull()), List.of(), period)
                        .parentEnd())
                .isEqualTo(Cardinality.ONE_OR_MANY);
        assertThat(relate(List.of(A, B), List.of(), period).parentEnd()).isEqualTo(Cardinality.ZERO_OR_MANY);
    }

    @Test
    void aUniqueKeyHasZeroOrOneChild() {
        assertThat(relate(List.of(A), List.of(), key(List.of("a")), Unique.of("key", List.of("a")))
                        .childEnd())
                .isEqualTo(Cardinality.ZERO_OR_ONE);
        assertThat(relate(List.of(A, B), List.of(), key(List.of("a", "b")), PrimaryKey.of("pkey", List.of("b")))
                        .childEnd())
                .as("part of the key is unique already")
                .isEqualTo(Cardinality.ZERO_OR_ONE);
        Index unique =
                Index.of("key", "btree", List.of(IndexElement.column("a"))).withUnique();
        assertThat(relate(List.of(A), List.of(unique), key(List.of("a"))).childEnd())
                .isEqualTo(Cardinality.ZERO_OR_ONE);
    }

    @Test
    void moreColumnsOrAConditionDoNotMakeAKeyUnique() {
        assertThat(relate(List.of(A, B), List.of(), key(List.of("a")), Unique.of("key", List.of("a", "b")))
                        .childEnd())
                .isEqualTo(Cardinality.ZERO_OR_MANY);
        List<Index> indexes = new ArrayList<>();
        Index unique =
                Index.of("partial", "btree", List.of(IndexElement.column("a"))).withUnique();
        indexes.add(unique.withPredicate("b IS NULL"));
        indexes.add(Index.of("plain", "btree", List.of(IndexElement.column("a"))));
        indexes.add(Index.of("expression", "btree", List.of(IndexElement.expression("abs(a)")))
                .withUnique());
        assertThat(relate(List.of(A), indexes, key(List.of("a"))).childEnd()).isEqualTo(Cardinality.ZERO_OR_MANY);
    }

    @Test
    void partitionsAreTheirTableAndUnknownTablesAreLeftOut() {
        Table partition = Table.of(QualifiedName.of("public", "parent_1"), List.of(A), List.of(), List.of(), null)
                .withPartitionOf(new PartitionOf(PARENT, "DEFAULT"));
        ForeignKey toPartition = ForeignKey.of(
                "to_partition", List.of("a"), partition.name(), List.of("a"), ReferentialAction.NO_ACTION);
        ForeignKey toNothing = ForeignKey.of(
                "to_nothing",
                List.of("a"),
                QualifiedName.of("public", "absent"),
                List.of("a"),
                ReferentialAction.NO_ACTION);
        Table child = Table.of(CHILD, List.of(A), List.of(toPartition, toNothing), List.of(), null);
        Table childPartition = Table.of(
                        QualifiedName.of("public", "child_1"), List.of(A), List.of(key(List.of("a"))), List.of(), null)
                .withPartitionOf(new PartitionOf(CHILD, "DEFAULT"));
        assertThat(Relationship.of(catalog(List.of(parent(), partition, child, childPartition), List.of())))
                .extracting(relationship ->
                        relationship.key().name() + " " + relationship.parent().name())
                .containsExactly("to_partition public.parent");
    }

    @Test
    void whatOnlyPartitionsReferToIsARelationshipOfSomeRows() {
        Table child = Table.of(CHILD, List.of(A), List.of(), List.of(), null);
        Table first = Table.of(
                        QualifiedName.of("public", "child_1"),
                        List.of(A.withNotNull()),
                        List.of(key(List.of("a"))),
                        List.of(),
                        null)
                .withPartitionOf(new PartitionOf(CHILD, "DEFAULT"));
        Table second = Table.of(
                        QualifiedName.of("public", "child_2"),
                        List.of(A.withNotNull()),
                        List.of(key(List.of("a"))),
                        List.of(),
                        null)
                .withPartitionOf(new PartitionOf(CHILD, "FOR VALUES IN (1)"));
        assertThat(Relationship.of(catalog(List.of(parent(), child, first, second), List.of())))
                .singleElement()
                .satisfies(relationship -> {
                    assertThat(relationship.child()).isEqualTo(child);
                    assertThat(relationship.parent().name()).isEqualTo(PARENT);
                    assertThat(relationship.parentEnd()).isEqualTo(Cardinality.ZERO_OR_ONE);
                });
    }

    @Test
    void aPartitionOfNoTableOfTheCatalogStandsForItself() {
        Table alone = Table.of(CHILD, List.of(A), List.of(key(List.of("a"))), List.of(), null)
                .withPartitionOf(new PartitionOf(QualifiedName.of("public", "absent"), "DEFAULT"));
        assertThat(Relationship.of(catalog(List.of(parent(), alone), List.of())))
                .singleElement()
                .satisfies(relationship -> assertThat(relationship.child()).isEqualTo(alone));
    }

    @Test
    void knowsASelfReference() {
        ForeignKey self = ForeignKey.of("self", List.of("a"), CHILD, List.of("a"), ReferentialAction.NO_ACTION);
        Relationship found = relate(List.of(A), List.of(), self);
        assertThat(found.selfReference()).isTrue();
        assertThat(relate(List.of(A), List.of(), key(List.of("a"))).selfReference())
                .isFalse();
    }
}
