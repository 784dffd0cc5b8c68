create type shipping as enum ('slow', 'fast');
create table stages (code text primary key);
create table orders (
    id bigint primary key,
    status text not null check (status in ('new', 'paid', 'sent')),
    kind shipping not null,
    stage text not null references stages on delete restrict,
    state text,
    is_type boolean,
    constraint orders_state check (state <> '' and state = lower(state))
);
