package dev.pgwright.dbml;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Gives names to what has none, once all given names are known. */
final class NamePool {
    private final Set<String> relations = new HashSet<>();
    private final Set<String> constraints = new HashSet<>();
    private final List<Request> requests = new ArrayList<>();

    private record Request(String schema, String wanted, Kind kind, Consumer<String> receiver) {}

    /** What a name must differ from: other relations, other constraints, or both. */
    enum Kind {
        RELATION,
        CONSTRAINT,
        CONSTRAINT_WITH_INDEX
    }

    private static String key(String schema, String name) {
        return schema + "\0" + name;
    }

    void take(String schema, String name, Kind kind) {
        if (kind != Kind.CONSTRAINT) {
            relations.add(key(schema, name));
        }
        if (kind != Kind.RELATION) {
            constraints.add(key(schema, name));
        }
    }

    /** Asks for a name; the receiver gets it when {@link #assign} runs. */
    void request(String schema, @Nullable String given, String usual, Kind kind, Consumer<String> receiver) {
        if (given != null) {
            take(schema, given, kind);
            receiver.accept(given);
        } else {
            requests.add(new Request(schema, usual, kind, receiver));
        }
    }

    void assign() {
        for (Request request : requests) {
            String name = DefaultNames.free(
                    request.wanted,
                    candidate -> request.kind != Kind.CONSTRAINT && relations.contains(key(request.schema, candidate))
                            || request.kind != Kind.RELATION && constraints.contains(key(request.schema, candidate)));
            take(request.schema, name, request.kind);
            request.receiver.accept(name);
        }
        requests.clear();
    }
}
