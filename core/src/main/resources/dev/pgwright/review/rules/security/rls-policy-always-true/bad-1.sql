create table messages (id bigint primary key, author text not null);
alter table messages enable row level security;
-- @finds The policy anybody lets everybody read and change every row of messages, as its condition always holds
create policy anybody on messages using (true);
