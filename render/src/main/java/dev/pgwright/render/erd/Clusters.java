package dev.pgwright.render.erd;

import dev.pgwright.render.erd.Diagram.GroupBox;
import dev.pgwright.render.erd.Diagram.Link;
import dev.pgwright.render.erd.Diagram.Size;
import dev.pgwright.render.erd.Diagram.TableBox;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a diagram of many tables into areas that can be read one by one: its groups, and where those are large or there
 * are none, communities of tables that refer to each other. A reference to a table of another area leads to a stand-in
 * of that table, so no line crosses the sheet.
 */
final class Clusters {
    /** As many tables of ten columns as a large screen shows. */
    private static final int MOST_TABLES = 36;

    private static final String LOOSE = "without relationships";

    private final Diagram diagram;
    private final int[] degrees;
    private final List<GroupBox> groups = new ArrayList<>();

    private record StandIn(int group, int table) {}

    private Clusters(Diagram diagram) {
        this.diagram = diagram;
        degrees = new int[diagram.tables().size()];
        for (Link link : diagram.links()) {
            degrees[link.parent()]++;
            degrees[link.child()]++;
        }
    }

    /** The same tables, each in exactly one group, followed by the stand-ins. */
    static Diagram of(Diagram diagram) {
        return new Clusters(diagram).build();
    }

    private Diagram build() {
        for (GroupBox group : diagram.groups()) {
            add(group.name(), group.colour(), group.tables());
        }
        List<Integer> alone = IntStream.range(0, diagram.tables().size())
                .filter(table -> diagram.tables().get(table).group() == null)
                .boxed()
                .toList();
        if (!alone.isEmpty()) {
            add(null, null, alone);
        }
        int[] groupOf = new int[diagram.tables().size()];
        for (int group = 0; group < groups.size(); group++) {
            for (int table : groups.get(group).tables()) {
                groupOf[table] = group;
            }
        }
        List<TableBox> tables = new ArrayList<>();
        for (int table = 0; table < groupOf.length; table++) {
            tables.add(diagram.tables().get(table).withGroup(groupOf[table]));
        }
        Map<StandIn, Integer> standIns = new HashMap<>();
        List<List<Integer>> members = new ArrayList<>();
        groups.forEach(group -> members.add(new ArrayList<>(group.tables())));
        List<Link> links = new ArrayList<>();
        Map<StandIn, Long> kinds = kindsOfEnds(groupOf);
        for (Link link : diagram.links()) {
            int group = groupOf[link.child()];
            if (group == groupOf[link.parent()]) {
                links.add(link);
                continue;
            }
            StandIn key = new StandIn(group, link.parent());
            Integer known = standIns.get(key);
            if (known == null) {
                known = tables.size();
                standIns.put(key, known);
                tables.add(standIn(tables.get(link.parent()), kinds.getOrDefault(key, 1L)));
                members.get(group).add(known);
            }
            links.add(new Link(link.relationship(), link.child(), link.childRow(), known, Diagram.HEADING));
        }
        List<GroupBox> all = new ArrayList<>();
        for (int group = 0; group < groups.size(); group++) {
            all.add(new GroupBox(groups.get(group).name(), groups.get(group).colour(), members.get(group)));
        }
        return new Diagram(tables, links, all, diagram.enums(), diagram.absent());
    }

    private Map<StandIn, Long> kindsOfEnds(int[] groupOf) {
        return diagram.links().stream()
                .collect(Collectors.groupingBy(
                        link -> new StandIn(groupOf[link.child()], link.parent()),
                        Collectors.mapping(
                                link -> link.relationship().parentEnd(),
                                Collectors.collectingAndThen(Collectors.toSet(), ends -> (long) ends.size()))));
    }

    /** Only the heading, high enough for its lines. */
    private static TableBox standIn(TableBox box, long kinds) {
        double height = Math.max(Measures.HEADING, 2 * Measures.GRID * kinds);
        double width = TextWidths.of(box.heading(), Measures.HEADING_FONT, true) + 2 * Measures.SIDE;
        return new TableBox(
                box.table(),
                box.heading(),
                null,
                List.of(),
                null,
                0,
                new Size(Math.max(Measures.MINIMUM_WIDTH / 2, Measures.onGrid(width)), height),
                box.group(),
                Diagram.Role.STAND_IN);
    }

    /** Adds a group, whole or in parts. */
    private void add(@Nullable String name, @Nullable String colour, List<Integer> tables) {
        if (tables.size() <= MOST_TABLES && name != null) {
            groups.add(new GroupBox(name, colour, tables));
            return;
        }
        Map<Integer, Integer> numbers =
                IntStream.range(0, tables.size()).boxed().collect(Collectors.toMap(tables::get, Function.identity()));
        List<Communities.Edge> edges = diagram.links().stream()
                .filter(link -> numbers.containsKey(link.child()) && numbers.containsKey(link.parent()))
                .map(link -> new Communities.Edge(
                        numbers.getOrDefault(link.child(), 0), numbers.getOrDefault(link.parent(), 0)))
                .toList();
        List<Integer> loose = new ArrayList<>();
        for (List<Integer> community : Communities.of(tables.size(), edges, MOST_TABLES)) {
            List<Integer> members = community.stream().map(tables::get).toList();
            if (members.size() > 1) {
                groups.add(new GroupBox(named(name, hub(members)), colour, members));
            } else {
                loose.addAll(members);
            }
        }
        int parts = (loose.size() + MOST_TABLES - 1) / MOST_TABLES;
        for (int part = 0; part < parts; part++) {
            List<Integer> members = loose.subList(loose.size() * part / parts, loose.size() * (part + 1) / parts);
            Set<String> kinds = new TreeSet<>();
            members.forEach(table -> kinds.add(degrees[table] == 0 ? LOOSE : "others"));
            String label = String.join(", ", kinds) + (parts == 1 ? "" : " " + (part + 1));
            groups.add(new GroupBox(named(name, label), colour, members));
        }
    }

    private static String named(@Nullable String group, String part) {
        return group == null ? part : group + " · " + part;
    }

    /** The name of the table that most references lead to or come from. */
    private String hub(List<Integer> tables) {
        int hub = tables.stream()
                .max(Comparator.<Integer>comparingInt(table -> degrees[table]).thenComparing(Comparator.reverseOrder()))
                .orElseThrow(() -> new IllegalStateException("a community without tables"));
        return diagram.tables().get(hub).table().name().name();
    }
}
