-- @before
create table tickets (id bigint primary key, note text);
create index tickets_note on tickets (note);
-- of one table, CLUSTER and REINDEX are allowed in a transaction
-- @migration 2 transaction
cluster tickets using tickets_note;
reindex table tickets;
