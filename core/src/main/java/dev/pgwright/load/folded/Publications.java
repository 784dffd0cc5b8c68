package dev.pgwright.load.folded;

import dev.pgwright.sql.Nodes;
import dev.pgwright.sql.tree.AlterPublicationAction;
import dev.pgwright.sql.tree.AlterPublicationStmt;
import dev.pgwright.sql.tree.CreatePublicationStmt;
import dev.pgwright.sql.tree.DefElem;
import dev.pgwright.sql.tree.DropStmt;
import dev.pgwright.sql.tree.Node;
import dev.pgwright.sql.tree.ObjectType;
import dev.pgwright.sql.tree.PgString;
import dev.pgwright.sql.tree.PublicationObjSpec;
import dev.pgwright.sql.tree.PublicationObjSpecType;
import dev.pgwright.sql.tree.RangeVar;
import dev.pgwright.sql.tree.RenameStmt;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What publications publish, as far as that decides whether UPDATE and DELETE of a table need a replica identity. */
final class Publications {
    private static final Set<String> NEED_IDENTITY = Set.of("update", "delete");

    private final Store store;
    private final Folding folding;
    private final Map<String, Publication> all = new TreeMap<>();
    private boolean ofDatabase;

    Publications(Folding folding) {
        this.folding = folding;
        this.store = folding.store;
    }

    /**
     * @param tables and schemas by their numbers, so that they may get other names
     * @param changes whether it publishes UPDATE or DELETE
     */
    private record Publication(boolean everything, Set<Integer> tables, Set<Integer> schemas, boolean changes) {
        Publication {
            tables = Set.copyOf(tables);
            schemas = Set.copyOf(schemas);
        }
    }

    /** Takes all of them as known: they were read from a database. */
    void areThoseOfADatabase() {
        ofDatabase = true;
    }

    /** Takes a statement in; one that is about something else changes nothing. */
    void note(Node tree) {
        if (tree instanceof CreatePublicationStmt create && create.pubname() != null) {
            // one of a name that is taken is refused
            if (!all.containsKey(create.pubname())) {
                Publication made = new Publication(create.forAllTables(), Set.of(), Set.of(), true);
                put(create.pubname(), options(with(made, create.pubobjects()), create.options()));
            }
        } else if (tree instanceof AlterPublicationStmt alter && alter.pubname() != null) {
            Publication now = all.getOrDefault(alter.pubname(), new Publication(false, Set.of(), Set.of(), true));
            put(alter.pubname(), options(altered(now, alter), alter.options()));
        } else if (tree instanceof DropStmt drop && drop.removeType() == ObjectType.OBJECT_PUBLICATION) {
            Nodes.names(drop.objects()).forEach(name -> put(name, null));
        } else if (tree instanceof RenameStmt rename
                && rename.renameType() == ObjectType.OBJECT_PUBLICATION
                && rename.object() instanceof PgString name
                && all.containsKey(Scope.text(name.sval()))) {
            Publication kept = all.get(Scope.text(name.sval()));
            put(Scope.text(name.sval()), null);
            put(Scope.text(rename.newname()), kept);
        }
    }

    private void put(String name, @Nullable Publication publication) {
        Publication before = publication == null ? all.remove(name) : all.put(name, publication);
        store.onUndo(() -> {
            if (before == null) {
                all.remove(name);
            } else {
                all.put(name, before);
            }
        });
    }

    private Publication altered(Publication now, AlterPublicationStmt alter) {
        if (alter.pubobjects().isEmpty() && !alter.forAllTables()) {
            return now;
        }
        if (alter.action() == AlterPublicationAction.AP_SetObjects) {
            return with(new Publication(alter.forAllTables(), Set.of(), Set.of(), now.changes()), alter.pubobjects());
        }
        Publication named = with(new Publication(false, Set.of(), Set.of(), true), alter.pubobjects());
        Set<Integer> tables = new HashSet<>(now.tables());
        Set<Integer> schemas = new HashSet<>(now.schemas());
        if (alter.action() == AlterPublicationAction.AP_DropObjects) {
            tables.removeAll(named.tables());
            schemas.removeAll(named.schemas());
        } else {
            tables.addAll(named.tables());
            schemas.addAll(named.schemas());
        }
        return new Publication(now.everything(), tables, schemas, now.changes());
    }

    private Publication with(Publication publication, List<Node> objects) {
        Set<Integer> tables = new HashSet<>(publication.tables());
        Set<Integer> schemas = new HashSet<>(publication.schemas());
        for (Node node : objects) {
            if (node instanceof PublicationObjSpec object) {
                if (object.pubtable() != null && object.pubtable().relation() != null) {
                    add(object.pubtable().relation(), tables);
                } else if (object.pubobjtype() == PublicationObjSpecType.PUBLICATIONOBJ_TABLES_IN_CUR_SCHEMA) {
                    schema(folding.scope().creationSchema()).ifPresent(schemas::add);
                } else if (object.name() != null) {
                    schema(object.name()).ifPresent(schemas::add);
                }
            }
        }
        return new Publication(publication.everything(), tables, schemas, publication.changes());
    }

    /** A table and, unless ONLY is said, those that inherit from it now. */
    private void add(RangeVar range, Set<Integer> tables) {
        if (store.get(folding.scope().findRelation(range)) instanceof RelationEntry table
                && tables.add(table.oid)
                && range.inh()) {
            addChildren(table, tables);
        }
    }

    private void addChildren(RelationEntry table, Set<Integer> tables) {
        for (int child : table.children) {
            if (store.get(child) instanceof RelationEntry below && tables.add(child)) {
                addChildren(below, tables);
            }
        }
    }

    private Optional<Integer> schema(String name) {
        return Optional.ofNullable(store.schemas().get(name));
    }

    private static Publication options(Publication publication, List<Node> options) {
        for (Node node : options) {
            if (node instanceof DefElem option
                    && "publish".equals(option.defname())
                    && option.arg() instanceof PgString list) {
                boolean changes = Arrays.stream(Scope.text(list.sval()).split(","))
                        .map(String::strip)
                        .anyMatch(NEED_IDENTITY::contains);
                return new Publication(publication.everything(), publication.tables(), publication.schemas(), changes);
            }
        }
        return publication;
    }

    /** Of a table that is known. */
    Publishing of(RelationEntry table) {
        if (table.unlogged || table.isTemporary()) {
            return new Publishing(null, true);
        }
        Optional<String> publication = all.entrySet().stream()
                .filter(named -> named.getValue().changes() && covers(named.getValue(), table))
                .map(Map.Entry::getKey)
                .findFirst();
        boolean known = (ofDatabase || !all.isEmpty()) && !folding.unknowns.isEverything();
        return new Publishing(publication.orElse(null), known);
    }

    private boolean covers(Publication publication, RelationEntry table) {
        return publication.everything()
                || publication.tables().contains(table.oid)
                || schema(table.name.schema())
                        .filter(publication.schemas()::contains)
                        .isPresent()
                || (table.bound != null
                        && table.parents.stream()
                                .anyMatch(parent -> store.get(parent) instanceof RelationEntry above
                                        && covers(publication, above)));
    }
}
