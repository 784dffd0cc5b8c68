-- two names that are one behind the cut
create table "größenänderungsüberwachungsprotokolle" (
    id bigint primary key,
-- @finds A name has 64 bytes
    "größenänderungsüberwachungsprotokoll_vorher_und_nachher_1abc" bigint,
-- @finds makes it
    a_value_that_somebody_measured_and_somebody_else_wrote_down_for_us_one bigint
);
