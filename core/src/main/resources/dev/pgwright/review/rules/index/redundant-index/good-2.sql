create table words (id bigint primary key, word text not null, language text, tags text[], rank int);
create index words_word on words (word collate "C");
create index words_word_language on words (word, language);
create index words_pattern on words (language text_pattern_ops);
create index words_language on words (language, rank);
create index words_tags on words using gin (tags);
create index words_hash on words using hash (rank);
create index words_rank on words (rank, word);
-- not to be had from the longer one without a look into the table
create index words_language_rank on words (language, word) include (tags);
create index words_language_word on words (language, word, id);
-- the table is kept in this order
create index words_rank_alone on words (rank);
alter table words cluster on words_rank_alone;
