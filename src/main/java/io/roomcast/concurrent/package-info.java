/**
 * Tools for threads and tasks that several packages share. Uses nothing else of Roomcast; knows of Jakarta EE only the
 * executors that a container provides.
 */
package io.roomcast.concurrent;
