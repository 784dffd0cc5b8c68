-- @fails 0A000
create extension vector;
create table items (id bigint primary key, embedding vector(3));
-- @finds An IVFFlat index puts vectors into lists that are made of the rows there are when it is built: later rows fit them less and less
create index items_lists on items using ivfflat (embedding vector_l2_ops) with (lists = 100);
-- @finds The index leaves ef_construction to the defaults of pgvector
create index items_graph on items using hnsw (embedding vector_l2_ops) with (m = 16);
