package dev.pgwright.dbml;

import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.dbml.DbmlElement.ImportKind;
import dev.pgwright.dbml.DbmlModule.Key;
import dev.pgwright.dbml.DbmlModule.Thing;
import dev.pgwright.finding.DidYouMean;
import dev.pgwright.finding.PgwrightException.Problem;
import dev.pgwright.source.SourceFile;
import dev.pgwright.source.Span;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a file takes from others with {@code use} and {@code reuse}, as {@code @dbml/core} 10 does: paths are
 * relative to the file they stand in and may leave out {@code .dbml}; files may take from each other in a circle, a
 * name may not.
 */
final class DbmlModules {
    private static final String ENDING = ".dbml";

    private final DbmlFiles files;
    private final DbmlSources sources;
    private final List<Problem> problems;
    private final Map<Path, DbmlModule> modules = new LinkedHashMap<>();
    private final DbmlModule first;

    DbmlModules(DbmlDocument document, DbmlFiles files, List<Problem> problems) {
        this.files = files;
        this.sources = document.sources();
        this.problems = problems;
        Path path = Path.of(document.source().name()).normalize();
        this.first = new DbmlModule(document, path.toString());
        modules.put(path, first);
        load(path, first);
    }

    private void load(Path path, DbmlModule module) {
        for (DbmlElement.Use use : module.uses()) {
            Path target = target(path, use);
            if (target == null) {
                continue;
            }
            DbmlModule known = modules.get(target);
            if (known == null) {
                known = read(target, use);
                if (known == null) {
                    continue;
                }
                modules.put(target, known);
                load(target, known);
            }
            module.targets.put(use, known);
        }
    }

    private @Nullable Path target(Path from, DbmlElement.Use use) {
        String written = use.path().value();
        if (written.isBlank() || written.indexOf('\0') >= 0 || Path.of(written).isAbsolute()) {
            problem(use.path().span(), "expected a path relative to this file", "such as './other.dbml'");
            return null;
        }
        String full = written.endsWith(ENDING) ? written : written + ENDING;
        return from.resolveSibling(full).normalize();
    }

    private @Nullable DbmlModule read(Path path, DbmlElement.Use use) {
        try {
            Optional<SourceFile> source = files.read(path);
            if (source.isPresent()) {
                sources.add(source.orElseThrow());
                return new DbmlModule(Dbml.tree(source.orElseThrow(), sources, problems), path.toString());
            }
            problem(use.path().span(), "there is no file '" + path + "'", "the path is relative to this file");
        } catch (CharacterCodingException e) {
            problem(
                    use.path().span(),
                    "the file '" + path + "' is not UTF-8",
                    "convert it, for example: iconv -f LATIN1 -t UTF-8 " + path);
        } catch (IOException e) {
            problem(use.path().span(), "the file '" + path + "' cannot be read: " + e.getMessage(), null);
        }
        return null;
    }

    /** The first file with what it takes from the others; the names of all files are checked. */
    DbmlDocument linked() {
        modules.values().forEach(this::fillScope);
        DbmlDocument linked = new DbmlLinker(first, modules.values()).document();
        for (DbmlModule module : modules.values()) {
            DbmlDocument whole = module == first ? linked : new DbmlLinker(module, modules.values()).document();
            List<Problem> found = new ArrayList<>();
            new DbmlChecker(whole, found).run();
            String name = module.document.source().name();
            found.stream()
                    .filter(problem -> name.equals(problem.place().file()))
                    .forEach(problems::add);
        }
        return linked;
    }

    private void fillScope(DbmlModule module) {
        module.scope.putAll(module.own);
        for (Map.Entry<DbmlElement.Use, DbmlModule> entry : module.targets.entrySet()) {
            DbmlElement.Use use = entry.getKey();
            DbmlModule target = entry.getValue();
            if (use.everything()) {
                visible(target, new LinkedHashSet<>())
                        .forEach((key, thing) ->
                                add(module, key, thing, use.path().span()));
            }
            use.imports().forEach(thing -> fillScope(module, target, thing));
        }
        for (Thing thing : List.copyOf(module.scope.values())) {
            if (thing.home != module && thing.element instanceof DbmlElement.Table table) {
                requirePartials(module, thing, table);
            }
        }
    }

    private void fillScope(DbmlModule module, DbmlModule target, DbmlElement.Import wanted) {
        DbmlPath alias = wanted.alias() == null ? null : new DbmlPath(null, wanted.alias());
        if (wanted.kind() == ImportKind.SCHEMA) {
            schema(module, target, wanted);
            return;
        }
        Key key = DbmlModule.key(wanted.kind(), wanted.name());
        List<String> trail = new ArrayList<>();
        Thing thing = resolve(target, key, trail);
        if (thing == null) {
            missing(target, wanted, trail);
            return;
        }
        QualifiedName name = thing.key.name();
        add(module, new Key(wanted.kind(), alias == null ? name : alias.qualified()), thing, wanted.span());
        if (thing.element instanceof DbmlElement.TableGroup group) {
            for (DbmlPath member : group.tables()) {
                Thing table = resolve(thing.home, DbmlModule.key(ImportKind.TABLE, member), new ArrayList<>());
                if (table != null && module.nameOf(table) == null) {
                    add(module, table.key, table, wanted.span());
                }
            }
        }
    }

