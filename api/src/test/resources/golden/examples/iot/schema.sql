-- iot: the complete schema.
-- Made by pgwright from the requirements; PostgreSQL 18.

-- Schemas

CREATE SCHEMA telemetry;
COMMENT ON SCHEMA telemetry IS 'Telemetry of devices in buildings, with alerts and remote commands';

-- Types

CREATE TYPE telemetry.alert_status AS ENUM ('open', 'acknowledged', 'resolved');
COMMENT ON TYPE telemetry.alert_status IS 'Steps of alerts.status, in order of life';

CREATE TYPE telemetry.command_status AS ENUM ('queued', 'sent', 'done', 'failed', 'expired');
COMMENT ON TYPE telemetry.command_status IS 'Steps of commands.status, in order of life';

CREATE TYPE telemetry.device_status AS ENUM ('stored', 'active', 'silent', 'retired');
COMMENT ON TYPE telemetry.device_status IS 'Steps of devices.status, in order of life';

-- Tables

CREATE TABLE telemetry.operators (
    id         bigint      GENERATED ALWAYS AS IDENTITY,
    name       text        NOT NULL,
    email      text        NOT NULL,
    on_call    boolean     NOT NULL DEFAULT false,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT operators_pkey PRIMARY KEY (id),
    CONSTRAINT operators_email_key UNIQUE (email),
    CONSTRAINT operators_email_check CHECK (email = lower(email) AND email ~ '^[^@\s]+@[^@\s]+$' AND char_length(email) <= 254),
    CONSTRAINT operators_name_check CHECK (char_length(name) BETWEEN 1 AND 120)
);

COMMENT ON TABLE telemetry.operators IS 'A person who looks after devices';
COMMENT ON COLUMN telemetry.operators.email IS 'Sensitive';

CREATE TABLE telemetry.device_models (
    id         bigint      GENERATED ALWAYS AS IDENTITY,
    maker      text        NOT NULL,
    name       text        NOT NULL,
    data_sheet text,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT device_models_pkey PRIMARY KEY (id),
    CONSTRAINT device_models_one_name_per_maker_key UNIQUE (maker, name),
    CONSTRAINT device_models_data_sheet_check CHECK (data_sheet ~ '^https?://[^\s]+$'),
    CONSTRAINT device_models_maker_check CHECK (char_length(maker) BETWEEN 1 AND 80),
    CONSTRAINT device_models_name_check CHECK (char_length(name) BETWEEN 1 AND 80)
);

COMMENT ON TABLE telemetry.device_models IS 'What a device is, by its maker';

CREATE TABLE telemetry.firmware (
    id          bigint      GENERATED ALWAYS AS IDENTITY,
    model_id    bigint      NOT NULL,
    version     text        NOT NULL,
    image       text        NOT NULL,
    released_on date        NOT NULL,
    withdrawn   boolean     NOT NULL DEFAULT false,
    created_at  timestamptz NOT NULL DEFAULT now(),
    updated_at  timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT firmware_pkey PRIMARY KEY (id),
    CONSTRAINT firmware_one_version_per_model_key UNIQUE (model_id, version),
    CONSTRAINT firmware_model_id_fkey FOREIGN KEY (model_id) REFERENCES telemetry.device_models (id) ON DELETE RESTRICT,
    CONSTRAINT firmware_image_check CHECK (image <> ''),
    CONSTRAINT firmware_version_check CHECK (char_length(version) BETWEEN 1 AND 20 AND version ~ '^[0-9]+\.[0-9]+\.[0-9]+$')
);

COMMENT ON TABLE telemetry.firmware IS 'A version of the program that runs on a model';
COMMENT ON COLUMN telemetry.firmware.model_id IS 'device model runs firmware';

CREATE TABLE telemetry.sites (
    id         bigint      GENERATED ALWAYS AS IDENTITY,
    parent_id  bigint,
    name       text        NOT NULL,
    code       text        NOT NULL,
    location   point,
    time_zone  text        NOT NULL DEFAULT 'Etc/UTC',
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT sites_pkey PRIMARY KEY (id),
    CONSTRAINT sites_code_key UNIQUE (code),
    CONSTRAINT sites_parent_id_fkey FOREIGN KEY (parent_id) REFERENCES telemetry.sites (id) ON DELETE RESTRICT,
    CONSTRAINT sites_code_check CHECK (char_length(code) BETWEEN 1 AND 6 AND code ~ '^[A-Z]{3}[0-9]{3}$'),
    CONSTRAINT sites_name_check CHECK (char_length(name) BETWEEN 1 AND 120),
    CONSTRAINT sites_time_zone_check CHECK (char_length(time_zone) BETWEEN 1 AND 60)
);

