package dev.pgwright.review.rules.schema;

import dev.pgwright.catalog.Catalog;
import dev.pgwright.catalog.Column;
import dev.pgwright.review.Fix;
import dev.pgwright.review.SchemaContext;
import dev.pgwright.review.SchemaObject;
import dev.pgwright.review.TableColumn;
import dev.pgwright.review.fix.SchemaFixes;
import dev.pgwright.review.fix.SqlNames;
import dev.pgwright.source.TextEdit;
import java.util.ArrayList;
import java.util.List;

/** A key as bigint, with the sequence that counts it and the columns that follow it. */
final class BigintFix {
    private BigintFix() {}

    static Fix of(SchemaContext schema, TableColumn column, SequenceUses sequences) {
        List<TextEdit> edits = new ArrayList<>();
        List<String> statements = new ArrayList<>();
        boolean[] all = {true, true};
        add(SchemaFixes.type(schema, column.tableName(), column.name(), "bigint"), edits, statements, all);
        sequences
                .ownSequence(column)
                .ifPresent(sequence -> statements.add("ALTER SEQUENCE " + SqlNames.of(sequence) + " AS bigint"));
        for (Catalog.TableForeignKey found : schema.state().foreignKeysTo(column.tableName())) {
            int at = found.key().referencedColumns().indexOf(column.name());
            if (at < 0) {
                continue;
            }
            String name = found.key().columns().get(at);
            boolean narrow = schema.table(found.table().name())
                    .flatMap(table -> table.column(name))
                    .map(Column::type)
                    .filter(type -> type.equals("integer") || type.equals("smallint"))
                    .isPresent();
            if (narrow) {
                add(
                        SchemaFixes.typeOfReference(
                                schema,
                                SchemaObject.column(column.tableName(), column.name()),
                                found.table().name(),
                                name,
                                "bigint"),
                        edits,
                        statements,
                        all);
            }
        }
        return new Fix.Change(
                "make " + column.name() + " bigint",
                all[0] ? edits : List.of(),
                all[1] ? statements : List.of(),
                null,
                all[1] ? null : "a view or something else needs the columns as they are and has to be made anew");
    }

    private static void add(Fix fix, List<TextEdit> edits, List<String> statements, boolean[] all) {
        if (fix instanceof Fix.Change change) {
            edits.addAll(change.edits());
            change.statements().forEach(sql -> {
                if (!statements.contains(sql)) {
                    statements.add(sql);
                }
            });
            all[0] &= !change.edits().isEmpty();
            all[1] &= !change.statements().isEmpty();
        }
    }
}
