-- Runs as it stands on H2 and PostgreSQL. All times are kept in UTC.

-- Who is owed alerts even while away. client_name is empty when the key alone is the client; rooms is empty for all rooms.
CREATE TABLE durable_client (
    key_name      VARCHAR(128)                NOT NULL,
    client_name   VARCHAR(128)                NOT NULL,
    capabilities  VARCHAR(256)                NOT NULL,
    rooms         TEXT                        NOT NULL,
    subscriptions TEXT                        NOT NULL,
    since         TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    last_seen     TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    PRIMARY KEY (key_name, client_name)
);

CREATE INDEX durable_client_by_last_seen ON durable_client (last_seen);

-- Alerts and drift notifications, stored before they are sent. content is the JSON object that clients get as data.
CREATE TABLE critical_alert (
    alert_id          VARCHAR(128)                NOT NULL PRIMARY KEY,
    kind              VARCHAR(16)                 NOT NULL,
    room_id           VARCHAR(64),
    content           TEXT                        NOT NULL,
    alerts_message_id VARCHAR(36)                 NOT NULL,
    room_message_id   VARCHAR(36),
    stored_at         TIMESTAMP(6) WITH TIME ZONE NOT NULL
);

CREATE INDEX critical_alert_by_stored_at ON critical_alert (stored_at);
CREATE INDEX critical_alert_by_alerts_message ON critical_alert (alerts_message_id);
CREATE INDEX critical_alert_by_room_message ON critical_alert (room_message_id);

-- One row for each alert and client that has to acknowledge it; open while settled_at is null. It outlives the client's own
-- row, so that an acknowledgement that comes twice is recognised.
CREATE TABLE acknowledgement (
    alert_id    VARCHAR(128) NOT NULL REFERENCES critical_alert (alert_id),
    key_name    VARCHAR(128) NOT NULL,
    client_name VARCHAR(128) NOT NULL,
    times_sent  INTEGER      NOT NULL,
    settled_at  TIMESTAMP(6) WITH TIME ZONE,
    PRIMARY KEY (alert_id, key_name, client_name)
);

-- Leads with settled_at, so that it serves both what one client has open and what all have.
CREATE INDEX acknowledgement_open ON acknowledgement (settled_at, key_name, client_name);