COMMENT ON TABLE telemetry.sites IS 'A building or an area';
COMMENT ON COLUMN telemetry.sites.parent_id IS 'site contains site';

CREATE INDEX sites_parent_id_idx ON telemetry.sites (parent_id);

CREATE TABLE telemetry.devices (
    id            uuid                    NOT NULL DEFAULT uuidv7(),
    site_id       bigint,
    model_id      bigint                  NOT NULL,
    firmware_id   bigint,
    serial_number text                    NOT NULL,
    label         text,
    status        telemetry.device_status NOT NULL DEFAULT 'stored',
    last_seen_at  timestamptz,
    address       inet,
    settings      jsonb,
    created_at    timestamptz             NOT NULL DEFAULT now(),
    updated_at    timestamptz             NOT NULL DEFAULT now(),
    CONSTRAINT devices_pkey PRIMARY KEY (id),
    CONSTRAINT devices_serial_number_key UNIQUE (serial_number),
    CONSTRAINT devices_firmware_id_fkey FOREIGN KEY (firmware_id) REFERENCES telemetry.firmware (id) ON DELETE RESTRICT,
    CONSTRAINT devices_model_id_fkey FOREIGN KEY (model_id) REFERENCES telemetry.device_models (id) ON DELETE RESTRICT,
    CONSTRAINT devices_site_id_fkey FOREIGN KEY (site_id) REFERENCES telemetry.sites (id) ON DELETE RESTRICT,
    CONSTRAINT devices_label_check CHECK (char_length(label) <= 80),
    CONSTRAINT devices_serial_number_check CHECK (char_length(serial_number) BETWEEN 1 AND 32),
    CONSTRAINT devices_settings_check CHECK (jsonb_typeof(settings) = 'object')
);

COMMENT ON TABLE telemetry.devices IS 'A box on a wall with one or more sensors';
COMMENT ON COLUMN telemetry.devices.site_id IS 'site houses device';
COMMENT ON COLUMN telemetry.devices.model_id IS 'device model is built as device';
COMMENT ON COLUMN telemetry.devices.firmware_id IS 'firmware is installed on device';

CREATE INDEX devices_firmware_id_idx ON telemetry.devices (firmware_id);
CREATE INDEX devices_model_id_idx ON telemetry.devices (model_id);
CREATE INDEX devices_site_id_idx ON telemetry.devices (site_id);

CREATE TABLE telemetry.sensor_measures (
    code       text    NOT NULL,
    "position" integer NOT NULL,
    CONSTRAINT sensor_measures_pkey PRIMARY KEY (code),
    CONSTRAINT sensor_measures_code_check CHECK (code <> '')
);

COMMENT ON TABLE telemetry.sensor_measures IS 'The values of sensors.measures; add one by inserting a row';
COMMENT ON COLUMN telemetry.sensor_measures.code IS 'What sensors stores';
COMMENT ON COLUMN telemetry.sensor_measures."position" IS 'Order of display';

CREATE TABLE telemetry.sensors (
    id         bigint        GENERATED ALWAYS AS IDENTITY,
    device_id  uuid          NOT NULL,
    channel    text          NOT NULL,
    measures   text          NOT NULL,
    unit       text          NOT NULL,
    low        numeric(18,3),
    high       numeric(18,3),
    created_at timestamptz   NOT NULL DEFAULT now(),
    updated_at timestamptz   NOT NULL DEFAULT now(),
    CONSTRAINT sensors_pkey PRIMARY KEY (id),
    CONSTRAINT sensors_one_channel_per_device_key UNIQUE (device_id, channel),
    CONSTRAINT sensors_device_id_fkey FOREIGN KEY (device_id) REFERENCES telemetry.devices (id) ON DELETE CASCADE,
    CONSTRAINT sensors_measures_fkey FOREIGN KEY (measures) REFERENCES telemetry.sensor_measures (code) ON DELETE RESTRICT,
    CONSTRAINT sensors_channel_check CHECK (char_length(channel) BETWEEN 1 AND 20),
    CONSTRAINT sensors_limits_in_order_check CHECK (low is null or high is null or low < high),
    CONSTRAINT sensors_unit_check CHECK (char_length(unit) BETWEEN 1 AND 12)
);

