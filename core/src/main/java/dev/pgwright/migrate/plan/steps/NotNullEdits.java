package dev.pgwright.migrate.plan.steps;

import static dev.pgwright.sql.Identifiers.quoteIdentifier;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** NOT NULL gets another name, and is validated. It has a name of its own since PostgreSQL 18. */
final class NotNullEdits {
    private final Units before;
    private final Units after;

    NotNullEdits(Units before, Units after) {
        this.before = before;
        this.after = after;
    }

    Edit of(UnitId id, NotNullModel from, NotNullModel to) {
        if (from.noInherit() != to.noInherit()) {
            throw Edits.notYet(id.toString(), "another inheritance of NOT NULL");
        }
        String alter = "ALTER TABLE " + Edits.tableOf(id) + " ";
        Edit edit = named(id, from, to, alter);
        if (from.validated() != to.validated()) {
            String validate = alter + "VALIDATE CONSTRAINT " + quoteIdentifier(to.name());
            if (!to.validated()) {
                throw Edits.notYet(id.toString(), "taking a validation back");
            }
            String column = quoteIdentifier(Edits.columnOf(id));
            String drop = alter + "DROP CONSTRAINT " + quoteIdentifier(to.name());
            String add = alter + "ADD CONSTRAINT " + quoteIdentifier(to.name()) + " NOT NULL " + column + " NOT VALID";
            edit = edit.and(Edit.of(List.of(validate), List.of(drop, add)));
        }
        return edit;
    }

    /** Where names go from one to another within a table, the first of them takes care of all. */
    private Edit named(UnitId id, NotNullModel from, NotNullModel to, String alter) {
        if (from.name().equals(to.name())) {
            return Edit.NOTHING;
        }
        Map<String, String> all = names(Edits.tableOf(id));
        List<String> turns = all.keySet().stream()
                .filter(name -> all.containsValue(name) || all.containsKey(String.valueOf(all.get(name))))
                .toList();
        if (!turns.contains(from.name())) {
            return renamed(alter, from.name(), to.name());
        }
        if (!turns.get(0).equals(from.name())) {
            return Edit.NOTHING;
        }
        Edit edit = Edit.NOTHING;
        List<String> free = new ArrayList<>();
        for (String name : turns) {
            free.add("pgwright_not_null_" + free.size());
            edit = edit.and(renamed(alter, name, free.get(free.size() - 1)));
        }
        for (int i = 0; i < turns.size(); i++) {
            edit = edit.and(renamed(alter, free.get(i), String.valueOf(all.get(turns.get(i)))));
        }
        return edit;
    }

    private static Edit renamed(String alter, String from, String to) {
        String rename = alter + "RENAME CONSTRAINT ";
        return Edit.of(
                rename + quoteIdentifier(from) + " TO " + quoteIdentifier(to),
                rename + quoteIdentifier(to) + " TO " + quoteIdentifier(from));
    }

    /** The names that change in a table, in order, with what they become. */
    private Map<String, String> names(String table) {
        Map<String, String> names = new TreeMap<>();
        before.all().forEach((id, unit) -> {
            Unit later = after.get(id);
            if (id.kind() == UnitKind.NOT_NULL
                    && later != null
                    && Edits.tableOf(id).equals(table)
                    && unit.model() instanceof NotNullModel old
                    && later.model() instanceof NotNullModel now
                    && !old.name().equals(now.name())) {
                names.put(old.name(), now.name());
            }
        });
        return names;
    }
}
