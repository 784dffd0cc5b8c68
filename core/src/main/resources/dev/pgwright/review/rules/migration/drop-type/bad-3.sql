-- nothing is known of the type
-- @finds Type public.mood is dropped
drop type if exists mood;
