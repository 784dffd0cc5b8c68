package dev.pgwright.dbml;

import dev.pgwright.dbml.DbmlNames.TableShape;
import dev.pgwright.finding.DidYouMean;
import dev.pgwright.finding.PgwrightException.Problem;
import dev.pgwright.source.Span;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Looks up what names refer to, and tells what is not there. */
final class DbmlLookup {
    private final DbmlDocument document;
    private final DbmlNames names;
    private final List<Problem> problems;

    DbmlLookup(DbmlDocument document, DbmlNames names, List<Problem> problems) {
        this.document = document;
        this.names = names;
        this.problems = problems;
    }

    DbmlNames names() {
        return names;
    }

    Optional<TableShape> knownTable(DbmlPath path) {
        Optional<TableShape> table = names.table(path);
        if (table.isEmpty()) {
            problem(
                    path.span(),
                    "there is no table '" + shown(path) + "'",
                    DidYouMean.hint(shown(path), names.tableNames()).orElse(null));
        }
        return table;
    }

    boolean column(TableShape table, DbmlName name) {
        if (table.columns().containsKey(name.text())) {
            return true;
        }
        problem(
                name.span(),
                "there is no column '" + name.text() + "' in '"
                        + shown(table.table().name()) + "'",
                DidYouMean.hint(name.text(), table.columns().keySet()).orElse(null));
        return false;
    }

    /** An enum's value, as a default or in a row. */
    void enumValue(DbmlValue.Dotted value) {
        List<DbmlName> path = value.names();
        DbmlPath name = DbmlValueParser.path(path.subList(0, path.size() - 1));
        DbmlName item = path.get(path.size() - 1);
        Optional<DbmlElement.Enumeration> found = names.enumeration(name.qualified());
        if (found.isEmpty()) {
            Collection<String> known =
                    names.enums().stream().map(known1 -> shown(known1.name())).toList();
            problem(
                    name.span(),
                    "there is no enum '" + shown(name) + "'",
                    DidYouMean.hint(shown(name), known).orElse(null));
            return;
        }
        List<String> known = found.orElseThrow().values().stream()
                .map(known1 -> known1.name().text())
                .toList();
        if (!known.contains(item.text())) {
            problem(
                    item.span(),
                    "the enum '" + shown(name) + "' has no value '" + item.text() + "'",
                    DidYouMean.hint(item.text(), known).orElse(null));
        }
    }

    /** Tells that a name is taken; {@code what} names the second of its kind. */
    <K> void unique(Map<K, Span> seen, K key, Span span, String what) {
        Span first = seen.putIfAbsent(key, span);
        if (first != null) {
            problem(span, "a second " + what, "the first is on line " + line(first));
        }
    }

    int line(Span span) {
        return document.sources().line(span.start());
    }

    static String shown(DbmlPath path) {
        return path.schema() == null
                ? path.name().text()
                : path.schema().text() + "." + path.name().text();
    }

    void problem(Span span, String message, @Nullable String hint) {
        problems.add(new Problem(document.sources().place(span.start()), message, hint));
    }
}
