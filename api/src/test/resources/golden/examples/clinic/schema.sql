-- clinic: the complete schema.
-- Made by pgwright from the requirements; PostgreSQL 18.

-- Schemas

CREATE SCHEMA clinic;
COMMENT ON SCHEMA clinic IS 'Appointments, treatments and invoices of a medium-sized clinic';

-- Extensions

CREATE EXTENSION IF NOT EXISTS btree_gist WITH SCHEMA public;

-- Types

CREATE TYPE clinic.appointment_status AS ENUM (
    'planned',
    'arrived',
    'in_progress',
    'finished',
    'cancelled',
    'missed'
);
COMMENT ON TYPE clinic.appointment_status IS 'Steps of appointments.status, in order of life';

CREATE TYPE clinic.invoice_status AS ENUM ('draft', 'sent', 'paid', 'overdue', 'written_off');
COMMENT ON TYPE clinic.invoice_status IS 'Steps of invoices.status, in order of life';

CREATE TYPE clinic.prescription_status AS ENUM ('issued', 'dispensed', 'revoked');
COMMENT ON TYPE clinic.prescription_status IS 'Steps of prescriptions.status, in order of life';

-- Tables

CREATE TABLE clinic.practitioners (
    id         bigint      GENERATED ALWAYS AS IDENTITY,
    name       text        NOT NULL,
    licence    text        NOT NULL,
    speciality text        NOT NULL,
    active     boolean     NOT NULL DEFAULT true,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT practitioners_pkey PRIMARY KEY (id),
    CONSTRAINT practitioners_licence_key UNIQUE (licence),
    CONSTRAINT practitioners_licence_check CHECK (char_length(licence) BETWEEN 1 AND 20),
    CONSTRAINT practitioners_name_check CHECK (char_length(name) BETWEEN 1 AND 160),
    CONSTRAINT practitioners_speciality_check CHECK (char_length(speciality) BETWEEN 1 AND 80)
);

COMMENT ON TABLE clinic.practitioners IS 'A doctor, therapist or nurse who treats patients';

CREATE TABLE clinic.absences (
    id              bigint      GENERATED ALWAYS AS IDENTITY,
    practitioner_id bigint      NOT NULL,
    days            daterange   NOT NULL,
    reason          text        NOT NULL,
    created_at      timestamptz NOT NULL DEFAULT now(),
    updated_at      timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT absences_pkey PRIMARY KEY (id),
    CONSTRAINT absences_one_absence_at_a_time_excl EXCLUDE USING gist (practitioner_id WITH =, days WITH &&),
    CONSTRAINT absences_practitioner_id_fkey FOREIGN KEY (practitioner_id) REFERENCES clinic.practitioners (id) ON DELETE CASCADE,
    CONSTRAINT absences_days_check CHECK (NOT isempty(days)),
    CONSTRAINT absences_reason_check CHECK (reason IN ('holiday', 'illness', 'training'))
);

COMMENT ON TABLE clinic.absences IS 'When a practitioner cannot be booked';
COMMENT ON COLUMN clinic.absences.practitioner_id IS 'practitioner is away for absence';

CREATE INDEX absences_practitioner_id_idx ON clinic.absences (practitioner_id);

