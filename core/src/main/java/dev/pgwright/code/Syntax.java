package dev.pgwright.code;

import dev.pgwright.source.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A named node of a syntax tree; signs and words of the grammar are not nodes. */
final class Syntax {
    private final String kind;
    private final String field;
    private final Span span;
    private final @Nullable Syntax parent;
    private final List<Syntax> children = new ArrayList<>();

    /**
     * A node without children yet.
     *
     * @param field the part of its parent that it is, empty when the grammar has no name for it
     */
    Syntax(String kind, String field, Span span, @Nullable Syntax parent) {
        this.kind = kind;
        this.field = field;
        this.span = span;
        this.parent = parent;
        if (parent != null) {
            parent.children.add(this);
        }
    }

    String kind() {
        return kind;
    }

    boolean is(String... kinds) {
        for (String one : kinds) {
            if (kind.equals(one)) {
                return true;
            }
        }
        return false;
    }

    Span span() {
        return span;
    }

    Optional<Syntax> parent() {
        return Optional.ofNullable(parent);
    }

    List<Syntax> children() {
        return children;
    }

    Optional<Syntax> child(int index) {
        return index < children.size() ? Optional.of(children.get(index)) : Optional.empty();
    }

    /** The part of a name. */
    Optional<Syntax> part(String name) {
        return children.stream().filter(child -> child.field.equals(name)).findFirst();
    }

    List<Syntax> parts(String name) {
        return children.stream().filter(child -> child.field.equals(name)).toList();
    }

    /** The first child of a kind. */
    Optional<Syntax> first(String... kinds) {
        return children.stream().filter(child -> child.is(kinds)).findFirst();
    }

    /** The nearest node around it of one of these kinds. */
    Optional<Syntax> around(Set<String> kinds) {
        Syntax node = parent;
        while (node != null && !kinds.contains(node.kind)) {
            node = node.parent;
        }
        return Optional.ofNullable(node);
    }

    String text(String source) {
        return span.of(source);
    }
}
