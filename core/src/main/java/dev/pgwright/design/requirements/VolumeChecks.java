package dev.pgwright.design.requirements;

import dev.pgwright.design.requirements.ConsistencyRule.UniqueTogether;
import dev.pgwright.design.requirements.Entity.Volume;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Finds volumes that cannot be: more rows than their keys allow, averages that contradict the numbers of rows. */
final class VolumeChecks {
    private static final int TWO_YEARS = 730;
    /** People estimate; below a factor of two it is not worth a word. */
    private static final double TOLERANCE = 2;
    /** Growth was greater once, and what refers to rows keeps them; but not that much. */
    private static final double MUCH_MORE = 10;

    private final Problems problems;
    private final Model model;

    VolumeChecks(Problems problems, Model model) {
        this.problems = problems;
        this.model = model;
    }

    void check(List<ConsistencyRule> rules) {
        for (Entity entity : model.entities()) {
            growth("entity '" + entity.name() + "'", entity.volume());
            entity.attributes().forEach(attribute -> distinct(entity.name(), attribute, entity.volume()));
            entity.attributes().stream()
                    .filter(attribute ->
                            attribute.unique() && attribute.uniqueWithin().isEmpty())
                    .forEach(attribute -> unique(new UniqueTogether(
                            attribute.place(),
                            entity.name() + "." + attribute.name(),
                            entity.name(),
                            List.of(attribute.name()),
                            null)));
            kept(entity);
        }
        for (Relationship relationship : model.relationships()) {
            switch (relationship.kind()) {
                case ONE_TO_ONE -> oneToOne(relationship);
                case ONE_TO_MANY -> average(relationship);
                case MANY_TO_MANY -> pairs(relationship);
            }
        }
        for (ConsistencyRule rule : rules) {
            if (rule instanceof UniqueTogether unique) {
                unique(unique);
            }
        }
    }

    private void growth(String subject, @Nullable Volume volume) {
        if (volume != null && BigDecimal.valueOf(volume.rowsAfter(TWO_YEARS)).compareTo(EntityReader.MOST_ROWS) > 0) {
            problems.add(
                    volume.place(),
                    "the volume of " + subject + " grows beyond 1e15 rows within two years",
                    "Check the unit of 'growth': k, M or B, and what it is per");
        }
    }

    private void distinct(String owner, Attribute attribute, @Nullable Volume volume) {
        Long distinct = attribute.statistics().distinct();
        if (distinct != null && volume != null && distinct > volume.rowsAfter(TWO_YEARS)) {
            problems.add(
                    attribute.place(),
                    "attribute '" + owner + "." + attribute.name() + "' cannot have " + distinct
                            + " different values: '" + owner + "' has only " + volume.rowsAfter(TWO_YEARS)
                            + " rows in two years",
                    "Correct one of the two");
        }
    }

    /** Rows that are past their time are gone: what is there cannot be more than what came since. */
    private void kept(Entity entity) {
        Volume volume = entity.volume();
        Entity.Retention retention = entity.retention();
        if (volume == null || retention == null || volume.growthPerDay() == 0) {
            return;
        }
        double came = volume.growthPerDay() * retention.days();
        if (volume.rows() > MUCH_MORE * came) {
            problems.add(
                    volume.place(),
                    "the volume of entity '" + entity.name() + "' contradicts its retention: of "
                            + plain(volume.growthPerDay()) + " rows a day, kept for " + retention.days()
                            + (retention.days() == 1 ? " day" : " days") + ", there"
                            + " are about " + plain(Math.ceil(came)) + ", not " + volume.rows(),
                    "Correct 'rows', 'growth' or 'keep'");
        }
    }

    /** Rows in two years, after retention. */
    private long expected(String entity, Volume volume) {
        Entity.Retention retention = model.entity(entity).map(Entity::retention).orElse(null);
        double kept = retention == null ? Double.MAX_VALUE : volume.growthPerDay() * retention.days();
        return Math.round(Math.min(volume.rowsAfter(TWO_YEARS), Math.max(volume.rows(), kept)));
    }

    private void oneToOne(Relationship relationship) {
        Volume parents = volume(relationship.from());
        Volume children = volume(relationship.to());
        if (relationship.required() && parents != null && children != null && children.rows() > parents.rows()) {
            problems.add(
                    relationship.place(),
                    subject(relationship) + " cannot be 1:1: '" + relationship.to() + "' has " + children.rows()
                            + " rows, but there are only " + parents.rows() + " of '" + relationship.from() + "'",
                    "Correct the volumes, or write kind: 1:N");
        }
    }

