package dev.pgwright.app.launcher;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A program as another process, with what it prints. */
final class Program {
    private final Process process;
    private final Path out;
    private final Path err;

    /**
     * How a program ended.
     *
     * @param out what stood on standard output
     * @param err what stood on standard error
     */
    record Outcome(int exitCode, String out, String err) {}

    private Program(Process process, Path out, Path err) {
        this.process = process;
        this.out = out;
        this.err = err;
    }

    /**
     * Starts a program.
     *
     * @param environment variables to set; an empty value removes one
     */
    static Program start(Path folder, Map<String, String> environment, List<String> command) throws IOException {
        Path out = Files.createTempFile("program-", ".out");
        Path err = Files.createTempFile("program-", ".err");
        List<String> words = new ArrayList<>();
        if (new File("/usr/bin/env").canExecute()
                && System.getProperty("os.name").equals("Linux")) {
            // a build that runs in the background of a script ignores SIGINT, and so would all that it starts
            words.addAll(List.of("/usr/bin/env", "--default-signal=INT"));
        }
        words.addAll(command);
        ProcessBuilder builder = new ProcessBuilder(words)
                .directory(folder.toFile())
                .redirectInput(new File("/dev/null"))
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        Map<String, String> variables = builder.environment();
        variables
                .keySet()
                .removeAll(List.of(
                        "JAVA_HOME", "PGWRIGHT_JAVA", "NO_COLOR", "CLICOLOR_FORCE", "MAVEN_OPTS", "JAVA_TOOL_OPTIONS"));
        environment.forEach((name, value) -> {
            if (value.isEmpty()) {
                variables.remove(name);
            } else {
                variables.put(name, value);
            }
        });
        return new Program(builder.start(), out, err);
    }

    Outcome await() throws IOException, InterruptedException {
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
            throw new AssertionError("still running after a minute; printed so far: " + read(out) + read(err));
        }
        Outcome outcome = new Outcome(process.exitValue(), read(out), read(err));
        Files.delete(out);
        Files.delete(err);
        return outcome;
    }

    /** Waits until the program has printed this. */
    void awaitPrinted(String text) throws IOException, InterruptedException {
        for (int tries = 0; tries < 600 && process.isAlive(); tries++) {
            if ((read(out) + read(err)).contains(text)) {
                return;
            }
            Thread.sleep(50);
        }
        throw new AssertionError("never printed '" + text + "' but: " + read(out) + read(err));
    }

    void signal(String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                .start()
                .waitFor();
    }

    List<ProcessHandle> descendants() {
        return process.descendants().toList();
    }

    private static String read(Path file) throws IOException {
        return Files.readString(file, StandardCharsets.UTF_8);
    }
}
