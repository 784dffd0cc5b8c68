package dev.pgwright.design.write;

import dev.pgwright.catalog.ColumnName;
import dev.pgwright.design.model.DesignedQuery.Meaning;
import dev.pgwright.design.model.DesignedQuery.Parameter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The parameters of one query, numbered as they come. */
final class Parameters {
    private final List<Parameter> list = new ArrayList<>();

    /** Adds a parameter; gives its placeholder. */
    String add(String name, String type, @Nullable ColumnName column, String sample) {
        list.add(new Parameter(name, type, column, sample));
        return "$" + list.size();
    }

    /** The same, with what the application passes in it. */
    String add(String name, String type, @Nullable ColumnName column, String sample, Meaning meaning) {
        list.add(new Parameter(name, type, column, sample, meaning));
        return "$" + list.size();
    }

    List<Parameter> list() {
        return List.copyOf(list);
    }
}
