package dev.pgwright.build;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** The packages that a lock file names, fetched by npm once and kept beside it. */
final class NpmPackages {
    private static final String MARKER = ".pgwright-lock";

    private final Path folder;

    NpmPackages(Path folder) {
        this.folder = folder;
    }

    /** Fetches the packages unless those of this very lock file are there; npm checks them against its hashes. */
    void fetch() throws IOException, InterruptedException {
        String lock = Files.readString(folder.resolve("package-lock.json"));
        Path marker = folder.resolve("node_modules").resolve(MARKER);
        if (Files.exists(marker) && Files.readString(marker).equals(lock)) {
            return;
        }
        boolean windows = System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("windows");
        List<String> command = List.of(
                windows ? "npm.cmd" : "npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error");
        Process process;
        try {
            process = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .start();
        } catch (IOException e) {
            throw new IllegalStateException("npm is needed to fetch PostgreSQL's parser: " + e.getMessage(), e);
        }
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int exit = process.waitFor();
        if (exit != 0) {
            throw new IllegalStateException(
                    "'npm ci' in " + folder + " failed with exit code " + exit + ":\n" + output);
        }
        Files.writeString(marker, lock);
    }

    Path file(String path) {
        return folder.resolve("node_modules").resolve(path);
    }
}
