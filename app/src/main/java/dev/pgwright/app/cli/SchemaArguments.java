package dev.pgwright.app.cli;

import dev.pgwright.api.FileReading;
import dev.pgwright.finding.ErrorCode;
import dev.pgwright.finding.PgwrightException;
import dev.pgwright.server.PostgresVersion;
import dev.pgwright.source.Place;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** What commands that read a schema have in common. */
final class SchemaArguments {
    private static final String POSTGRES = "--postgres";
    private static final String NO_SERVER = "--no-server";

    private SchemaArguments() {}

    /** Adds the source as the first argument, and the version whose server says what files mean. */
    static void addTo(CommandSpec spec, String label) {
        spec.addPositional(PositionalParamSpec.builder()
                .index("0")
                .arity("1")
                .required(true)
                .type(String.class)
                .paramLabel(label)
                .description("a .dbml, .sql or .json file, a folder of .sql files, or a database: "
                        + "postgresql://host/name, 'service=name', 'host=... dbname=...'")
                .build());
        addVersion(spec, "the PostgreSQL that says what files mean");
        spec.addOption(OptionSpec.builder(NO_SERVER)
                .type(boolean.class)
                .description("start no PostgreSQL: read files from their statements alone, which is faster; "
                        + "queries and bodies stay as written, and statements that cannot be followed are listed")
                .build());
    }

    /** Adds the choice of a version. */
    static void addVersion(CommandSpec spec, String what) {
        spec.addOption(OptionSpec.builder(POSTGRES)
                .type(int.class)
                .paramLabel("N")
                .description(what + ", 14 to 18; " + PostgresVersion.DEFAULT + " unless given")
                .build());
    }

    /** Adds the option to write over a file. */
    static void addForce(CommandSpec spec) {
        spec.addOption(OptionSpec.builder("--force")
                .type(boolean.class)
                .description("overwrite the file if it is there")
                .build());
    }

    static String source(ParseResult given) {
        return given.matchedPositionalValue(0, "");
    }

    /** Who says what files mean. */
    static FileReading reading(ParseResult given) {
        return new FileReading(version(given), !given.hasMatchedOption(NO_SERVER));
    }

    /** The version given, or the default one. */
    static PostgresVersion version(ParseResult given) {
        return version(given, null);
    }

    /** The version given, or the configured one, or the default one. */
    static PostgresVersion version(ParseResult given, @Nullable Integer configured) {
        int major = given.matchedOptionValue(
                POSTGRES, configured == null ? PostgresVersion.DEFAULT.major() : configured.intValue());
        return PostgresVersion.ofMajor(major)
                .orElseThrow(() -> new PgwrightException(
                        ErrorCode.USAGE,
                        Place.UNKNOWN,
                        "there is no PostgreSQL " + major + " here",
                        "there are "
                                + Arrays.stream(PostgresVersion.values())
                                        .map(version -> String.valueOf(version.major()))
                                        .collect(Collectors.joining(", "))));
    }
}
