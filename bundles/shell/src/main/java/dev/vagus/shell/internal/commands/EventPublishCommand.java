package dev.vagus.shell.internal.commands;

import dev.vagus.events.EventBuilder;
import dev.vagus.events.EventHistory;
import dev.vagus.events.EventReceipt;
import dev.vagus.events.EventTopics;
import dev.vagus.module.ErrorRecord;
import dev.vagus.shell.internal.model.Arguments;
import dev.vagus.shell.internal.model.Candidates;
import dev.vagus.shell.internal.model.Command;
import dev.vagus.shell.internal.model.CommandException;
import dev.vagus.shell.internal.model.Output;
import dev.vagus.shell.internal.model.Values;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** The command that publishes an event. */
final class EventPublishCommand {
    private static final String BROADCAST = "--broadcast";
    private static final String ENCRYPTED = "--encrypted";
    private static final String PERSIST = "--persist";
    private static final String NO_PERSIST = "--no-persist";
    private static final String STICKY = "--sticky";
    private static final String UNSTICKY = "--unsticky";
    private static final String KEY = "--key";
    private static final String WAIT = "--wait";

    private final Services services;

    EventPublishCommand(Services services) {
        this.services = services;
    }

    List<Command> all() {
        Names known = new Names(services);
        return List.of(Command.named("event-publish", "publish an event")
                .argument("NAME", "name of the event", known::events)
                .many(
                        "KEY=VALUE",
                        "what happened; a value that is JSON is taken as such, else as text",
                        Candidates.NONE)
                .option("--data", "JSON", "what happened, as a JSON object")
                .option(
                        "--channel",
                        "CHANNEL",
                        "its channel; without it " + EventTopics.DEFAULT_CHANNEL,
                        known::eventChannels)
                .flag(BROADCAST, "to all channels: who hears its name on any gets it once")
                .option("--correlation", "ID", "what joins it to other messages, calls and events", known::correlations)
                .flag(PERSIST, "the history keeps it, whatever its configuration says")
                .flag(NO_PERSIST, "the history does not keep it")
                .flag(STICKY, "keep it for handlers that come later, until the next of its name on its channel")
                .option("--token", "TOKEN", "on whose behalf: " + TokenWords.HOW)
                .flag(ENCRYPTED, "let its data be stored encrypted only")
                .flag(UNSTICKY, "take the sticky events of its name on its channel away")
                .option(KEY, "KEY", "the one of this key only; with " + STICKY + " or " + UNSTICKY, known::stickyKeys)
                .option(WAIT, "TIME", "wait so long until a store has it for good; fails when none has")
                .json()
                .example("event-publish LabStepStarted StepName=DeployVM")
                .example("event-publish DeviceState State=up --channel Lab --sticky --key web-1 --wait 5s")
                .does(this::publish));
    }

    private void publish(Arguments arguments, Output output) throws InterruptedException {
        Duration wait = arguments.duration(WAIT);
        EventBuilder event = services.events().event(arguments.get("NAME")).data(Values.payload(arguments));
        String channel = arguments.find("--channel");
        if (channel != null) {
            event.channel(channel);
        }
        String correlation = arguments.text("--correlation");
        if (correlation != null) {
            event.correlationId(correlation);
        }
        String token = arguments.find("--token");
        if (token != null) {
            event.token(TokenWords.read(token));
        }
        if (arguments.has(BROADCAST)) {
            event.broadcast();
        }
        if (arguments.has(ENCRYPTED)) {
            event.encrypted();
        }
        keep(event, arguments);
        stick(event, arguments);
        EventReceipt receipt = event.publish();
        if (wait != null) {
            if (!arguments.has(Command.JSON)) {
                output.progress("published; waiting for the store");
            }
            await(receipt, wait);
        }
        print(receipt.id().toString(), wait != null, arguments, output);
    }

    private static void keep(EventBuilder event, Arguments arguments) {
        boolean persist = arguments.has(PERSIST);
        if (arguments.has(NO_PERSIST)) {
            if (persist || arguments.has(WAIT)) {
                throw new CommandException(
                        NO_PERSIST + " does not go with " + (persist ? PERSIST : WAIT) + ": no store would get it");
            }
            event.persist(false);
        } else if (persist) {
            event.persist(true);
        }
    }

    private static void stick(EventBuilder event, Arguments arguments) {
        String key = arguments.text(KEY);
        boolean sticky = arguments.has(STICKY);
        boolean unsticky = arguments.has(UNSTICKY);
        if (sticky && unsticky) {
            throw new CommandException(STICKY + " and " + UNSTICKY + " do not go together: the one keeps the event for"
                    + " handlers that come later, the other takes the kept ones away");
        }
        if (key != null && !sticky && !unsticky) {
            throw new CommandException(KEY + " needs " + STICKY + " or " + UNSTICKY);
        }
        if (sticky) {
            event = key == null ? event.sticky() : event.sticky(key);
        } else if (unsticky) {
            event = key == null ? event.unsticky() : event.unsticky(key);
        }
    }

    private void await(EventReceipt receipt, Duration time) throws InterruptedException {
        CompletableFuture<Boolean> stored = new CompletableFuture<>();
        receipt.persisted().whenComplete((isStored, error) -> {
            if (error == null) {
                stored.complete(isStored);
            } else {
                stored.completeExceptionally(error);
            }
        });
        String published = "published " + receipt.id() + ", but ";
        try {
            if (!stored.get(time.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new CommandException(published + "no store keeps it: " + whyNot());
            }
        } catch (TimeoutException e) {
            throw new CommandException(
                    published + "the store has not written it within " + Times.text(time) + "; it may still do so");
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new CommandException(
                    published + "the store failed: " + ErrorRecord.of(cause).message());
        }
    }

    private String whyNot() {
        EventHistory history = services.findHistory();
        return history != null && history.snapshot().hasStore()
                ? "the history leaves it out by its configuration; " + PERSIST + " makes it keep this one"
                : "there is none";
    }

    private static void print(String id, boolean stored, Arguments arguments, Output output) {
        if (!arguments.has(Command.JSON)) {
            output.line("published " + id + (stored ? ", and the store has it" : ""));
            return;
        }
        Map<String, @Nullable Object> facts = new LinkedHashMap<>();
        facts.put("id", id);
        if (stored) {
            facts.put("persisted", true);
        }
        output.json(facts);
    }
}
