package io.roomcast.it;

import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.management.JMException;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/** The management beans of the server's process, reached as an administrator on the same machine would: by attaching to it. */
final class ServerJmx implements AutoCloseable {

    private final JMXConnector connector;

    private ServerJmx(JMXConnector connector) {
        this.connector = connector;
    }

    static ServerJmx connect() throws IOException, AttachNotSupportedException {
        var machine = VirtualMachine.attach(process());
        try {
            var address = new JMXServiceURL(machine.startLocalManagementAgent());
            return new ServerJmx(JMXConnectorFactory.connect(address));
        } finally {
            machine.detach();
        }
    }

    /** The readable attributes of that bean by name. */
    Map<String, Object> attributes(String bean) throws IOException, JMException {
        var server = connector.getMBeanServerConnection();
        var name = new ObjectName(bean);
        var values = new TreeMap<String, Object>();
        for (var attribute : server.getMBeanInfo(name).getAttributes()) {
            values.put(attribute.getName(), server.getAttribute(name, attribute.getName()));
        }
        return values;
    }

    /** The names of all threads that run. */
    List<String> threads() throws IOException {
        var threads = ManagementFactory.newPlatformMXBeanProxy(connector.getMBeanServerConnection(),
                ManagementFactory.THREAD_MXBEAN_NAME, ThreadMXBean.class);
        return Stream.of(threads.getThreadInfo(threads.getAllThreadIds()))
                .filter(Objects::nonNull).map(ThreadInfo::getThreadName).toList();
    }

    /** What all threads are doing, frame by frame. */
    List<String> frames() throws IOException {
        var threads = ManagementFactory.newPlatformMXBeanProxy(connector.getMBeanServerConnection(),
                ManagementFactory.THREAD_MXBEAN_NAME, ThreadMXBean.class);
        return Stream.of(threads.getThreadInfo(threads.getAllThreadIds(), Integer.MAX_VALUE))
                .filter(Objects::nonNull).flatMap(thread -> Stream.of(thread.getStackTrace())).map(StackTraceElement::toString).toList();
    }

    /** The heap that is still in use after what nobody refers to has been collected, in bytes. */
    long heapInUse() throws IOException {
        var memory = ManagementFactory.newPlatformMXBeanProxy(connector.getMBeanServerConnection(),
                ManagementFactory.MEMORY_MXBEAN_NAME, MemoryMXBean.class);
        memory.gc();
        return memory.getHeapMemoryUsage().getUsed();
    }

    @Override
    public void close() throws IOException {
        connector.close();
    }

    /** The Java process of the server that the test adapter manages; other tests may have some of the same kind run beside it. */
    private static String process() {
        var managed = Server.current().managed();
        var mark = Server.current() == Server.LIBERTY ? managed.getFileName().toString() : managed.toString();
        return ProcessHandle.allProcesses()
                .filter(process -> process.info().commandLine().filter(line -> line.contains("java") && line.contains(mark)).isPresent())
                .map(process -> Long.toString(process.pid()))
                .reduce((first, second) -> {
                    throw new IllegalStateException("several processes have " + mark + " in their command");
                })
                .orElseThrow(() -> new IllegalStateException("no process has " + mark + " in its command"));
    }
}
