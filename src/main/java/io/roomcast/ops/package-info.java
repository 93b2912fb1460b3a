/**
 * What an administrator looks at: metrics, health, the status of the node, the management bean.
 *
 * <p>Watches the others by observing their events or asking their ports, and may use every package but {@code api}; no
 * package uses this one. Nothing in here decides anything for a client.
 */
package io.roomcast.ops;
