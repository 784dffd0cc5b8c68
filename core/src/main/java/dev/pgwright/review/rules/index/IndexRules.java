package dev.pgwright.review.rules.index;

import dev.pgwright.review.Rule;
import java.util.List;

/** All rules of the area, in order of their ids. */
public final class IndexRules {
    public static final List<Rule> ALL = List.of(
            new DuplicateIndex(),
            new ForeignKeyWithoutIndex(),
            new InvalidIndex(),
            new RedundantIndex(),
            new RepeatedColumnInIndex());

    private IndexRules() {}
}
