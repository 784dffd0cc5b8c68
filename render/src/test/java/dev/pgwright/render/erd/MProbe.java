package dev.pgwright.render.erd;

import dev.pgwright.catalog.*;
import dev.pgwright.catalog.print.*;
import java.nio.file.*;
import java.util.*;

public class MProbe {
    public static void main(String[] a) throws Exception {
        Files.writeString(Path.of("/tmp/mm/m.mmd"), MermaidErd.print(TestCatalogs.marketplace(), "Market \"x\": #1"));
        Files.writeString(Path.of("/tmp/mm/empty.mmd"), MermaidErd.print(Catalog.EMPTY));
        List<Table> ts = new ArrayList<>();
        int i = 0;
        for (String n : OddNames.ALL) {
            ts.add(Table.of(
                    QualifiedName.of("public", n),
                    List.of(
                            Column.of("id", "bigint").withNotNull(),
                            Column.of(n, "numeric(12,2)"),
                            Column.of("x" + n, "odd.\"Type " + (i++) + "\"")),
                    List.of(
                            Constraint.PrimaryKey.of("p", List.of("id")),
                            Constraint.ForeignKey.of(
                                    "f",
                                    List.of("x" + n),
                                    QualifiedName.of("public", OddNames.ALL.get(0)),
                                    List.of("id"),
                                    ReferentialAction.NO_ACTION)),
                    List.of(),
                    "c"));
        }
        Files.writeString(
                Path.of("/tmp/mm/odd.mmd"),
                MermaidErd.print(new Catalog(
                        List.of(), List.of(), List.of(), List.of(), List.of(), ts, List.of(), List.of(), List.of())));
    }
}
