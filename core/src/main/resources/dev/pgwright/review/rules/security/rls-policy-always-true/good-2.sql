create table orders (id bigint primary key, buyer text not null);
alter table orders enable row level security;
create policy open on orders using (true);
create policy own on orders as restrictive using (buyer = current_user);
create table drafts (id bigint primary key);
create policy off on drafts using (true);
