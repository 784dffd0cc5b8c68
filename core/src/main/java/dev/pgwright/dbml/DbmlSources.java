package dev.pgwright.dbml;

import dev.pgwright.source.Place;
import dev.pgwright.source.SourceFile;
import java.util.ArrayList;
import java.util.List;

/** The files of one schema, as if they stood one behind the other: a span says in which of them it lies. */
public final class DbmlSources {
    private final List<SourceFile> files = new ArrayList<>();
    private final List<Integer> bases = new ArrayList<>();

    static DbmlSources of(SourceFile file) {
        DbmlSources sources = new DbmlSources();
        sources.add(file);
        return sources;
    }

    /** Adds a file; its spans begin at the number that is returned. */
    int add(SourceFile file) {
        int last = files.size() - 1;
        // one apart, so that the end of a file is not the start of the next
        int base = last < 0 ? 0 : bases.get(last) + files.get(last).text().length() + 1;
        files.add(file);
        bases.add(base);
        return base;
    }

    int base(SourceFile file) {
        return bases.get(files.indexOf(file));
    }

    private int index(int offset) {
        int index = files.size() - 1;
        while (index > 0 && bases.get(index) > offset) {
            index--;
        }
        return index;
    }

    /** The file that an offset lies in. */
    public SourceFile file(int offset) {
        return files.get(index(offset));
    }

    /** The place of an offset, for messages. */
    public Place place(int offset) {
        int index = index(offset);
        return files.get(index).place(offset - bases.get(index));
    }

    int line(int offset) {
        int index = index(offset);
        return files.get(index).position(offset - bases.get(index)).line();
    }
}
