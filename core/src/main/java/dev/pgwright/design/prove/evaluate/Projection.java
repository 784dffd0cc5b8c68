package dev.pgwright.design.prove.evaluate;

import dev.pgwright.design.decide.Identifier;
import dev.pgwright.design.decide.Mapping;
import dev.pgwright.design.decide.Mapping.EntityTable;
import dev.pgwright.design.decide.Mapping.Reference;
import dev.pgwright.design.decide.PathResolver;
import dev.pgwright.design.decide.PathResolver.Resolved;
import dev.pgwright.design.requirements.AccessPattern;
import dev.pgwright.design.requirements.AccessPattern.Include;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a reading pattern returns of a row, so that expected and real rows can be compared. */
final class Projection {
    private final Walk walk;
    private final AccessPattern pattern;
    private final EntityTable root;
    private final List<Part> parts = new ArrayList<>();
    private final List<Brought> brought = new ArrayList<>();

    /**
     * A path that is returned.
     *
     * @param labels names that a result column may have for it
     */
    private record Part(String path, List<String> labels, Resolved resolved, ValueKind kind) {}

    /** Children that are brought along. */
    private record Brought(Include include, EntityTable child, Reference reference, List<Part> parts) {
        List<String> labels() {
            return List.of(child.name().name(), include.entity());
        }
    }

    Projection(Walk walk, AccessPattern pattern) {
        this.walk = walk;
        this.pattern = pattern;
        this.root = walk.mapping().table(pattern.entity());
        parts.addAll(parts(pattern.entity(), pattern.returns()));
        for (Include include : pattern.includes()) {
            Mapping mapping = walk.mapping();
            Reference reference = PathResolver.between(mapping, pattern.entity(), include.entity())
                    .get(0);
            brought.add(new Brought(
                    include, mapping.table(include.entity()), reference, parts(include.entity(), include.returns())));
        }
    }

    /** The named paths, with the currency of each amount that has its own; all attributes, roles and the key else. */
    private List<Part> parts(String entity, List<String> named) {
        Mapping mapping = walk.mapping();
        List<String> paths = new ArrayList<>();
        List<String> wanted = new ArrayList<>(named);
        if (named.isEmpty()) {
            EntityTable table = mapping.table(entity);
            wanted.addAll(table.rowKey());
            mapping.references(entity)
                    .forEach(reference -> wanted.add(reference.relationship().roleName()));
            table.entity().attributes().forEach(attribute -> wanted.add(attribute.name()));
        }
        for (String path : wanted) {
            paths.add(path);
            Resolved resolved = walk.resolve(entity, path);
            if (!named.isEmpty()
                    && resolved.attribute() != null
                    && PathResolver.hasCurrencyColumn(resolved.attribute())) {
                paths.add(path + PathResolver.CURRENCY_SUFFIX);
            }
        }
        List<Part> result = new ArrayList<>();
        for (String path : paths.stream().distinct().toList()) {
            Resolved resolved = walk.resolve(entity, path);
            result.add(new Part(path, labels(path, resolved), resolved, walk.kind(resolved)));
        }
        return result;
    }

    private static String prefix(List<String> steps, int without) {
        return steps.subList(0, steps.size() - without).stream()
                .map(step -> step + "_")
                .collect(Collectors.joining());
    }

    private static List<String> labels(String path, Resolved resolved) {
        List<String> steps = List.of(path.split("\\."));
        String roles = prefix(steps, 1);
        String before = steps.size() - 1 > resolved.hops().size() && steps.size() > 1 ? prefix(steps, 2) : roles;
        // a column nearer than the path leads has the last role in its name already
        return Stream.of(path.replace('.', '_'), roles + resolved.column(), before + resolved.column())
                .flatMap(label -> Stream.of(label, Identifier.limited(label)))
                .distinct()
                .toList();
    }

    /** The names that a result column for a path may have. */
    List<String> labels(String path) {
        return labels(path, walk.resolve(pattern.entity(), path));
    }

    /** Why columns of a result do not tell all that is wanted; empty when they do. */
    Optional<String> missing(List<String> columns) {
        List<List<String>> wanted = new ArrayList<>();
        parts.forEach(part -> wanted.add(part.labels()));
        brought.forEach(one -> wanted.add(one.labels()));
        for (List<String> labels : wanted) {
            long found = columns.stream().filter(labels::contains).count();
            if (found != 1) {
                return Optional.of("the result has " + (found == 0 ? "no column " : "several columns ")
                        + String.join(" or ", labels));
            }
        }
        return Optional.empty();
    }

    /** What the row should look like in a result. */
    List<String> expected(ContentRow row) {
        List<String> values = new ArrayList<>();
        for (Part part : parts) {
            values.add(part.path() + "=" + canonical(walk.value(part.resolved(), row)));
        }
        for (Brought one : brought) {
            List<String> children = walk
                    .children(root, one.child(), one.reference().column(), row)
                    .stream()
                    .map(child -> expected(one, child))
                    .sorted()
                    .toList();
            values.add(one.include().entity() + "=" + children);
        }
        return values;
    }

    private String expected(Brought one, ContentRow child) {
        List<String> values = new ArrayList<>();
        for (Part part : one.parts()) {
            values.add(part.path() + "=" + canonical(walk.value(part.resolved(), child)));
        }
        return values.toString();
    }

    /** What a row of a result looks like; its columns are not {@link #missing}. */
    List<String> real(List<String> columns, List<@Nullable String> texts) {
        List<String> values = new ArrayList<>();
        for (Part part : parts) {
            String text = texts.get(indexOf(columns, part.labels()));
            values.add(part.path() + "=" + canonical(text == null ? null : ValueReader.read(part.kind(), text)));
        }
        for (Brought one : brought) {
            String text = texts.get(indexOf(columns, one.labels()));
            values.add(one.include().entity() + "=" + (text == null ? "null" : children(one, Json.parse(text))));
        }
        return values;
    }

    private static String children(Brought one, Object json) {
        if (!(json instanceof List<?> list)) {
            return json.toString();
        }
        return list.stream().map(child -> child(one, child)).sorted().toList().toString();
    }

    private static String child(Brought one, @Nullable Object json) {
        if (!(json instanceof Map<?, ?> members)) {
            return String.valueOf(json);
        }
        List<String> values = new ArrayList<>();
        for (Part part : one.parts()) {
            String name = part.labels().stream()
                    .filter(members::containsKey)
                    .findFirst()
                    .orElse("");
            values.add(
                    name.isEmpty()
                            ? "no " + part.path()
                            : part.path() + "=" + canonical(ValueReader.ofJson(part.kind(), members.get(name))));
        }
        return values.toString();
    }

    private static int indexOf(List<String> columns, List<String> labels) {
        for (int i = 0; i < columns.size(); i++) {
            if (labels.contains(columns.get(i))) {
                return i;
            }
        }
        throw new IllegalStateException("no column " + labels + " among " + columns);
    }

    private static String canonical(@Nullable Value value) {
        return value == null ? "null" : value.canonical();
    }

    AccessPattern pattern() {
        return pattern;
    }
}
