package dev.pgwright.explain;

import dev.pgwright.explain.Explained.TriggerTime;
import dev.pgwright.explain.PlanNode.Condition;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Makes nodes of objects. Names of properties are those of {@code ExplainNode} (commands/explain.c, 14 to 18). */
final class PlanTree {
    /** Every property that is a condition. */
    private static final List<String> CONDITIONS = List.of(
            "Index Cond",
            "Recheck Cond",
            "TID Cond",
            "Hash Cond",
            "Merge Cond",
            "Join Filter",
            "Order By",
            "One-Time Filter",
            "Run Condition",
            "Cache Key",
            "Conflict Filter",
            "Function Call",
            "Filter");

    private PlanTree() {}

    static Explained explained(JsonObject statement, JsonObject plan) {
        List<TriggerTime> triggers = statement.objects("Triggers").stream()
                .map(trigger -> new TriggerTime(
                        trigger.text("Trigger Name", ""),
                        trigger.text("Relation"),
                        trigger.text("Constraint Name"),
                        trigger.number("Time"),
                        trigger.number("Calls", 0)))
                .toList();
        return new Explained(
                node(plan), statement.number("Planning Time"), statement.number("Execution Time"), triggers);
    }

    private static PlanNode node(JsonObject json) {
        List<PlanNode> children =
                json.objects("Plans").stream().map(PlanTree::node).toList();
        List<Condition> conditions = new ArrayList<>();
        for (String kind : CONDITIONS) {
            String text = json.text(kind);
            if (text != null) {
                conditions.add(new Condition(kind, text));
            }
        }
        String mode = Stream.of("Join Type", "Strategy", "Operation", "Command")
                .map(json::text)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
        return new PlanNode(
                json.text("Node Type", "Unknown"),
                json.text("Parent Relationship"),
                json.text("Subplan Name"),
                mode,
                json.text("Partial Mode"),
                relation(json),
                json.text("Index Name"),
                json.text("Scan Direction"),
                json.number("Startup Cost", 0),
                json.number("Total Cost", 0),
                json.number("Plan Rows", 0),
                (int) json.number("Plan Width", 0),
                conditions,
                json.texts("Sort Key"),
                json.texts("Presorted Key"),
                json.texts("Group Key"),
                json.flag("Parallel Aware"),
                (int) json.number("Workers Planned", 0),
                (int) json.number("Workers Launched", 0),
                (int) json.number("Subplans Removed", 0),
                actual(json),
                children,
                json.rest());
    }

    private static PlanNode.@Nullable Relation relation(JsonObject json) {
        String name = json.text("Relation Name");
        return name == null ? null : new PlanNode.Relation(json.text("Schema"), name, json.text("Alias", name));
    }

    private static @Nullable Actual actual(JsonObject json) {
        Double loops = json.number("Actual Loops");
        if (loops == null) {
            return null;
        }
        return new Actual(
                json.number("Actual Startup Time"),
                json.number("Actual Total Time"),
                json.number("Actual Rows", 0),
                loops,
                json.number("Rows Removed by Filter", 0),
                json.number("Rows Removed by Join Filter", 0),
                json.number("Rows Removed by Index Recheck", 0),
                json.number("Heap Fetches", 0),
                json.text("Sort Method"),
                (long) json.number("Sort Space Used", 0),
                json.text("Sort Space Type"),
                (long) json.number("Hash Batches", 0),
                buffers(json));
    }

    private static Actual.@Nullable Buffers buffers(JsonObject json) {
        return json.has("Shared Hit Blocks")
                ? new Actual.Buffers(
                        (long) json.number("Shared Hit Blocks", 0),
                        (long) json.number("Shared Read Blocks", 0),
                        (long) json.number("Shared Dirtied Blocks", 0),
                        (long) json.number("Shared Written Blocks", 0),
                        (long) json.number("Local Hit Blocks", 0),
                        (long) json.number("Local Read Blocks", 0),
                        (long) json.number("Temp Read Blocks", 0),
                        (long) json.number("Temp Written Blocks", 0))
                : null;
    }
}