COMMENT ON TABLE telemetry.sensors IS 'One measured value of a device';
COMMENT ON COLUMN telemetry.sensors.device_id IS 'device carries sensor';
COMMENT ON COLUMN telemetry.sensors.low IS 'An alert is raised below it';
COMMENT ON COLUMN telemetry.sensors.high IS 'An alert is raised above it';

CREATE INDEX sensors_measures_idx ON telemetry.sensors (measures);

CREATE TABLE telemetry.alerts (
    id                 uuid                   NOT NULL DEFAULT uuidv7(),
    sensor_id          bigint                 NOT NULL,
    acknowledged_by_id bigint,
    raised_at          timestamptz            NOT NULL DEFAULT now(),
    severity           text                   NOT NULL,
    text               text                   NOT NULL,
    status             telemetry.alert_status NOT NULL DEFAULT 'open',
    resolved_at        timestamptz,
    created_at         timestamptz            NOT NULL DEFAULT now(),
    updated_at         timestamptz            NOT NULL DEFAULT now(),
    CONSTRAINT alerts_pkey PRIMARY KEY (id),
    CONSTRAINT alerts_acknowledged_by_id_fkey FOREIGN KEY (acknowledged_by_id) REFERENCES telemetry.operators (id) ON DELETE SET NULL,
    CONSTRAINT alerts_sensor_id_fkey FOREIGN KEY (sensor_id) REFERENCES telemetry.sensors (id) ON DELETE CASCADE,
    CONSTRAINT alerts_resolved_has_moment_check CHECK (status <> 'resolved' or resolved_at is not null),
    CONSTRAINT alerts_severity_check CHECK (severity IN ('notice', 'warning', 'critical')),
    CONSTRAINT alerts_text_check CHECK (char_length(text) BETWEEN 1 AND 500)
);

COMMENT ON TABLE telemetry.alerts IS 'A reading that needs somebody''s attention';
COMMENT ON COLUMN telemetry.alerts.sensor_id IS 'sensor raises alert';
COMMENT ON COLUMN telemetry.alerts.acknowledged_by_id IS 'operator takes care of alert';

CREATE INDEX alerts_acknowledged_by_id_idx ON telemetry.alerts (acknowledged_by_id);
CREATE INDEX alerts_sensor_id_open_or_acknowledged_idx ON telemetry.alerts (sensor_id)
    WHERE status IN ('open', 'acknowledged');
CREATE INDEX alerts_sensor_id_raised_at_id_idx ON telemetry.alerts (sensor_id, raised_at, id);

CREATE TABLE telemetry.commands (
    id           uuid                     NOT NULL DEFAULT uuidv7(),
    device_id    uuid                     NOT NULL,
    issued_by_id bigint,
    kind         text                     NOT NULL,
    payload      jsonb                    NOT NULL DEFAULT '{}',
    status       telemetry.command_status NOT NULL DEFAULT 'queued',
    expires_at   timestamptz              NOT NULL,
    finished_at  timestamptz,
    created_at   timestamptz              NOT NULL DEFAULT now(),
    updated_at   timestamptz              NOT NULL DEFAULT now(),
    CONSTRAINT commands_pkey PRIMARY KEY (id),
    CONSTRAINT commands_device_id_fkey FOREIGN KEY (device_id) REFERENCES telemetry.devices (id) ON DELETE CASCADE,
    CONSTRAINT commands_issued_by_id_fkey FOREIGN KEY (issued_by_id) REFERENCES telemetry.operators (id) ON DELETE SET NULL,
    CONSTRAINT commands_kind_check CHECK (kind IN ('restart', 'configure', 'update_firmware', 'calibrate')),
    CONSTRAINT commands_payload_check CHECK (jsonb_typeof(payload) = 'object')
);

