create table posts (
    id bigint primary key,
    comment_count integer not null default 0,
    length_total integer generated always as (id * 2) stored
);
create table comments (id bigint primary key, post_id bigint references posts on delete cascade, amount numeric);
create function count_comments() returns trigger language plpgsql as 'begin
    update posts set comment_count = comment_count + 1 where id = new.post_id; return new; end';
create trigger counted after insert on comments for each row execute function count_comments();
create table albums (id bigint primary key, photo_count text, photo_number integer);
create table photos (id bigint primary key, album text);
