package dev.pgwright.server;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** A process of its own that starts a server, says so, and does nothing more: for tests that kill it. */
final class ServerInAnotherProcess implements AutoCloseable {
    private final Process process;
    private final BufferedReader output;

    private ServerInAnotherProcess(Process process) {
        this.process = process;
        this.output = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    /** Starts the process; the server is not ready before {@link #awaitDataDirectory}. */
    static ServerInAnotherProcess launch(Path cache) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(List.of(
                System.getProperty("java.home") + File.separator + "bin" + File.separator + "java",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                ServerInAnotherProcess.class.getName()));
        builder.environment().put(CacheDirectory.VARIABLE, cache.toString());
        builder.redirectError(ProcessBuilder.Redirect.INHERIT);
        return new ServerInAnotherProcess(builder.start());
    }

    /** The data directory of the server, once it runs. */
    Path awaitDataDirectory() throws IOException {
        String line = output.readLine();
        if (line == null) {
            throw new IOException("the process ended before its server was ready");
        }
        return Path.of(line);
    }

    ProcessHandle handle() {
        return process.toHandle();
    }

    int awaitEnd() throws InterruptedException {
        return process.waitFor();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    public static void main(String[] arguments) throws Exception {
        PostgresServer server = EmbeddedPostgres.start(EmbeddedOptions.scratch());
        System.out.println(Servers.value(server, "show data_directory"));
        Thread.sleep(60_000);
    }
}
