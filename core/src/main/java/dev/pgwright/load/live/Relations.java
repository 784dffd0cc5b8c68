package dev.pgwright.load.live;

import dev.pgwright.catalog.Table;
import dev.pgwright.catalog.View;
import java.util.List;

/** The relations of a database that the model describes. */
record Relations(List<Table> tables, List<View> views) {}
