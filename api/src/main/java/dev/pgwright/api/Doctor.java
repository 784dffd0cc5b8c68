package dev.pgwright.api;

import com.sun.management.OperatingSystemMXBean;
import dev.pgwright.finding.PgwrightException;
import dev.pgwright.server.EmbeddedOptions;
import dev.pgwright.server.EmbeddedPostgres;
import dev.pgwright.server.PostgresServer;
import dev.pgwright.server.PostgresVersion;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Examines whether this machine can do everything that pgwright does. */
public final class Doctor {
    private static final long MIB = 1L << 20;

    /** An embedded server with the parser beside it works in less, but big schemas do not. */
    private static final long ENOUGH_MEMORY = 1024 * MIB;

    /** All five servers unpacked take about 350 MB; scratch clusters about 40 MB each. */
    private static final long ENOUGH_DISK = 1024 * MIB;

    private Doctor() {}

    /**
     * One examination, not made yet.
     *
     * @param name what is examined, as a person says it
     */
    public record Check(String name, Supplier<Result> examination) {
        /** Makes the examination. */
        public Result run() {
            try {
                return examination.get();
            } catch (PgwrightException e) {
                PgwrightException.Problem problem = e.problems().get(0);
                return new Result(Verdict.FAILED, problem.message(), problem.hint());
            }
        }
    }

    /** What an examination came to. */
    public enum Verdict {
        FINE,
        /** It works, with limits. */
        WARNING,
        /** Something that pgwright does will not work. */
        FAILED
    }

    /**
     * @param text what was found
     * @param hint what to do, unless all is fine
     */
    public record Result(
            Verdict verdict, String text, @Nullable String hint) {
        static Result fine(String text) {
            return new Result(Verdict.FINE, text, null);
        }
    }

    /**
     * The examinations, cheapest first.
     *
     * @param versions the servers to start
     */
    public static List<Check> checks(List<PostgresVersion> versions) {
        List<Check> checks = new ArrayList<>(List.of(
                new Check("Java", Doctor::java),
                new Check("Memory", Doctor::memory),
                new Check("File names", Doctor::fileNames),
                new Check("Cache folder", Doctor::cacheFolder)));
        for (PostgresVersion version : versions) {
            checks.add(new Check("PostgreSQL " + version, () -> server(version)));
        }
        return checks;
    }

    private static Result java() {
        return Result.fine(Runtime.version() + ", " + System.getProperty("java.vendor") + ", in "
                + System.getProperty("java.home"));
    }

    private static Result memory() {
        long heap = Runtime.getRuntime().maxMemory();
        int processors = Runtime.getRuntime().availableProcessors();
        long machine = ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system
                ? system.getTotalMemorySize()
                : -1;
        String text = (machine < 0 ? "" : size(machine) + " on this machine, ") + "up to " + size(heap)
                + " for pgwright itself; " + processors + (processors == 1 ? " processor" : " processors");
        return machine >= 0 && machine < ENOUGH_MEMORY
                ? new Result(
                        Verdict.WARNING,
                        text,
                        "big schemas and embedded servers need " + size(ENOUGH_MEMORY) + " or more")
                : Result.fine(text);
    }

    private static Result fileNames() {
        String encoding = System.getProperty("sun.jnu.encoding", "");
        boolean unicode = Charset.isSupported(encoding)
                && (Charset.forName(encoding).equals(StandardCharsets.UTF_8) || encoding.startsWith("UTF"));
        boolean windows =
                System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("windows");
        return unicode || windows
                ? Result.fine("any")
                : new Result(
                        Verdict.WARNING,
                        "only in " + encoding,
                        "set LC_ALL=C.UTF-8, or files with other names cannot be read");
    }

    private static Result cacheFolder() {
        EmbeddedPostgres.Ground ground = EmbeddedPostgres.ground();
        Path folder = ground.cache();
        try {
            Files.createDirectories(folder);
            Files.delete(Files.createTempFile(folder, "doctor-", ".tmp"));
            long free = Files.getFileStore(folder).getUsableSpace();
            String text = folder + ", " + size(free) + " free";
            return free < ENOUGH_DISK
                    ? new Result(
                            Verdict.WARNING,
                            text,
                            "servers and scratch databases need " + size(ENOUGH_DISK)
                                    + "; PGWRIGHT_CACHE names another folder")
                    : Result.fine(text);
        } catch (IOException e) {
            return new Result(
                    Verdict.FAILED,
                    "nothing can be written to " + folder + ": " + e,
                    "let PGWRIGHT_CACHE name a folder that you may write to");
        }
    }

    private static Result server(PostgresVersion version) {
        String rights = EmbeddedPostgres.ground().rights();
        long started = System.nanoTime();
        try (PostgresServer server =
                EmbeddedPostgres.start(EmbeddedOptions.scratch().withVersion(version))) {
            double seconds = (System.nanoTime() - started) / 1e9;
            return Result.fine(
                    String.format(Locale.ROOT, "%s starts in %.1f s, %s", server.version(), seconds, rights));
        }
    }

    private static String size(long bytes) {
        return bytes < 10 * 1024 * MIB
                ? String.format(Locale.ROOT, "%.1f GB", bytes / (1024.0 * MIB))
                : bytes / (1024 * MIB) + " GB";
    }
}
