package dev.pgwright.build;

import dev.pgwright.build.tree.TreeGenerator;
import dev.pgwright.build.wasm.EmscriptenNames;
import dev.pgwright.build.wasm.ModuleSplitter;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import run.endive.build.time.compiler.Config;
import run.endive.build.time.compiler.Generator;
import run.endive.compiler.InterpreterFallback;

/**
 * Prepares PostgreSQL's parser for the SQL room: fetches its WebAssembly build, splits its large functions, compiles it
 * to JVM classes and generates the records of its tree. Does nothing when nothing changed since the last time.
 */
public final class ParserBuild {
    private static final String MACHINE = "dev.pgwright.sql.engine.PgQuery";
    private static final String WASM = "libpg-query/wasm/libpg-query.wasm";
    private static final String JAVASCRIPT = "libpg-query/wasm/libpg-query.js";
    private static final String TYPES = "@pgsql/types/types.d.ts";
    private static final String ENUMS = "@pgsql/types/enums.d.ts";

    /** Deep nests of blocks are walked by recursion. */
    private static final long STACK_BYTES = 256L << 20;

    private final NpmPackages packages;
    private final Path sources;
    private final Path classes;
    private final Path work;

    private ParserBuild(Path npmFolder, Path sources, Path classes, Path work) {
        this.packages = new NpmPackages(npmFolder);
        this.sources = sources;
        this.classes = classes;
        this.work = work;
    }

    /** Arguments: folder of the npm lock file, folder for Java sources, folder for classes, working folder. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        if (arguments.length != 4) {
            throw new IllegalArgumentException("four folders are needed: npm, sources, classes, work");
        }
        new ParserBuild(Path.of(arguments[0]), Path.of(arguments[1]), Path.of(arguments[2]), Path.of(arguments[3]))
                .run();
    }

    private void run() throws IOException, InterruptedException {
        packages.fetch();
        Path stamp = work.resolve("parser.stamp");
        String inputs = new Inputs()
                .file(packages.file(WASM))
                .file(packages.file(JAVASCRIPT))
                .file(packages.file(TYPES))
                .file(packages.file(ENUMS))
                .codeOf(ParserBuild.class)
                .codeOf(Generator.class)
                .hash();
        boolean current = Files.exists(stamp)
                && Files.readString(stamp).equals(inputs)
                && Files.isDirectory(sources)
                && Files.isDirectory(classes);
        if (current) {
            return;
        }
        for (Path folder : List.of(sources, classes, work)) {
            delete(folder);
            Files.createDirectories(folder);
        }
        TreeGenerator.generate(Files.readString(packages.file(TYPES)), Files.readString(packages.file(ENUMS)), sources);
        compile(split());
        Files.writeString(stamp, inputs);
    }

    private ModuleSplitter.Result split() throws IOException, InterruptedException {
        byte[] module = Files.readAllBytes(packages.file(WASM));
        EmscriptenNames names = EmscriptenNames.of(Files.readString(packages.file(JAVASCRIPT)));
        List<ModuleSplitter.Result> outcome = new ArrayList<>();
        Thread thread = new Thread(
                null,
                () -> outcome.add(ModuleSplitter.split(module, names, ModuleSplitter.DEFAULT_LIMIT)),
                "split",
                STACK_BYTES);
        Throwable[] failure = new Throwable[1];
        thread.setUncaughtExceptionHandler((failed, cause) -> failure[0] = cause);
        thread.start();
        thread.join();
        if (outcome.isEmpty()) {
            throw new IllegalStateException("the parser could not be split", failure[0]);
        }
        return outcome.get(0);
    }

    private void compile(ModuleSplitter.Result split) throws IOException {
        Path module = work.resolve("pg_query.wasm");
        Files.write(module, split.module());
        Generator generator = new Generator(Config.builder()
                .withWasmFile(module)
                .withName(MACHINE)
                .withTargetClassFolder(classes)
                .withTargetSourceFolder(work)
                .withTargetWasmFolder(classes)
                // a function that does not fit into a JVM method is a defect of the splitter
                .withInterpreterFallback(InterpreterFallback.FAIL)
                .build());
        generator.generateMetaWasm(generator.generateResources());
        // next to the machine's classes: the address in four bytes, then the bytes
        Path image = classes.resolve(MACHINE.replace('.', '/') + ".data");
        try (DataOutputStream out = new DataOutputStream(Files.newOutputStream(image))) {
            out.writeInt(split.image().address());
            out.write(split.image().bytes());
        }
    }

    private static void delete(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
