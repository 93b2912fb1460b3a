package io.roomcast.stream;

import io.roomcast.protocol.Claim;

/**
 * The claim that a socket has on a stream, as the store knows it.
 *
 * @param claim the claim
 * @param isNew whether the socket brought it about; otherwise it was kept already, and may be that of a socket that is away
 */
record OwnClaim(Claim claim, boolean isNew) {
}
