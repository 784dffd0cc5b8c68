package dev.pgwright.review;

import java.util.List;

/**
 * Rules of one's own: a jar that pgwright.yaml names has a class that implements this, named in its file
 * {@code META-INF/services/dev.pgwright.review.RuleProvider}. What its rules find is reported as everything else is.
 */
public interface RuleProvider {
    /** The rules; their ids must be their own. */
    List<Rule> rules();
}
