package dev.pgwright.review;

import java.util.List;

/**
 * What a review has looked at, so that nothing found may mean something.
 *
 * @param rules that ran
 * @param schemaKnown whether the whole schema is known, and not only what some files say of it
 * @param database whether it is the schema of a running database
 * @param tables but partitions and those of tools
 * @param queries that run again and again: of views, routines, programs and workloads
 * @param migrations files with statements of which findings were wanted
 * @param countedDays for how long a server has counted what is used; 0 where no counters are known
 */
public record Examined(
        List<RuleInfo> rules,
        boolean schemaKnown,
        boolean database,
        int tables,
        int foreignKeys,
        int indexes,
        int timeColumns,
        int queries,
        int migrations,
        long countedDays) {
    /** Nothing at all. */
    public static final Examined NOTHING = new Examined(List.of(), false, false, 0, 0, 0, 0, 0, 0, 0);

    public Examined {
        rules = List.copyOf(rules);
    }
}
