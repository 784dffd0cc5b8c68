package dev.pgwright.migrate.apply;

import dev.pgwright.finding.ErrorCode;
import dev.pgwright.finding.PgwrightException;
import dev.pgwright.load.json.JsonForm;
import dev.pgwright.server.DatabaseTarget;
import dev.pgwright.source.Place;
import dev.pgwright.source.SourceFile;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Databases that get the same plan, and in which order.
 *
 * @param targets the databases; the first ones are the canary
 * @param canary how many go first, each by itself; 1 unless given
 * @param waves how many come in each wave behind the canary, the last number again and again; all at once unless given
 * @param parallel on how many databases of a wave steps run at a time; 1 unless given
 */
public record Fleet(
        List<Target> targets,
        @Nullable Integer canary,
        List<Integer> waves,
        @Nullable Integer parallel) {
    private static final JsonForm<Fleet> FORM =
            JsonForm.of(Fleet.class, "fleet:1", "pgwright fleet", "Databases that get the same plan.");

    public Fleet {
        targets = List.copyOf(targets);
        waves = List.copyOf(waves);
    }

    /**
     * A database.
     *
     * @param db its address as libpq takes it
     * @param name for people; the address without its password unless given
     */
    public record Target(String db, @Nullable String name) {
        /** What it is called. */
        public String title() {
            return name == null ? DatabaseTarget.shown(db) : name;
        }
    }

    /**
     * Reads {@code fleet.yaml}.
     *
     * @throws PgwrightException with {@code INPUT} if it is none, or says what cannot be
     */
    public static Fleet read(SourceFile file) {
        Fleet fleet = FORM.readYaml(file, "A fleet");
        Set<String> titles = new HashSet<>();
        if (fleet.targets().isEmpty()) {
            throw wrong(file, "it has no targets", "list them: - {name: eu, db: service=shop_eu}");
        }
        for (Target target : fleet.targets()) {
            if (!titles.add(target.title())
                    || (target.name() != null && !titles.add(DatabaseTarget.shown(target.db())))) {
                throw wrong(file, "it names " + target.title() + " twice", "leave one out");
            }
        }
        boolean positive = fleet.waves().stream().allMatch(wave -> wave > 0)
                && (fleet.canary() == null || fleet.canary() >= 0)
                && (fleet.parallel() == null || fleet.parallel() > 0);
        if (!positive) {
            throw wrong(file, "waves and parallel are numbers above 0, canary is one that is not below", null);
        }
        return fleet;
    }

    private static PgwrightException wrong(SourceFile file, String what, @Nullable String hint) {
        return new PgwrightException(ErrorCode.INPUT, Place.of(file.name()), what, hint);
    }

    /** How many run at a time. */
    public int atATime() {
        return parallel == null ? 1 : parallel;
    }

    /** The waves in their order, each canary one by itself. */
    public List<List<Target>> inWaves() {
        List<List<Target>> all = new ArrayList<>();
        int first = Math.min(canary == null ? 1 : canary, targets.size());
        targets.subList(0, first).forEach(target -> all.add(List.of(target)));
        int at = first;
        for (int i = 0; at < targets.size(); i++) {
            int size = waves.isEmpty() ? targets.size() : waves.get(Math.min(i, waves.size() - 1));
            int end = Math.min(targets.size(), at + size);
            all.add(targets.subList(at, end));
            at = end;
        }
        return all;
    }
}
