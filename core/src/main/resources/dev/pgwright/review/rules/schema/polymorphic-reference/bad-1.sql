create table comments (
    id bigint primary key,
    body text not null,
    commentable_type text not null,
-- @finds commentable_id of comments names a row of the table that commentable_type says, and nothing checks that it is there
    commentable_id bigint not null
);
