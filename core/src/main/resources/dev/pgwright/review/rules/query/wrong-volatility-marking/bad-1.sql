create table rates (currency text primary key, rate numeric not null);
create function converted(amount numeric, wanted text) returns numeric immutable language sql as $$
-- @finds converted() is marked IMMUTABLE but reads rates
    select amount * rate from rates where currency = wanted
$$;
create function age_in_days(moment timestamptz) returns integer language plpgsql immutable as $$
begin
-- @finds age_in_days() is marked IMMUTABLE but calls now(), which is STABLE
    return extract(day from now() - moment);
end;
$$;
create function is_due(day date) returns boolean immutable
-- @finds is_due() is marked IMMUTABLE but uses CURRENT_DATE, which is STABLE
return day <= current_date;
