create table rates (currency text primary key, rate numeric not null);
create function converted(amount numeric, wanted text) returns numeric stable language sql as $$
    select amount * rate from rates where currency = wanted
$$;
create function full_name(first text, last text) returns text immutable language sql as $$
    select concat_ws(' ', first, last) || to_char(7, 'FM000')
$$;
create function age_in_days(moment timestamptz) returns integer language plpgsql stable as $$
begin
    return extract(day from now() - moment);
end;
$$;
