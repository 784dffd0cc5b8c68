package dev.pgwright.app.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The real launcher in a folder of its own, among JDKs and a Maven that only say that they were called. */
final class StubHouse {
    private static final List<String> SYSTEM_TOOLS = List.of(
            "awk",
            "cat",
            "date",
            "env",
            "find",
            "grep",
            "head",
            "kill",
            "mkdir",
            "mv",
            "nice",
            "readlink",
            "rm",
            "sed",
            "sh",
            "sleep",
            "tail",
            "touch");
    private static final Instant LONG_AGO = Instant.parse("2020-01-01T00:00:00Z");

    private final Path folder;
    private final Path root;
    private final Path tools;
    private final Map<String, String> environment = new HashMap<>();

    /** A house that is built and has no Java yet. */
    StubHouse(Path folder) throws IOException {
        this.folder = folder;
        this.root = folder.resolve("the häuse");
        this.tools = Files.createDirectories(folder.resolve("bin"));
        Path project = Path.of(System.getProperty("pgwright.root"));
        Path launcher = Files.createDirectories(root.resolve("tools/launcher"));
        String script = Files.readString(project.resolve("pgwright"));
        for (String place : List.of("/usr/lib/jvm/", "/usr/java/", "/opt/", "/usr/local/", "/Library/")) {
            script = script.replace("  " + place, "  '" + folder + "'" + place)
                    .replace(" " + place, " '" + folder + "'" + place);
        }
        program(root.resolve("pgwright"), script);
        for (String part : List.of("build.sh", "archive.sh")) {
            Files.copy(project.resolve("tools/launcher").resolve(part), launcher.resolve(part));
        }
        Files.createDirectories(root.resolve("app/target/pgwright"));
        Files.writeString(root.resolve("app/target/pgwright/pgwright.jar"), "");
        Files.writeString(root.resolve("app/target/pgwright/built"), "");
        source("app/src/main/java/Main.java");
        Files.writeString(root.resolve("pom.xml"), "<project/>");
        age(root.resolve("pom.xml"));
        age(root.resolve("tools"));
        age(launcher);
        for (String part : List.of("build.sh", "archive.sh")) {
            age(launcher.resolve(part));
        }
        for (String tool : SYSTEM_TOOLS) {
            for (String place : List.of("/usr/bin", "/bin")) {
                Path found = Path.of(place, tool);
                if (Files.exists(found) && !Files.exists(tools.resolve(tool))) {
                    program(tools.resolve(tool), "#!/bin/sh\nexec " + found + " \"$@\"\n");
                }
            }
        }
        environment.put("PATH", tools.toString());
        environment.put("HOME", folder.toString());
    }

    Path root() {
        return root;
    }

    Path launcher() {
        return root.resolve("pgwright");
    }

    StubHouse with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    /** Adds a JDK where packages put them; its java says its version and the arguments for the program. */
    Path jdk(String version) throws IOException {
        return jdk(folder.resolve("usr/lib/jvm/jdk-" + version), version);
    }

    Path jdk(Path home, String version) throws IOException {
        jre(home, version);
        program(home.resolve("bin/javac"), "#!/bin/sh\n");
        return home;
    }

    /** Adds a Java runtime without a compiler. */
    Path jre(Path home, String version) throws IOException {
        Files.createDirectories(home.resolve("bin"));
        Files.writeString(home.resolve("release"), "IMPLEMENTOR=\"Stub\"\nJAVA_VERSION=\"" + version + "\"\n");
        program(home.resolve("bin/java"), """
                #!/bin/sh
                case "$*" in *Rehearsal*) exit 1 ;; esac
                echo "java %s"
                while [ "$1" != -jar ]; do shift; done
                shift 2
                for argument; do echo "<$argument>"; done
                """.formatted(version));
        return home;
    }

    /** Adds a Maven that notes each call and does this. */
    StubHouse maven(String body) throws IOException {
        program(tools.resolve("mvn"), """
                #!/bin/sh
                echo "built by $JAVA_HOME in $PWD" >>"%s"
                echo '[INFO] Building pgwright-base 0.1.0                                         [2/3]'
                echo '[INFO] --- compiler:3.16.0:compile (default-compile) @ pgwright-base ---'
                """.formatted(folder.resolve("builds")) + body);
        return this;
    }

    StubHouse mavenThatBuilds() throws IOException {
        return maven("touch app/target/pgwright/pgwright.jar app/target/pgwright/built\n");
    }

    StubHouse node() throws IOException {
        program(tools.resolve("node"), "#!/bin/sh\n");
        program(tools.resolve("npm"), "#!/bin/sh\n");
        return this;
    }

    /** What Maven noted. */
    List<String> builds() throws IOException {
        Path notes = folder.resolve("builds");
        return Files.exists(notes) ? Files.readAllLines(notes) : List.of();
    }

    /** A source file from before the build. */
    Path source(String name) throws IOException {
        Path file = root.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "");
        age(file);
        for (Path parent = file.getParent(); !parent.equals(root); parent = parent.getParent()) {
            age(parent);
        }
        return file;
    }

    /** Makes a source newer than what was built. */
    StubHouse edited() throws IOException {
        Files.setLastModifiedTime(
                root.resolve("app/src/main/java/Main.java"),
                FileTime.from(Instant.now().plusSeconds(1)));
        return this;
    }

    StubHouse neverBuilt() throws IOException {
        Files.delete(root.resolve("app/target/pgwright/built"));
        return this;
    }

    Program.Outcome run(String... arguments) throws IOException, InterruptedException {
        return start(arguments).await();
    }

    Program start(String... arguments) throws IOException {
        return startAs(launcher(), folder, arguments);
    }

    Program startAs(Path launcher, Path workingFolder, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(launcher.toString()));
        command.addAll(List.of(arguments));
        return Program.start(workingFolder, environment, command);
    }

    private static void program(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.deleteIfExists(file);
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static void age(Path file) throws IOException {
        Files.setLastModifiedTime(file, FileTime.from(LONG_AGO));
    }
}
