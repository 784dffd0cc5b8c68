create table customers (id bigint primary key);
create table orders (
    id bigint primary key,
    customer_id bigint references customers on delete set null,
    agent_id bigint not null default 1 references customers on delete set default,
    payer_id bigint not null references customers on delete restrict
);
