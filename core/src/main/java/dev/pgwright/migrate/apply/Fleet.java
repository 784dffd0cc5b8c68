package dev.pgwright.migrate.apply;

import dev.pgwright.finding.ErrorCode;
import dev.pgwright.finding.PgwrightException;
import dev.pgwright.load.json.JsonForm;
import dev.pgwright.server.DatabaseTarget;
import dev.pgwright.server.Postgres;
import dev.pgwright.server.Session;
import dev.pgwright.source.Place;
import dev.pgwright.source.SourceFile;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Databases, or schemas of databases, that get the same plan, and in which order.
 *
 * @param targets the first ones are the canary
 * @param canary how many go first, each by itself; 1 unless given
 * @param waves how many come in each wave behind the canary, the last number again and again; all at once unless given
 * @param parallel on how many targets of a wave steps run at a time; 1 unless given
 */
public record Fleet(
        List<Target> targets,
        @Nullable Integer canary,
        List<Integer> waves,
        @Nullable Integer parallel) {
    private static final JsonForm<Fleet> FORM =
            JsonForm.of(Fleet.class, "fleet:1", "pgwright fleet", "Databases or schemas that get the same plan.");

    public Fleet {
        targets = List.copyOf(targets);
        waves = List.copyOf(waves);
    }

    /**
     * A database, or a schema of one.
     *
     * @param db its address as libpq takes it
     * @param name for people; the address without its password unless given
     * @param schema the schema that the plan is for there; {@code *} stands for any letters, so that it may be many; null for
     *     the database as a whole
     */
    public record Target(
            String db, @Nullable String name, @Nullable String schema) {
        /** What it is called. */
        public String title() {
            String database = name == null ? DatabaseTarget.shown(db) : name;
            return schema == null ? database : database + " schema " + schema;
        }

        private boolean isMany() {
            return schema != null && schema.contains("*");
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
            Target unnamed = new Target(target.db(), null, target.schema());
            if (!titles.add(target.title()) || (target.name() != null && !titles.add(unnamed.title()))) {
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

    /**
     * The same with each schema by its name.
     *
     * @param server opens the database of a target
     * @throws PgwrightException with {@code INPUT} if there is no schema of a name with {@code *}
     */
    public Fleet withSchemas(Function<Target, Postgres> server) {
        Set<Target> all = new LinkedHashSet<>();
        for (Target target : targets) {
            if (target.isMany()) {
                matching(server.apply(target), target)
                        .forEach(schema -> all.add(new Target(target.db(), target.name(), schema)));
            } else {
                all.add(target);
            }
        }
        return new Fleet(List.copyOf(all), canary, waves, parallel);
    }

    private static List<String> matching(Postgres server, Target target) {
        String pattern = String.valueOf(target.schema())
                .replace("\\", "\\\\")
                .replace("_", "\\_")
                .replace("%", "\\%")
                .replace('*', '%');
        try (Session session = Session.of(server.connect())) {
            List<String> schemas = session
                    .rows("SELECT nspname FROM pg_catalog.pg_namespace WHERE nspname LIKE ? ORDER BY nspname", pattern)
                    .values()
                    .stream()
                    .map(row -> String.valueOf(row.get(0)))
                    .filter(schema -> !schema.startsWith("pg_") && !schema.equals("information_schema"))
                    .toList();
            if (schemas.isEmpty()) {
                throw new PgwrightException(
                        ErrorCode.INPUT,
                        Place.ofObject(target.title()),
                        "the database has no schema of such a name",
                        "'*' stands for any letters: tenant_*");
            }
            return schemas;
        }
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
