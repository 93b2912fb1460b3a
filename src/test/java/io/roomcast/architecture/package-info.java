/** Tests that hold the direction of the arrows between the packages. */
package io.roomcast.architecture;
