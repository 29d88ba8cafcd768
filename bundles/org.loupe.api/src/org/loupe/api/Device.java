package org.loupe.api;

/** Where a step computes. Chosen by the engine and recorded; never written in a recipe. */
public sealed interface Device permits Device.Cpu, Device.Cuda {

    /** The kinds of device that a tool can name. */
    enum Kind {
        CPU, CUDA
    }

    /**
     * This machine's processor. A step computes on the thread that calls it; it starts others only within
     * {@link Run#threads()}.
     */
    record Cpu() implements Device {
        @Override
        public Kind kind() {
            return Kind.CPU;
        }
    }

    /**
     * An NVIDIA GPU.
     *
     * @param ordinal number of the device, from 0
     * @param name    its product name
     * @param bytes   its memory
     */
    record Cuda(int ordinal, String name, long bytes) implements Device {
        @Override
        public String label() {
            return Kind.CUDA + " " + ordinal + " (" + name + ")";
        }

        @Override
        public Kind kind() {
            return Kind.CUDA;
        }
    }

    /** The processor. */
    Device CPU = new Cpu();

    /** The kind of this device. */
    Kind kind();

    /** For people and for the provenance of results: {@code CPU}, {@code CUDA 0 (NVIDIA H200)}. */
    default String label() {
        return kind().name();
    }
}
