package dev.pgwright.design.write;

import static dev.pgwright.design.write.Markdown.code;

import dev.pgwright.catalog.Constraint;
import dev.pgwright.catalog.Index;
import dev.pgwright.catalog.Table;
import dev.pgwright.design.decide.Design;
import dev.pgwright.design.decide.Numbers;
import dev.pgwright.design.volume.Capacity;
import dev.pgwright.design.volume.SizeEstimates;
import dev.pgwright.design.volume.SizeEstimates.OfIndex;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/** The chapter of {@code ARCHITECTURE.md} about sizes: how large tables and indexes become, and how sure that is. */
final class CapacityChapter {
    private final Design design;
    private final Markdown page;

    CapacityChapter(Design design, Markdown page) {
        this.design = design;
        this.page = page;
    }

    void write() {
        List<Capacity> capacities = Capacity.of(design);
        if (capacities.isEmpty()) {
            return;
        }
        page.heading(2, "Capacity");
        page.paragraph(
                "Rows as stated, on the first day and two years later, after retention; bytes as PostgreSQL lays out"
                        + " rows, values out of line and indexes that grow by inserts (evidence: derived; `evidence.json` compares"
                        + " them with real rows). What is not stated is taken as docs/requirements.md says. Add a third for bloat"
                        + " and room to work.");
        page.paragraph("How sure that is: at a million generated rows of seven designs, and one index of 257 apart,"
                + " tables were within 5 % of real ones and all B-trees of a table together within a tenth; a single B-tree was within "
                + percent(OfIndex.Kind.AT_THE_END) + " where entries come at its end, and within "
                + percent(OfIndex.Kind.BETWEEN_OTHERS) + " where they come between others, as all its pages split at"
                + " about the same time"
                + others(SizeEstimates::isGin, OfIndex.Kind.GIN, "GIN", ", by how many rows have a word")
                + others(
                        SizeEstimates::isGist,
                        OfIndex.Kind.GIST,
                        "GiST",
                        ", as PostgreSQL draws by lot where their pages are split")
                + " (evidence: measured, on rows that are not yours).");
        List<List<String>> rows = new ArrayList<>();
        for (Capacity capacity : capacities) {
            Capacity.Amount then = capacity.horizon();
            rows.add(List.of(
                    code(capacity.table()),
                    Numbers.rows(capacity.start().rows()),
                    Numbers.rows(then.rows()),
                    Numbers.bytes(capacity.rowBytes()),
                    Numbers.bytes(then.heapBytes() + then.toastBytes()),
                    Numbers.bytes(then.indexBytes()),
                    Numbers.bytes(capacity.perMonth().bytes())));
        }
        rows.add(List.of(
                "**all**",
                "",
                "",
                "",
                Numbers.bytes(sum(
                        capacities,
                        capacity -> capacity.horizon().heapBytes()
                                + capacity.horizon().toastBytes())),
                Numbers.bytes(sum(capacities, capacity -> capacity.horizon().indexBytes())),
                Numbers.bytes(sum(capacities, capacity -> capacity.perMonth().bytes()))));
        page.table(
                List.of("table", "rows at go-live", "rows in two years", "a row", "table", "indexes", "more a month"),
                rows);
        page.paragraph("In all **"
                + Numbers.bytes(sum(capacities, capacity -> capacity.horizon().bytes())) + "** in two years, "
                + Numbers.bytes(sum(capacities, capacity -> capacity.start().bytes())) + " at go-live.");
    }

    private static String percent(OfIndex.Kind kind) {
        return Math.round(kind.spread() * 100) + " %";
    }

    /** Of a kind of index that the design has. */
    private String others(BiPredicate<Table, String> isOne, OfIndex.Kind kind, String name, String why) {
        boolean has = design.catalog().tables().stream()
                .anyMatch(table -> Stream.concat(
                                table.indexes().stream().map(Index::name),
                                table.constraints().stream().map(Constraint::name))
                        .anyMatch(index -> isOne.test(table, index)));
        return has ? "; " + name + " indexes within " + percent(kind) + why : "";
    }

    private static double sum(List<Capacity> capacities, ToDoubleFunction<Capacity> bytes) {
        return capacities.stream().mapToDouble(bytes).sum();
    }
}
