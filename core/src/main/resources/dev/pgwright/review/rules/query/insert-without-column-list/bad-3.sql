-- @unfixed which columns are in what is copied is not known
create table customers (id bigint primary key, name text not null);
create procedure take_over() language plpgsql as $$
begin
-- @finds The values that are copied go to the columns of customers in the order
    copy customers from '/srv/customers.csv' with (format csv);
    copy customers (id, name) from '/srv/customers.csv' with (format csv);
    copy customers to '/srv/customers.csv';
end;
$$;
