/**
 * The start of the application: its one sequence, and what is known of a start that failed. Everything that begins with
 * the application observes {@link io.roomcast.start.ApplicationStarting}. Uses the settings only.
 */
package io.roomcast.start;
