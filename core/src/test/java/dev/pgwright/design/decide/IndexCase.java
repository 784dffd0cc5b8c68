package dev.pgwright.design.decide;

import dev.pgwright.design.Designs;
import dev.pgwright.design.model.PlannedIndex;
import dev.pgwright.design.requirements.AccessPattern;
import dev.pgwright.design.requirements.Requirements;
import java.util.List;

/** A shop of which one access pattern, {@code it}, is looked at. */
final class IndexCase {
    private static final String SHOP = """
            project: { name: shop }
            entities:
              customer: { volume: 1M, attributes: { email: { type: email, required: true, unique: true } } }
              order:
                volume: { rows: 20M, growth: 20k/day }
                changes: rarely
                attributes:
                  placed_at: { type: timestamp, required: true }
                  paid_at: { type: timestamp, present: 97% }
                  title: { type: text, required: true }
                  number: { type: code, required: true }
                  region: { type: code, required: true, distinct: 8, max_length: 4 }
                  amount: { type: integer, required: true }
                  size: { type: integer, required: true }
                  tags: tags
                  facts: json
                  spot: geo_point
                  valid: period
                  late: { type: boolean, required: true, shares: { true: 2% } }
                  status:
                    { type: status, required: true, values: [open, paid, sent], shares: { open: 5%, paid: 80% } }
              visit:
                volume: { rows: 200M, growth: 300k/day }
                changes: never
                attributes: { seen_at: { type: timestamp, required: true }, note: text }
              line: { volume: 40M, attributes: { quantity: { type: integer, required: true } } }
              label: { volume: 500, attributes: { name: { type: text, required: true } } }
              page:
                volume: 100k
                attributes: { hidden: { type: boolean, required: true }, words: { type: text, required: true } }
              book:
                volume: 10M
                attributes: { hidden: { type: boolean, required: true }, words: { type: text, required: true } }
              setting: { volume: 40, attributes: { name: { type: text, required: true } } }
            relationships:
              - { from: customer, to: order, kind: 1:N, role: buyer, required: true }
              - { from: order, to: line, kind: 1:N, required: true, owned: true }
              - { from: order, to: label, kind: N:M, via: order_label, volume: 30M }
            access_patterns:
              it: { rate: 50/s, PATTERN }
            """;

    private IndexCase() {}

    static Requirements requirements(String pattern) {
        return Designs.requirements(SHOP.replace("PATTERN", pattern));
    }

    /** The indexes that are there for the pattern. */
    static List<PlannedIndex> indexes(String pattern) {
        return SchemaDesigner.design(requirements(pattern)).indexes().stream()
                .filter(index -> index.serves().contains("it"))
                .toList();
    }

    /** What the pattern wants of the tables that its filters choose rows of, its own last. */
    static List<Demand> demands(String pattern) {
        Requirements requirements = requirements(pattern);
        Mapping mapping = new MappingDesigner(requirements, new Naming()).design();
        AccessPattern it = requirements.accessPatterns().get(0);
        return new DemandReader(mapping, new Selectivity(mapping)).of(it).chosen();
    }

    static Demand demand(String pattern) {
        List<Demand> all = demands(pattern);
        return all.get(all.size() - 1);
    }

    static AccessCost cost(String pattern) {
        return AccessCost.busy(new Selectivity(new MappingDesigner(requirements(pattern), new Naming()).design()));
    }
}
