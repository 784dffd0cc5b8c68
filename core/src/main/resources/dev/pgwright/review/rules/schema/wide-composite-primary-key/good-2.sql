-- @limit max-columns 2
create table tags (id bigint primary key);
create table posts (tenant_id bigint, id bigint, primary key (tenant_id, id));
create table posts_tags (
    tenant_id bigint,
    post_id bigint,
    tag_id bigint references tags on delete cascade,
    primary key (tenant_id, post_id, tag_id),
    foreign key (tenant_id, post_id) references posts on delete cascade
);
