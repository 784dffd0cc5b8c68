package dev.pgwright.load.live;

/** Queries for {@link DefinedReader}: base types, operators, their families and classes. */
final class OperatorQueries {
    /** An operator as {@code OPERATOR(schema.sign)}. */
    private static final String NAME =
            "(select 'OPERATOR(' || quote_ident(s.nspname) || '.' || x.oprname || ')' from pg_operator x"
                    + " join pg_namespace s on s.oid = x.oprnamespace where x.oid = %s)";

    /** The operators and functions of a family, each as the words of ADD; {@code %s} is the condition on both. */
    private static final String MEMBERS = """
            select string_agg(member, ', ' order by kind, number, member) from (
                select 1 as kind, a.amopstrategy as number, 'OPERATOR ' || a.amopstrategy || ' '
                       || a.amopopr::regoperator || case a.amoppurpose when 'o' then
                           (select ' FOR ORDER BY ' || quote_ident(fs.nspname) || '.' || quote_ident(f.opfname)
                            from pg_opfamily f join pg_namespace fs on fs.oid = f.opfnamespace
                            where f.oid = a.amopsortfamily) else '' end as member
                from pg_amop a where a.amopfamily = %1$s and %2$s
                union all
                select 2, p.amprocnum, 'FUNCTION ' || p.amprocnum || ' (' || format_type(p.amproclefttype, null) || ', '
                       || format_type(p.amprocrighttype, null) || ') ' || p.amproc::regprocedure
                from pg_amproc p where p.amprocfamily = %1$s and %3$s) members""";

    private OperatorQueries() {}

    /** Not arrays, rows of tables, and the multirange that comes with a range. */
    static String baseTypes() {
        return """
                select 'TYPE' as kind, i.identity, array[
                           'CREATE TYPE ' || i.identity || ' (INPUT = ' || t.typinput || ', OUTPUT = ' || t.typoutput
                           || case when t.typreceive <> 0 then ', RECEIVE = ' || t.typreceive else '' end
                           || case when t.typsend <> 0 then ', SEND = ' || t.typsend else '' end
                           || case when t.typmodin <> 0 then ', TYPMOD_IN = ' || t.typmodin else '' end
                           || case when t.typmodout <> 0 then ', TYPMOD_OUT = ' || t.typmodout else '' end
                           || case when t.typanalyze <> 0 then ', ANALYZE = ' || t.typanalyze else '' end
                           || ', INTERNALLENGTH = ' || case t.typlen when -1 then 'VARIABLE' else t.typlen::text end
                           || case when t.typbyval then ', PASSEDBYVALUE' else '' end
                           || ', ALIGNMENT = ' || case t.typalign when 'c' then 'char' when 's' then 'int2'
                                                  when 'd' then 'double' else 'int4' end
                           || ', STORAGE = ' || case t.typstorage when 'e' then 'external' when 'x' then 'extended'
                                                when 'm' then 'main' else 'plain' end
                           || ', CATEGORY = ' || quote_literal(t.typcategory::text)
                           || case when t.typispreferred then ', PREFERRED = true' else '' end
                           || coalesce(', DEFAULT = ' || quote_literal(t.typdefault), '')
                           || case when t.typelem <> 0 then ', ELEMENT = ' || format_type(t.typelem, null)
                                                            || ', DELIMITER = ' || quote_literal(t.typdelim::text)
                              else '' end
                           || case when t.typcollation <> 0 then ', COLLATABLE = true' else '' end || ')'
                       ] as definition, {comment pg_type t.oid} as comment, null as withheld
                from pg_type t, pg_identify_object('pg_type'::regclass, t.oid, 0) i
                where t.typtype = 'b' and t.typrelid = 0 and t.typcategory <> 'A'
                  and t.typnamespace = any({namespaces}) and {not member pg_type t.oid}
                """;
    }