CREATE TABLE clinic.patients (
    id               uuid        NOT NULL DEFAULT uuidv7(),
    file_number      text        NOT NULL,
    family_name      text        NOT NULL,
    given_name       text        NOT NULL,
    born_on          date        NOT NULL,
    insurance_number text,
    phone            text,
    email            text,
    language         text        NOT NULL DEFAULT 'de',
    allergies        text[]      NOT NULL DEFAULT '{}',
    deceased_on      date,
    created_at       timestamptz NOT NULL DEFAULT now(),
    updated_at       timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT patients_pkey PRIMARY KEY (id),
    CONSTRAINT patients_file_number_key UNIQUE (file_number),
    CONSTRAINT patients_insurance_number_key UNIQUE (insurance_number),
    CONSTRAINT patients_email_check CHECK (email = lower(email) AND email ~ '^[^@\s]+@[^@\s]+$' AND char_length(email) <= 254),
    CONSTRAINT patients_family_name_check CHECK (char_length(family_name) BETWEEN 1 AND 120),
    CONSTRAINT patients_file_number_check CHECK (char_length(file_number) BETWEEN 1 AND 8 AND file_number ~ '^P[0-9]{7}$'),
    CONSTRAINT patients_given_name_check CHECK (char_length(given_name) BETWEEN 1 AND 120),
    CONSTRAINT patients_insurance_number_check CHECK (char_length(insurance_number) <= 20 AND insurance_number <> ''),
    CONSTRAINT patients_language_check CHECK (language ~ '^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$'),
    CONSTRAINT patients_phone_check CHECK (phone ~ '^\+[1-9][0-9]{6,14}$')
);

COMMENT ON TABLE clinic.patients IS 'A person who is treated';
COMMENT ON COLUMN clinic.patients.family_name IS 'Sensitive';
COMMENT ON COLUMN clinic.patients.given_name IS 'Sensitive';
COMMENT ON COLUMN clinic.patients.born_on IS 'Sensitive';
COMMENT ON COLUMN clinic.patients.insurance_number IS 'Sensitive';
COMMENT ON COLUMN clinic.patients.phone IS 'Sensitive';
COMMENT ON COLUMN clinic.patients.email IS 'Sensitive';
COMMENT ON COLUMN clinic.patients.allergies IS 'Sensitive';

CREATE INDEX patients_lower_family_name_idx ON clinic.patients (lower(family_name) text_pattern_ops);

CREATE TABLE clinic.rooms (
    id         bigint      GENERATED ALWAYS AS IDENTITY,
    label      text        NOT NULL,
    floor      integer     NOT NULL,
    accessible boolean     NOT NULL DEFAULT true,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT rooms_pkey PRIMARY KEY (id),
    CONSTRAINT rooms_label_key UNIQUE (label),
    CONSTRAINT rooms_floor_check CHECK (floor BETWEEN -2 AND 12),
    CONSTRAINT rooms_label_check CHECK (char_length(label) BETWEEN 1 AND 12)
);

COMMENT ON TABLE clinic.rooms IS 'Where an appointment takes place';

CREATE TABLE clinic.appointments (
    id              uuid                      NOT NULL DEFAULT uuidv7(),
    patient_id      uuid                      NOT NULL,
    practitioner_id bigint                    NOT NULL,
    room_id         bigint,
    starts_at       timestamptz               NOT NULL,
    ends_at         timestamptz               NOT NULL,
    reason          text,
    status          clinic.appointment_status NOT NULL DEFAULT 'planned',
    reminded_at     timestamptz,
    created_at      timestamptz               NOT NULL DEFAULT now(),
    updated_at      timestamptz               NOT NULL DEFAULT now(),
    CONSTRAINT appointments_pkey PRIMARY KEY (id),
    CONSTRAINT appointments_practitioner_is_in_one_place_excl EXCLUDE USING gist (practitioner_id WITH =, tstzrange(starts_at, ends_at) WITH &&) WHERE (status IN ('planned', 'arrived', 'in_progress', 'finished')),
    CONSTRAINT appointments_room_is_used_once_excl EXCLUDE USING gist (room_id WITH =, tstzrange(starts_at, ends_at) WITH &&) WHERE (status IN ('planned', 'arrived', 'in_progress', 'finished')),
    CONSTRAINT appointments_patient_id_fkey FOREIGN KEY (patient_id) REFERENCES clinic.patients (id) ON DELETE RESTRICT,
    CONSTRAINT appointments_practitioner_id_fkey FOREIGN KEY (practitioner_id) REFERENCES clinic.practitioners (id) ON DELETE RESTRICT,
    CONSTRAINT appointments_room_id_fkey FOREIGN KEY (room_id) REFERENCES clinic.rooms (id) ON DELETE RESTRICT,
    CONSTRAINT appointments_appointment_takes_time_check CHECK (ends_at > starts_at and ends_at <= starts_at + interval '8 hours'),
    CONSTRAINT appointments_reason_check CHECK (char_length(reason) <= 500)
);

