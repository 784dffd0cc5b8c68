package dev.pgwright.render.docs;

import dev.pgwright.catalog.Constraint;
import dev.pgwright.catalog.Deferrability;
import dev.pgwright.catalog.Index;
import dev.pgwright.catalog.IndexElement;
import dev.pgwright.catalog.ReferentialAction;
import java.util.ArrayList;
import java.util.List;

/** Says in words what a constraint or an index does. */
final class ConstraintWords {
    private final Links links;
    private final List<Inline> words = new ArrayList<>();

    private ConstraintWords(Links links) {
        this.links = links;
    }

    static List<Inline> of(Constraint constraint, Links links) {
        ConstraintWords words = new ConstraintWords(links);
        words.constraint(constraint);
        if (constraint.comment() != null) {
            words.say(". ").say(constraint.comment());
        }
        return List.copyOf(words.words);
    }

    /** What an index is over, and for which rows. */
    static List<Inline> of(Index index) {
        ConstraintWords words = new ConstraintWords(Links.NONE);
        for (int number = 0; number < index.elements().size(); number++) {
            words.say(number == 0 ? "" : ", ").element(index.elements().get(number));
        }
        if (!index.include().isEmpty()) {
            words.say(", with ").columns(index.include());
        }
        if (index.predicate() != null) {
            words.say(" where ").code(index.predicate());
        }
        words.say(index.nullsNotDistinct() ? ", nulls are equal" : "");
        words.say(index.valid() ? "" : ", not valid: it is not used");
        return List.copyOf(words.words);
    }

    private void constraint(Constraint constraint) {
        if (constraint instanceof Constraint.PrimaryKey key) {
            say("Each row is identified by ").columns(key.columns());
            say(key.withoutOverlaps() ? "; of equal ones the periods do not overlap" : "");
            when(key.deferrability());
        } else if (constraint instanceof Constraint.Unique unique) {
            say("No two rows have the same ").columns(unique.columns());
            say(unique.withoutOverlaps() ? " with periods that overlap" : "");
            say(unique.nullsNotDistinct() ? "; nulls count as equal" : "");
            when(unique.deferrability());
        } else if (constraint instanceof Constraint.ForeignKey key) {
            foreignKey(key);
        } else if (constraint instanceof Constraint.Check check) {
            say("Every row satisfies ").code(check.expression());
            say(check.noInherit() ? ", not so in inheriting tables" : "");
            validity(check.validated(), check.enforced());
        } else if (constraint instanceof Constraint.Exclusion exclusion) {
            say("No two rows have all of: ");
            for (int number = 0; number < exclusion.elements().size(); number++) {
                var element = exclusion.elements().get(number);
                say(number == 0 ? "" : ", ").element(element.element());
                say(" ").code(element.operator());
            }
            if (exclusion.predicate() != null) {
                say(", among rows where ").code(exclusion.predicate());
            }
            when(exclusion.deferrability());
        } else if (constraint instanceof Constraint.NotNull notNull) {
            code(notNull.column()).say(" is never null");
            validity(notNull.validated(), true);
        }
    }

    private void foreignKey(Constraint.ForeignKey key) {
        columns(key.columns());
        say(key.columns().size() == 1 ? " is the " : " are the ").columns(key.referencedColumns());
        say(" of a row of ");
        words.add(links.table(key.referenced()));
        say(key.matchFull() ? ", or all are null" : "");
        say(
                isRefused(key.onDelete())
                        ? "; that cannot be deleted as long as this refers to it"
                        : "; when that is deleted, " + deleted(key));
        if (!isRefused(key.onUpdate())) {
            say("; when its key changes, " + changed(key.onUpdate()));
        }
        when(key.deferrability());
        validity(key.validated(), key.enforced());
    }

    private static boolean isRefused(ReferentialAction action) {
        return action == ReferentialAction.NO_ACTION || action == ReferentialAction.RESTRICT;
    }

    private static String deleted(Constraint.ForeignKey key) {
        String which = key.setColumns().isEmpty() ? "this key is" : String.join(", ", key.setColumns()) + " is";
        return switch (key.onDelete()) {
            case NO_ACTION, RESTRICT -> "the deletion is refused";
            case CASCADE -> "this row is deleted too";
            case SET_NULL -> which + " set to null";
            case SET_DEFAULT -> which + " set to its default";
        };
    }

    private static String changed(ReferentialAction action) {
        return switch (action) {
            case NO_ACTION, RESTRICT -> "the change is refused";
            case CASCADE -> "this key changes with it";
            case SET_NULL -> "this key is set to null";
            case SET_DEFAULT -> "this key is set to its default";
        };
    }

    private void when(Deferrability deferrability) {
        say(
                switch (deferrability) {
                    case NOT_DEFERRABLE -> "";
                    case INITIALLY_IMMEDIATE -> "; can be checked at the end of the transaction";
                    case INITIALLY_DEFERRED -> "; checked at the end of the transaction";
                });
    }

    private void validity(boolean validated, boolean enforced) {
        say(!enforced ? "; not enforced" : !validated ? "; older rows have not been checked" : "");
    }

    private ConstraintWords element(IndexElement element) {
        code(element.key()).say(element.collation() == null ? "" : " in the order of " + element.collation());
        say(element.operatorClass() == null ? "" : " by " + element.operatorClass());
        say(element.descending() ? " descending" : "");
        if (element.descending() != element.nullsFirst()) {
            say(element.nullsFirst() ? " nulls first" : " nulls last");
        }
        return this;
    }

    private ConstraintWords columns(List<String> columns) {
        words.addAll(Inline.joined(columns.stream().map(Inline.Code::new).toList()));
        return this;
    }

    private ConstraintWords code(String text) {
        words.add(new Inline.Code(text));
        return this;
    }

    private ConstraintWords say(String text) {
        if (!text.isEmpty()) {
            words.add(new Inline.Text(text));
        }
        return this;
    }
}
