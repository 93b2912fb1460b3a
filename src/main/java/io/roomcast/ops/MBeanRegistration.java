package io.roomcast.ops;

import java.util.logging.Level;
import java.util.logging.Logger;
import javax.management.InstanceAlreadyExistsException;
import javax.management.InstanceNotFoundException;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/**
 * A management bean that is registered for as long as this is open. The platform's MBean server outlives applications and is
 * shared by all in the JVM: a name that a second deployment holds already gets a number behind it.
 */
final class MBeanRegistration implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(MBeanRegistration.class.getPackageName());
    private static final int MAX_DEPLOYMENTS = 100;

    private final MBeanServer server;
    private final ObjectName name;

    private MBeanRegistration(MBeanServer server, ObjectName name) {
        this.server = server;
        this.name = name;
    }

    /**
     * Registers the bean as {@code io.roomcast:type=TYPE}, or with {@code ,deployment=2} and so on when that is taken.
     *
     * @throws IllegalStateException if the server refuses the bean
     */
    static MBeanRegistration open(MBeanServer server, String type, Object bean) {
        for (int deployment = 1; deployment <= MAX_DEPLOYMENTS; deployment++) {
            String name = "io.roomcast:type=" + type + (deployment == 1 ? "" : ",deployment=" + deployment);
            try {
                ObjectName taken = server.registerMBean(bean, new ObjectName(name)).getObjectName();
                if (deployment > 1) {
                    LOG.log(Level.WARNING, "another deployment holds the management bean {0}; this one is {1}",
                            new Object[] {type, taken});
                }
                return new MBeanRegistration(server, taken);
            } catch (InstanceAlreadyExistsException e) {
                LOG.log(Level.FINE, "{0} is taken", name);
            } catch (JMException e) {
                throw new IllegalStateException("cannot register the management bean " + name, e);
            }
        }
        throw new IllegalStateException(MAX_DEPLOYMENTS + " deployments hold the management bean " + type + " already");
    }

    ObjectName name() {
        return name;
    }

    /** Takes the bean out. */
    @Override
    public void close() {
        try {
            server.unregisterMBean(name);
        } catch (InstanceNotFoundException e) {
            LOG.log(Level.FINE, "{0} had been taken out by somebody else", name);
        } catch (JMException e) {
            LOG.log(Level.WARNING, "cannot take out the management bean " + name, e);
        }
    }
}
