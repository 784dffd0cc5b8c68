package dev.pgwright.review.rules.query;

import dev.pgwright.load.folded.BoundLevel;
import dev.pgwright.load.folded.BoundQuery;
import dev.pgwright.load.folded.BoundRelation;
import dev.pgwright.review.QueryContext;
import dev.pgwright.sql.tree.ColumnRef;
import dev.pgwright.sql.tree.Node;
import dev.pgwright.sql.tree.SelectStmt;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Which relations of a level conditions link, directly or through others. */
final class JoinGraph {
    private final QueryContext query;
    private final BoundLevel level;
    private final List<BoundRelation> relations;

    /** The group of each relation; what is linked is in one. */
    private final List<Integer> groups = new ArrayList<>();

    private boolean certain = true;

    private JoinGraph(QueryContext query, BoundLevel level) {
        this.query = query;
        this.level = level;
        this.relations = level.relations();
        for (int i = 0; i < relations.size(); i++) {
            groups.add(i);
        }
    }

    static JoinGraph of(QueryContext query, BoundLevel level) {
        JoinGraph graph = new JoinGraph(query, level);
        if (graph.relations.size() > 1) {
            graph.link();
        }
        return graph;
    }

    /** Two relations of many rows that nothing links; empty when all are linked, or that is not certain. */
    Optional<List<BoundRelation>> apart() {
        List<BoundRelation> many =
                certain ? relations.stream().filter(this::canMultiply).toList() : List.of();
        for (int i = 1; i < many.size(); i++) {
            if (!group(many.get(i)).equals(group(many.get(0)))) {
                return Optional.of(List.of(many.get(0), many.get(i)));
            }
        }
        return Optional.empty();
    }

    private Integer group(BoundRelation relation) {
        return groups.get(relations.indexOf(relation));
    }

    /** Functions and lists of values are multiplied on purpose, and one row multiplies nothing. */
    private boolean canMultiply(BoundRelation relation) {
        return switch (relation.kind()) {
            case TABLE, VIEW, MATERIALIZED_VIEW, UNKNOWN -> !Keys.isSingleRow(query, level, relation);
            default -> false;
        };
    }

    private void link() {
        // a join is on purpose: ON says how, and CROSS JOIN that nothing does
        Predicates.from(level).forEach(item -> linkAll(in(item)));
        List<Node> terms = new ArrayList<>(Predicates.all(level));
        terms.addAll(Predicates.from(level));
        if (level.node() instanceof SelectStmt select && select.havingClause() != null) {
            terms.add(select.havingClause());
        }
        Set<BoundRelation> throughOutside = new LinkedHashSet<>();
        for (Node term : terms) {
            Set<BoundRelation> linked = new LinkedHashSet<>(in(term));
            boolean outside = false;
            for (ColumnRef column : Predicates.columns(term)) {
                Optional<BoundQuery.Meaning> meaning = query.bound().meaning(column);
                if (meaning.isEmpty()) {
                    certain = false;
                } else if (meaning.get().level() == level) {
                    linked.add(meaning.get().relation());
                } else {
                    outside |= isAround(meaning.get().level());
                }
            }
            if (outside) {
                // what is compared with the row of the level around it is as good as compared with each other
                throughOutside.addAll(linked);
            }
            linkAll(linked);
        }
        linkAll(throughOutside);
    }

    private boolean isAround(BoundLevel other) {
        Optional<BoundLevel> outer = level.outer();
        while (outer.isPresent()) {
            if (outer.get() == other) {
                return true;
            }
            outer = outer.get().outer();
        }
        return false;
    }

    /** The relations of one item of FROM. */
    private Set<BoundRelation> in(Node item) {
        Set<BoundRelation> found = new LinkedHashSet<>();
        Set<Node> nodes = Collections.newSetFromMap(new IdentityHashMap<>());
        Predicates.walk(item, nodes::add);
        relations.stream()
                .filter(member -> member.node() != null && nodes.contains(member.node()))
                .forEach(found::add);
        return found;
    }

    private void linkAll(Set<BoundRelation> linked) {
        Integer into = null;
        for (BoundRelation relation : linked) {
            Integer other = group(relation);
            if (into == null) {
                into = other;
            } else {
                Integer kept = into;
                groups.replaceAll(one -> one.equals(other) ? kept : one);
            }
        }
    }
}
