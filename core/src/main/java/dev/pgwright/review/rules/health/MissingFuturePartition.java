package dev.pgwright.review.rules.health;

import dev.pgwright.catalog.IndexElement;
import dev.pgwright.catalog.Partitioning;
import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.catalog.Table;
import dev.pgwright.finding.Severity;
import dev.pgwright.review.Area;
import dev.pgwright.review.Needs;
import dev.pgwright.review.Parameter;
import dev.pgwright.review.Report;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.review.SchemaContext;
import dev.pgwright.review.SchemaObject;
import dev.pgwright.review.SchemaRule;
import dev.pgwright.source.SourceFile;
import dev.pgwright.sql.Nodes;
import dev.pgwright.sql.Sql;
import dev.pgwright.sql.Statement;
import dev.pgwright.sql.tree.A_Const;
import dev.pgwright.sql.tree.PartitionBoundSpec;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Tables that are divided by time and soon have no partition for new rows. */
public final class MissingFuturePartition implements SchemaRule {
    private static final int DATE = "2026-01-01".length();
    private static final Parameter LEAD =
            new Parameter("lead-days", 7, "days before the end of the last partition at which there has to be another");
    private static final RuleInfo INFO = RuleInfo.of(
                    "missing-future-partition", Area.HEALTH, Needs.CATALOG, Severity.ERROR)
            .detects(
                    "The last range partition of a table that is divided by time ends within the lead time, seen from the clock"
                            + " of the server.")
            .cost("INSERT fails from then on, or the rows go to the default partition")
            .safe("Create the coming partitions by a job that runs on a schedule.")
            .parameter(LEAD)
            .build();

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(SchemaContext schema, Report report) {
        Optional<LocalDate> today = today(schema.facts().server().state().time());
        if (today.isEmpty()) {
            return;
        }
        for (Table table : schema.tables()) {
            boolean written = schema.facts()
                    .table(table.name())
                    .map(facts -> facts.use() == null || facts.use().inserted() > 0)
                    .orElse(true);
            Optional<LocalDate> end = isByTime(table) && written ? end(table, schema) : Optional.empty();
            if (end.isPresent() && end.get().isBefore(today.get().plusDays(report.limit(LEAD)))) {
                boolean defaults = schema.state().defaultPartition(table.name()).isPresent();
                report.found(
                        schema,
                        SchemaObject.relation(table.name()),
                        "The last partition of " + SchemaContext.shown(table.name()) + " ends at " + end.get()
                                + ", and it was " + today.get() + " on the server: new rows will "
                                + (defaults ? "go to the default partition" : "be refused"));
            }
        }
    }

    private static Optional<LocalDate> today(@Nullable String time) {
        try {
            return time == null
                    ? Optional.empty()
                    : Optional.of(Instant.parse(time).atZone(ZoneOffset.UTC).toLocalDate());
        } catch (DateTimeParseException e) {
            // a facts file that a person wrote
            return Optional.empty();
        }
    }

    private static boolean isByTime(Table table) {
        Partitioning partitioning = table.partitioning();
        if (partitioning == null
                || partitioning.strategy() != Partitioning.Strategy.RANGE
                || partitioning.keys().size() != 1) {
            return false;
        }
        IndexElement key = partitioning.keys().get(0);
        return !key.expression()
                && table.column(key.key())
                        .map(column ->
                                column.type().equals("date") || column.type().startsWith("timestamp"))
                        .orElse(false);
    }

    /** Where the last partition ends; empty when one has no end, or that cannot be told. */
    private static Optional<LocalDate> end(Table table, SchemaContext schema) {
        List<LocalDate> ends = new ArrayList<>();
        for (QualifiedName name : schema.state().partitionsOf(table.name())) {
            Table partition = schema.state().table(name).orElse(null);
            if (partition == null || partition.partitionOf() == null) {
                return Optional.empty();
            }
            if (!partition.partitionOf().parent().equals(table.name())
                    || partition.partitionOf().isDefault()) {
                continue;
            }
            Optional<LocalDate> end = end(partition.partitionOf().bound());
            if (end.isEmpty()) {
                return end;
            }
            ends.add(end.get());
        }
        return ends.stream().max(LocalDate::compareTo);
    }

    private static Optional<LocalDate> end(String bound) {
        String statement = "CREATE TABLE p PARTITION OF t " + bound;
        for (Statement parsed : Sql.parse(SourceFile.of("", statement)).statements()) {
            for (PartitionBoundSpec spec : Nodes.all(parsed.tree(), PartitionBoundSpec.class)) {
                if (spec.upperdatums().size() == 1
                        && spec.upperdatums().get(0) instanceof A_Const value
                        && value.sval() != null) {
                    return date(String.valueOf(value.sval().sval()));
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<LocalDate> date(String text) {
        try {
            return text.length() < DATE ? Optional.empty() : Optional.of(LocalDate.parse(text.substring(0, DATE)));
        } catch (DateTimeParseException e) {
            // infinity, or a date in another style than ISO
            return Optional.empty();
        }
    }
}
