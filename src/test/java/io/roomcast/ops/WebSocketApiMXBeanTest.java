package io.roomcast.ops;

import static org.assertj.core.api.Assertions.assertThat;

import io.roomcast.tracking.WebSocketApiStatus;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import javax.management.MBeanServer;
import javax.management.MBeanServerFactory;
import javax.management.ObjectName;
import org.junit.jupiter.api.Test;

class WebSocketApiMXBeanTest {

    private final MBeanServer server = MBeanServerFactory.newMBeanServer();
    private final WebSocketApiView view = new WebSocketApiView(() -> FixedTracker.STATUS);

    @Test
    void everyMemberOfTheRecordIsAnAttributeOfTheSameValue() throws Exception {
        try (MBeanRegistration registration = MBeanRegistration.open(server, "WebSocketApi", view)) {
            Map<String, Object> attributes = server.getAttributes(registration.name(), attributeNames(registration))
                    .asList().stream().collect(Collectors.toMap(one -> one.getName(), one -> one.getValue()));

            for (RecordComponent member : WebSocketApiStatus.class.getRecordComponents()) {
                String name = Character.toUpperCase(member.getName().charAt(0)) + member.getName().substring(1);
                assertThat(attributes.remove(name)).as(name).isEqualTo(member.getAccessor().invoke(FixedTracker.STATUS));
            }
            assertThat(attributes).isEmpty();
        }
    }

    @Test
    void theBeanIsThereWhileTheRegistrationIsOpen() throws Exception {
        ObjectName name = new ObjectName("io.roomcast:type=WebSocketApi");

        try (MBeanRegistration registration = MBeanRegistration.open(server, "WebSocketApi", view)) {
            assertThat(registration.name()).isEqualTo(name);
            assertThat(server.isRegistered(name)).isTrue();
        }

        assertThat(server.isRegistered(name)).isFalse();
    }

    @Test
    void aSecondDeploymentGetsItsOwnNameAndLeavesTheFirstAlone() throws Exception {
        MBeanRegistration first = MBeanRegistration.open(server, "WebSocketApi", view);
        MBeanRegistration second =
                MBeanRegistration.open(server, "WebSocketApi", new WebSocketApiView(() -> FixedTracker.STATUS));

        second.close();

        assertThat(second.name()).isEqualTo(new ObjectName("io.roomcast:type=WebSocketApi,deployment=2"));
        assertThat(server.isRegistered(first.name())).isTrue();
        assertThat(server.isRegistered(second.name())).isFalse();
    }

    @Test
    void closingTwiceDoesNoHarm() {
        MBeanRegistration registration = MBeanRegistration.open(server, "WebSocketApi", view);

        registration.close();
        registration.close();

        assertThat(server.isRegistered(registration.name())).isFalse();
    }

    private String[] attributeNames(MBeanRegistration registration) throws Exception {
        return Arrays.stream(server.getMBeanInfo(registration.name()).getAttributes())
                .map(attribute -> attribute.getName()).toArray(String[]::new);
    }
}
