-- @fails 0A000
create extension vector;
create table items (id bigint primary key, embedding vector(3));
create index items_embedding on items using hnsw (embedding vector_l2_ops) with (m = 16, ef_construction = 64);