    private void average(Relationship relationship) {
        Volume parents = volume(relationship.from());
        Volume children = volume(relationship.to());
        Double average = relationship.average();
        if (average == null || parents == null || children == null) {
            return;
        }
        int day = parents.rows() > 0 && children.rows() > 0 ? 0 : TWO_YEARS;
        double expected = average * parents.rowsAfter(day);
        double stated = children.rowsAfter(day);
        // an optional relationship counts only the rows that have their parent
        boolean tooMany = expected > TOLERANCE * stated;
        boolean tooFew = relationship.required() && expected * TOLERANCE < stated;
        if (tooMany || tooFew) {
            problems.add(
                    relationship.place(),
                    subject(relationship) + " has an average of " + plain(average) + ", but " + plain(stated)
                            + " rows of '" + relationship.to() + "' and " + plain(parents.rowsAfter(day)) + " of '"
                            + relationship.from() + "' make it " + plain(ratio(stated, parents.rowsAfter(day))),
                    "Correct the average or one of the volumes");
        }
    }

    private static double ratio(double children, double parents) {
        return parents == 0 ? 0 : Math.round(children / parents * 100) / 100d;
    }

    private void pairs(Relationship relationship) {
        Volume pairs = relationship.volume();
        growth(subject(relationship), pairs);
        OptionalLong from = rows(relationship.from());
        OptionalLong to = rows(relationship.to());
        if (pairs == null || from.isEmpty() || to.isEmpty()) {
            return;
        }
        BigInteger most = BigInteger.valueOf(from.getAsLong()).multiply(BigInteger.valueOf(to.getAsLong()));
        if (BigInteger.valueOf(pairs.rowsAfter(TWO_YEARS)).compareTo(most) > 0) {
            problems.add(
                    pairs.place(),
                    subject(relationship) + " cannot have " + pairs.rowsAfter(TWO_YEARS) + " pairs: " + from.getAsLong()
                            + " rows of '" + relationship.from() + "' and " + to.getAsLong() + " of '"
                            + relationship.to() + "' make at most " + most,
                    "Correct one of the volumes");
        }
        for (Attribute attribute : relationship.attributes()) {
            distinct(relationship.junctionName(), attribute, pairs);
        }
    }

    private void unique(UniqueTogether rule) {
        Volume volume = volume(rule.entity());
        if (volume == null) {
            return;
        }
        BigInteger most = BigInteger.ONE;
        boolean withinTenant = model.belongsToTenant(rule.entity());
        for (String path : rule.paths()) {
            Model.Role role = model.roles(rule.entity()).get(path);
            OptionalLong values = role != null
                    ? role.required() ? rows(role.entity()) : OptionalLong.empty()
                    : model.attribute(rule.entity(), path)
                            .map(VolumeChecks::values)
                            .orElse(OptionalLong.empty());
            if (values.isEmpty()) {
                return;
            }
            withinTenant &= role == null || !model.belongsToTenant(role.entity());
            most = most.multiply(BigInteger.valueOf(values.getAsLong()));
        }
        if (withinTenant) {
            OptionalLong tenants = model.tenant() == null ? OptionalLong.empty() : rows(model.tenant());
            if (tenants.isEmpty()) {
                return;
            }
            most = most.multiply(BigInteger.valueOf(tenants.getAsLong()));
        }
        long expected = expected(rule.entity(), volume);
        if (BigInteger.valueOf(expected).compareTo(most) > 0) {
            problems.add(
                    rule.place(),
                    "rule '" + rule.name() + "' allows at most " + most + " rows of '" + rule.entity() + "', but "
                            + expected + " are expected in two years",
                    "Correct the volumes, or add to 'unique' what tells the rows apart");
        }
    }

    /** How many different values an attribute can have, where that is known. */
    private static OptionalLong values(Attribute attribute) {
        Long distinct = attribute.statistics().distinct();
        if (!attribute.required()) {
            return OptionalLong.empty();
        } else if (distinct != null) {
            return OptionalLong.of(distinct);
        } else if (attribute.type() == BusinessType.BOOLEAN) {
            return OptionalLong.of(2);
        } else if (attribute.status() != null && !attribute.status().extensible()) {
            return OptionalLong.of(attribute.status().values().size());
        } else if (attribute.type() == BusinessType.INTEGER
                && attribute.minimum() != null
                && attribute.maximum() != null) {
            BigDecimal span = new BigDecimal(attribute.maximum()).subtract(new BigDecimal(attribute.minimum()));
            return span.compareTo(EntityReader.MOST_ROWS) < 0
                    ? OptionalLong.of(span.longValue() + 1)
                    : OptionalLong.empty();
        }
        return OptionalLong.empty();
    }

    private @Nullable Volume volume(String entity) {
        return model.entity(entity).map(Entity::volume).orElse(null);
    }

    private OptionalLong rows(String entity) {
        Volume volume = volume(entity);
        return volume == null ? OptionalLong.empty() : OptionalLong.of(volume.rowsAfter(TWO_YEARS));
    }

    private static String subject(Relationship relationship) {
        return "relationship from '" + relationship.from() + "' to '" + relationship.to() + "'";
    }

    private static String plain(double number) {
        return BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
    }
}
