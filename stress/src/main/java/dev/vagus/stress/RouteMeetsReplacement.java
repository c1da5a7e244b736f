package dev.vagus.stress;

import dev.vagus.delivery.Routes;
import dev.vagus.delivery.Wildcard;
import java.util.List;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** A target that is exchanged is in every route once. */
@JCStressTest
@Outcome(id = "1, 1", expect = Expect.ACCEPTABLE, desc = "the former or the next one, never both or none")
@State
public class RouteMeetsReplacement {
    private final Routes<String, List<String>> routes = new Routes<>(target -> 0, targets -> targets);
    private final long key = routes.add(Wildcard.compile("T"), "former");

    /** The change. */
    @Actor
    public void replace() {
        routes.replace(key, () -> {}, Wildcard.compile("T*"), "next");
    }

    /** A sender. */
    @Actor
    public void send(II_Result result) {
        result.r1 = routes.route("T").size();
    }

    /** A sender after both. */
    @Arbiter
    public void look(II_Result result) {
        List<String> route = routes.route("T");
        result.r2 = route.contains("next") ? route.size() : 0;
    }
}
