package dev.pgwright.design.decide;

import dev.pgwright.design.model.Decision;
import dev.pgwright.design.model.Decision.Alternative;
import dev.pgwright.design.requirements.Entity.Changes;
import dev.pgwright.source.Place;
import java.util.List;

/** Which moments of a row's own life it records: when it came, and when it last changed. */
final class TimestampDecision {
    /** Where the tree ends. */
    enum Leaf {
        /** Rows are never updated: the moment that they came is the only one. */
        CREATED_ONLY,
        /** Rows change: a trigger keeps the last time. */
        CREATED_AND_UPDATED
    }

    private TimestampDecision() {}

    static Leaf leaf(Changes changes) {
        return changes == Changes.NEVER ? Leaf.CREATED_ONLY : Leaf.CREATED_AND_UPDATED;
    }

    static Decision decision(Changes changes, String table, Place place) {
        Alternative application = new Alternative(
                "updated_at set by the application", "no trigger", "forgotten by the first UPDATE made by hand");
        return switch (leaf(changes)) {
            case CREATED_ONLY ->
                new Decision(
                        "Timestamps",
                        table,
                        "created_at alone",
                        "its rows are inserted and never updated",
                        place,
                        List.of(new Alternative(
                                "updated_at too", "the same columns everywhere", "8 bytes a row that never differ")),
                        "its rows start to change");
            case CREATED_AND_UPDATED ->
                new Decision(
                        "Timestamps",
                        table,
                        "created_at, and updated_at kept by a trigger",
                        "its rows change; support, synchronisation and caches all ask when",
                        place,
                        List.of(
                                application,
                                new Alternative(
                                        "a history table filled by triggers",
                                        "every earlier state, not only the last time",
                                        "a second row for each change")),
                        "an update-heavy table is measured to suffer from the trigger (about a microsecond a row)");
        };
    }
}
