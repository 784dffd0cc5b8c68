create schema jobs;
-- @finds jobs.handler is regprocedure
create domain jobs.handler as regprocedure;
create table jobs.steps (
    id bigint primary key,
    run jobs.handler not null,
-- @finds undo is regproc[]
    undo regproc[]
);
