create table posts (id bigint primary key, tenant int not null, author text not null, published boolean not null);
alter table posts enable row level security;
create policy own on posts using (author = current_user);
create policy published on posts for select using (published);
create policy tenant on posts as restrictive using (tenant = 1);
