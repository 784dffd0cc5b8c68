package dev.pgwright.review.config;

import dev.pgwright.finding.ErrorCode;
import dev.pgwright.finding.PgwrightException;
import dev.pgwright.load.migrations.Framework;
import dev.pgwright.review.ReviewOptions;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.review.RuleSettings;
import dev.pgwright.source.Place;
import dev.pgwright.source.SourceFile;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What pgwright.yaml says. Its paths are relative to its folder, and resolved here.
 *
 * @param file null when there is none
 * @param version the major version of PostgreSQL that everything is for; null when it says nothing
 * @param paths files and folders to review; empty when it says nothing
 * @param framework null to find it out
 * @param failOn null when it says nothing
 * @param baseline null when there is none
 * @param facts null when there are none
 * @param workload files with queries
 * @param rules by rule id
 */
public record Configuration(
        @Nullable Path file,
        @Nullable Integer version,
        List<Path> paths,
        @Nullable Framework framework,
        @Nullable FailOn failOn,
        @Nullable Path baseline,
        @Nullable Path facts,
        List<Path> workload,
        Map<String, RuleSettings> rules,
        List<ReviewOptions.Override> overrides,
        CustomRules custom) {
    /** The name of the file. */
    public static final String NAME = "pgwright.yaml";

    /** What holds without a file. */
    public static final Configuration NONE = new Configuration(
            null, null, List.of(), null, null, null, null, List.of(), Map.of(), List.of(), CustomRules.NONE);

    public Configuration {
        paths = List.copyOf(paths);
        workload = List.copyOf(workload);
        rules = Map.copyOf(rules);
        overrides = List.copyOf(overrides);
    }

    /** The file that holds for a folder: in it, or in the nearest folder above. */
    public static Optional<Path> find(Path directory) {
        for (Path folder = directory.toAbsolutePath().normalize(); folder != null; folder = folder.getParent()) {
            Path file = folder.resolve(NAME);
            if (Files.isRegularFile(file)) {
                return Optional.of(file);
            }
        }
        return Optional.empty();
    }

    /**
     * Reads a file.
     *
     * @param known the rules there are, once it is known where those of one's own lie
     * @throws PgwrightException with every problem and its place
     */
    public static Configuration read(Path file, Function<CustomRules, List<RuleInfo>> known) {
        try {
            return ConfigurationReader.read(SourceFile.read(file), file, known);
        } catch (CharacterCodingException e) {
            throw new PgwrightException(
                    ErrorCode.INPUT, Place.of(file.toString()), "not UTF-8", "Convert it to UTF-8", e);
        } catch (NoSuchFileException e) {
            throw new PgwrightException(ErrorCode.INPUT, Place.of(file.toString()), "there is no such file", null, e);
        } catch (IOException e) {
            throw new PgwrightException(
                    ErrorCode.INPUT, Place.of(file.toString()), "it cannot be read: " + e.getMessage(), null, e);
        }
    }
}
