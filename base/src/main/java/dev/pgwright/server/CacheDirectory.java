package dev.pgwright.server;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import java.util.Map;

/**
 * Where unpacked servers, template clusters and the files of running servers are kept, for one user.
 *
 * <pre>
 * postgres/18.6.0-linux-amd64/      an unpacked server
 * templates/18.6.0-.../data         a cluster fresh from initdb, with the secret of its superuser
 * run/PID-RANDOM/                   the files of one running server; removed with it
 * locks/                            what several processes agree by
 * </pre>
 */
record CacheDirectory(Path root) {
    static final String VARIABLE = "PGWRIGHT_CACHE";

    private static final boolean POSIX =
            FileSystems.getDefault().supportedFileAttributeViews().contains("posix");

    /** The user's cache directory by the custom of the operating system; {@code PGWRIGHT_CACHE} overrides. */
    static CacheDirectory locate(Map<String, String> environment, String osName, Path home) {
        String chosen = environment.getOrDefault(VARIABLE, "");
        if (!chosen.isBlank()) {
            return new CacheDirectory(Path.of(chosen).toAbsolutePath().normalize());
        }
        String os = osName.toLowerCase(Locale.ROOT);
        if (os.startsWith("windows")) {
            String local = environment.getOrDefault("LOCALAPPDATA", "");
            Path base = local.isBlank() ? home.resolve("AppData").resolve("Local") : Path.of(local);
            return new CacheDirectory(base.resolve("pgwright").resolve("cache"));
        }
        if (os.startsWith("mac")) {
            return new CacheDirectory(home.resolve("Library").resolve("Caches").resolve("pgwright"));
        }
        // the XDG base directory specification: a relative path is invalid and to be ignored
        String xdg = environment.getOrDefault("XDG_CACHE_HOME", "");
        Path base = xdg.startsWith("/") ? Path.of(xdg) : home.resolve(".cache");
        return new CacheDirectory(base.resolve("pgwright"));
    }

    Path servers() throws IOException {
        return directory("postgres", "rwxr-xr-x");
    }

    Path templates() throws IOException {
        return directory("templates", "rwx--x--x");
    }

    Path runs() throws IOException {
        return directory("run", "rwx--x--x");
    }

    /** Held by one thread of one process on this machine at a time. */
    CacheLock lock(String name) throws IOException {
        return CacheLock.hold(directory("locks", "rwx------").resolve(name + ".lock"));
    }

    private Path directory(String name, String permissions) throws IOException {
        createWithPermissions(root, "rwxr-xr-x");
        return createWithPermissions(root.resolve(name), permissions);
    }

    /** Creates the directory unless it exists; where the file system has them, with exactly these permissions. */
    static Path createWithPermissions(Path directory, String permissions) throws IOException {
        if (!Files.isDirectory(directory)) {
            Files.createDirectories(directory);
            setPermissions(directory, permissions);
        }
        return directory;
    }

    static void setPermissions(Path file, String permissions) throws IOException {
        if (POSIX) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
        }
    }
}
