package dev.pgwright.review.rules.index;

import dev.pgwright.review.Rule;
import java.util.List;

/** All rules of the area, in order of their ids. */
public final class IndexRules {
    public static final List<Rule> ALL = List.of(
            new BrinCandidate(),
            new BtreeOnContainerType(),
            new CompositeIndexColumnOrder(),
            new ContainmentQueryWithoutGin(),
            new CoveringIndexCandidate(),
            new DuplicateIndex(),
            new ExtendedStatisticsCandidate(),
            new FilterColumnWithoutIndex(),
            new ForeignKeyWithoutIndex(),
            new GinJsonbOperatorClass(),
            new IndexBlocksHotUpdates(),
            new IndexOnWriteHotTable(),
            new IndexesHeavierThanTable(),
            new InvalidIndex(),
            new JoinColumnWithoutIndex(),
            new LowCardinalityIndex(),
            new PartialIndexCandidate(),
            new PartialIndexPredicateNotMatched(),
            new RedundantIndex(),
            new RepeatedColumnInIndex(),
            new SortWithoutIndex(),
            new SpatialColumnWithoutGist(),
            new TableOftenSeqScanned(),
            new TimestampBeforeOtherColumns(),
            new TooManyIndexColumns(),
            new TooManyIndexes(),
            new UnnamedIndex(),
            new UnnecessaryIndexPredicate(),
            new UnusedIndex(),
            new VectorIndexSettings());

    private IndexRules() {}
}
