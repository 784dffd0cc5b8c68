package dev.pgwright.load.folded;

import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.catalog.Schema;
import dev.pgwright.sql.Identifiers;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** All objects by number and by name, and how to take changes back. */
final class Store {
    /** The number of the schema that every database has. */
    static final int PUBLIC_SCHEMA = 1;

    private static final int CLOSED_PUBLIC_SINCE = 15;

    private final Map<Integer, Entry> objects = new HashMap<>();
    private final Map<QualifiedName, Integer> relations = new HashMap<>();
    private final Map<QualifiedName, Integer> types = new HashMap<>();
    private final Map<QualifiedName, List<Integer>> routines = new HashMap<>();
    private final Map<String, Integer> schemas = new HashMap<>();
    private final Map<String, Integer> extensions = new HashMap<>();

    /** Objects of the kinds of which only the name is kept, by kind and name. */
    private final Map<PlainName, Integer> plain = new HashMap<>();

    /** How many constraints of a schema have a name. */
    private final Map<QualifiedName, Integer> constraints = new HashMap<>();

    /** Who needs an object. */
    private final Map<Integer, Set<Integer>> dependents = new HashMap<>();

    private final List<Runnable> undo = new ArrayList<>();
    private final Scope scope = new Scope(this);
    private final Roles roles = new Roles(this);
    private final DefaultAcls defaultAcls = new DefaultAcls(this);
    private final int version;
    private int lastOid;
    private long epoch = 1;
    private long changes = 1;
    private long renames = 1;
    private final Map<Integer, Long> changed = new HashMap<>();

    /** A name among those of a kind. */
    record PlainName(String kind, QualifiedName name) {}

    Store(int version) {
        this.version = version;
        PlainEntry everybodys = new PlainEntry(nextOid(), QualifiedName.of("", Schema.PUBLIC), "schema");
        add(everybodys);
        everybodys.acl = firstAcl(everybodys, AclKind.SCHEMA);
        add(new PlainEntry(nextOid(), QualifiedName.of("", "plpgsql"), "extension"));
        undo.clear();
    }

    Scope scope() {
        return scope;
    }

    Roles roles() {
        return roles;
    }

    DefaultAcls defaultAcls() {
        return defaultAcls;
    }

    int version() {
        return version;
    }

    /**
     * The privileges that an object had at first. In the schema that every database has, everybody may use what is there,
     * and until PostgreSQL 14 make something.
     */
    Acl firstAcl(Entry entry, AclKind kind) {
        Acl initial = kind.initial(entry.role, version);
        if (entry.oid != PUBLIC_SCHEMA) {
            return initial;
        }
        TreeSet<String> everybody = new TreeSet<>(Set.of("USAGE"));
        if (version < CLOSED_PUBLIC_SINCE) {
            everybody.add("CREATE");
        }
        return kind.initial(Roles.DATABASE_OWNER, version).given(Roles.PUBLIC, Roles.DATABASE_OWNER, everybody);
    }

    int nextOid() {
        return ++lastOid;
    }

    // ---- undo

    /** Where the changes from now on start. */
    int mark() {
        epoch++;
        return undo.size();
    }

    /** Takes back all changes since a mark. */
    void undoTo(int mark) {
        epoch++;
        while (undo.size() > mark) {
            undo.remove(undo.size() - 1).run();
        }
        changes++;
        renames++;
    }

    /** Forgets how to take changes back. */
    void forget() {
        undo.clear();
    }

    void onUndo(Runnable action) {
        undo.add(action);
    }

    // ---- objects

    @Nullable Entry get(int oid) {
        return objects.get(oid);
    }

    Collection<Entry> all() {
        return objects.values();
    }

    RelationEntry relation(int oid) {
        if (objects.get(oid) instanceof RelationEntry relation) {
            return relation;
        }
        throw new IllegalStateException("relation " + oid);
    }

    IndexEntry index(int oid) {
        if (objects.get(oid) instanceof IndexEntry index) {
            return index;
        }
        throw new IllegalStateException("index " + oid);
    }

    ConstraintEntry constraint(int oid) {
        if (objects.get(oid) instanceof ConstraintEntry constraint) {
            return constraint;
        }
        throw new IllegalStateException("constraint " + oid);
    }

    PartEntry part(int oid) {
        if (objects.get(oid) instanceof PartEntry part) {
            return part;
        }
        throw new IllegalStateException("part " + oid);
    }

    /** To be called before an object's fields change. */
    <T extends Entry> T touch(T entry) {
        if (entry.epoch != epoch) {
            Entry before = entry.copy();
            entry.epoch = epoch;
            undo.add(() -> objects.put(before.oid, before));
        }
        markChanged(entry);
        return entry;
    }

    private void markChanged(Entry entry) {
        changes++;
        changed.put(entry.oid, changes);
        if (entry.owner != 0) {
            changed.put(entry.owner, changes);
        }
    }

    /** Grows with every change of an object, its parts included. */
    long changeOf(int oid) {
        return changed.getOrDefault(oid, 0L);
    }

    /** Grows whenever something gets another name, or changes are taken back. */
    long renames() {
        return renames;
    }

    void add(Entry entry) {
        entry.epoch = epoch;
        entry.role = roles.current();
        AclKind kind = AclKind.of(entry);
        if (kind != null) {
            entry.acl = defaultAcls.ofNew(kind, entry.role, schemas.getOrDefault(entry.name.schema(), 0));
        }
        objects.put(entry.oid, entry);
        undo.add(() -> objects.remove(entry.oid));
        registerName(entry, true);
        List<Dependency> dependencies = entry.dependencies;
        entry.dependencies = List.of();
        setDependencies(entry, dependencies);
        markChanged(entry);
    }

