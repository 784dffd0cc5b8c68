create table documents (id bigint primary key, body jsonb);
-- two questions, of which GIN answers each by its own entries
create index documents_body on documents using gin (body jsonb_ops, body jsonb_path_ops);
create index documents_keys on documents ((body ->> 'title'), (body ->> 'author'));
