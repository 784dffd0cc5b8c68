create table boxes (
    id bigint primary key,
    x1 numeric not null,
    y1 numeric not null,
    x2 numeric not null,
    y2 numeric not null,
    value1 text,
    value2 bigint,
    value3 date,
    revenue_2024 numeric,
    revenue_2025 numeric,
    revenue_2026 numeric
);
