-- in the schema public
-- @finds Every use of the table "Users" needs double quotes, as it has capitals
create table "Users" (
    id bigint primary key,
-- @finds Every use of Users's column "firstName" needs double quotes, as it has capitals
    "firstName" text,
-- @finds Every use of Users's column "group" needs double quotes, as it is a key word
    "group" text,
-- @finds as it has characters besides a to z, 0 to 9 and _
    "home phone" text,
-- @finds begins with a digit
    "2nd" text,
-- @finds The name of Users's column "größe" has letters besides a to z: it needs no quotes
    größe numeric
);
select größe from "Users";
