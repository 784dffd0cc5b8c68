package dev.pgwright.testkit;

import java.util.Random;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/**
 * Tests over generated input that can be repeated: every case has a seed, and a failing case says its own.
 *
 * <pre>{@code
 * Seeds.of(200).check(random -> {
 *     Catalog catalog = CatalogGenerator.generate(random);
 *     assertThat(read(write(catalog))).isEqualTo(catalog);
 * });
 * }</pre>
 *
 * <p>{@code -Dseeds.only=SEED} runs that one case; {@code -Dseeds.start=SEED} shifts all cases, for long hunts.
 */
public final class Seeds {
    private final long start;
    private final int cases;

    private Seeds(long start, int cases) {
        this.start = start;
        this.cases = cases;
    }

    /** This many cases, the same in every run. */
    public static Seeds of(int cases) {
        Long only = Long.getLong("seeds.only");
        return only == null ? new Seeds(Long.getLong("seeds.start", 1), cases) : new Seeds(only, 1);
    }

    /** Runs the property once per seed; the first failure ends it and names its seed. */
    public void check(Consumer<Random> property) {
        for (long seed = start; seed < start + cases; seed++) {
            try {
                property.accept(random(seed));
            } catch (RuntimeException | Error e) {
                throw new AssertionError(
                        "seed " + seed + " failed (repeat with -Dseeds.only=" + seed + "): " + e.getMessage(), e);
            }
        }
    }

    /** Neighbouring seeds of Random give similar first numbers, so they are spread first. */
    private static Random random(long seed) {
        return new Random(new SplittableRandom(seed).nextLong());
    }
}