COMMENT ON TABLE clinic.appointments IS 'A patient, a practitioner and a room for some time';
COMMENT ON COLUMN clinic.appointments.patient_id IS 'patient has appointment';
COMMENT ON COLUMN clinic.appointments.practitioner_id IS 'practitioner holds appointment';
COMMENT ON COLUMN clinic.appointments.room_id IS 'room houses appointment';
COMMENT ON COLUMN clinic.appointments.reason IS 'Sensitive';

CREATE INDEX appointments_patient_id_starts_at_id_idx ON clinic.appointments (patient_id, starts_at, id);
CREATE INDEX appointments_practitioner_id_starts_at_id_idx ON clinic.appointments (practitioner_id, starts_at, id);
CREATE INDEX appointments_room_id_idx ON clinic.appointments (room_id);
CREATE INDEX appointments_room_id_starts_at_id_planned_or_arrived_o_a0dafb5e ON clinic.appointments (room_id, starts_at, id)
    WHERE status IN ('planned', 'arrived', 'in_progress');
CREATE INDEX appointments_starts_at_id_without_reminded_at_planned_idx ON clinic.appointments (starts_at, id)
    WHERE reminded_at IS NULL AND status = 'planned';

CREATE TABLE clinic.consent_subjects (
    code       text    NOT NULL,
    "position" integer NOT NULL,
    CONSTRAINT consent_subjects_pkey PRIMARY KEY (code),
    CONSTRAINT consent_subjects_code_check CHECK (code <> '')
);

COMMENT ON TABLE clinic.consent_subjects IS 'The values of consents.subject; add one by inserting a row';
COMMENT ON COLUMN clinic.consent_subjects.code IS 'What consents stores';
COMMENT ON COLUMN clinic.consent_subjects."position" IS 'Order of display';

CREATE TABLE clinic.consents (
    id           bigint      GENERATED ALWAYS AS IDENTITY,
    patient_id   uuid        NOT NULL,
    subject      text        NOT NULL,
    given_on     date        NOT NULL,
    withdrawn_on date,
    form         text        NOT NULL,
    created_at   timestamptz NOT NULL DEFAULT now(),
    updated_at   timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT consents_pkey PRIMARY KEY (id),
    CONSTRAINT consents_one_consent_per_day_key UNIQUE (patient_id, subject, given_on),
    CONSTRAINT consents_patient_id_fkey FOREIGN KEY (patient_id) REFERENCES clinic.patients (id) ON DELETE CASCADE,
    CONSTRAINT consents_subject_fkey FOREIGN KEY (subject) REFERENCES clinic.consent_subjects (code) ON DELETE RESTRICT,
    CONSTRAINT consents_consent_ends_after_it_began_check CHECK (withdrawn_on is null or withdrawn_on >= given_on),
    CONSTRAINT consents_form_check CHECK (form <> '')
);

COMMENT ON TABLE clinic.consents IS 'What a patient has agreed to';
COMMENT ON COLUMN clinic.consents.patient_id IS 'patient gives consent';
COMMENT ON COLUMN clinic.consents.form IS 'The signed form';

CREATE INDEX consents_subject_idx ON clinic.consents (subject);

