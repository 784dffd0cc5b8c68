package dev.pgwright.design.requirements;

import dev.pgwright.design.requirements.AccessPattern.Function;
import dev.pgwright.design.requirements.AccessPattern.Operator;
import dev.pgwright.design.requirements.Entity.Changes;
import dev.pgwright.design.requirements.Entity.IdentityScope;
import dev.pgwright.design.requirements.Relationship.OnDelete;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The keys and words of a requirements file. The published JSON Schema says the same; a test compares them. */
final class Vocabulary {
    /** The version of the contract that this reader reads. */
    static final int VERSION = 1;

    static final List<String> ROOT = List.of(
            "pgwright",
            "project",
            "tenancy",
            "entities",
            "relationships",
            "access_patterns",
            "rules",
            "dependencies",
            "accepted",
            "non_goals");
    static final List<String> DEPENDENCY = List.of("entity", "from", "to", "as");
    static final List<String> PROJECT = List.of("name", "summary", "schema", "postgres", "go_live");
    static final List<String> TENANCY = List.of("entity");
    static final List<String> ENTITY = List.of(
            "description",
            "table",
            "group",
            "identity",
            "is_a",
            "total",
            "shared",
            "volume",
            "changes",
            "retention",
            "audit",
            "attributes");
    static final List<String> VOLUME = List.of("rows", "growth");
    static final List<String> AUDIT = List.of("keep", "attributes");
    static final List<String> RETENTION = List.of("keep", "by");
    static final List<String> ATTRIBUTE = List.of(
            "type",
            "description",
            "required",
            "unique",
            "unique_within",
            "time_zone",
            "search_language",
            "sensitive",
            "changes",
            "derived",
            "default",
            "max_length",
            "min",
            "max",
            "pattern",
            "currency",
            "unit",
            "scale",
            "values",
            "transitions",
            "extensible",
            "distinct",
            "present",
            "shares",
            "average_length");

    /** Keys of an attribute that say something of values which somebody enters. */
    static final List<String> ENTERED =
            List.of("unique", "unique_within", "default", "max_length", "min", "max", "pattern");

    static final List<String> DERIVED = List.of("count", "sum", "average", "minimum", "maximum", "where");
    static final List<String> RELATIONSHIP = List.of(
            "from",
            "to",
            "kind",
            "role",
            "required",
            "owned",
            "on_delete",
            "via",
            "average",
            "least",
            "most",
            "repeats",
            "volume",
            "description",
            "attributes");
    static final List<String> ACCESS_PATTERN = List.of(
            "description",
            "kind",
            "entity",
            "return",
            "include",
            "filter",
            "sort",
            "page",
            "group_by",
            "measures",
            "set",
            "rate",
            "latency",
            "freshness",
            "sql");
    static final List<String> RULE = List.of(
            "entity",
            "unique",
            "missing",
            "no_overlap",
            "conserve",
            "within",
            "last_day",
            "when",
            "total",
            "check",
            "because");

    static final Map<String, BusinessType> TYPES = words(BusinessType.values());
    static final Map<String, IdentityScope> IDENTITY = words(IdentityScope.values());
    static final Map<String, Changes> CHANGES = words(Changes.values());
    static final Map<String, Relationship.Kind> CARDINALITIES = cardinalities();
    static final Map<String, ConsistencyRule.Missing> MISSING = words(ConsistencyRule.Missing.values());
    static final Map<String, OnDelete> ON_DELETE = words(OnDelete.values());
    static final Map<String, AccessPattern.Kind> PATTERN_KINDS = words(AccessPattern.Kind.values());
    static final Map<String, AccessPattern.SetBy> SET_BY = words(AccessPattern.SetBy.values());
    static final Map<String, Operator> OPERATORS = words(Operator.values());
    static final Map<String, Function> FUNCTIONS = words(Function.values());

    /** Whether the second of two dates belongs to the period. */
    static final Map<String, Boolean> LAST_DAY = lastDay();

