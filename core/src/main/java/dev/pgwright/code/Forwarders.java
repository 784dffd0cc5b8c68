package dev.pgwright.code;

import dev.pgwright.code.Expression.Call;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Functions that send as SQL what they are given: what a program calls in place of its driver. A call is taken for one of them
 * by the type of what it is called on, by what the file imports, or by what a variable is called, as {@code db} of a {@code Db};
 * what it is given has to begin as a command does, too.
 */
public final class Forwarders {
    static final Forwarders NONE = new Forwarders(Set.of());

    /** By so many functions a text goes until it is sent. */
    private static final int DEEPEST = 4;

    private static final Set<String> OWN = Set.of("this", "self", "cls");

    private final Set<Forwarder> all;

    /**
     * One of them.
     *
     * @param type the class that has it; empty where none does
     * @param name of the function
     * @param sink what a call of it is
     */
    record Forwarder(Path file, CodeLanguage language, String type, String name, Sink sink) {
        boolean isOf(CodeLanguage other) {
            return family(language) == family(other);
        }

        private static CodeLanguage family(CodeLanguage language) {
            return switch (language) {
                case JAVA, KOTLIN -> CodeLanguage.JAVA;
                case JAVASCRIPT, TYPESCRIPT, TSX -> CodeLanguage.JAVASCRIPT;
                default -> language;
            };
        }

        /** What other files import: of Go a folder, else a file, or the folder that a file stands for. */
        String module() {
            String name = nameOf(file).replaceFirst("[.][^.]*$", "");
            boolean ofFolder = language == CodeLanguage.GO || name.equals("index") || name.equals("__init__");
            return ofFolder ? nameOf(file.getParent()) : name;
        }

        private static String nameOf(@Nullable Path path) {
            Path name = path == null ? null : path.getFileName();
            return name == null ? "" : name.toString();
        }

        /** The class, or what else its file is called by those that use it. */
        String owner() {
            return (type.isEmpty() ? module() : type).toLowerCase(Locale.ROOT);
        }

        /** Whether a file may call it by its name alone. */
        boolean isSeenFrom(Path other, Set<String> imports) {
            boolean isBeside = Objects.equals(file.getParent(), other.getParent());
            return switch (language) {
                case GO -> type.isEmpty() && isBeside;
                case JAVA, KOTLIN ->
                    imports.stream().anyMatch(one -> one.endsWith("." + name)) || (type.isEmpty() && isBeside);
                default -> type.isEmpty() && isImported(imports);
            };
        }

        boolean isImported(Set<String> imports) {
            return imports.stream()
                    .map(one -> one.endsWith(".js") ? one.substring(0, one.length() - 3) : one)
                    .map(one -> one.substring(Math.max(one.lastIndexOf('/'), one.lastIndexOf('.')) + 1))
                    .anyMatch(module()::equals);
        }
    }

    private Forwarders(Set<Forwarder> all) {
        this.all = Set.copyOf(all);
    }

    static Forwarders of(Set<Forwarder> all) {
        return all.isEmpty() ? NONE : new Forwarders(all);
    }

    Forwarders with(Forwarders others) {
        Set<Forwarder> both = new LinkedHashSet<>(all);
        both.addAll(others.all);
        return of(both);
    }

    /** Reads again what calls them, until no more of them are found. */
    public static List<CodeFile> followed(List<CodeFile> files, Constants constants) {
        List<CodeFile> now = files;
        Forwarders known = NONE;
        for (int i = 0; i < DEEPEST; i++) {
            Forwarders found = of(now);
            if (found.all.equals(known.all)) {
                return now;
            }
            Forwarders more = found.without(known);
            List<CodeFile> next = new ArrayList<>();
            for (CodeFile file : now) {
                next.add(
                        file.reviewed() && more.mayBeCalledIn(file)
                                ? CodeReader.read(file.source(), file.language(), constants, found)
                                : file);
            }
            known = found;
            now = next;
        }
        return now;
    }

    private static Forwarders of(List<CodeFile> files) {
        Set<Forwarder> found = new LinkedHashSet<>();
        files.forEach(file -> found.addAll(file.calls().forwarders().all));
        return of(found);
    }

    private Forwarders without(Forwarders others) {
        Set<Forwarder> left = new LinkedHashSet<>(all);
        left.removeAll(others.all);
        return of(left);
    }

    private boolean mayBeCalledIn(CodeFile file) {
        Path path = Path.of(file.source().name());
        String text = file.source().text();
        String lower = text.toLowerCase(Locale.ROOT);
        return all.stream()
                .filter(one -> one.isOf(file.language()) && !one.file().equals(path))
                .anyMatch(one -> text.contains(one.name())
                        && (lower.contains(one.owner())
                                || Objects.equals(one.file().getParent(), path.getParent())));
    }

    /** What a call sends that is one of these. */
    Optional<Sink> sink(Call call, Caller from) {
        return all.stream()
                .filter(one -> one.name().equals(call.name()) && one.isOf(from.language()))
                .filter(one -> isOf(call, one, from))
                .map(Forwarder::sink)
                .findFirst();
    }

    /** A file whose calls are looked at. */
    record Caller(Path file, CodeLanguage language, Set<String> imports, CallsFinder calls) {}

    private static boolean isOf(Call call, Forwarder one, Caller from) {
        Expression on = call.receiver();
        boolean isHere = one.file().equals(from.file());
        if (on == null || (on instanceof Expression.Name name && OWN.contains(name.name()))) {
            return isHere
                    || from.calls().isIn(call, one.type())
                    || (on == null && one.isSeenFrom(from.file(), from.imports()));
        }
        String type = from.calls().typeOf(on);
        if (!type.isEmpty()) {
            return CallsFinder.simple(type).equals(one.type());
        }
        boolean isNamed =
                one.owner().length() > 1 && name(on).toLowerCase(Locale.ROOT).endsWith(one.owner());
        return isNamed && (isHere || !one.type().isEmpty() || one.isImported(from.imports()));
    }

    private static String name(Expression on) {
        if (on instanceof Expression.Name name) {
            return name.name();
        }
        return on instanceof Expression.Member member ? member.name() : on instanceof Call made ? made.name() : "";
    }
}
