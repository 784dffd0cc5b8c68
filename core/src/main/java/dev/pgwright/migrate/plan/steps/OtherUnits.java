package dev.pgwright.migrate.plan.steps;

import static dev.pgwright.sql.Identifiers.quoteIdentifier;

import dev.pgwright.catalog.Catalog;
import dev.pgwright.catalog.CompositeType;
import dev.pgwright.catalog.Constraint;
import dev.pgwright.catalog.DefinedObject;
import dev.pgwright.catalog.DomainType;
import dev.pgwright.catalog.EnumType;
import dev.pgwright.catalog.Extension;
import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.catalog.RangeType;
import dev.pgwright.catalog.Routine;
import dev.pgwright.catalog.Schema;
import dev.pgwright.catalog.Sequence;
import dev.pgwright.catalog.View;
import dev.pgwright.catalog.print.SingleDdl;
import dev.pgwright.catalog.print.SingleDdl.Made;
import dev.pgwright.sql.SqlTokens;
import dev.pgwright.sql.SqlTokens.Token;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What is no table: schemas, types, sequences, views, routines and the objects of rarer kinds. */
final class OtherUnits {
    private final Units units;
    private final Mentions mentions;

    private OtherUnits(Units units) {
        this.units = units;
        this.mentions = units.mentions();
    }

    static void add(Units units) {
        OtherUnits others = new OtherUnits(units);
        Catalog catalog = units.catalog();
        catalog.access().roles().forEach(role -> units.add(UnitId.of(UnitKind.ROLE, role), role, SingleDdl.role(role)));
        catalog.schemas().forEach(others::schema);
        catalog.extensions().forEach(others::extension);
        catalog.enums().forEach(others::enumType);
        catalog.domains().forEach(others::domain);
        catalog.composites().forEach(others::composite);
        catalog.ranges().forEach(others::range);
        catalog.sequences().forEach(others::sequence);
        catalog.views().forEach(others::view);
        catalog.routines().forEach(others::routine);
        catalog.objects().forEach(others::defined);
    }

    static UnitId id(Routine routine) {
        return new UnitId(
                UnitKind.ROUTINE,
                routine.kind().name().toLowerCase(Locale.ROOT),
                routine.name() + "(" + routine.arguments() + ")");
    }

    static UnitId id(DefinedObject object) {
        return new UnitId(UnitKind.OBJECT, object.kind().words(), object.identity());
    }

    /** The name of an object that is in a schema. */
    static Optional<QualifiedName> nameOf(DefinedObject object) {
        List<Token> tokens = SqlTokens.of(object.identity());
        return tokens.size() > 2 && tokens.get(0).isName() && tokens.get(1).isSymbol('.')
                ? Optional.of(
                        QualifiedName.of(tokens.get(0).value(), tokens.get(2).value()))
                : Optional.empty();
    }

    private void schema(Schema schema) {
        Schema bare = new Schema(schema.name(), null);
        Unit unit = units.add(Units.schema(schema.name()), bare, SingleDdl.schema(bare));
        units.comment("SCHEMA", quoteIdentifier(schema.name()), schema.comment(), unit.id());
    }

    private void extension(Extension extension) {
        Extension bare = new Extension(extension.name(), extension.schema(), null);
        Unit unit = units.add(UnitId.of(UnitKind.EXTENSION, extension.name()), bare, SingleDdl.extension(bare));
        if (!extension.schema().equals(Schema.PUBLIC)) {
            unit.need(Units.schema(extension.schema()));
        }
        units.comment("EXTENSION", quoteIdentifier(extension.name()), extension.comment(), unit.id());
    }

    private Unit type(String words, QualifiedName name, Object model, Made made, @Nullable String comment) {
        UnitId id = new UnitId(UnitKind.TYPE, words, name.toString());
        units.comment(words.equals("domain") ? "DOMAIN" : "TYPE", SingleDdl.name(name), comment, id);
        return units.add(id, name, model, made).named("type " + name);
    }

    private void enumType(EnumType type) {
        EnumType bare = new EnumType(type.name(), type.values(), null);
        type("enum", type.name(), bare, SingleDdl.enumType(bare), type.comment());
    }

    private void domain(DomainType domain) {
        DomainType bare = new DomainType(
                domain.name(),
                domain.baseType(),
                domain.collation(),
                domain.defaultExpression(),
                domain.notNull(),
                domain.checks(),
                null);
        Unit unit = type("domain", domain.name(), bare, SingleDdl.domain(bare), domain.comment());
        StringBuilder text = new StringBuilder(domain.baseType() + " " + domain.collation());
        text.append(' ').append(domain.defaultExpression());
        domain.checks().forEach(check -> text.append(' ').append(check.expression()));
        units.needAll(unit, mentions.in(text.toString()));
    }

    private void composite(CompositeType type) {
        CompositeType bare = new CompositeType(
                type.name(),
                type.attributes().stream()
                        .map(attribute -> new CompositeType.Attribute(
                                attribute.name(), attribute.type(), attribute.collation(), null))
                        .toList(),
                null);
        Unit unit = type("composite type", type.name(), bare, SingleDdl.composite(bare), type.comment())
                .named("relation " + type.name());
        type.attributes().forEach(attribute -> {
            units.needAll(unit, mentions.in(attribute.type() + " " + attribute.collation()));
            units.comment(
                    "COLUMN",
                    SingleDdl.name(type.name()) + "." + quoteIdentifier(attribute.name()),
                    attribute.comment(),
                    new UnitId(UnitKind.TYPE, "attribute", type.name() + "." + attribute.name()));
        });
        // the attribute itself is no unit: its comment goes with the type
        type.attributes().stream()
                .map(attribute -> units.get(new UnitId(
                        UnitKind.COMMENT, "comment on", "attribute " + type.name() + "." + attribute.name())))
                .forEach(comment -> {
                    if (comment != null) {
                        comment.partOf(unit.id());
                    }
                });
    }

