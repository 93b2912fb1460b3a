-- Runs as it stands on H2 and PostgreSQL.

-- The sensors that events are of, so that a name is kept once and not with each event.
CREATE TABLE event_sensor (
    sensor_id INTEGER      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    entity_id VARCHAR(255) NOT NULL UNIQUE
);

-- What the sensors said. turn counts what a sensor said at one moment, from 0. The key is also the order of replay.
CREATE TABLE sensor_event (
    happened_at TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    sensor_id   INTEGER                     NOT NULL REFERENCES event_sensor (sensor_id),
    turn        SMALLINT                    NOT NULL,
    state       VARCHAR(16)                 NOT NULL,
    PRIMARY KEY (happened_at, sensor_id, turn)
);
