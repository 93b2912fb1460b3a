package io.roomcast.wire;

/**
 * A payload does not say what it should. The message names the member and the reason, and holds nothing of the payload.
 */
public final class PayloadException extends Exception {

    private static final long serialVersionUID = 1L;

    private final String member;

    /**
     * @param member the member that is at fault, e.g. {@code alternatives[1].confidence}; empty for the payload as a whole
     * @param reason what is wrong with it
     */
    public PayloadException(String member, String reason) {
        super(member.isEmpty() ? reason : member + " " + reason, null, false, false);
        this.member = member;
    }

    /** The member at fault, or an empty text when it is the payload as a whole. */
    public String member() {
        return member;
    }
}
