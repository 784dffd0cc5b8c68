package dev.pgwright.dbml;

import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.dbml.DbmlElement.ImportKind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One file of several: what it declares, and by which names it knows things of its own and of others. */
final class DbmlModule {
    final DbmlDocument document;
    final String shownPath;
    /** The file of each {@code use}, where there is one. */
    final Map<DbmlElement.Use, DbmlModule> targets = new LinkedHashMap<>();
    /** What the file declares. */
    final Map<Key, Thing> own = new LinkedHashMap<>();
    /** Everything that the file can name; the first name of a thing is the one it is written with. */
    final Map<Key, Thing> scope = new LinkedHashMap<>();

    /** A name of one kind. */
    record Key(ImportKind kind, QualifiedName name) {}

    /** Something declared, and where; each is one object, so that the same thing under two names is seen. */
    static final class Thing {
        final DbmlModule home;
        final DbmlElement element;
        final Key key;

        Thing(DbmlModule home, DbmlElement element, Key key) {
            this.home = home;
            this.element = element;
            this.key = key;
        }
    }

    DbmlModule(DbmlDocument document, String shownPath) {
        this.document = document;
        this.shownPath = shownPath;
        document.elements().forEach(this::declare);
    }

    private void declare(DbmlElement element) {
        if (element instanceof DbmlElement.Table table) {
            Thing thing = declare(ImportKind.TABLE, table.name(), element);
            if (table.alias() != null) {
                own.putIfAbsent(key(ImportKind.TABLE, new DbmlPath(null, table.alias())), thing);
            }
        } else if (element instanceof DbmlElement.Enumeration item) {
            declare(ImportKind.ENUM, item.name(), element);
        } else if (element instanceof DbmlElement.TableGroup item) {
            declare(ImportKind.TABLE_GROUP, new DbmlPath(null, item.name()), element);
        } else if (element instanceof DbmlElement.TablePartial item) {
            declare(ImportKind.TABLE_PARTIAL, new DbmlPath(null, item.name()), element);
        } else if (element instanceof DbmlElement.StickyNote item) {
            declare(ImportKind.NOTE, new DbmlPath(null, item.name()), element);
        }
    }

    private Thing declare(ImportKind kind, DbmlPath name, DbmlElement element) {
        Key key = key(kind, name);
        Thing thing = new Thing(this, element, key);
        own.putIfAbsent(key, thing);
        return thing;
    }

    static Key key(ImportKind kind, DbmlPath name) {
        return new Key(kind, name.qualified());
    }

    @Nullable Thing table(DbmlPath path) {
        return scope.get(key(ImportKind.TABLE, path));
    }

    @Nullable Thing enumeration(DbmlPath path) {
        return scope.get(key(ImportKind.ENUM, path));
    }

    /** The name by which this file writes a thing; null where it does not know it. */
    @Nullable QualifiedName nameOf(Thing thing) {
        if (thing.home == this) {
            return thing.key.name();
        }
        for (Map.Entry<Key, Thing> entry : scope.entrySet()) {
            if (entry.getValue() == thing) {
                return entry.getKey().name();
            }
        }
        return null;
    }

    List<DbmlElement.Use> uses() {
        return new ArrayList<>(document.of(DbmlElement.Use.class));
    }
}
