-- @query mails.sql:1: select unnest(string_to_array(m.sent_to, ';')) from mails m where m.id = $1
-- @query mails.sql:9: select id from mails where ',' || marks || ',' like '%,urgent,%'
create table mails (
    id bigint generated always as identity primary key,
-- @finds sent_to is one text that is taken apart by 1 known query: mails.sql:1
    sent_to text not null,
-- @finds marks is one text that is taken apart by 1 known query: mails.sql:9
    marks text
);
