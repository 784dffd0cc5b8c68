package dev.pgwright.design.decide;

import dev.pgwright.design.model.Decision;
import dev.pgwright.design.model.Decision.Alternative;
import dev.pgwright.design.requirements.Attribute;
import dev.pgwright.design.requirements.Entity;
import dev.pgwright.design.requirements.Entity.IdentityScope;
import dev.pgwright.design.requirements.NaturalKey;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Globally unique identifiers across services? Yes: UUID. No: bigint identity, whatever the volume. */
final class PrimaryKeyDecision {
    private static final int FIRST_WITH_UUIDV7 = 18;
    private static final long INTEGER_LIMIT = Integer.MAX_VALUE;

    /** Where the tree ends. */
    enum Leaf {
        UUID_V7("uuid", "uuidv7()"),
        UUID_V4("uuid", "gen_random_uuid()"),
        BIGINT_IDENTITY("bigint", null);

        private final String type;
        private final @Nullable String defaultExpression;

        Leaf(String type, @Nullable String defaultExpression) {
            this.type = type;
            this.defaultExpression = defaultExpression;
        }

        String type() {
            return type;
        }

        @Nullable String defaultExpression() {
            return defaultExpression;
        }
    }

    private PrimaryKeyDecision() {}

    static Leaf leaf(IdentityScope scope, int postgres) {
        return switch (scope) {
            case GLOBAL -> postgres >= FIRST_WITH_UUIDV7 ? Leaf.UUID_V7 : Leaf.UUID_V4;
            case LOCAL, NATURAL -> Leaf.BIGINT_IDENTITY;
        };
    }

    static Decision decision(Entity entity, String table, int postgres, int horizonDays) {
        Entity.Volume volume = entity.volume();
        Alternative integer = new Alternative(
                "integer identity",
                "4 bytes less in every key and reference",
                "ends at 2.1 billion rows, failed inserts and rolled-back batches included; widening it later rewrites"
                        + " the table and every reference to it");
        Alternative bigint = new Alternative(
                "bigint identity", "8 bytes instead of 16, always ascending", "unique in this database only");
        Alternative random = new Alternative(
                "uuid version 4",
                "nothing to be guessed from it",
                "inserts land on random index pages: more page splits, WAL and cache misses than ascending keys");
        Attribute natural = entity.naturalKey().orElse(null);
        if (natural != null) {
            return naturalKey(entity, natural, table);
        }
        return switch (leaf(entity.identity(), postgres)) {
            case UUID_V7 ->
                new Decision(
                        "Primary key",
                        table,
                        "uuid, version 7, made by uuidv7()",
                        "identifiers must be unique across services (identity: global); version 7 ascends with time, so that"
                                + " inserts stay at the right edge of the index",
                        entity.place(),
                        List.of(bigint, random),
                        "no service but this one makes or merges these identifiers any more");
            case UUID_V4 ->
                new Decision(
                        "Primary key",
                        table,
                        "uuid, version 4, made by gen_random_uuid()",
                        "identifiers must be unique across services (identity: global), and PostgreSQL " + postgres
                                + " has no uuidv7()",
                        entity.place(),
                        List.of(
                                bigint,
                                new Alternative(
                                        "uuid version 7 made by the application",
                                        "ascending, kinder to the index",
                                        "every client must make it; no default in the database")),
                        "PostgreSQL is upgraded to 18 or later, which has uuidv7()");
            case BIGINT_IDENTITY ->
                new Decision(
                        "Primary key",
                        table,
                        "bigint GENERATED ALWAYS AS IDENTITY",
                        "identifiers are local to this database"
                                + (volume != null && volume.rowsAfter(horizonDays) > INTEGER_LIMIT
                                        ? ", and more rows than an integer can count are expected"
                                        : "")
                                + notNatural(entity),
                        entity.place(),
                        surrogateOrNatural(
                                entity,
                                integer,
                                new Alternative(
                                        "uuid",
                                        "can be made anywhere, tells nothing of the volume",
                                        "16 bytes in every key, index and reference")),
                        "rows are made by several databases, or identifiers shown in public must not be countable");
        };
    }

    /** Why a code that tells the rows apart is not their key; empty where there is none. */
    private static String notNatural(Entity entity) {
        return switch (NaturalKey.of(entity).leaf()) {
            case CODE_MAY_CHANGE -> "; nothing says that the short code of its rows never changes";
            case SEVERAL_CODES ->
                "; more than one short code tells its rows apart, and none is the key before the others";
            case NO_REFERENCE_DATA ->
                "; a short code tells its rows apart, but they are no reference data that people know by heart";
            case STATED, REFERENCE_DATA, KIND, GLOBAL, NO_CODE -> "";
        };
    }

    private static List<Alternative> surrogateOrNatural(Entity entity, Alternative... surrogates) {
        List<Alternative> all = new ArrayList<>(List.of(surrogates));
        if (!notNatural(entity).isEmpty()) {
            all.add(new Alternative(
                    "the code as a natural key",
                    "one index less, and rows that refer to it can be read without a join",
                    "a code that is corrected once changes in every reference"));
        }
        return all;
    }

    private static Decision naturalKey(Entity entity, Attribute key, String table) {
        return new Decision(
                "Primary key",
                table,
                "a natural key: the code that everybody knows it by",
                NaturalKey.of(entity).leaf() == NaturalKey.Leaf.STATED
                        ? "the requirements say so (identity)"
                        : key.name()
                                + " is short, unique, and never changes, and its rows are reference data: other rows"
                                + " that carry it can be read without a join",
                entity.place(),
                List.of(new Alternative(
                        "bigint identity and a unique key of the code",
                        "the code may change without a change of any reference",
                        "a second index, and a join wherever the code is shown")),
                "a code has to change after all");
    }
}
