package dev.pgwright.load.live;

import dev.pgwright.catalog.DefinedObject;
import dev.pgwright.catalog.NotModelled;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the objects of the kinds that few schemas have. Each query gives the object's kind, identity, definition (an
 * array of statements, where empty ones stand for nothing), comment, and what of it cannot be given.
 */
final class DefinedReader {
    private final CatalogSession session;
    private final List<DefinedObject> objects = new ArrayList<>();
    private final List<NotModelled> withheld = new ArrayList<>();

    private DefinedReader(CatalogSession session) {
        this.session = session;
    }

    /**
     * What was read.
     *
     * @param withheld parts of objects that are secret, or that the role may not see
     */
    record Defined(List<DefinedObject> objects, List<NotModelled> withheld) {}

    static Defined read(CatalogSession session) throws SQLException {
        DefinedReader reader = new DefinedReader(session);
        reader.read(String.join(
                "\nunion all\n",
                DefinedQueries.languages(),
                DefinedQueries.accessMethods(),
                DefinedQueries.collations(session),
                DefinedQueries.conversions(),
                DefinedQueries.casts(),
                DefinedQueries.transforms(),
                DefinedQueries.statistics(session),
                DefinedQueries.eventTriggers(),
                TextSearchQueries.parsers(),
                TextSearchQueries.templates(),
                TextSearchQueries.dictionaries(),
                TextSearchQueries.configurations(),
                OperatorQueries.baseTypes(),
                OperatorQueries.operators(),
                OperatorQueries.families(),
                OperatorQueries.classes(),
                ForeignQueries.wrappers(),
                ForeignQueries.servers(),
                ForeignQueries.userMappings(),
                ReplicationQueries.publications(session)));
        SubscriptionReader.read(session, reader.objects, reader.withheld);
        return new Defined(reader.objects, reader.withheld);
    }

    private void read(String query) throws SQLException {
        session.each(query, row -> {
            List<String> definition = new ArrayList<>(row.sqls("definition"));
            definition.removeIf(String::isEmpty);
            DefinedObject object = new DefinedObject(
                    DefinedObject.Kind.valueOf(row.text("kind")),
                    row.text("identity"),
                    definition,
                    row.textOrNull("comment"));
            objects.add(object);
            String secret = row.textOrNull("withheld");
            if (secret != null) {
                withheld.add(new NotModelled(secret, object.reference().toString()));
            }
        });
    }
}
