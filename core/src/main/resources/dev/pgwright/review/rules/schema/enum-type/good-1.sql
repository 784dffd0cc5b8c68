create table order_states (state text primary key, label text not null);
create table orders (id bigint primary key, state text not null references order_states);