COMMENT ON TABLE telemetry.commands IS 'What a device is told to do';
COMMENT ON COLUMN telemetry.commands.device_id IS 'device receives command';
COMMENT ON COLUMN telemetry.commands.issued_by_id IS 'operator gives command';

CREATE INDEX commands_device_id_created_at_id_queued_idx ON telemetry.commands (device_id, created_at, id)
    WHERE status = 'queued';
CREATE INDEX commands_device_id_idx ON telemetry.commands (device_id);
CREATE INDEX commands_expires_at_id_queued_or_sent_idx ON telemetry.commands (expires_at, id)
    WHERE status IN ('queued', 'sent');
CREATE INDEX commands_issued_by_id_idx ON telemetry.commands (issued_by_id);

CREATE TABLE telemetry.readings (
    id          bigint        GENERATED ALWAYS AS IDENTITY,
    sensor_id   bigint        NOT NULL,
    recorded_at timestamptz   NOT NULL,
    value       numeric(18,3) NOT NULL,
    quality     numeric(5,2)  NOT NULL DEFAULT 100,
    created_at  timestamptz   NOT NULL DEFAULT now(),
    CONSTRAINT readings_pkey PRIMARY KEY (id, recorded_at),
    CONSTRAINT readings_sensor_id_fkey FOREIGN KEY (sensor_id) REFERENCES telemetry.sensors (id) ON DELETE RESTRICT,
    CONSTRAINT readings_quality_check CHECK (quality BETWEEN 0 AND 100)
) PARTITION BY RANGE (recorded_at);

COMMENT ON TABLE telemetry.readings IS 'What a sensor measured at a moment';
COMMENT ON COLUMN telemetry.readings.sensor_id IS 'sensor reports reading';

CREATE INDEX readings_sensor_id_recorded_at_id_idx ON telemetry.readings (sensor_id, recorded_at, id);

CREATE TABLE telemetry.readings_2027_02_01 PARTITION OF telemetry.readings
    FOR VALUES FROM ('2027-02-01 00:00:00+00') TO ('2027-02-02 00:00:00+00');

CREATE TABLE telemetry.readings_2027_02_02 PARTITION OF telemetry.readings
    FOR VALUES FROM ('2027-02-02 00:00:00+00') TO ('2027-02-03 00:00:00+00');

CREATE TABLE telemetry.readings_2027_02_03 PARTITION OF telemetry.readings
    FOR VALUES FROM ('2027-02-03 00:00:00+00') TO ('2027-02-04 00:00:00+00');

CREATE TABLE telemetry.readings_2027_02_04 PARTITION OF telemetry.readings
    FOR VALUES FROM ('2027-02-04 00:00:00+00') TO ('2027-02-05 00:00:00+00');

CREATE TABLE telemetry.readings_2027_02_05 PARTITION OF telemetry.readings
    FOR VALUES FROM ('2027-02-05 00:00:00+00') TO ('2027-02-06 00:00:00+00');

CREATE TABLE telemetry.readings_2027_02_06 PARTITION OF telemetry.readings
    FOR VALUES FROM ('2027-02-06 00:00:00+00') TO ('2027-02-07 00:00:00+00');

CREATE TABLE telemetry.readings_2027_02_07 PARTITION OF telemetry.readings
    FOR VALUES FROM ('2027-02-07 00:00:00+00') TO ('2027-02-08 00:00:00+00');

CREATE TABLE telemetry.readings_default PARTITION OF telemetry.readings
    DEFAULT;

CREATE TABLE telemetry.site_duties (
    operator_id bigint      NOT NULL,
    site_id     bigint      NOT NULL,
    created_at  timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT site_duties_pkey PRIMARY KEY (operator_id, site_id),
    CONSTRAINT site_duties_operator_id_fkey FOREIGN KEY (operator_id) REFERENCES telemetry.operators (id) ON DELETE CASCADE,
    CONSTRAINT site_duties_site_id_fkey FOREIGN KEY (site_id) REFERENCES telemetry.sites (id) ON DELETE CASCADE
);

COMMENT ON TABLE telemetry.site_duties IS 'operator looks after site';

CREATE INDEX site_duties_site_id_operator_id_idx ON telemetry.site_duties (site_id, operator_id);

