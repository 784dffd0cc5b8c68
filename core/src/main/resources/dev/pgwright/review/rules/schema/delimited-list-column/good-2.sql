-- prose in the plural, and queries that look for words
-- @query notes.sql:1: select split_part(other, ',', 1), notes from visits where notes like '%pain, strong%'
-- @query notes.sql:2: select string_to_array($1, ',') from visits where instructions = $2
create table visits (
    id bigint generated always as identity primary key,
    instructions text,
    terms text,
    details text,
    status text,
    list text
);