CREATE TABLE clinic.file_accesses (
    id              bigint      GENERATED ALWAYS AS IDENTITY,
    patient_id      uuid        NOT NULL,
    practitioner_id bigint      NOT NULL,
    happened_at     timestamptz NOT NULL DEFAULT now(),
    purpose         text        NOT NULL,
    workstation     inet        NOT NULL,
    created_at      timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT file_accesses_pkey PRIMARY KEY (id, happened_at),
    CONSTRAINT file_accesses_patient_id_fkey FOREIGN KEY (patient_id) REFERENCES clinic.patients (id) ON DELETE RESTRICT,
    CONSTRAINT file_accesses_practitioner_id_fkey FOREIGN KEY (practitioner_id) REFERENCES clinic.practitioners (id) ON DELETE RESTRICT,
    CONSTRAINT file_accesses_purpose_check CHECK (char_length(purpose) BETWEEN 1 AND 200)
) PARTITION BY RANGE (happened_at);

COMMENT ON TABLE clinic.file_accesses IS 'Who looked at which patient''s file';
COMMENT ON COLUMN clinic.file_accesses.patient_id IS 'patient is looked up in file access';
COMMENT ON COLUMN clinic.file_accesses.practitioner_id IS 'practitioner looks up file access';

CREATE INDEX file_accesses_patient_id_happened_at_id_idx ON clinic.file_accesses (patient_id, happened_at, id);
CREATE INDEX file_accesses_practitioner_id_idx ON clinic.file_accesses (practitioner_id);

CREATE TABLE clinic.file_accesses_2027_04 PARTITION OF clinic.file_accesses
    FOR VALUES FROM ('2027-04-01 00:00:00+00') TO ('2027-05-01 00:00:00+00');

CREATE TABLE clinic.file_accesses_2027_05 PARTITION OF clinic.file_accesses
    FOR VALUES FROM ('2027-05-01 00:00:00+00') TO ('2027-06-01 00:00:00+00');

CREATE TABLE clinic.file_accesses_2027_06 PARTITION OF clinic.file_accesses
    FOR VALUES FROM ('2027-06-01 00:00:00+00') TO ('2027-07-01 00:00:00+00');

CREATE TABLE clinic.file_accesses_default PARTITION OF clinic.file_accesses
    DEFAULT;

CREATE TABLE clinic.invoices (
    id             uuid                  NOT NULL DEFAULT uuidv7(),
    patient_id     uuid                  NOT NULL,
    appointment_id uuid,
    number         text                  NOT NULL,
    issued_on      date                  NOT NULL,
    due_on         date                  NOT NULL,
    total          numeric(14,2)         NOT NULL,
    status         clinic.invoice_status NOT NULL DEFAULT 'draft',
    created_at     timestamptz           NOT NULL DEFAULT now(),
    updated_at     timestamptz           NOT NULL DEFAULT now(),
    CONSTRAINT invoices_pkey PRIMARY KEY (id),
    CONSTRAINT invoices_appointment_id_key UNIQUE (appointment_id),
    CONSTRAINT invoices_number_key UNIQUE (number),
    CONSTRAINT invoices_appointment_id_fkey FOREIGN KEY (appointment_id) REFERENCES clinic.appointments (id) ON DELETE RESTRICT,
    CONSTRAINT invoices_patient_id_fkey FOREIGN KEY (patient_id) REFERENCES clinic.patients (id) ON DELETE RESTRICT,
    CONSTRAINT invoices_due_after_issue_check CHECK (due_on >= issued_on),
    CONSTRAINT invoices_number_check CHECK (char_length(number) BETWEEN 1 AND 11 AND number ~ '^[0-9]{4}-[0-9]{6}$'),
    CONSTRAINT invoices_total_check CHECK (total >= 0)
);

COMMENT ON TABLE clinic.invoices IS 'What a patient or an insurer owes';
COMMENT ON COLUMN clinic.invoices.patient_id IS 'patient owes invoice';
COMMENT ON COLUMN clinic.invoices.appointment_id IS 'appointment is charged by invoice';
COMMENT ON COLUMN clinic.invoices.total IS 'In EUR';

CREATE INDEX invoices_due_on_id_sent_idx ON clinic.invoices (due_on, id) WHERE status = 'sent';
CREATE INDEX invoices_issued_on_idx ON clinic.invoices (issued_on);
CREATE INDEX invoices_patient_id_idx ON clinic.invoices (patient_id);

