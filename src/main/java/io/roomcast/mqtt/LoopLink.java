package io.roomcast.mqtt;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A link that is made and used on the event loop's thread only. The client leaves something of itself with every thread that calls
 * it; on a thread of the server's, which outlives the application, that would hold all the application's classes.
 */
final class LoopLink implements BrokerLink {

    private final Executor eventLoop;
    private final CompletableFuture<BrokerLink> link;

    /** @param maker makes the link proper, on the event loop */
    LoopLink(Executor eventLoop, Supplier<BrokerLink> maker) {
        this.eventLoop = eventLoop;
        this.link = CompletableFuture.supplyAsync(maker, eventLoop);
    }

    @Override
    public CompletableFuture<Void> connect(boolean newSession) {
        return link.thenApplyAsync(made -> made.connect(newSession), eventLoop).thenCompose(Function.identity());
    }

    @Override
    public CompletableFuture<Set<String>> subscribe(List<String> filters) {
        return link.thenApplyAsync(made -> made.subscribe(filters), eventLoop).thenCompose(Function.identity());
    }

    @Override
    public CompletableFuture<Delivery> publish(OutgoingMessage message) {
        return link.thenApplyAsync(made -> made.publish(message), eventLoop).thenCompose(Function.identity());
    }

    @Override
    public CompletableFuture<Void> close() {
        return link.thenApplyAsync(BrokerLink::close, eventLoop).thenCompose(Function.identity());
    }
}
