package dev.pgwright.testkit;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;

/**
 * The public DBML parser {@code @dbml/core}, which judges what DBML is. Installed from npm once per build folder (by a
 * lock file, {@code npm ci}), run in one node process per JVM.
 */
public final class DbmlCore {
    private static final List<String> FILES = List.of("package.json", "package-lock.json", "judge.mjs");
    private static final int TIMEOUT_SECONDS = 120;

    private static @Nullable DbmlCore shared;

    private final Process process;
    private final BufferedWriter requests;
    private final BufferedReader answers;

    private DbmlCore(Process process) {
        this.process = process;
        this.requests = process.outputWriter(StandardCharsets.US_ASCII);
        this.answers = process.inputReader(StandardCharsets.US_ASCII);
    }

    /** The parser; where node or npm is missing, the calling test is skipped and says so. Not to be closed. */
    public static synchronized DbmlCore shared() {
        for (String tool : List.of("node", "npm")) {
            Assumptions.assumeTrue(isOnPath(tool), () -> tool + " is not installed: @dbml/core cannot be asked");
        }
        if (shared == null) {
            try {
                Path folder = install();
                Process process = new ProcessBuilder("node", "judge.mjs")
                        .directory(folder.toFile())
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
                Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
                shared = new DbmlCore(process);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return shared;
    }

    /** What is wrong with a text, each as {@code line:column message}; empty when it is accepted. */
    public List<String> problems(String dbml) {
        String answer = ask("check", dbml);
        return answer.startsWith("right ") ? List.of() : decode(answer).lines().toList();
    }

    /**
     * What is wrong with a file and those it takes from, each as {@code line:column message}; empty when it is accepted.
     *
     * @param files the first one first; names are absolute: {@code /a.dbml}
     */
    public List<String> problems(Map<String, String> files) {
        StringBuilder parts = new StringBuilder();
        files.forEach((name, text) -> parts.append(parts.isEmpty() ? "" : "\0")
                .append(name)
                .append('\0')
                .append(text));
        String answer = ask("project", parts.toString());
        return answer.startsWith("right ") ? List.of() : decode(answer).lines().toList();
    }

    /**
     * What it makes of a text.
     *
     * @param format {@code dbml}, {@code postgres} or {@code json}
     * @throws IllegalStateException when the text is not accepted
     */
    public String export(String dbml, String format) {
        String answer = ask(format, dbml);
        if (!answer.startsWith("right ")) {
            throw new IllegalStateException("@dbml/core does not accept it:\n" + decode(answer));
        }
        return decode(answer);
    }

    private static String decode(String answer) {
        return new String(Base64.getDecoder().decode(answer.substring("right ".length())), StandardCharsets.UTF_8);
    }

    private synchronized String ask(String command, String dbml) {
        String encoded = Base64.getEncoder().encodeToString(dbml.getBytes(StandardCharsets.UTF_8));
        CompletableFuture<@Nullable String> answer = CompletableFuture.supplyAsync(
                () -> {
                    try {
                        requests.write(command + " " + encoded + "\n");
                        requests.flush();
                        return answers.readLine();
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                },
                Background.THREADS);
        try {
            String line = answer.get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
            if (line == null) {
                throw new IllegalStateException("node ended with code " + process.waitFor());
            }
            return line;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while asking @dbml/core", e);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("no answer from @dbml/core", e);
        }
    }

    private static boolean isOnPath(String tool) {
        String path = System.getenv().getOrDefault("PATH", "");
        return List.of(path.split(File.pathSeparator)).stream()
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, tool))
                        || Files.isExecutable(Path.of(folder, tool + ".cmd")));
    }

    /** The folder with the installed packages; other JVMs of the same build wait for each other. */
    private static Path install() throws IOException {
        String root = System.getProperty("pgwright.root", System.getProperty("user.dir"));
        Path folder = Path.of(root, "testkit", "target", "dbml-core");
        Files.createDirectories(folder);
        try (FileChannel channel =
                        FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = channel.lock()) {
            String lockFile = resource("package-lock.json");
            Path stamp = folder.resolve("installed");
            boolean installed = lock.isValid()
                    && Files.exists(stamp)
                    && Files.readString(stamp).equals(lockFile);
            for (String file : FILES) {
                copy(file, folder);
            }
            if (!installed) {
                npmCi(folder);
                Files.writeString(stamp, lockFile);
            }
        }
        return folder;
    }

    private static void copy(String file, Path folder) throws IOException {
        Path copy = Files.writeString(
                folder.resolve(file + "." + ProcessHandle.current().pid()), resource(file));
        Files.move(copy, folder.resolve(file), StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    private static String resource(String file) throws IOException {
        try (InputStream stream = DbmlCore.class.getResourceAsStream("npm/" + file)) {
            if (stream == null) {
                throw new IllegalStateException("the testkit lacks npm/" + file);
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static void npmCi(Path folder) throws IOException {
        Path log = folder.resolve("npm.log");
        Process npm = new ProcessBuilder("npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts")
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            if (!npm.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
                npm.destroyForcibly();
                throw new IllegalStateException("npm ci does not end; see " + log);
            }
        } catch (InterruptedException e) {
            npm.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while installing @dbml/core", e);
        }
        if (npm.exitValue() != 0) {
            throw new IllegalStateException("npm ci failed:\n" + Files.readString(log));
        }
    }
}
