package dev.pgwright.migrate.plan.steps;

import static dev.pgwright.sql.Identifiers.quoteIdentifier;

import dev.pgwright.catalog.Column;
import dev.pgwright.catalog.CompositeType;
import dev.pgwright.catalog.DomainType;
import dev.pgwright.catalog.EnumType;
import dev.pgwright.catalog.Extension;
import dev.pgwright.catalog.Identity;
import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.catalog.Routine;
import dev.pgwright.catalog.Sequence;
import dev.pgwright.catalog.SequenceOptions;
import dev.pgwright.catalog.Trigger;
import dev.pgwright.catalog.View;
import dev.pgwright.catalog.print.SingleDdl;
import dev.pgwright.finding.ErrorCode;
import dev.pgwright.finding.PgwrightException;
import dev.pgwright.source.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How a unit becomes another with ALTER, where there is a way; otherwise it is removed and made again. */
final class Edits {
    private final Units before;
    private final Units after;
    private final Map<String, Conversion> conversions;

    Edits(Units before, Units after, Map<String, Conversion> conversions) {
        this.before = before;
        this.after = after;
        this.conversions = conversions;
    }

    /** Empty when the unit has to be removed and made again. */
    Optional<Edit> of(Unit from, Unit to) {
        return switch (to.id().kind()) {
            // the same statement says the new value
            case DEFAULT, TABLE_SETTING, COMMENT, OWNER, LABEL, SEQUENCE_OWNER ->
                Optional.of(Edit.of(to.make(), from.make()));
            case ROLE, SCHEMA -> Optional.of(Edit.NOTHING);
            case EXTENSION -> Optional.of(extension((Extension) from.model(), (Extension) to.model()));
            case TYPE -> type(from.model(), to.model());
            case SEQUENCE -> Optional.of(sequence((Sequence) from.model(), (Sequence) to.model()));
            case TABLE -> Optional.of(TableEdits.of((TableModel) from.model(), (TableModel) to.model()));
            case COLUMN -> column((ColumnModel) from.model(), (ColumnModel) to.model());
            case NOT_NULL ->
                Optional.of(new NotNullEdits(before, after)
                        .of(to.id(), (NotNullModel) from.model(), (NotNullModel) to.model()));
            case IDENTITY -> identity(to.id(), (Identity) from.model(), (Identity) to.model());
            case CONSTRAINT, FOREIGN_KEY ->
                KeyEdits.constraint((ConstraintModel) from.model(), (ConstraintModel) to.model(), isNeeded(to.id()));
            case INDEX -> KeyEdits.index((IndexModel) from.model(), (IndexModel) to.model(), isNeeded(to.id()));
            case VIEW -> view((View) from.model(), (View) to.model());
            case ROUTINE -> routine((Routine) from.model(), (Routine) to.model());
            case TRIGGER -> trigger(from, (Trigger) from.model(), (Trigger) to.model());
            case OBJECT, POLICY, RULE, PRIVILEGE -> Optional.empty();
        };
    }

    /** Whether something that stays needs the unit. */
    private boolean isNeeded(UnitId id) {
        return before.all().values().stream().anyMatch(unit -> unit.needs().contains(id))
                || after.all().values().stream().anyMatch(unit -> unit.needs().contains(id));
    }

    /** What cannot be planned yet. */
    static PgwrightException notYet(String object, String what) {
        return new PgwrightException(
                ErrorCode.INPUT,
                Place.ofObject(object),
                what + " cannot be planned yet",
                "leave this object as it is in the second schema, and change it by hand");
    }

    private static Edit extension(Extension from, Extension to) {
        String alter = "ALTER EXTENSION " + quoteIdentifier(to.name()) + " SET SCHEMA ";
        return Edit.of(alter + quoteIdentifier(to.schema()), alter + quoteIdentifier(from.schema()));
    }

    private Optional<Edit> type(Object from, Object to) {
        if (from instanceof EnumType left && to instanceof EnumType right) {
            return Optional.of(new EnumEdits(before, after).of(left, right));
        }
        if (from instanceof DomainType left && to instanceof DomainType right) {
            return TypeEdits.domain(left, right);
        }
        if (from instanceof CompositeType left && to instanceof CompositeType right) {
            return TypeEdits.composite(left, right);
        }
        return Optional.empty();
    }

    private static Edit sequence(Sequence from, Sequence to) {
        String name = SingleDdl.name(to.name());
        Edit edit = Edit.NOTHING;
        if (!from.options().equals(to.options()) || !from.dataType().equals(to.dataType())) {
            edit = Edit.of(sequenceOptions(name, from, to), sequenceOptions(name, to, from));
        }
        if (from.unlogged() != to.unlogged()) {
            String set = "ALTER SEQUENCE " + name + " SET ";
            edit = edit.and(Edit.of(set + logged(to.unlogged()), set + logged(from.unlogged())));
        }
        return edit;
    }

    static String logged(boolean unlogged) {
        return unlogged ? "UNLOGGED" : "LOGGED";
    }

    /** Whether a sequence that has not been used yet would stand outside of its new bounds. */
    private static boolean isOutside(SequenceOptions from, SequenceOptions to) {
        return from.start() < to.minimum() || from.start() > to.maximum();
    }

    private static String sequenceOptions(String name, Sequence from, Sequence to) {
        return "ALTER SEQUENCE " + name + " AS " + to.dataType() + " " + SingleDdl.options(to.options())
                + (isOutside(from.options(), to.options())
                        ? " RESTART WITH " + to.options().start()
                        : "");
    }