CREATE TABLE clinic.invoice_lines (
    id         bigint        GENERATED ALWAYS AS IDENTITY,
    invoice_id uuid          NOT NULL,
    "position" integer       NOT NULL,
    text       text          NOT NULL,
    amount     numeric(14,2) NOT NULL,
    created_at timestamptz   NOT NULL DEFAULT now(),
    updated_at timestamptz   NOT NULL DEFAULT now(),
    CONSTRAINT invoice_lines_pkey PRIMARY KEY (id),
    CONSTRAINT invoice_lines_one_line_per_position_key UNIQUE (invoice_id, "position"),
    CONSTRAINT invoice_lines_invoice_id_fkey FOREIGN KEY (invoice_id) REFERENCES clinic.invoices (id) ON DELETE CASCADE,
    CONSTRAINT invoice_lines_position_check CHECK ("position" BETWEEN 1 AND 200),
    CONSTRAINT invoice_lines_text_check CHECK (char_length(text) BETWEEN 1 AND 200)
);

COMMENT ON TABLE clinic.invoice_lines IS 'One service of an invoice';
COMMENT ON COLUMN clinic.invoice_lines.invoice_id IS 'invoice lists invoice line';
COMMENT ON COLUMN clinic.invoice_lines.amount IS 'In EUR';

CREATE TABLE clinic.prescriptions (
    id            bigint                     GENERATED ALWAYS AS IDENTITY,
    patient_id    uuid                       NOT NULL,
    prescriber_id bigint                     NOT NULL,
    issued_on     date                       NOT NULL DEFAULT CURRENT_DATE,
    medicine      text                       NOT NULL,
    dose          numeric(14,3)              NOT NULL,
    times_a_day   integer                    NOT NULL,
    valid         daterange                  NOT NULL,
    status        clinic.prescription_status NOT NULL DEFAULT 'issued',
    created_at    timestamptz                NOT NULL DEFAULT now(),
    updated_at    timestamptz                NOT NULL DEFAULT now(),
    CONSTRAINT prescriptions_pkey PRIMARY KEY (id),
    CONSTRAINT prescriptions_patient_id_fkey FOREIGN KEY (patient_id) REFERENCES clinic.patients (id) ON DELETE RESTRICT,
    CONSTRAINT prescriptions_prescriber_id_fkey FOREIGN KEY (prescriber_id) REFERENCES clinic.practitioners (id) ON DELETE RESTRICT,
    CONSTRAINT prescriptions_dose_check CHECK (dose >= 0.001),
    CONSTRAINT prescriptions_medicine_check CHECK (char_length(medicine) BETWEEN 1 AND 200),
    CONSTRAINT prescriptions_times_a_day_check CHECK (times_a_day BETWEEN 1 AND 24),
    CONSTRAINT prescriptions_valid_check CHECK (NOT isempty(valid))
);

COMMENT ON TABLE clinic.prescriptions IS 'A medicine for a patient';
COMMENT ON COLUMN clinic.prescriptions.patient_id IS 'patient takes prescription';
COMMENT ON COLUMN clinic.prescriptions.dose IS 'In mg';

CREATE INDEX prescriptions_patient_id_idx ON clinic.prescriptions (patient_id);
CREATE INDEX prescriptions_prescriber_id_idx ON clinic.prescriptions (prescriber_id);

CREATE TABLE clinic.room_permissions (
    practitioner_id bigint      NOT NULL,
    room_id         bigint      NOT NULL,
    since           date        NOT NULL,
    created_at      timestamptz NOT NULL DEFAULT now(),
    updated_at      timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT room_permissions_pkey PRIMARY KEY (practitioner_id, room_id),
    CONSTRAINT room_permissions_practitioner_id_fkey FOREIGN KEY (practitioner_id) REFERENCES clinic.practitioners (id) ON DELETE RESTRICT,
    CONSTRAINT room_permissions_room_id_fkey FOREIGN KEY (room_id) REFERENCES clinic.rooms (id) ON DELETE RESTRICT
);

