package dev.pgwright.migrate.apply;

import dev.pgwright.dbml.DbmlExtras;
import dev.pgwright.load.json.JsonModel;
import dev.pgwright.migrate.plan.PlanFile;
import dev.pgwright.server.DatabaseTarget;
import dev.pgwright.source.SourceFile;
import dev.pgwright.testkit.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A runner in a process of its own, which tells each moment on a line and can be killed. */
final class RunnerProcess {
    private RunnerProcess() {}

    /** Starts it. */
    static Process start(TestDatabase database, Path directory, PlanFolder folder) throws IOException {
        Files.writeString(directory.resolve("plan.yaml"), PlanFile.write(folder.plan()));
        Files.writeString(
                directory.resolve("from.json"),
                JsonModel.of("from", folder.from(), DbmlExtras.NONE).write());
        Files.writeString(
                directory.resolve("to.json"),
                JsonModel.of("to", folder.to(), DbmlExtras.NONE).write());
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                RunnerProcess.class.getName(),
                directory.toString());
        builder.environment().putAll(database.server().libpqEnvironment(database.name()));
        return builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
    }

    public static void main(String[] arguments) throws IOException {
        Path directory = Path.of(arguments[0]);
        PlanFolder folder = new PlanFolder(
                PlanFile.read(SourceFile.read(directory.resolve("plan.yaml"))),
                JsonModel.read(SourceFile.read(directory.resolve("from.json"))).catalog(),
                JsonModel.read(SourceFile.read(directory.resolve("to.json"))).catalog());
        ApplyListener tells = new ApplyListener() {
            @Override
            public void begin(Unit unit, int all) {
                System.out.println("begin");
            }

            @Override
            public void send(Unit unit, String sql) {
                System.out.println("send");
            }

            @Override
            public void done(Unit unit) {
                System.out.println("done");
            }
        };
        new Migrator(
                        DatabaseTarget.parse(null, System.getenv()).open(),
                        folder,
                        ApplyOptions.DEFAULT.withDeployed(ApplyOptions.ALL),
                        tells,
                        () -> false)
                .apply();
    }
}
