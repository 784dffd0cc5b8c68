package dev.pgwright.server;

import dev.pgwright.finding.ErrorCode;
import dev.pgwright.finding.PgwrightException;
import dev.pgwright.source.Place;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/**
 * An unpacked PostgreSQL server, shared by all runs of a user.
 *
 * @param key exact version and platform, such as {@code 18.6.0-linux-amd64}
 */
record Binaries(PostgresVersion version, String key, Path directory) {
    private static final String RESOURCES = "/dev/pgwright/postgres/";

    /** Checked once per process; checking costs as much as copying a small cluster. */
    private static final ConcurrentMap<Path, Binaries> CHECKED = new ConcurrentHashMap<>();

    /** The server of this version; unpacked if this user has not used it yet, or if files of it are missing. */
    static Binaries unpacked(CacheDirectory cache, PostgresVersion version) throws IOException {
        Properties index = index();
        String exact = index.getProperty(Integer.toString(version.major()));
        String archive = index.getProperty("archive");
        if (exact == null || archive == null) {
            throw new IllegalStateException("binaries.properties does not know PostgreSQL " + version);
        }
        String platform = Platform.current();
        String key = exact + "-" + platform;
        Path directory = cache.servers().resolve(key);
        Binaries known = CHECKED.get(directory);
        if (known != null && Files.exists(known.program("postgres"))) {
            return known;
        }
        if (!isComplete(directory)) {
            if (!platform.equals(index.getProperty("platform"))) {
                throw new PgwrightException(
                        ErrorCode.SERVER,
                        Place.UNKNOWN,
                        "this pgwright carries PostgreSQL for " + index.getProperty("platform") + ", not for "
                                + platform,
                        "build pgwright on this machine, or name a server with --db");
            }
            unpack(cache, RESOURCES + version.major() + "/" + archive, directory);
        }
        Binaries binaries = new Binaries(version, key, directory);
        CHECKED.put(directory, binaries);
        return binaries;
    }

    /** Has the next use of every server check its files again. */
    static void forgetChecks() {
        CHECKED.clear();
    }

    private static Properties index() throws IOException {
        try (InputStream stream = Binaries.class.getResourceAsStream(RESOURCES + "binaries.properties")) {
            if (stream == null) {
                throw new IllegalStateException("the module postgres-binaries is not on the class path");
            }
            Properties properties = new Properties();
            properties.load(stream);
            return properties;
        }
    }

    /** {@code initdb}, {@code postgres} or {@code pg_ctl}. */
    Path program(String name) {
        return directory.resolve("bin").resolve(Platform.isWindows() ? name + ".exe" : name);
    }

    private static Path manifest(Path directory) {
        return directory.resolveSibling(directory.getFileName() + ".files");
    }

    private static boolean isComplete(Path directory) throws IOException {
        Map<String, Long> expected = FileTree.readManifest(manifest(directory));
        return !expected.isEmpty()
                && Files.isDirectory(directory)
                && FileTree.sizes(directory).equals(expected);
    }

    private static void unpack(CacheDirectory cache, String resource, Path directory) throws IOException {
        try (CacheLock unused = cache.lock(String.valueOf(directory.getFileName()))) {
            if (isComplete(directory)) {
                return;
            }
            Path fresh = Files.createTempDirectory(directory.getParent(), "unpacking-");
            try {
                CacheDirectory.setPermissions(fresh, "rwxr-xr-x");
                extract(resource, fresh);
                FileTree.delete(directory);
                FileTree.writeManifest(manifest(directory), FileTree.sizes(fresh));
                Files.move(fresh, directory, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                FileTree.delete(fresh);
            }
        }
    }

    private static void extract(String resource, Path target) throws IOException {
        try (InputStream raw = Binaries.class.getResourceAsStream(resource)) {
            if (raw == null) {
                throw new IllegalStateException("no archive " + resource + " on the class path");
            }
            try (TarArchiveInputStream archive =
                    new TarArchiveInputStream(new XZCompressorInputStream(new BufferedInputStream(raw, 1 << 16)))) {
                for (TarArchiveEntry entry = archive.getNextEntry(); entry != null; entry = archive.getNextEntry()) {
                    extract(archive, entry, target);
                }
            }
        }
    }

    private static void extract(TarArchiveInputStream archive, TarArchiveEntry entry, Path target) throws IOException {
        Path file = target.resolve(entry.getName()).normalize();
        if (!file.startsWith(target)) {
            throw new IOException("an archive entry leads out of the archive: " + entry.getName());
        }
        if (entry.isDirectory()) {
            Files.createDirectories(file);
            return;
        }
        Files.createDirectories(file.getParent());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
        } else if (entry.isFile()) {
            Files.copy(archive, file);
            boolean executable = (entry.getMode() & 0100) != 0;
            CacheDirectory.setPermissions(file, executable ? "rwxr-xr-x" : "rw-r--r--");
        }
    }
}
