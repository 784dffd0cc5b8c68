package dev.pgwright.load.folded;

import dev.pgwright.catalog.ObjectNames;
import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.catalog.SequenceOptions;
import dev.pgwright.sql.Nodes;
import dev.pgwright.sql.tree.AlterSeqStmt;
import dev.pgwright.sql.tree.CreateSeqStmt;
import dev.pgwright.sql.tree.DefElem;
import dev.pgwright.sql.tree.Node;
import dev.pgwright.sql.tree.PgList;
import dev.pgwright.sql.tree.TypeName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes and alters sequences. */
final class Sequences {
    private final Folding folding;

    Sequences(Folding folding) {
        this.folding = folding;
    }

    void create(CreateSeqStmt statement) {
        if (statement.sequence() == null) {
            return;
        }
        QualifiedName name = folding.scope().created(statement.sequence());
        if (statement.ifNotExists() && folding.store.relationNames().containsKey(name)) {
            return;
        }
        folding.requireFreeRelation(name);
        SequenceEntry sequence = new SequenceEntry(folding.store.nextOid(), name);
        sequence.unlogged = "u".equals(statement.sequence().relpersistence());
        applyOptions(sequence, statement.options(), true);
        folding.store.add(sequence);
        applyOwner(sequence, statement.options());
    }

    void alter(AlterSeqStmt statement) {
        if (statement.sequence() == null) {
            return;
        }
        Entry found = folding.store.get(folding.scope().findRelation(statement.sequence()));
        if (found == null && statement.missingOk()) {
            return;
        }
        if (found == null) {
            throw folding.missing(statement.sequence());
        }
        if (!(found instanceof SequenceEntry sequence)) {
            throw Refusal.refused(found.name.name(), "cannot open relation \"" + found.name.name() + "\"");
        }
        folding.store.touch(sequence);
        applyOptions(sequence, statement.options(), false);
        applyOwner(sequence, statement.options());
    }

    /** A sequence of a serial or identity column. */
    SequenceEntry ofColumn(
            RelationEntry table, ColumnEntry column, String dataType, List<Node> options, boolean identity) {
        QualifiedName name = null;
        DefElem given = Options.find(options, "sequence_name");
        if (given != null && given.arg() instanceof PgList list) {
            name = folding.scope().created(Nodes.names(list.items()));
            folding.requireFreeRelation(name);
        }
        if (name == null) {
            name = QualifiedName.of(
                    table.name.schema(),
                    folding.store
                            .freeNames()
                            .relation(
                                    table.name.schema(),
                                    label -> ObjectNames.of(table.name.name(), column.name, label),
                                    "seq",
                                    false));
        }
        SequenceEntry sequence = new SequenceEntry(folding.store.nextOid(), name);
        sequence.dataType = dataType;
        sequence.options = SequenceOptions.defaults(dataType);
        sequence.unlogged = table.unlogged;
        applyOptions(sequence, options, true);
        folding.store.add(sequence);
        own(sequence, table, column, identity);
        return sequence;
    }

    void own(SequenceEntry sequence, RelationEntry table, ColumnEntry column, boolean identity) {
        folding.store.touch(sequence);
        sequence.owner = table.oid;
        sequence.ownerColumn = column.number;
        sequence.internal = identity;
        folding.store.setDependencies(
                sequence,
                List.of(new Dependency(
                        table.oid,
                        column.number,
                        0,
                        identity ? Dependency.Strength.INTERNAL : Dependency.Strength.AUTO)));
    }

    private void applyOwner(SequenceEntry sequence, List<Node> options) {
        DefElem owner = Options.find(options, "owned_by");
        if (owner == null || !(owner.arg() instanceof PgList list)) {
            return;
        }
        List<String> parts = Nodes.names(list.items());
        if (parts.size() < 2) {
            sequence.owner = 0;
            sequence.ownerColumn = 0;
            folding.store.setDependencies(sequence, List.of());
            return;
        }
        List<String> tableName = parts.subList(0, parts.size() - 1);
        Entry found = folding.store.get(folding.scope().findRelation(tableName));
        if (!(found instanceof RelationEntry table)) {
            throw folding.missing(new dev.pgwright.sql.tree.RangeVar(
                    null, Scope.schemaOf(tableName), Scope.nameOf(tableName), true, "p", null, -1));
        }
        if (!table.name.schema().equals(sequence.name.schema())) {
            throw Refusal.refused(sequence.name.name(), "sequence must be in same schema as table it is linked to");
        }
        own(sequence, table, folding.column(table, Scope.nameOf(parts)), false);
    }

    /** As init_params of PostgreSQL's sequence.c, without its checks. */
    void applyOptions(SequenceEntry sequence, List<Node> options, boolean isNew) {
        SequenceOptions before = sequence.options;
        DefElem type = Options.find(options, "as");
        String typeBefore = sequence.dataType;
        if (type != null && type.arg() instanceof TypeName name) {
            sequence.dataType = folding.store.text(folding.types.resolve(name));
        }
        boolean typeChanged = !sequence.dataType.equals(typeBefore);
        Long increment = number(options, "increment");
        long by = increment == null ? before.increment() : increment;
        SequenceOptions usual = SequenceOptions.defaults(sequence.dataType, by);
        SequenceOptions usualBefore = SequenceOptions.defaults(typeBefore, by);
        boolean fresh = isNew || (typeChanged && before.maximum() == usualBefore.maximum());
        boolean freshLow = isNew || (typeChanged && before.minimum() == usualBefore.minimum());
        long maximum = bound(options, "maxvalue", fresh ? usual.maximum() : before.maximum(), usual.maximum());
        long minimum = bound(options, "minvalue", freshLow ? usual.minimum() : before.minimum(), usual.minimum());
        Long startGiven = number(options, "start");
        long start = startGiven != null ? startGiven : isNew ? (by > 0 ? minimum : maximum) : before.start();
        Long cache = number(options, "cache");
        DefElem cycle = Options.find(options, "cycle");
        sequence.options = new SequenceOptions(
                start,
                by,
                minimum,
                maximum,
                cache == null ? (isNew ? 1 : before.cache()) : cache,
                cycle == null ? !isNew && before.cycle() : Options.flag(cycle));
    }

    private static long bound(List<Node> options, String name, long otherwise, long usual) {
        DefElem option = Options.find(options, name);
        if (option == null) {
            return otherwise;
        }
        Long given = number(options, name);
        return given == null ? usual : given;
    }

    private static @Nullable Long number(List<Node> options, String name) {
        DefElem option = Options.find(options, name);
        String text = option == null ? null : Options.text(option.arg());
        if (text == null) {
            return null;
        }
        try {
            return Long.valueOf(text);
        } catch (NumberFormatException e) {
            return null;
        }
    }
}