    private void schema(DbmlModule module, DbmlModule target, DbmlElement.Import wanted) {
        String schema = wanted.name().name().text();
        String renamed = wanted.alias() == null ? schema : wanted.alias().text();
        Set<String> known = new TreeSet<>();
        boolean found = false;
        for (Map.Entry<Key, Thing> entry :
                visible(target, new LinkedHashSet<>()).entrySet()) {
            Key key = entry.getKey();
            boolean hasSchema = key.kind() == ImportKind.TABLE || key.kind() == ImportKind.ENUM;
            if (hasSchema) {
                known.add(key.name().schema());
            }
            if (hasSchema && key.name().schema().equals(schema)) {
                found = true;
                QualifiedName name = QualifiedName.of(renamed, key.name().name());
                add(module, new Key(key.kind(), name), entry.getValue(), wanted.span());
            }
        }
        if (!found) {
            problem(
                    wanted.span(),
                    "there is no schema '" + schema + "' in '" + target.shownPath + "'",
                    DidYouMean.hint(schema, known).orElse(null));
        }
    }

    private void missing(DbmlModule target, DbmlElement.Import wanted, List<String> trail) {
        String shown = DbmlLookup.shown(wanted.name());
        String what = wanted.kind().keyword() + " '" + shown + "'";
        if (trail.size() > 1 && trail.get(0).equals(trail.get(trail.size() - 1))) {
            problem(wanted.span(), "the " + what + " is only passed round: " + String.join(" -> ", trail), null);
            return;
        }
        List<String> known = visible(target, new LinkedHashSet<>()).keySet().stream()
                .filter(key -> key.kind() == wanted.kind())
                .map(key -> key.name().schema().equals(DbmlPath.DEFAULT_SCHEMA)
                        ? key.name().name()
                        : key.name().toString())
                .toList();
        problem(
                wanted.span(),
                "there is no " + what + " in '" + target.shownPath + "'",
                DidYouMean.hint(shown, known).orElse(null));
    }

    /** What others get from a file: its own things and those it reuses. */
    private Map<Key, Thing> visible(DbmlModule module, Set<DbmlModule> seen) {
        Map<Key, Thing> things = new LinkedHashMap<>();
        if (!seen.add(module)) {
            return things;
        }
        things.putAll(module.own);
        module.targets.forEach((use, target) -> {
            if (use.again() && use.everything()) {
                visible(target, seen).forEach(things::putIfAbsent);
            }
            for (DbmlElement.Import item : use.again() ? use.imports() : List.<DbmlElement.Import>of()) {
                Thing thing = resolve(target, DbmlModule.key(item.kind(), item.name()), new ArrayList<>());
                if (thing != null) {
                    things.putIfAbsent(nameHere(item), thing);
                }
            }
        });
        return things;
    }

    private static Key nameHere(DbmlElement.Import item) {
        return DbmlModule.key(item.kind(), item.alias() == null ? item.name() : new DbmlPath(null, item.alias()));
    }

    private @Nullable Thing resolve(DbmlModule module, Key key, List<String> trail) {
        boolean round = trail.contains(module.shownPath);
        trail.add(module.shownPath);
        if (round) {
            return null;
        }
        Thing own = module.own.get(key);
        if (own != null) {
            return own;
        }
        for (Map.Entry<DbmlElement.Use, DbmlModule> entry : module.targets.entrySet()) {
            DbmlElement.Use use = entry.getKey();
            if (!use.again()) {
                continue;
            }
            if (use.everything()) {
                Thing thing = resolve(entry.getValue(), key, new ArrayList<>(trail));
                if (thing != null) {
                    return thing;
                }
            }
            for (DbmlElement.Import item : use.imports()) {
                if (nameHere(item).equals(key)) {
                    return resolve(entry.getValue(), DbmlModule.key(item.kind(), item.name()), trail);
                }
            }
        }
        return null;
    }

    private void add(DbmlModule module, Key key, Thing thing, Span span) {
        Thing before = module.scope.putIfAbsent(key, thing);
        if (before != null && before != thing) {
            String name = key.name().schema().equals(DbmlPath.DEFAULT_SCHEMA)
                    ? key.name().name()
                    : key.name().toString();
            problem(
                    span,
                    "a second " + key.kind().keyword() + " '" + name + "'",
                    "give the imported one another name: as ...");
        }
    }

    /** {@code @dbml/core} wants the partials of an imported table imported as well. */
    private void requirePartials(DbmlModule module, Thing thing, DbmlElement.Table table) {
        for (DbmlTableItem.Injection injection : table.of(DbmlTableItem.Injection.class)) {
            Key key = DbmlModule.key(ImportKind.TABLE_PARTIAL, new DbmlPath(null, injection.partial()));
            Thing partial = thing.home.own.get(key);
            if (partial != null && module.nameOf(partial) == null) {
                DbmlElement.Use use = module.uses().get(0);
                for (Map.Entry<DbmlElement.Use, DbmlModule> entry : module.targets.entrySet()) {
                    use = entry.getValue() == thing.home ? entry.getKey() : use;
                }
                problem(
                        use.span(),
                        "the table '" + DbmlLookup.shown(table.name()) + "' needs the table partial '"
                                + injection.partial().text() + "'",
                        "import it as well: tablepartial " + injection.partial().text());
            }
        }
    }

    private void problem(Span span, String message, @Nullable String hint) {
        problems.add(new Problem(sources.place(span.start()), message, hint));
    }
}
