-- @finds The role's password stands here in clear text, and in the server's log once this ran
create role readable_example login password 'Tr0ub4dor';
-- @finds The role's password stands here in clear text
alter role readable_example password 'correct horse';
drop role readable_example;
