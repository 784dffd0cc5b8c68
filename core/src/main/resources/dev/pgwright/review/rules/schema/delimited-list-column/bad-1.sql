create table articles (
    id bigint generated always as identity primary key,
-- @finds tag_ids is one text by a name for several values: its parts have no type
    tag_ids text,
-- @finds keywords is one text by a name
    keywords varchar(500)
);
