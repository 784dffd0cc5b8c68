package dev.pgwright.server;

import dev.pgwright.finding.ErrorCode;
import dev.pgwright.finding.PgwrightException;
import dev.pgwright.source.Place;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A cluster fresh from initdb, kept to be copied: copying takes a tenth of the time. Its superuser has a secret that
 * only this user of the machine can read, and which every copy replaces.
 */
record Template(Path directory) {
    static final String SUPERUSER = "postgres";

    /** The template for this server and purpose; made if there is none yet, or if files of it are missing. */
    static Template of(CacheDirectory cache, Binaries binaries, Purpose purpose, RunAs runAs) throws IOException {
        List<String> arguments = purpose.initdbArguments(binaries.version());
        String key = binaries.key() + "-" + Integer.toHexString(arguments.hashCode());
        Template template = new Template(cache.templates().resolve(key));
        if (Files.exists(template.manifest())) {
            return template;
        }
        try (CacheLock unused = cache.lock("template-" + key)) {
            if (!Files.exists(template.manifest())) {
                template.make(binaries, arguments, runAs);
            }
        }
        return template;
    }

    private Path manifest() {
        return directory.resolve("files");
    }

    private Path data() {
        return directory.resolve("data");
    }

    /** The superuser's password in a fresh copy. */
    String secret() throws IOException {
        return Files.readString(directory.resolve("secret"), StandardCharsets.UTF_8);
    }

    /** Copies the cluster into an empty directory; false if the template is damaged, which is then gone. */
    boolean copyTo(Path data) throws IOException {
        Map<String, Long> expected = FileTree.readManifest(manifest());
        if (Files.isDirectory(data())
                && Files.exists(directory.resolve("secret"))
                && FileTree.copy(data(), data).equals(expected)) {
            return true;
        }
        FileTree.delete(directory);
        return false;
    }

    private void make(Binaries binaries, List<String> arguments, RunAs runAs) throws IOException {
        Path fresh = Files.createTempDirectory(directory.getParent(), "making-");
        try {
            Path secret = fresh.resolve("secret");
            Files.createFile(secret);
            CacheDirectory.setPermissions(secret, "rw-------");
            Files.writeString(secret, Secrets.random(), StandardCharsets.UTF_8);
            Files.createDirectory(fresh.resolve("data"));
            runAs.own(fresh);
            initdb(fresh, binaries, arguments, runAs);
            FileTree.writeManifest(fresh.resolve("files"), FileTree.sizes(fresh.resolve("data")));
            FileTree.delete(directory);
            Files.move(fresh, directory, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            FileTree.delete(fresh);
        }
    }

    private static void initdb(Path fresh, Binaries binaries, List<String> arguments, RunAs runAs) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                binaries.program("initdb").toString(),
                "--pgdata=" + fresh.resolve("data"),
                "--username=" + SUPERUSER,
                "--auth=scram-sha-256",
                "--pwfile=" + fresh.resolve("secret"),
                "--encoding=UTF8",
                // C.UTF-8 sorts by code point everywhere; systems other than Linux may not have it
                Platform.isLinux() ? "--locale=C.UTF-8" : "--locale=C",
                "--no-sync",
                "--no-instructions"));
        command.addAll(arguments);
        Programs.Outcome outcome = Programs.run(runAs.command(command), fresh);
        if (outcome.exitCode() != 0) {
            throw new PgwrightException(
                    ErrorCode.SERVER,
                    Place.UNKNOWN,
                    "PostgreSQL " + binaries.version() + " could not make a cluster: " + outcome.lastLines(),
                    Programs.hintFor(outcome.output()));
        }
    }
}
