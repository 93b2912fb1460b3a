package io.roomcast.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.roomcast.access.Capability;
import io.roomcast.access.Rights;
import io.roomcast.access.RoomFilter;
import io.roomcast.home.RoomId;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class RightsTextTest {

    @Property
    void whateverRightsAreWrittenTheSameAreRead(@ForAll("rights") Rights rights) {
        assertThat(RightsText.of(rights).rights()).isEqualTo(rights);
    }

    @Property
    void capabilitiesAlwaysFitTheirColumn(@ForAll("rights") Rights rights) {
        assertThat(RightsText.of(rights).capabilities()).hasSizeLessThanOrEqualTo(256);
    }

    @Provide
    Arbitrary<Rights> rights() {
        Arbitrary<Set<Capability>> capabilities = Arbitraries.of(Capability.class).set().ofMinSize(1);
        Arbitrary<RoomFilter> rooms = Arbitraries.strings()
                .withCharRange('A', 'Z').withCharRange('a', 'z').numeric().withChars('_')
                .ofMinLength(1).ofMaxLength(64)
                .map(RoomId::new)
                .list().ofMaxSize(20)
                .map(RoomFilter::of);
        return Combinators.combine(capabilities, rooms).as(Rights::new);
    }
}
