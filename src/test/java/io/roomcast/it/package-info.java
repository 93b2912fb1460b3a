/**
 * The integration tests, which run once on each server, and what they are made of: deployments with settings of their
 * own, WebSocket clients, brokers, and the server as a process that may be killed. They know the application only from
 * outside (its WAR, its files of settings, its sockets) and use none of its classes.
 */
package io.roomcast.it;
