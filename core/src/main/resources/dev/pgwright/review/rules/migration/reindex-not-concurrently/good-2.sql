-- made here, so nobody uses it
create table tags (id bigint primary key, word text);
create index tags_word on tags (word);
reindex index tags_word;
reindex table tags;
