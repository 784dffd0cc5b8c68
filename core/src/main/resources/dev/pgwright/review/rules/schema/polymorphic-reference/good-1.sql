create table posts (id bigint primary key);
create table photos (id bigint primary key);
create table comments (
    id bigint primary key,
    comment_type text not null,
    post_id bigint references posts on delete cascade,
    photo_id bigint references photos on delete cascade,
    check (num_nonnulls(post_id, photo_id) = 1)
);
