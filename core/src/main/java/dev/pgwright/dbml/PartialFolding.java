package dev.pgwright.dbml;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Puts table partials back in the place of the columns, indexes and checks that tables have from them. A partial gets what
 * those tables have in common today; a table in which that does not fit (columns that are gone or in another order) keeps
 * all its own.
 */
final class PartialFolding {
    private final List<DbmlElement.TablePartial> partials = new ArrayList<>();
    private final Map<String, DbmlElement.TablePartial> folded = new HashMap<>();
    private final ExtrasDocument extras;
    private List<DbmlElement.Table> tables;

    PartialFolding(ExtrasDocument extras, List<DbmlElement.Table> tables) {
        this.extras = extras;
        this.tables = List.copyOf(tables);
        extras.partials().forEach(this::fold);
    }

    List<DbmlElement.TablePartial> partials() {
        return partials;
    }

    /** All tables in their order. */
    List<DbmlElement.Table> tables() {
        return tables;
    }

    private void fold(DbmlElement.TablePartial partial) {
        String name = partial.name().text();
        List<DbmlElement.Table> users = tables.stream()
                .filter(table -> extras.partialsOf(table.name().qualified()).contains(name))
                .filter(table -> columns(table.items())
                        .keySet()
                        .containsAll(columns(partial.items()).keySet()))
                .toList();
        DbmlElement.TablePartial common = users.isEmpty() ? partial : common(partial, users);
        partials.add(common);
        folded.put(name, common);
        List<DbmlElement.Table> next = new ArrayList<>();
        tables.forEach(table -> next.add(users.contains(table) ? taken(table, common) : table));
        tables = next;
    }

    private static Map<String, DbmlTableItem.Column> columns(List<DbmlTableItem> items) {
        Map<String, DbmlTableItem.Column> columns = new LinkedHashMap<>();
        for (DbmlTableItem item : items) {
            if (item instanceof DbmlTableItem.Column column) {
                columns.put(column.name().text(), column);
            }
        }
        return columns;
    }

    /** The partial with its columns as the tables have them, and with the indexes and checks that all of them have. */
    private static DbmlElement.TablePartial common(DbmlElement.TablePartial partial, List<DbmlElement.Table> users) {
        List<DbmlTableItem> items = new ArrayList<>();
        for (DbmlTableItem item : partial.items()) {
            if (item instanceof DbmlTableItem.Column column) {
                items.add(column(column, users));
            } else if (item instanceof DbmlTableItem.Indexes block) {
                List<DbmlTableItem.Index> shared =
                        shared(block.entries(), users, DbmlElement.Table::indexes, DbmlPrinter::print);
                if (!shared.isEmpty()) {
                    items.add(new DbmlTableItem.Indexes(shared, block.span()));
                }
            } else if (item instanceof DbmlTableItem.Checks block) {
                List<DbmlTableItem.Check> shared =
                        shared(block.entries(), users, DbmlElement.Table::checks, DbmlPrinter::print);
                if (!shared.isEmpty()) {
                    items.add(new DbmlTableItem.Checks(shared, block.span()));
                }
            } else {
                items.add(item);
            }
        }
        DbmlSettings settings =
                partial.settings().without(setting -> setting.name().startsWith(PgSetting.PREFIX));
        return new DbmlElement.TablePartial(partial.name(), settings, items, partial.span());
    }

    /** As most of the tables have it, with the settings that only DBML knows. */
    private static DbmlTableItem.Column column(DbmlTableItem.Column column, List<DbmlElement.Table> users) {
        Map<String, Long> counts = users.stream()
                .map(table -> DbmlPrinter.print(found(table, column)))
                .collect(Collectors.groupingBy(Function.identity(), LinkedHashMap::new, Collectors.counting()));
        long most = counts.values().stream().mapToLong(Long::longValue).max().orElse(0);
        DbmlTableItem.Column usual = users.stream()
                .map(table -> found(table, column))
                .filter(item -> counts.getOrDefault(DbmlPrinter.print(item), 0L) == most)
                .findFirst()
                .orElse(column);
        DbmlSettings settings = usual.settings().and(ExtrasReader.ownOfColumn(column.settings()));
        return new DbmlTableItem.Column(column.name(), usual.type(), settings, column.span());
    }

    private static DbmlTableItem.Column found(DbmlElement.Table table, DbmlTableItem.Column column) {
        return columns(table.items()).getOrDefault(column.name().text(), column);
    }

