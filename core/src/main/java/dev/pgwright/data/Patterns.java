package dev.pgwright.data;

import com.github.curiousoddman.rgxgen.RgxGen;
import com.github.curiousoddman.rgxgen.config.RgxGenOption;
import com.github.curiousoddman.rgxgen.config.RgxGenProperties;
import com.github.curiousoddman.rgxgen.parsing.dflt.RgxGenParseException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** Texts that a regular expression likely accepts. */
public final class Patterns {
    /** How often at most {@code +} and {@code *} repeat. */
    private static final int REPETITIONS = 3;

    private static final int TRIES = 50;
    private static final long SEED = 20261101;

    private Patterns() {}

    /**
     * Texts of a pattern, each once and none empty; none where the pattern is of a kind that only PostgreSQL knows, which is
     * to be asked in any case.
     *
     * @param most characters of a text
     * @param count of texts at most
     */
    public static List<String> matching(String pattern, int most, int count) {
        RgxGenProperties properties = new RgxGenProperties();
        RgxGenOption.INFINITE_PATTERN_REPETITION.setInProperties(properties, REPETITIONS);
        RgxGen generator;
        try {
            generator =
                    RgxGen.parse(properties, pattern.replaceFirst("^\\^", "").replaceFirst("\\$$", ""));
        } catch (RgxGenParseException e) {
            return List.of();
        }
        Random random = new Random(SEED);
        Set<String> found = new LinkedHashSet<>();
        for (int i = 0; i < TRIES * count && found.size() < count; i++) {
            String text = generator.generate(random);
            if (!text.isEmpty() && text.codePointCount(0, text.length()) <= most) {
                found.add(text);
            }
        }
        return List.copyOf(found);
    }
}