COMMENT ON TABLE clinic.room_permissions IS 'practitioner may use room';

CREATE INDEX room_permissions_room_id_practitioner_id_idx ON clinic.room_permissions (room_id, practitioner_id);

CREATE TABLE clinic.treatments (
    id              uuid        NOT NULL DEFAULT uuidv7(),
    patient_id      uuid        NOT NULL,
    practitioner_id bigint      NOT NULL,
    appointment_id  uuid,
    performed_at    timestamptz NOT NULL DEFAULT now(),
    code            text        NOT NULL,
    findings        text,
    duration        interval    NOT NULL,
    measures        jsonb,
    created_at      timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT treatments_pkey PRIMARY KEY (id),
    CONSTRAINT treatments_appointment_id_fkey FOREIGN KEY (appointment_id) REFERENCES clinic.appointments (id) ON DELETE RESTRICT,
    CONSTRAINT treatments_patient_id_fkey FOREIGN KEY (patient_id) REFERENCES clinic.patients (id) ON DELETE RESTRICT,
    CONSTRAINT treatments_practitioner_id_fkey FOREIGN KEY (practitioner_id) REFERENCES clinic.practitioners (id) ON DELETE RESTRICT,
    CONSTRAINT treatments_code_check CHECK (char_length(code) BETWEEN 1 AND 12),
    CONSTRAINT treatments_findings_check CHECK (char_length(findings) <= 20000),
    CONSTRAINT treatments_measures_check CHECK (jsonb_typeof(measures) = 'object')
);

COMMENT ON TABLE clinic.treatments IS 'What was done with a patient; the law asks to keep it for ten years';
COMMENT ON COLUMN clinic.treatments.patient_id IS 'patient receives treatment';
COMMENT ON COLUMN clinic.treatments.practitioner_id IS 'practitioner performs treatment';
COMMENT ON COLUMN clinic.treatments.appointment_id IS 'appointment leads to treatment';
COMMENT ON COLUMN clinic.treatments.code IS 'The tariff''s number for it';
COMMENT ON COLUMN clinic.treatments.findings IS 'Sensitive';
COMMENT ON COLUMN clinic.treatments.measures IS 'Blood pressure and other values. Sensitive';

CREATE INDEX treatments_appointment_id_idx ON clinic.treatments (appointment_id);
CREATE INDEX treatments_patient_id_performed_at_id_idx ON clinic.treatments (patient_id, performed_at, id);
CREATE INDEX treatments_performed_at_idx ON clinic.treatments (performed_at);
CREATE INDEX treatments_practitioner_id_idx ON clinic.treatments (practitioner_id);

-- Functions

CREATE OR REPLACE FUNCTION clinic.appointments_status_transition()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
BEGIN
    -- a first value may be any; a value cannot be taken away, for what is unknown is on no list
    IF OLD.status IS NOT NULL AND ((OLD.status::text, NEW.status::text) IN (
        ('planned', 'arrived'),
        ('planned', 'cancelled'),
        ('planned', 'missed'),
        ('arrived', 'in_progress'),
        ('arrived', 'cancelled'),
        ('in_progress', 'finished')
    )) IS NOT TRUE THEN
        RAISE EXCEPTION '%.%: % cannot become %',
            TG_TABLE_NAME, 'status', OLD.status, NEW.status
            USING ERRCODE = 'check_violation', CONSTRAINT = 'appointments_status_transition',
                TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA;
    END IF;
    RETURN NEW;
END
$function$;

COMMENT ON FUNCTION clinic.appointments_status_transition() IS 'Refuses changes of appointments.status that its lifecycle does not know';

CREATE OR REPLACE FUNCTION clinic.drop_file_accesses_partitions(before date)
 RETURNS integer
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
DECLARE
    old text;
    dropped integer := 0;