    /** What of some entries all tables have, in the tables' words. */
    private static <T> List<T> shared(
            List<T> entries,
            List<DbmlElement.Table> users,
            Function<DbmlElement.Table, List<T>> of,
            Function<T, String> print) {
        Set<String> wanted = prints(entries, print);
        return of.apply(users.get(0)).stream()
                .filter(entry -> wanted.contains(print.apply(entry)))
                .filter(entry -> users.stream()
                        .allMatch(table -> prints(of.apply(table), print).contains(print.apply(entry))))
                .toList();
    }

    private static <T> Set<String> prints(Collection<T> entries, Function<T, String> print) {
        return entries.stream().map(print).collect(Collectors.toSet());
    }

    /** The table with the partial where its columns stood; as it was, where its columns would come in another order. */
    private DbmlElement.Table taken(DbmlElement.Table table, DbmlElement.TablePartial partial) {
        Set<String> same = same(table, partial);
        List<DbmlTableItem> items = new ArrayList<>();
        DbmlTableItem.Injection injection = new DbmlTableItem.Injection(partial.name(), partial.span());
        boolean put = false;
        for (DbmlTableItem item : table.items()) {
            boolean gone = item instanceof DbmlTableItem.Column column
                    && same.contains(column.name().text());
            boolean behindColumns =
                    !(item instanceof DbmlTableItem.Column) && !(item instanceof DbmlTableItem.Injection);
            if (!put && (gone || behindColumns && same.isEmpty())) {
                items.add(injection);
                put = true;
            }
            if (!gone) {
                items.addAll(rest(item, partial));
            }
        }
        if (!put) {
            items.add(injection);
        }
        return order(items, partial).equals(order(table.items(), partial))
                ? new DbmlElement.Table(table.name(), table.alias(), table.settings(), items, table.span())
                : table;
    }

    /** The columns of a table that are just those of a partial. */
    private static Set<String> same(DbmlElement.Table table, DbmlElement.TablePartial partial) {
        Map<String, DbmlTableItem.Column> given = columns(partial.items());
        Set<String> same = new HashSet<>();
        for (DbmlTableItem.Column column : table.columns()) {
            DbmlTableItem.Column other = given.get(column.name().text());
            if (other != null
                    && DbmlPrinter.print(new DbmlTableItem.Column(
                                    column.name(),
                                    column.type(),
                                    column.settings().and(ExtrasReader.ownOfColumn(other.settings())),
                                    column.span()))
                            .equals(DbmlPrinter.print(other))) {
                same.add(column.name().text());
            }
        }
        return same;
    }

    /** An item of a table without what the partial has of it. */
    private static List<DbmlTableItem> rest(DbmlTableItem item, DbmlElement.TablePartial partial) {
        if (item instanceof DbmlTableItem.Indexes block) {
            Set<String> given = prints(partial.indexes(), DbmlPrinter::print);
            List<DbmlTableItem.Index> own = block.entries().stream()
                    .filter(index -> !given.contains(DbmlPrinter.print(index)))
                    .toList();
            return own.isEmpty() ? List.of() : List.of(new DbmlTableItem.Indexes(own, block.span()));
        } else if (item instanceof DbmlTableItem.Checks block) {
            Set<String> given = prints(partial.checks(), DbmlPrinter::print);
            List<DbmlTableItem.Check> own = block.entries().stream()
                    .filter(check -> !given.contains(DbmlPrinter.print(check)))
                    .toList();
            return own.isEmpty() ? List.of() : List.of(new DbmlTableItem.Checks(own, block.span()));
        } else if (item instanceof DbmlTableItem.Note note) {
            return partial.items().stream().anyMatch(other -> isSame(note, other)) ? List.of() : List.of(item);
        }
        return List.of(item);
    }

    private static boolean isSame(DbmlTableItem.Note note, DbmlTableItem other) {
        return other instanceof DbmlTableItem.Note second
                && second.text().value().equals(note.text().value());
    }

    /** The columns as a reader orders them: what a partial brings comes in its place, but for those the table says itself. */
    private List<String> order(List<DbmlTableItem> items, DbmlElement.TablePartial latest) {
        Set<String> own = columns(items).keySet();
        Set<String> order = new LinkedHashSet<>();
        for (DbmlTableItem item : items) {
            if (item instanceof DbmlTableItem.Column column) {
                order.add(column.name().text());
            } else if (item instanceof DbmlTableItem.Injection injection) {
                DbmlElement.TablePartial partial =
                        folded.getOrDefault(injection.partial().text(), latest);
                columns(partial.items()).keySet().stream()
                        .filter(name -> !own.contains(name))
                        .forEach(name -> {
                            order.remove(name);
                            order.add(name);
                        });
            }
        }
        return List.copyOf(order);
    }
}
