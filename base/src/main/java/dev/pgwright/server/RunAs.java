package dev.pgwright.server;

import dev.pgwright.finding.ErrorCode;
import dev.pgwright.finding.PgwrightException;
import dev.pgwright.source.Place;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** PostgreSQL refuses to run as root (and as a user without a name), so root has to give its rights away first. */
enum RunAs {
    /** As whoever runs pgwright. */
    CALLER(List.of()),
    /**
     * In a user namespace of its own, where root is nobody in particular yet still owns its files. Containers often
     * forbid this.
     */
    NAMESPACE(List.of("unshare", "--user")),
    /** As the user nobody, to whom the cluster's files are given. */
    NOBODY(List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"));

    private static final int NOBODY_ID = 65534;

    private final List<String> prefix;

    RunAs(List<String> prefix) {
        this.prefix = prefix;
    }

    /** Finds the way that works here. */
    static RunAs detect() throws IOException {
        if (Platform.isWindows()) {
            // pg_ctl there drops an administrator's rights by itself
            return CALLER;
        }
        boolean nameless = "?".equals(System.getProperty("user.name"));
        if (!isRoot()) {
            return nameless && NAMESPACE.works() ? NAMESPACE : CALLER;
        }
        for (RunAs way : List.of(NAMESPACE, NOBODY)) {
            if (way.works()) {
                return way;
            }
        }
        throw new PgwrightException(
                ErrorCode.SERVER,
                Place.UNKNOWN,
                "PostgreSQL does not run as root, and root's rights cannot be given away here: neither"
                        + " 'unshare --user' nor 'setpriv --reuid=65534' can start a program and reach "
                        + NOBODY.cacheDirectory().root(),
                "run pgwright as an ordinary user, install util-linux, let " + CacheDirectory.VARIABLE
                        + " name a folder that everybody may enter, or name a server with --db");
    }

    private static boolean isRoot() {
        try {
            return Integer.valueOf(0).equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
        } catch (IOException | RuntimeException e) {
            // no /proc on macOS
            return "root".equals(System.getProperty("user.name"));
        }
    }

    private boolean works() throws IOException {
        Path servers = cacheDirectory().servers();
        try {
            Process process = new ProcessBuilder(command(List.of("test", "-x", servers.toString())))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            process.getOutputStream().close();
            if (process.waitFor(10, TimeUnit.SECONDS)) {
                return process.exitValue() == 0;
            }
            process.destroyForcibly();
            return false;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** For people: with whose rights servers run. */
    String rights() {
        return switch (this) {
            case CALLER -> "with your rights";
            case NAMESPACE -> "in a user namespace, without rights of root";
            case NOBODY -> "as the user nobody";
        };
    }

    /** The command line that runs the given one with the rights of this way. */
    List<String> command(List<String> arguments) {
        List<String> all = new ArrayList<>(prefix);
        all.addAll(arguments);
        return all;
    }

    /**
     * Where servers and clusters are kept: the user nobody cannot enter root's home, so it gets a place of its own
     * unless one was chosen.
     */
    CacheDirectory cacheDirectory() {
        boolean chosen =
                !System.getenv().getOrDefault(CacheDirectory.VARIABLE, "").isBlank();
        if (this == NOBODY && !chosen) {
            return new CacheDirectory(Path.of("/var/cache/pgwright"));
        }
        String home = System.getProperty("user.home", "?");
        if (home.equals("?")) {
            // a user without an entry in /etc/passwd
            home = System.getenv().getOrDefault("HOME", System.getProperty("java.io.tmpdir", "."));
        }
        return CacheDirectory.locate(
                System.getenv(),
                System.getProperty("os.name", ""),
                Path.of(home).toAbsolutePath());
    }

    /** Makes the whole directory the property of the user that PostgreSQL will run as. */
    void own(Path directory) throws IOException {
        if (this != NOBODY) {
            return;
        }
        Files.walkFileTree(directory, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                give(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException failure) throws IOException {
                give(visited);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private static void give(Path file) throws IOException {
        Files.setAttribute(file, "unix:gid", NOBODY_ID);
        Files.setAttribute(file, "unix:uid", NOBODY_ID);
    }
}