BEGIN
    FOR old IN
        SELECT child.oid::regclass::text
        FROM pg_inherits AS link
        JOIN pg_class AS child ON child.oid = link.inhrelid
        WHERE link.inhparent = 'clinic.file_accesses'::regclass
          AND child.relname ~ '^file_accesses_[0-9][0-9][0-9][0-9]_[0-9][0-9]$'
          AND to_date(right(child.relname, 7), 'YYYY_MM') + interval '1 month' <= before
        ORDER BY child.relname
    LOOP
        EXECUTE 'DROP TABLE ' || old;
        dropped := dropped + 1;
    END LOOP;
    RETURN dropped;
END
$function$;

COMMENT ON FUNCTION clinic.drop_file_accesses_partitions(before date) IS 'Drops the partitions of file_accesses that end by this day, gives how many';

CREATE OR REPLACE FUNCTION clinic.invoices_status_transition()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
BEGIN
    -- a first value may be any; a value cannot be taken away, for what is unknown is on no list
    IF OLD.status IS NOT NULL AND ((OLD.status::text, NEW.status::text) IN (
        ('draft', 'sent'),
        ('sent', 'paid'),
        ('sent', 'overdue'),
        ('overdue', 'paid'),
        ('overdue', 'written_off')
    )) IS NOT TRUE THEN
        RAISE EXCEPTION '%.%: % cannot become %',
            TG_TABLE_NAME, 'status', OLD.status, NEW.status
            USING ERRCODE = 'check_violation', CONSTRAINT = 'invoices_status_transition',
                TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA;
    END IF;
    RETURN NEW;
END
$function$;

COMMENT ON FUNCTION clinic.invoices_status_transition() IS 'Refuses changes of invoices.status that its lifecycle does not know';

CREATE OR REPLACE FUNCTION clinic.make_file_accesses_partitions(since date, through date)
 RETURNS integer
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
DECLARE
    lower_day date := date_trunc('month', since::timestamp)::date;
    upper_day date;
    lower_bound text;
    upper_bound text;
    partition text;
    waiting boolean;
    made integer := 0;
BEGIN
    WHILE lower_day <= through LOOP
        upper_day := (lower_day + interval '1 month')::date;
        lower_bound := lower_day::text || ' 00:00:00+00';
        upper_bound := upper_day::text || ' 00:00:00+00';
        partition := format('%I.%I', 'clinic', 'file_accesses_' || to_char(lower_day, 'YYYY_MM'));
        IF to_regclass(partition) IS NULL THEN
            EXECUTE 'CREATE TABLE ' || partition || ' (LIKE clinic.file_accesses INCLUDING ALL EXCLUDING IDENTITY EXCLUDING INDEXES EXCLUDING COMMENTS)';
            EXECUTE format('SELECT EXISTS (SELECT FROM clinic.file_accesses_default WHERE happened_at >= %L AND happened_at < %L)', lower_bound, upper_bound) INTO waiting;
            IF waiting THEN
                -- rows that came before their partition: nobody may add more while they move
                LOCK TABLE clinic.file_accesses_default IN ACCESS EXCLUSIVE MODE;
                EXECUTE format('WITH moved AS (DELETE FROM clinic.file_accesses_default WHERE happened_at >= %L AND happened_at < %L RETURNING id, patient_id, practitioner_id, happened_at, purpose, workstation, created_at) INSERT INTO ' || partition || ' (id, patient_id, practitioner_id, happened_at, purpose, workstation, created_at) SELECT id, patient_id, practitioner_id, happened_at, purpose, workstation, created_at FROM moved', lower_bound, upper_bound);
            END IF;
            EXECUTE format('ALTER TABLE clinic.file_accesses ATTACH PARTITION ' || partition || ' FOR VALUES FROM (%L) TO (%L)', lower_bound, upper_bound);
            made := made + 1;
        END IF;
        lower_day := upper_day;
    END LOOP;
    RETURN made;
END
$function$;

COMMENT ON FUNCTION clinic.make_file_accesses_partitions(since date, through date) IS 'Makes the partitions of file_accesses for these days, gives how many';