    /** The text search configurations that PostgreSQL 14 to 18 come with; the words are its own. */
    static final Map<String, String> SEARCH_LANGUAGES = same(List.of(
            "simple",
            "arabic",
            "armenian",
            "basque",
            "catalan",
            "danish",
            "dutch",
            "english",
            "finnish",
            "french",
            "german",
            "greek",
            "hindi",
            "hungarian",
            "indonesian",
            "irish",
            "italian",
            "lithuanian",
            "nepali",
            "norwegian",
            "portuguese",
            "romanian",
            "russian",
            "serbian",
            "spanish",
            "swedish",
            "tamil",
            "turkish",
            "yiddish"));

    /** What people write who think of PostgreSQL or of other tools, and the word of the contract for it. */
    static final Map<String, String> SYNONYMS = Map.ofEntries(
            Map.entry("varchar", "text"),
            Map.entry("string", "text"),
            Map.entry("char", "text"),
            Map.entry("int", "integer"),
            Map.entry("bigint", "integer"),
            Map.entry("serial", "integer"),
            Map.entry("number", "decimal"),
            Map.entry("numeric", "decimal"),
            Map.entry("float", "decimal"),
            Map.entry("double", "decimal"),
            Map.entry("percent", "percentage"),
            Map.entry("bool", "boolean"),
            Map.entry("datetime", "timestamp"),
            Map.entry("timestamptz", "timestamp"),
            Map.entry("interval", "duration"),
            Map.entry("enum", "status"),
            Map.entry("jsonb", "json"),
            Map.entry("array", "tags"),
            Map.entry("inet", "ip_address"),
            Map.entry("point", "geo_point"),
            Map.entry("geography", "geo_point"),
            Map.entry("image", "file"),
            Map.entry("daterange", "date_period"),
            Map.entry("tstzrange", "period"),
            Map.entry("eq", "equals"),
            Map.entry("=", "equals"),
            Map.entry("like", "contains"),
            Map.entry("between", "range"),
            Map.entry("search", "matches"),
            Map.entry(">=", "at_least"),
            Map.entry("<=", "at_most"),
            Map.entry("null", "is_not_set"),
            Map.entry("not_null", "is_set"),
            Map.entry("avg", "average"),
            Map.entry("min", "minimum"),
            Map.entry("max", "maximum"),
            Map.entry("select", "list"),
            Map.entry("find", "get"),
            Map.entry("insert", "create"),
            Map.entry("set_null", "unset"),
            Map.entry("many_to_many", "N:M"),
            Map.entry("one_to_many", "1:N"),
            Map.entry("one_to_one", "1:1"),
            Map.entry("uuid", "global"));

    /** What every entity has without saying so. */
    static final String ID = "id";

    static final String CREATED_AT = "created_at";
    static final String UPDATED_AT = "updated_at";

    private Vocabulary() {}

    private static <E extends Enum<E>> Map<String, E> words(E[] values) {
        Map<String, E> words = new LinkedHashMap<>();
        for (E value : values) {
            words.put(value.name().toLowerCase(Locale.ROOT), value);
        }
        return Collections.unmodifiableMap(words);
    }

    private static Map<String, String> same(List<String> names) {
        Map<String, String> words = new LinkedHashMap<>();
        names.forEach(name -> words.put(name, name));
        return Collections.unmodifiableMap(words);
    }

    private static Map<String, Boolean> lastDay() {
        Map<String, Boolean> words = new LinkedHashMap<>();
        words.put("included", true);
        words.put("excluded", false);
        return Collections.unmodifiableMap(words);
    }

    private static Map<String, Relationship.Kind> cardinalities() {
        Map<String, Relationship.Kind> words = new LinkedHashMap<>();
        Arrays.stream(Relationship.Kind.values()).forEach(kind -> words.put(kind.word(), kind));
        return Collections.unmodifiableMap(words);
    }
}
