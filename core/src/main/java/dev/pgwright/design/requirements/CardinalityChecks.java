package dev.pgwright.design.requirements;

import dev.pgwright.design.requirements.Entity.Retention;

/** What contradicts itself in how many rows belong to one. */
final class CardinalityChecks {
    private final Problems problems;
    private final Model model;

    CardinalityChecks(Problems problems, Model model) {
        this.problems = problems;
        this.model = model;
    }

    void check(Section section, Relationship relationship) {
        int least = relationship.least();
        Integer most = relationship.most();
        Double average = relationship.average();
        if (most != null && least > most) {
            section.problem(
                    "least",
                    section.subject() + " has least " + least + " above most " + most,
                    "No number of rows is within them");
        } else if (average != null && (average < least || (most != null && average > most))) {
            section.problem(
                    "average",
                    section.subject() + " has an average that is not between its least and its most",
                    "Change one of them");
        }
        if (most != null && most == 1) {
            section.problem(
                    "most",
                    section.subject() + " is 1:N with at most 1",
                    "Write kind: 1:1, which a unique key holds without counting");
        }
        if (least > 0) {
            retention(section, relationship);
        }
    }

    /** Rows that go because of their age would be missed by the rows that need them. */
    private void retention(Section section, Relationship relationship) {
        Retention kept = model.entity(relationship.to()).map(Entity::retention).orElse(null);
        Retention keptParent =
                model.entity(relationship.from()).map(Entity::retention).orElse(null);
        if (kept != null && (keptParent == null || keptParent.days() > kept.days())) {
            problems.add(
                    section.requireNode("least"),
                    section.subject() + " contradicts the retention of '" + relationship.to() + "': after "
                            + kept.days() + " days they go, and '" + relationship.from() + "' would have none",
                    "Remove 'least', or keep '" + relationship.to() + "' as long as '" + relationship.from() + "'");
        }
    }
}