CREATE OR REPLACE FUNCTION clinic.prescriptions_status_transition()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
BEGIN
    -- a first value may be any; a value cannot be taken away, for what is unknown is on no list
    IF OLD.status IS NOT NULL AND ((OLD.status::text, NEW.status::text) IN (
        ('issued', 'dispensed'),
        ('issued', 'revoked')
    )) IS NOT TRUE THEN
        RAISE EXCEPTION '%.%: % cannot become %',
            TG_TABLE_NAME, 'status', OLD.status, NEW.status
            USING ERRCODE = 'check_violation', CONSTRAINT = 'prescriptions_status_transition',
                TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA;
    END IF;
    RETURN NEW;
END
$function$;

COMMENT ON FUNCTION clinic.prescriptions_status_transition() IS 'Refuses changes of prescriptions.status that its lifecycle does not know';

CREATE OR REPLACE FUNCTION clinic.set_updated_at()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
BEGIN
    NEW.updated_at := now();
    RETURN NEW;
END
$function$;

COMMENT ON FUNCTION clinic.set_updated_at() IS 'Keeps updated_at';

-- Triggers and rules

CREATE TRIGGER absences_set_updated_at BEFORE UPDATE ON clinic.absences FOR EACH ROW EXECUTE FUNCTION clinic.set_updated_at();

CREATE TRIGGER appointments_set_updated_at BEFORE UPDATE ON clinic.appointments FOR EACH ROW EXECUTE FUNCTION clinic.set_updated_at();
CREATE TRIGGER appointments_status_transition BEFORE UPDATE ON clinic.appointments FOR EACH ROW WHEN (old.status IS DISTINCT FROM new.status) EXECUTE FUNCTION clinic.appointments_status_transition();

CREATE TRIGGER consents_set_updated_at BEFORE UPDATE ON clinic.consents FOR EACH ROW EXECUTE FUNCTION clinic.set_updated_at();

CREATE TRIGGER invoice_lines_set_updated_at BEFORE UPDATE ON clinic.invoice_lines FOR EACH ROW EXECUTE FUNCTION clinic.set_updated_at();

CREATE TRIGGER invoices_set_updated_at BEFORE UPDATE ON clinic.invoices FOR EACH ROW EXECUTE FUNCTION clinic.set_updated_at();
CREATE TRIGGER invoices_status_transition BEFORE UPDATE ON clinic.invoices FOR EACH ROW WHEN (old.status IS DISTINCT FROM new.status) EXECUTE FUNCTION clinic.invoices_status_transition();

CREATE TRIGGER patients_set_updated_at BEFORE UPDATE ON clinic.patients FOR EACH ROW EXECUTE FUNCTION clinic.set_updated_at();

CREATE TRIGGER practitioners_set_updated_at BEFORE UPDATE ON clinic.practitioners FOR EACH ROW EXECUTE FUNCTION clinic.set_updated_at();

CREATE TRIGGER prescriptions_set_updated_at BEFORE UPDATE ON clinic.prescriptions FOR EACH ROW EXECUTE FUNCTION clinic.set_updated_at();
CREATE TRIGGER prescriptions_status_transition BEFORE UPDATE ON clinic.prescriptions FOR EACH ROW WHEN (old.status IS DISTINCT FROM new.status) EXECUTE FUNCTION clinic.prescriptions_status_transition();

CREATE TRIGGER room_permissions_set_updated_at BEFORE UPDATE ON clinic.room_permissions FOR EACH ROW EXECUTE FUNCTION clinic.set_updated_at();

CREATE TRIGGER rooms_set_updated_at BEFORE UPDATE ON clinic.rooms FOR EACH ROW EXECUTE FUNCTION clinic.set_updated_at();

-- Values that the schema itself needs

INSERT INTO clinic.consent_subjects (code, position) VALUES
    ('treatment', 1),
    ('data_transfer', 2),
    ('research', 3),
    ('photos', 4);
