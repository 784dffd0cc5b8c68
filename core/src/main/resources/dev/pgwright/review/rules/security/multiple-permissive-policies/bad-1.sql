create table posts (id bigint primary key, author text not null, published boolean not null);
alter table posts enable row level security;
create policy author on posts for select using (author = current_user);
-- @finds The policies author and published of posts are for the same command and role, so that a row passes when either says so
create policy published on posts for select using (published);
