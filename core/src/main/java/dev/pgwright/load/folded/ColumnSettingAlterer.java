package dev.pgwright.load.folded;

import dev.pgwright.catalog.ColumnSettings;
import dev.pgwright.sql.tree.AlterTableCmd;
import dev.pgwright.sql.tree.AlterTableType;
import dev.pgwright.sql.tree.Node;
import dev.pgwright.sql.tree.PgList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What {@code ALTER TABLE} does to the settings of columns: storage, compression, statistics and options. */
final class ColumnSettingAlterer {
    private final Folding folding;
    private final Store store;

    ColumnSettingAlterer(Folding folding) {
        this.folding = folding;
        this.store = folding.store;
    }

    void change(RelationEntry relation, AlterTableCmd command, boolean recurse) {
        if (command.name() == null) {
            return;
        }
        ColumnEntry column = folding.column(relation, command.name());
        change(relation, column.name, command, recurse);
    }

    private void change(RelationEntry relation, String name, AlterTableCmd command, boolean recurse) {
        store.touch(relation);
        ColumnEntry column = relation.column(name);
        if (column == null) {
            return;
        }
        ColumnSettings settings = column.settings;
        String text = Options.text(command.def());
        column.settings = switch (command.subtype()) {
            case AT_SetStatistics -> with(settings, settings.storage(), settings.compression(), target(text));
            case AT_SetStorage ->
                with(settings, Columns.storage(text, column.type), settings.compression(), settings.statisticsTarget());
            case AT_SetCompression ->
                with(settings, settings.storage(), Columns.compression(text), settings.statisticsTarget());
            default -> withOptions(settings, command);
        };
        if (recurse
                && command.subtype() != AlterTableType.AT_SetOptions
                && command.subtype() != AlterTableType.AT_ResetOptions) {
            for (int child : relation.children) {
                change(store.relation(child), name, command, true);
            }
        }
    }

    private static @Nullable Integer target(@Nullable String text) {
        return text == null || text.startsWith("-") ? null : Integer.valueOf(text);
    }

    /** What is left of them when the column gets another type. */
    static ColumnSettings ofNewType(ColumnSettings settings) {
        return with(settings, null, null, settings.statisticsTarget());
    }

    private static ColumnSettings with(
            ColumnSettings settings,
            ColumnSettings.@Nullable Storage storage,
            @Nullable String compression,
            @Nullable Integer target) {
        return normal(new ColumnSettings(storage, compression, target, settings.options(), settings.foreignOptions()));
    }

    private static ColumnSettings normal(ColumnSettings settings) {
        return settings.equals(ColumnSettings.NONE) ? ColumnSettings.NONE : settings;
    }

    private static ColumnSettings withOptions(ColumnSettings settings, AlterTableCmd command) {
        SortedMap<String, String> options = new TreeMap<>(settings.options());
        List<Node> given = command.def() instanceof PgList list ? list.items() : List.of();
        if (command.subtype() == AlterTableType.AT_SetOptions) {
            options.putAll(Options.parameters(given));
        } else {
            options.keySet().removeAll(Options.parameters(given).keySet());
        }
        return normal(new ColumnSettings(
                settings.storage(),
                settings.compression(),
                settings.statisticsTarget(),
                options,
                settings.foreignOptions()));
    }

    void changeForeign(RelationEntry relation, AlterTableCmd command) {
        store.touch(relation);
        ColumnEntry column = folding.column(relation, command.name());
        SortedMap<String, String> options = new TreeMap<>(column.settings.foreignOptions());
        if (command.def() instanceof PgList list) {
            SettingAlterer.change(options, list.items());
        }
        column.settings = normal(new ColumnSettings(
                column.settings.storage(),
                column.settings.compression(),
                column.settings.statisticsTarget(),
                column.settings.options(),
                options));
    }
}