    private void range(RangeType type) {
        RangeType bare = new RangeType(
                type.name(),
                type.subtype(),
                type.operatorClass(),
                type.collation(),
                type.canonical(),
                type.difference(),
                type.multirange(),
                null);
        Unit unit = type("range type", type.name(), bare, SingleDdl.range(bare), type.comment())
                .named("type " + type.multirange());
        units.needAll(
                unit,
                mentions.in(type.subtype() + " " + type.operatorClass() + " " + type.collation() + " "
                        + type.canonical() + " " + type.difference()));
    }

    private void sequence(Sequence sequence) {
        UnitId id = Units.sequence(sequence.name());
        Sequence bare =
                new Sequence(sequence.name(), sequence.dataType(), sequence.options(), null, sequence.unlogged(), null);
        Unit unit = units.add(id, sequence.name(), bare, SingleDdl.sequence(sequence))
                .named("relation " + sequence.name());
        units.comment("SEQUENCE", SingleDdl.name(sequence.name()), sequence.comment(), id);
        if (sequence.ownedBy() == null) {
            return;
        }
        QualifiedName table = sequence.ownedBy().relation();
        String column = sequence.ownedBy().column();
        String name = SingleDdl.name(sequence.name());
        UnitId columnId = Units.column(table, column);
        Unit owned = units.add(
                        UnitId.of(UnitKind.SEQUENCE_OWNER, sequence.name().toString()),
                        sequence.ownedBy(),
                        new Made(
                                List.of("ALTER SEQUENCE " + name + " OWNED BY " + SingleDdl.name(table) + "."
                                        + quoteIdentifier(column)),
                                List.of("ALTER SEQUENCE " + name + " OWNED BY NONE")))
                .partOf(id)
                .need(columnId);
        unit.owners().add(columnId);
        owned.owners().add(columnId);
        units.find(table).ifPresent(owner -> {
            if (!SingleDdl.serial(owner, column, sequence).isEmpty()) {
                unit.absorbedBy(Units.table(table));
                owned.absorbedBy(Units.table(table));
            }
        });
    }

    private void view(View view) {
        UnitId id = Units.view(view);
        View bare = new View(
                view.name(),
                view.materialized(),
                view.columns(),
                view.query(),
                view.options(),
                List.of(),
                List.of(),
                view.populated(),
                new TreeMap<>(),
                List.of(),
                view.settings(),
                null);
        Unit unit = units.add(id, view.name(), bare, SingleDdl.view(bare))
                .named("relation " + view.name())
                .named("type " + view.name());
        Set<UnitId> found = mentions.in(
                view.query() + " " + view.settings().columnDefaults().values());
        units.needAll(unit, found);
        boolean grouped = SqlTokens.of(view.query()).stream().anyMatch(token -> token.isWord("group"));
        if (grouped) {
            // columns that depend on the key they are grouped by
            units.catalog().tables().stream()
                    .filter(table -> found.contains(Units.table(table.name())))
                    .forEach(table ->
                            table.of(Constraint.PrimaryKey.class).forEach(key -> unit.need(TableUnits.id(table, key))));
        }
        String kind = view.materialized() ? "MATERIALIZED VIEW" : "VIEW";
        String name = SingleDdl.name(view.name());
        units.comment(kind, name, view.comment(), id);
        view.columnComments().forEach((column, text) -> {
            UnitId on = new UnitId(UnitKind.COLUMN, "column", view.name() + "." + column);
            Unit comment = units.comment("COLUMN", name + "." + quoteIdentifier(column), text, on);
            if (comment != null) {
                comment.partOf(id);
            }
        });
        view.indexes().forEach(index -> TableUnits.index(units, view.name(), id, index, false));
        view.triggers().forEach(trigger -> TableUnits.trigger(units, view.name(), id, trigger));
        view.rules().forEach(rule -> TableUnits.rule(units, view.name(), id, rule));
    }

    private void routine(Routine routine) {
        UnitId id = id(routine);
        Routine bare = new Routine(
                routine.name(),
                routine.kind(),
                routine.arguments(),
                routine.definition().strip(),
                null);
        Unit unit = units.add(id, routine.name(), bare, SingleDdl.routine(bare))
                .named("routine " + routine.name() + "(" + routine.arguments() + ")");
        Set<UnitId> named = new LinkedHashSet<>(mentions.in(routine.definition()));
        named.removeIf(other -> other.kind() == UnitKind.ROUTINE && other.name().startsWith(routine.name() + "("));
        units.needAll(unit, named);
        unit.wishes().addAll(mentions.inBody(routine.definition()));
        String star =
                routine.kind() == Routine.Kind.AGGREGATE && routine.arguments().isEmpty() ? "*" : routine.arguments();
        units.comment(routine.kind().name(), SingleDdl.name(routine.name()) + "(" + star + ")", routine.comment(), id);
    }

    private void defined(DefinedObject object) {
        UnitId id = id(object);
        DefinedObject bare = new DefinedObject(object.kind(), object.identity(), object.definition(), null);
        Unit unit = units.add(id, bare, SingleDdl.defined(bare));
        nameOf(object)
                .filter(name -> !name.schema().equals(Schema.PUBLIC))
                .ifPresent(name -> unit.need(Units.schema(name.schema())));
        units.needAll(unit, mentions.in(String.join(" ", object.definition())));
        units.comment(object.kind().sql(), object.identity(), object.comment(), id);
    }
}
