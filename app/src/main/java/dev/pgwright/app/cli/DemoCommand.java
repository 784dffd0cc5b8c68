package dev.pgwright.app.cli;

import dev.pgwright.api.DesignProject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** {@code pgwright demo}: the main job on a real example. */
final class DemoCommand implements Command {
    private static final String EXAMPLE = "/dev/pgwright/examples/marketplace/requirements.yaml";
    private static final String DEFAULT_FOLDER = "pgwright-demo";

    @Override
    public void describe(CommandSpec spec) {
        spec.addOption(OptionSpec.builder("-o", "--output")
                .type(Path.class)
                .paramLabel("DIR")
                .description("the folder to write; " + DEFAULT_FOLDER + " unless given")
                .build());
        spec.addOption(OptionSpec.builder("--force")
                .type(boolean.class)
                .description("overwrite files in it that were edited")
                .build());
        spec.usageMessage()
                .description(
                        "design a marketplace and prove it on an embedded PostgreSQL",
                        "",
                        "Reads the requirements of a platform of many marketplaces, with hundreds of",
                        "millions of orders, bookings that must not overlap, search and retention, and",
                        "does with them what 'pgwright design' does with yours.");
    }

    @Override
    public int run(ParseResult given, Session session) {
        Path output = given.matchedOptionValue("--output", Path.of(DEFAULT_FOLDER));
        Path folder = temporaryFolder();
        Path requirements = folder.resolve("requirements.yaml");
        try {
            try (InputStream example = DemoCommand.class.getResourceAsStream(EXAMPLE)) {
                if (example == null) {
                    throw new IllegalStateException("the example is not in the program: " + EXAMPLE);
                }
                Files.copy(example, requirements, StandardCopyOption.REPLACE_EXISTING);
            }
            DesignProject.Result result = DesignProject.run(
                    new DesignProject.Request(requirements, output, given.hasMatchedOption("--force"), Version.NUMBER),
                    session.progress());
            int exitCode = DesignCommand.finish(result, session.terminal());
            session.terminal().print("");
            session.terminal()
                    .print(
                            "It came from examples/marketplace/requirements.yaml. With yours: pgwright design FILE -o DIR");
            return exitCode;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            remove(requirements);
            remove(folder);
        }
    }

    private static Path temporaryFolder() {
        try {
            return Files.createTempDirectory("pgwright-demo");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void remove(Path path) {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