    private Optional<Edit> column(ColumnModel from, ColumnModel to) {
        Column left = from.column();
        Column right = to.column();
        if (!Objects.equals(left.generated(), right.generated())) {
            // a generated column is computed anew; a plain one must not lose its values in silence
            if (left.generated() == null || right.generated() == null) {
                throw notYet(
                        "column " + to.table() + "." + right.name(),
                        "a plain column in the place of a generated one, or the other way round,");
            }
            return Optional.empty();
        }
        Edit edit = Edit.NOTHING;
        String alter =
                "ALTER TABLE " + SingleDdl.name(to.table()) + " ALTER COLUMN " + quoteIdentifier(right.name()) + " ";
        if (!from.hasSameType(to)) {
            Conversion said = conversions.get(to.table() + "." + right.name());
            if (said == null
                    && !(Casts.isKnown(left.type(), right.type()) && Casts.isKnown(right.type(), left.type()))) {
                throw notYet(
                        "column " + to.table() + "." + right.name(),
                        "the change of values from " + left.type() + " to " + right.type() + " and back");
            }
            edit = Edit.of(
                            alter + "TYPE " + type(left, right, said == null ? null : said.there()),
                            alter + "TYPE " + type(right, left, said == null ? null : said.back()))
                    .disturbing();
        }
        if (!left.settings().equals(right.settings())) {
            edit = edit.and(ColumnSettingEdits.of(alter, to.table(), left, right));
        }
        return Optional.of(edit);
    }

    /** The type with its collation, and how the values become it where PostgreSQL would not do that by itself. */
    private static String type(Column from, Column to, @Nullable RowExpression said) {
        String collation = to.collation() == null ? "" : " COLLATE " + to.collation();
        String type = SingleDdl.type(to.type());
        return type
                + collation
                + (said != null
                        ? " USING " + said.sql()
                        : Casts.byAssignment(from.type(), to.type())
                                ? ""
                                : " USING " + Casts.expression(quoteIdentifier(to.name()), from.type(), type));
    }

    private static QualifiedName relation(UnitId columnId) {
        String name = columnId.name();
        int dot = name.indexOf('.');
        int last = name.lastIndexOf('.');
        return QualifiedName.of(name.substring(0, dot), name.substring(dot + 1, last));
    }

    static String tableOf(UnitId columnId) {
        return SingleDdl.name(relation(columnId));
    }

    static String columnOf(UnitId columnId) {
        return columnId.name().substring(columnId.name().lastIndexOf('.') + 1);
    }

    private static Optional<Edit> identity(UnitId id, Identity from, Identity to) {
        String alter = "ALTER TABLE " + tableOf(id) + " ALTER COLUMN " + quoteIdentifier(columnOf(id)) + " ";
        if (!Objects.equals(from.sequenceName(), to.sequenceName())) {
            return Optional.empty();
        }
        return Optional.of(Edit.of(alter + identity(from, to), alter + identity(to, from)));
    }

    private static String identity(Identity from, Identity to) {
        List<String> words = new ArrayList<>();
        if (from.always() != to.always()) {
            words.add("SET GENERATED " + (to.always() ? "ALWAYS" : "BY DEFAULT"));
        }
        if (!from.options().equals(to.options())) {
            if (isOutside(from.options(), to.options())) {
                words.add("RESTART WITH " + to.options().start());
            }
            for (String option : SingleDdl.options(to.options())
                    .replace(" MINVALUE", ";MINVALUE")
                    .replace(" MAXVALUE", ";MAXVALUE")
                    .replace(" START", ";START")
                    .replace(" CACHE", ";CACHE")
                    .replace(" CYCLE", ";CYCLE")
                    .replace(" NO;", ";NO ")
                    .split(";", -1)) {
                words.add("SET " + option);
            }
        }
        return String.join(" ", words);
    }

    private static Optional<Edit> view(View from, View to) {
        boolean onlyOptions = from.materialized() == to.materialized()
                && from.columns().equals(to.columns())
                && from.query().equals(to.query())
                && from.settings().equals(to.settings())
                && from.populated() == to.populated();
        if (!onlyOptions) {
            return Optional.empty();
        }
        String alter =
                "ALTER " + (to.materialized() ? "MATERIALIZED VIEW " : "VIEW ") + SingleDdl.name(to.name()) + " ";
        return Optional.of(Edit.of(
                TableEdits.parameters(alter, from.options(), to.options()),
                TableEdits.parameters(alter, to.options(), from.options())));
    }

    /** What stands before the language is the signature, which CREATE OR REPLACE cannot change. */
    private static Optional<Edit> routine(Routine from, Routine to) {
        return from.kind() == to.kind()
                        && to.kind() != Routine.Kind.AGGREGATE
                        && signature(from).equals(signature(to))
                ? Optional.of(Edit.of(to.definition(), from.definition()))
                : Optional.empty();
    }

    private static String signature(Routine routine) {
        int language = routine.definition().indexOf("\n LANGUAGE ");
        return language < 0 ? routine.definition() : routine.definition().substring(0, language);
    }

    private static Optional<Edit> trigger(Unit unit, Trigger from, Trigger to) {
        if (!from.definition().equals(to.definition())) {
            return Optional.empty();
        }
        QualifiedName relation = relation(unit.id());
        String alter = "ALTER TABLE " + SingleDdl.name(relation) + " ";
        String trigger = " TRIGGER " + quoteIdentifier(to.name());
        return Optional.of(Edit.of(alter + firing(to) + trigger, alter + firing(from) + trigger));
    }

    private static String firing(Trigger trigger) {
        return switch (trigger.firing()) {
            case ORIGIN -> "ENABLE";
            case DISABLED -> "DISABLE";
            case REPLICA -> "ENABLE REPLICA";
            case ALWAYS -> "ENABLE ALWAYS";
        };
    }
}
