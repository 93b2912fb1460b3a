package io.roomcast.ops;

import com.sun.management.OperatingSystemMXBean;
import io.roomcast.tracking.SystemStatus.Memory;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.util.OptionalDouble;

/** Reads what the JVM tells of itself. */
final class Machine {

    private static final long BYTES_PER_MEBIBYTE = 1L << 20;

    private Machine() {
    }

    /** The heap, in whole mebibytes; a heap without an upper bound shows what is set aside for it now. */
    static Memory memory() {
        MemoryUsage heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
        long max = heap.getMax() < 0 ? heap.getCommitted() : heap.getMax();
        return new Memory(heap.getUsed() / BYTES_PER_MEBIBYTE, max / BYTES_PER_MEBIBYTE);
    }

    /** This process's share of the processors, 0 to 1; nothing when the JVM does not know, as right after its start. */
    static OptionalDouble cpuLoad() {
        double load = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuLoad();
        return load >= 0 ? OptionalDouble.of(Math.min(1, load)) : OptionalDouble.empty();
    }
}
