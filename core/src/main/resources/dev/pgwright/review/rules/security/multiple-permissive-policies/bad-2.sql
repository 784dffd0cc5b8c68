do $$ begin create role shop_app; exception when duplicate_object then null; end $$;
create schema blog;
create table blog.posts (id bigint primary key, tenant int not null, author text not null);
alter table blog.posts enable row level security;
-- @finds The policies author and tenant of blog.posts
create policy tenant on blog.posts to shop_app using (tenant = 1);
create policy author on blog.posts to shop_app, pg_monitor using (author = current_user);
