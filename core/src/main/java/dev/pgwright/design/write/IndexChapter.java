package dev.pgwright.design.write;

import static dev.pgwright.design.write.Markdown.code;

import dev.pgwright.design.decide.Design;
import dev.pgwright.design.model.Decision;
import dev.pgwright.design.model.IntendedAccess;
import dev.pgwright.design.model.PlannedIndex;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The chapter of {@code ARCHITECTURE.md} about indexes: which, why, what else, and which not. */
final class IndexChapter {
    private final Design design;
    private final Markdown page;
    private final PlanCells plans;
    private final Map<String, Decision> decisions;

    IndexChapter(Design design, Markdown page, PlanCells plans) {
        this.design = design;
        this.page = page;
        this.plans = plans;
        this.decisions = design.decisions().stream()
                .filter(decision -> decision.topic().equals(PlannedIndex.TOPIC))
                .collect(Collectors.toMap(Decision::subject, decision -> decision, (first, second) -> first));
    }

    void write() {
        page.heading(2, "Indexes");
        page.paragraph(
                "Equality first, then the order, then the range. Every foreign key starts an index or a key; no"
                        + " index is the beginning of another. What a query would like besides is built where its latency"
                        + " target or its rate makes it worth what every writer pays. Numbers are visits of rows in one call of"
                        + " somebody with ten times the average, where a row that is passed on the way through a whole"
                        + " table counts as a thirtieth of one that an index finds (evidence: derived; the planner's own word is among the proofs).");
        List<PlannedIndex> ofQueries = design.indexes().stream()
                .filter(index -> !onlyReferences(index))
                .toList();
        page.table(
                List.of("index", "what", "because", "cost of writing", "what it is worth"),
                ofQueries.stream()
                        .map(index -> List.of(
                                code(index.index().name()),
                                choice(index),
                                decision(index).because(),
                                index.cost(),
                                plans.ofIndex(index)))
                        .toList());
        List<PlannedIndex> ofReferences =
                design.indexes().stream().filter(this::onlyReferences).toList();
        if (!ofReferences.isEmpty()) {
            page.paragraph("For references alone, so that deleting or changing a referenced row does not read the whole"
                    + " referring table; each goes when its reference goes:");
            page.table(
                    List.of("index", "serves", "cost of writing"),
                    ofReferences.stream()
                            .map(index -> List.of(
                                    code(index.index().name()),
                                    index.serves().stream().map(Markdown::code).collect(Collectors.joining(", ")),
                                    index.cost()))
                            .toList());
        }
        alternatives(ofQueries);
        refused();
    }

    private void alternatives(List<PlannedIndex> indexes) {
        List<List<String>> rows = new ArrayList<>();
        for (PlannedIndex index : indexes) {
            decision(index)
                    .alternatives()
                    .forEach(option -> rows.add(
                            List.of(code(index.index().name()), option.option(), option.gain(), option.cost())));
        }
        if (!rows.isEmpty()) {
            page.heading(3, "What each could have been");
            page.table(List.of("index", "alternative", "what it gives", "what it costs"), rows);
            page.paragraph(
                    "Look at one again when `pg_stat_user_indexes.idx_scan` stays at 0 over a full business cycle,"
                            + " or when rows or rates are ten times what is stated.");
        }
    }

    private void refused() {
        List<List<String>> rows = new ArrayList<>();
        for (Decision decision : design.decisions()) {
            boolean built = design.indexes().stream()
                    .anyMatch(index -> index.index().name().equals(decision.subject()));
            if (decision.topic().equals(PlannedIndex.TOPIC) && !built) {
                rows.add(List.of(
                        code(decision.subject()),
                        decision.alternatives().stream()
                                .map(Decision.Alternative::option)
                                .collect(Collectors.joining("; ")),
                        decision.because(),
                        decision.revisit()));
            }
        }
        if (!rows.isEmpty()) {
            page.heading(3, "Weighed and not built");
            page.table(List.of("query", "index", "because", "look again when"), rows);
        }
    }

    private boolean onlyReferences(PlannedIndex index) {
        return index.serves().stream()
                .noneMatch(served -> design.accesses().stream()
                        .anyMatch(access ->
                                access.query().equals(served) && access.step() == IntendedAccess.Step.FILTER));
    }

    private String choice(PlannedIndex index) {
        return decision(index).choice();
    }

    private Decision decision(PlannedIndex index) {
        Decision decision = decisions.get(index.index().name());
        if (decision == null) {
            throw new IllegalStateException("no decision on " + index.index().name());
        }
        return decision;
    }

    /** What a query's own rows are found by, for people. */
    static String means(Design design, String query) {
        return design.accesses().stream()
                .filter(access -> access.query().equals(query) && access.step() == IntendedAccess.Step.FILTER)
                .map(access -> access.means() == IntendedAccess.Means.WHOLE_TABLE
                        ? "all of " + access.table()
                        : String.join(" or ", access.anyOf()))
                .collect(Collectors.joining(", "));
    }
}
