package dev.vagus.stress;

import dev.vagus.delivery.Routes;
import dev.vagus.delivery.Wildcard;
import java.util.List;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** Once a target was added every later route has it, though another thread looks the same route up and caches it. */
@JCStressTest
@Outcome(
        id = {"2, 1", "2, 2"},
        expect = Expect.ACCEPTABLE,
        desc = "whoever added it sees it, the other may")
@State
public class RouteMeetsNewcomer {
    private final Routes<String, List<String>> routes = new Routes<>(target -> 0, targets -> targets);

    /** One target is there. */
    public RouteMeetsNewcomer() {
        routes.add(Wildcard.compile("T"), "first");
    }

    /** The newcomer. */
    @Actor
    public void add(II_Result result) {
        routes.add(Wildcard.compile("T*"), "second");
        result.r1 = routes.route("T").size();
    }

    /** A sender. */
    @Actor
    public void send(II_Result result) {
        result.r2 = routes.route("T").size();
    }
}