-- Functions

CREATE OR REPLACE FUNCTION telemetry.alerts_status_transition()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
BEGIN
    -- a first value may be any; a value cannot be taken away, for what is unknown is on no list
    IF OLD.status IS NOT NULL AND ((OLD.status::text, NEW.status::text) IN (
        ('open', 'acknowledged'),
        ('open', 'resolved'),
        ('acknowledged', 'resolved')
    )) IS NOT TRUE THEN
        RAISE EXCEPTION '%.%: % cannot become %',
            TG_TABLE_NAME, 'status', OLD.status, NEW.status
            USING ERRCODE = 'check_violation', CONSTRAINT = 'alerts_status_transition',
                TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA;
    END IF;
    RETURN NEW;
END
$function$;

COMMENT ON FUNCTION telemetry.alerts_status_transition() IS 'Refuses changes of alerts.status that its lifecycle does not know';

CREATE OR REPLACE FUNCTION telemetry.commands_status_transition()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
BEGIN
    -- a first value may be any; a value cannot be taken away, for what is unknown is on no list
    IF OLD.status IS NOT NULL AND ((OLD.status::text, NEW.status::text) IN (
        ('queued', 'sent'),
        ('queued', 'expired'),
        ('sent', 'done'),
        ('sent', 'failed'),
        ('sent', 'expired')
    )) IS NOT TRUE THEN
        RAISE EXCEPTION '%.%: % cannot become %',
            TG_TABLE_NAME, 'status', OLD.status, NEW.status
            USING ERRCODE = 'check_violation', CONSTRAINT = 'commands_status_transition',
                TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA;
    END IF;
    RETURN NEW;
END
$function$;

COMMENT ON FUNCTION telemetry.commands_status_transition() IS 'Refuses changes of commands.status that its lifecycle does not know';

CREATE OR REPLACE FUNCTION telemetry.devices_status_transition()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
BEGIN
    -- a first value may be any; a value cannot be taken away, for what is unknown is on no list
    IF OLD.status IS NOT NULL AND ((OLD.status::text, NEW.status::text) IN (
        ('stored', 'active'),
        ('stored', 'retired'),
        ('active', 'silent'),
        ('active', 'retired'),
        ('silent', 'active'),
        ('silent', 'retired')
    )) IS NOT TRUE THEN
        RAISE EXCEPTION '%.%: % cannot become %',
            TG_TABLE_NAME, 'status', OLD.status, NEW.status
            USING ERRCODE = 'check_violation', CONSTRAINT = 'devices_status_transition',
                TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA;
    END IF;
    RETURN NEW;
END
$function$;

COMMENT ON FUNCTION telemetry.devices_status_transition() IS 'Refuses changes of devices.status that its lifecycle does not know';

CREATE OR REPLACE FUNCTION telemetry.drop_readings_partitions(before date)
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
        WHERE link.inhparent = 'telemetry.readings'::regclass
          AND child.relname ~ '^readings_[0-9][0-9][0-9][0-9]_[0-9][0-9]_[0-9][0-9]$'
          AND to_date(right(child.relname, 10), 'YYYY_MM_DD') + interval '1 day' <= before
        ORDER BY child.relname
    LOOP
        EXECUTE 'DROP TABLE ' || old;
        dropped := dropped + 1;
    END LOOP;
    RETURN dropped;
END
$function$;

COMMENT ON FUNCTION telemetry.drop_readings_partitions(before date) IS 'Drops the partitions of readings that end by this day, gives how many';

CREATE OR REPLACE FUNCTION telemetry.make_readings_partitions(since date, through date)
 RETURNS integer
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
DECLARE
    lower_day date := date_trunc('day', since::timestamp)::date;
    upper_day date;
    lower_bound text;
    upper_bound text;
    partition text;
    waiting boolean;
    made integer := 0;
