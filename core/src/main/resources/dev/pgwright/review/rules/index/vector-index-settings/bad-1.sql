-- @fails 0A000
create extension vector;
create table items (id bigint primary key, embedding vector(3));
-- @finds The index leaves m and ef_construction to the defaults of pgvector
create index items_embedding on items using hnsw (embedding vector_l2_ops);