    void remove(Entry entry) {
        setDependencies(touch(entry), List.of());
        registerName(entry, false);
        objects.remove(entry.oid);
        undo.add(() -> objects.put(entry.oid, entry));
    }

    void rename(Entry entry, QualifiedName name) {
        touch(entry);
        registerName(entry, false);
        entry.name = name;
        registerName(entry, true);
        renamed();
    }

    /** A name inside an object has changed. */
    void renamed() {
        renames++;
    }

    void setDependencies(Entry entry, List<Dependency> dependencies) {
        List<Dependency> before = entry.dependencies;
        if (before.isEmpty() && dependencies.isEmpty()) {
            return;
        }
        for (Dependency dependency : before) {
            unlink(dependency.object(), entry.oid);
        }
        entry.dependencies = List.copyOf(dependencies);
        for (Dependency dependency : entry.dependencies) {
            link(dependency.object(), entry.oid);
        }
    }

    private void link(int object, int dependent) {
        Set<Integer> set = dependents.computeIfAbsent(object, unused -> new LinkedHashSet<>());
        if (set.add(dependent)) {
            undo.add(() -> set.remove(dependent));
        }
    }

    private void unlink(int object, int dependent) {
        Set<Integer> set = dependents.get(object);
        if (set != null && set.remove(dependent)) {
            undo.add(() -> set.add(dependent));
        }
    }

    /** The objects that need this one or a part of it. */
    List<Entry> dependentsOf(int oid) {
        List<Entry> found = new ArrayList<>();
        for (int dependent : dependents.getOrDefault(oid, Set.of())) {
            Entry entry = objects.get(dependent);
            if (entry != null) {
                found.add(entry);
            }
        }
        found.sort(Comparator.comparingInt(entry -> entry.oid));
        return found;
    }

    // ---- names

    private void registerName(Entry entry, boolean exists) {
        if (entry instanceof RelationEntry relation) {
            set(relations, relation.name, exists ? relation.oid : null);
            set(types, relation.name, exists ? relation.oid : null);
        } else if (entry instanceof IndexEntry || entry instanceof SequenceEntry) {
            set(relations, entry.name, exists ? entry.oid : null);
        } else if (entry instanceof TypeEntry type) {
            set(types, type.name, exists ? type.oid : null);
        } else if (entry instanceof RoutineEntry) {
            List<Integer> all = new ArrayList<>(routines.getOrDefault(entry.name, List.of()));
            if (exists) {
                all.add(entry.oid);
            } else {
                all.remove(Integer.valueOf(entry.oid));
            }
            set(routines, entry.name, all.isEmpty() ? null : all);
        } else if (entry instanceof ConstraintEntry) {
            int count = constraints.getOrDefault(entry.name, 0) + (exists ? 1 : -1);
            set(constraints, entry.name, count == 0 ? null : count);
        } else if (entry instanceof PlainEntry one) {
            if (one.kind.equals("schema")) {
                set(schemas, one.name.name(), exists ? one.oid : null);
            } else if (one.kind.equals("extension")) {
                set(extensions, one.name.name(), exists ? one.oid : null);
            } else {
                set(plain, new PlainName(one.kind, one.name), exists ? one.oid : null);
            }
        }
    }

    private <K, V> void set(Map<K, V> map, K key, @Nullable V value) {
        V before = value == null ? map.remove(key) : map.put(key, value);
        undo.add(() -> {
            if (before == null) {
                map.remove(key);
            } else {
                map.put(key, before);
            }
        });
    }

    Map<QualifiedName, Integer> relationNames() {
        return Collections.unmodifiableMap(relations);
    }

    Map<QualifiedName, Integer> typeNames() {
        return Collections.unmodifiableMap(types);
    }

    Map<QualifiedName, List<Integer>> routineNames() {
        return Collections.unmodifiableMap(routines);
    }

    Map<String, Integer> schemas() {
        return Collections.unmodifiableMap(schemas);
    }

    Map<String, Integer> extensions() {
        return Collections.unmodifiableMap(extensions);
    }

    Map<PlainName, Integer> plainNames() {
        return Collections.unmodifiableMap(plain);
    }

    boolean hasConstraint(QualifiedName name) {
        return constraints.containsKey(name);
    }

    /** Names that nothing has yet. */
    FreeNames freeNames() {
        return new FreeNames(relations, constraints);
    }

    // ---- types and texts

    /** Of a domain the type that it is made of, not a domain itself; any other type as it is. */
    TypeRef baseOf(TypeRef type) {
        return get(type.object()) instanceof TypeEntry domain && domain.kind == TypeEntry.Kind.DOMAIN
                ? baseOf(domain.base)
                : type;
    }

    /** As PostgreSQL's messages show a name: with its schema when the search path does not find it. */
    String shown(QualifiedName name) {
        boolean visible = scope.isVisible(relations, name)
                || scope.isVisible(types, name)
                || (routines.containsKey(name) && scope.isInPath(name.schema()));
        return visible ? Identifiers.quoteIdentifier(name.name()) : Scope.sql(name);
    }

    /** A type as {@code format_type} gives it with an empty search path. */
    String text(TypeRef type) {
        Entry made = type.object() == 0 ? null : objects.get(type.object());
        String base = made != null
                ? Scope.sql(made.name)
                : type.known() ? BuiltinTypes.formatted(type.name(), type.modifier()) : type.name() + type.modifier();
        return type.array() ? base + "[]" : base;
    }
}