BEGIN
    WHILE lower_day <= through LOOP
        upper_day := (lower_day + interval '1 day')::date;
        lower_bound := lower_day::text || ' 00:00:00+00';
        upper_bound := upper_day::text || ' 00:00:00+00';
        partition := format('%I.%I', 'telemetry', 'readings_' || to_char(lower_day, 'YYYY_MM_DD'));
        IF to_regclass(partition) IS NULL THEN
            EXECUTE 'CREATE TABLE ' || partition || ' (LIKE telemetry.readings INCLUDING ALL EXCLUDING IDENTITY EXCLUDING INDEXES EXCLUDING COMMENTS)';
            EXECUTE format('SELECT EXISTS (SELECT FROM telemetry.readings_default WHERE recorded_at >= %L AND recorded_at < %L)', lower_bound, upper_bound) INTO waiting;
            IF waiting THEN
                -- rows that came before their partition: nobody may add more while they move
                LOCK TABLE telemetry.readings_default IN ACCESS EXCLUSIVE MODE;
                EXECUTE format('WITH moved AS (DELETE FROM telemetry.readings_default WHERE recorded_at >= %L AND recorded_at < %L RETURNING id, sensor_id, recorded_at, value, quality, created_at) INSERT INTO ' || partition || ' (id, sensor_id, recorded_at, value, quality, created_at) SELECT id, sensor_id, recorded_at, value, quality, created_at FROM moved', lower_bound, upper_bound);
            END IF;
            EXECUTE format('ALTER TABLE telemetry.readings ATTACH PARTITION ' || partition || ' FOR VALUES FROM (%L) TO (%L)', lower_bound, upper_bound);
            made := made + 1;
        END IF;
        lower_day := upper_day;
    END LOOP;
    RETURN made;
END
$function$;

COMMENT ON FUNCTION telemetry.make_readings_partitions(since date, through date) IS 'Makes the partitions of readings for these days, gives how many';

CREATE OR REPLACE FUNCTION telemetry.set_updated_at()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
BEGIN
    NEW.updated_at := now();
    RETURN NEW;
END
$function$;

COMMENT ON FUNCTION telemetry.set_updated_at() IS 'Keeps updated_at';

-- Triggers and rules

CREATE TRIGGER alerts_set_updated_at BEFORE UPDATE ON telemetry.alerts FOR EACH ROW EXECUTE FUNCTION telemetry.set_updated_at();
CREATE TRIGGER alerts_status_transition BEFORE UPDATE ON telemetry.alerts FOR EACH ROW WHEN (old.status IS DISTINCT FROM new.status) EXECUTE FUNCTION telemetry.alerts_status_transition();

CREATE TRIGGER commands_set_updated_at BEFORE UPDATE ON telemetry.commands FOR EACH ROW EXECUTE FUNCTION telemetry.set_updated_at();
CREATE TRIGGER commands_status_transition BEFORE UPDATE ON telemetry.commands FOR EACH ROW WHEN (old.status IS DISTINCT FROM new.status) EXECUTE FUNCTION telemetry.commands_status_transition();

CREATE TRIGGER device_models_set_updated_at BEFORE UPDATE ON telemetry.device_models FOR EACH ROW EXECUTE FUNCTION telemetry.set_updated_at();

CREATE TRIGGER devices_set_updated_at BEFORE UPDATE ON telemetry.devices FOR EACH ROW EXECUTE FUNCTION telemetry.set_updated_at();
CREATE TRIGGER devices_status_transition BEFORE UPDATE ON telemetry.devices FOR EACH ROW WHEN (old.status IS DISTINCT FROM new.status) EXECUTE FUNCTION telemetry.devices_status_transition();

CREATE TRIGGER firmware_set_updated_at BEFORE UPDATE ON telemetry.firmware FOR EACH ROW EXECUTE FUNCTION telemetry.set_updated_at();

CREATE TRIGGER operators_set_updated_at BEFORE UPDATE ON telemetry.operators FOR EACH ROW EXECUTE FUNCTION telemetry.set_updated_at();

CREATE TRIGGER sensors_set_updated_at BEFORE UPDATE ON telemetry.sensors FOR EACH ROW EXECUTE FUNCTION telemetry.set_updated_at();

CREATE TRIGGER sites_set_updated_at BEFORE UPDATE ON telemetry.sites FOR EACH ROW EXECUTE FUNCTION telemetry.set_updated_at();

-- Values that the schema itself needs

INSERT INTO telemetry.sensor_measures (code, position) VALUES
    ('temperature', 1),
    ('humidity', 2),
    ('co2', 3),
    ('power', 4),
    ('motion', 5);
