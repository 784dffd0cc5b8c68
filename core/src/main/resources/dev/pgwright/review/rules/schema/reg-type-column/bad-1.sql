create table articles (
    id bigint primary key,
    body text not null,
-- @finds language is regconfig
    language regconfig not null default 'english'
);
