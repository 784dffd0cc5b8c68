package dev.pgwright.design.write;

import static dev.pgwright.design.write.Markdown.code;

import dev.pgwright.design.decide.Design;
import dev.pgwright.design.model.Redundancy;
import java.util.List;
import java.util.stream.Collectors;

/** The chapter of {@code ARCHITECTURE.md} about what the schema says twice on purpose. */
final class RedundancyChapter {
    private final Design design;
    private final Markdown page;

    RedundancyChapter(Design design, Markdown page) {
        this.design = design;
        this.page = page;
    }

    void write() {
        if (design.redundancies().isEmpty()) {
            return;
        }
        page.heading(2, "What is kept twice, and how it stays in step");
        page.paragraph("Each of these is a decision above. The query named here finds rows that are out of step: run it"
                + " daily, and after anything that bypasses triggers (`session_replication_role`, a restore of some"
                + " tables). It should find none; if it does, the repair is one transaction.");
        page.table(
                List.of("kept", "made of", "how it stays in step", "what that costs", "finds drift"),
                design.redundancies().stream().map(this::row).toList());
        for (Redundancy redundancy : design.redundancies()) {
            if (!redundancy.repair().isEmpty()) {
                page.paragraph("Repair of " + code(redundancy.table().toString()) + ":");
                page.block("sql", "BEGIN;\n" + String.join(";\n", redundancy.repair()) + ";\nCOMMIT;");
            }
        }
    }

    private List<String> row(Redundancy redundancy) {
        return List.of(
                redundancy.columns().stream()
                        .map(column -> code(redundancy.table().name() + "." + column))
                        .collect(Collectors.joining(", ")),
                code(redundancy.source().toString()),
                redundancy.strategy(),
                redundancy.cost(),
                "[" + redundancy.query() + "](queries/" + redundancy.query() + ".sql)");
    }
}