    /** Without the shells that a commutator or negator leaves behind when it is never made. */
    static String operators() {
        String sign = NAME.formatted("nullif(%s, 0)");
        return """
                select 'OPERATOR' as kind, i.identity, array[
                           'CREATE OPERATOR ' || quote_ident(n.nspname) || '.' || o.oprname || ' (FUNCTION = '
                           || o.oprcode
                           || case when o.oprleft <> 0 then ', LEFTARG = ' || format_type(o.oprleft, null) else '' end
                           || case when o.oprright <> 0 then ', RIGHTARG = ' || format_type(o.oprright, null) else '' end
                           || coalesce(', COMMUTATOR = ' || %s, '') || coalesce(', NEGATOR = ' || %s, '')
                           || case when o.oprrest <> 0 then ', RESTRICT = ' || o.oprrest else '' end
                           || case when o.oprjoin <> 0 then ', JOIN = ' || o.oprjoin else '' end
                           || case when o.oprcanhash then ', HASHES' else '' end
                           || case when o.oprcanmerge then ', MERGES' else '' end || ')'
                       ] as definition, {comment pg_operator o.oid} as comment, null as withheld
                from pg_operator o
                join pg_namespace n on n.oid = o.oprnamespace
                cross join lateral (select quote_ident(n.nspname) || '.' || o.oprname || ' ('
                        || case when o.oprleft = 0 then 'NONE' else format_type(o.oprleft, null) end || ', '
                        || case when o.oprright = 0 then 'NONE' else format_type(o.oprright, null) end || ')'
                        as identity) i
                where o.oprnamespace = any({namespaces}) and o.oprcode <> 0 and {not member pg_operator o.oid}
                """.formatted(sign.formatted("o.oprcom"), sign.formatted("o.oprnegate"));
    }

    /** A family has for itself the members that belong to no class. */
    static String families() {
        String loose = "not exists (select from pg_depend d where d.classid = '%1$s'::regclass and d.objid = %2$s.oid"
                + " and d.deptype = 'i' and d.refclassid = 'pg_opclass'::regclass)";
        return """
                select 'OPERATOR_FAMILY' as kind, i.identity, array[
                           'CREATE OPERATOR FAMILY ' || i.identity,
                           coalesce('ALTER OPERATOR FAMILY ' || i.identity || ' ADD ' || (%s), '')
                       ] as definition, {comment pg_opfamily f.oid} as comment, null as withheld
                from pg_opfamily f, pg_identify_object('pg_opfamily'::regclass, f.oid, 0) i
                where f.opfnamespace = any({namespaces}) and {not member pg_opfamily f.oid}
                """.formatted(
                        MEMBERS.formatted("f.oid", loose.formatted("pg_amop", "a"), loose.formatted("pg_amproc", "p")));
    }

    static String classes() {
        String own = "exists (select from pg_depend d where d.classid = '%1$s'::regclass and d.objid = %2$s.oid"
                + " and d.deptype = 'i' and d.refclassid = 'pg_opclass'::regclass and d.refobjid = c.oid)";
        return """
                select 'OPERATOR_CLASS' as kind, i.identity, array[
                           'CREATE OPERATOR CLASS ' || quote_ident(n.nspname) || '.' || quote_ident(c.opcname)
                           || case when c.opcdefault then ' DEFAULT' else '' end || ' FOR TYPE '
                           || format_type(c.opcintype, null) || ' USING ' || quote_ident(m.amname) || ' FAMILY '
                           || quote_ident(fs.nspname) || '.' || quote_ident(f.opfname) || ' AS '
                           || concat_ws(', ',
                                  case when c.opckeytype not in (0, c.opcintype)
                                       then 'STORAGE ' || format_type(c.opckeytype, null) end,
                                  coalesce((%s), case when c.opckeytype in (0, c.opcintype)
                                                      then 'STORAGE ' || format_type(c.opcintype, null) end))
                       ] as definition, {comment pg_opclass c.oid} as comment, null as withheld
                from pg_opclass c
                join pg_namespace n on n.oid = c.opcnamespace
                join pg_am m on m.oid = c.opcmethod
                join pg_opfamily f on f.oid = c.opcfamily
                join pg_namespace fs on fs.oid = f.opfnamespace
                cross join pg_identify_object('pg_opclass'::regclass, c.oid, 0) i
                where c.opcnamespace = any({namespaces}) and {not member pg_opclass c.oid}
                """.formatted(MEMBERS.formatted(
                "c.opcfamily", own.formatted("pg_amop", "a"), own.formatted("pg_amproc", "p")));
    }
}
