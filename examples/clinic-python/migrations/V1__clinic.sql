create table doctors (
    id bigint generated always as identity primary key,
    name text not null,
    left_on date
);

create table patients (
    id bigint generated always as identity primary key,
    email text not null constraint patients_email_key unique,
    name text not null,
    doctor_id bigint constraint patients_doctor_fkey references doctors,
    born_on date not null
);

create index patients_doctor_idx on patients (doctor_id);

create table visits (
    id bigint generated always as identity primary key,
    patient_id bigint not null constraint visits_patient_fkey references patients,
    starts_at timestamptz not null,
    note text,
    tags jsonb not null default '{}'
);

create index visits_patient_idx on visits (patient_id, starts_at);

create index visits_tags_idx on visits using gin (tags);
