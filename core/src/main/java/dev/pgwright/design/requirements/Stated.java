package dev.pgwright.design.requirements;

import dev.pgwright.source.Place;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the file says in so many words. A value that is there because it was written and one that is there because nothing
 * was written look the same in the records; only the second is a question.
 *
 * @param keys of each subject; of a volume also {@code volume.growth}
 * @param accepted ids of the questions whose default the file calls right, and where
 */
public record Stated(Map<Subject, Set<String>> keys, Map<String, Place> accepted) {
    public Stated {
        keys = keys.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, entry -> Set.copyOf(entry.getValue())));
        accepted = Collections.unmodifiableMap(new LinkedHashMap<>(accepted));
    }

    /** Whether the file has this key at this subject. */
    public boolean says(Subject subject, String key) {
        return keys.getOrDefault(subject, Set.of()).contains(key);
    }

    /** Whether the file has this subject at all. */
    public boolean knows(Subject subject) {
        return keys.containsKey(subject);
    }
}
