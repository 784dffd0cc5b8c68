package dev.pgwright.code;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The files that may have a constant which a source file names, by what it imports and where it lies. */
final class Neighbours {
    /** So many folders up begins the part of a path that imports name. */
    private static final int HIGHEST = 12;

    private static final int MOST = 500;
    private static final List<String> SCRIPTS =
            List.of(".ts", ".tsx", ".js", ".mjs", ".cjs", ".jsx", "/index.ts", "/index.js", "");

    private final Path folder;
    private final Set<String> imports;
    private final @Nullable String qualifier;
    private final String name;
    private final Set<Path> found = new LinkedHashSet<>();

    private Neighbours(Path file, Set<String> imports, @Nullable String qualifier, String name) {
        this.folder = Optional.ofNullable(file.toAbsolutePath().getParent()).orElse(file);
        this.imports = imports;
        this.qualifier = qualifier;
        this.name = name;
    }

    /**
     * Where a constant may stand.
     *
     * @param qualifier what is written in front of the name, null for nothing
     */
    static Set<Path> of(
            Path file, CodeLanguage language, Set<String> imports, @Nullable String qualifier, String name) {
        Neighbours neighbours = new Neighbours(file, imports, qualifier, name);
        switch (language) {
            case JAVA -> neighbours.classes(".java");
            case KOTLIN -> {
                neighbours.classes(".kt");
                neighbours.packages();
            }
            case PYTHON -> imports.forEach(neighbours::module);
            case JAVASCRIPT, TYPESCRIPT, TSX -> imports.forEach(neighbours::script);
            case GO -> neighbours.go();
            case MYBATIS -> {
                // its names are those of its own file
            }
        }
        neighbours.found.remove(file.toAbsolutePath());
        return neighbours.found;
    }

    private static String last(String path, char separator) {
        return path.substring(path.lastIndexOf(separator) + 1);
    }

    private static String before(String path, char separator) {
        return path.substring(0, Math.max(0, path.lastIndexOf(separator)));
    }

    /** A class of the same package or of an import; without a class in front the constant is one of what is imported. */
    private void classes(String ending) {
        if (qualifier != null) {
            add(folder.resolve(qualifier + ending));
        }
        for (String one : imports) {
            if (qualifier == null && last(one, '.').equals(name)) {
                below(before(one, '.').replace('.', '/') + ending).ifPresent(found::add);
            } else if (qualifier == null ? Character.isUpperCase(last(one, '.').charAt(0)) : isLast(one, '.')) {
                below(one.replace('.', '/') + ending).ifPresent(found::add);
            }
        }
    }

    private boolean isLast(String path, char separator) {
        return last(path, separator).equals(qualifier);
    }

    /** Constants outside of classes are those of a package, in any of its files. */
    private void packages() {
        if (qualifier == null) {
            files(folder, ".kt");
            imports.stream()
                    .filter(one -> last(one, '.').equals(name))
                    .flatMap(one -> below(before(one, '.').replace('.', '/')).stream())
                    .forEach(all -> files(all, ".kt"));
        }
    }

    private void module(String module) {
        int dots = 0;
        while (dots < module.length() && module.charAt(dots) == '.') {
            dots++;
        }
        String path = module.substring(dots).replace('.', '/');
        Path from = folder;
        for (int i = 1; i < dots && from.getParent() != null; i++) {
            from = from.getParent();
        }
        String inside = path.isEmpty() ? "" : path + "/";
        boolean isMeant = qualifier == null || last(path, '/').equals(qualifier);
        List<String> wanted = isMeant && !path.isEmpty()
                ? List.of(path + ".py", inside + "__init__.py")
                : List.of(inside + qualifier + ".py");
        for (String one : wanted) {
            if (dots > 0) {
                add(from.resolve(one));
            } else {
                below(one).ifPresent(found::add);
            }
        }
    }

    private void script(String module) {
        String file = last(module, '/');
        boolean isMeant = qualifier == null || file.equals(qualifier) || file.startsWith(qualifier + ".");
        if (module.startsWith(".") && isMeant) {
            String path = module.endsWith(".js") ? before(module, '.') : module;
            SCRIPTS.forEach(ending -> add(folder.resolve(path + ending).normalize()));
        }
    }

    private void go() {
        if (qualifier == null) {
            files(folder, ".go");
            return;
        }
        for (String one : imports) {
            if (isLast(one, '/')) {
                String path = one;
                while (!path.isEmpty() && below(path).isEmpty()) {
                    path = path.indexOf('/') < 0 ? "" : path.substring(path.indexOf('/') + 1);
                }
                if (!path.isEmpty()) {
                    below(path).ifPresent(all -> files(all, ".go"));
                }
            }
        }
    }

    private void add(Path file) {
        if (Files.isRegularFile(file)) {
            found.add(file);
        }
    }

    /** What lies at a path below the folder of the file, or below one around it. */
    private Optional<Path> below(String path) {
        @Nullable Path from = folder;
        for (int i = 0; i < HIGHEST && from != null && !path.isEmpty(); i++) {
            Path there = from.resolve(path);
            if (Files.exists(there)) {
                return Optional.of(there);
            }
            from = from.getParent();
        }
        return Optional.empty();
    }

    private void files(Path all, String ending) {
        List<Path> files = new ArrayList<>();
        try (Stream<Path> inside = Files.list(all)) {
            inside.filter(file -> file.toString().endsWith(ending)).limit(MOST).forEach(files::add);
        } catch (IOException | UncheckedIOException notReadable) {
            return;
        }
        files.stream().sorted().forEach(this::add);
    }
}
