package org.loupe.api;

import java.util.Objects;

/**
 * A device other than the processor could not do a step's work, though the input suits. The engine may try again with
 * less at once, or on the processor.
 */
public class DeviceException extends ToolException {
    private static final long serialVersionUID = 1;

    /** What kept the device from it. */
    public enum Cause {
        /** Its memory is too small for so much at once. */
        MEMORY,
        /** It cannot be used any more. */
        LOST,
        /** The work itself failed, such as by a fault in a kernel; other work can go on. */
        FAULT
    }

    private final Cause cause;

    /** @param remedy what the user can do, as a full sentence */
    public DeviceException(Cause cause, String message, String remedy) {
        super(message, remedy);
        this.cause = Objects.requireNonNull(cause);
    }

    /** What kept the device from it. */
    public Cause reason() {
        return cause;
    }
}
