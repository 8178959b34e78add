package org.example.greeter;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.emilua.api.ActorAddress;
import org.emilua.api.ActorProvider;
import org.emilua.api.Operation;
import org.emilua.api.RemoteActor;
import org.emilua.api.Vm;
import org.emilua.api.lua.Args;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaNumber;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;
import org.osgi.service.component.annotations.Component;

/**
 * {@code spawn_vm(prefix, {repeating = times})}: actors that are not even programs. Each sends a message's field {@code text} back to
 * its field {@code to}, several times in one.
 */
@Component(property = ActorProvider.OPTION + "=repeating")
public final class RepeatingActors implements ActorProvider {

    /** What was done to the actors. */
    static final List<String> LOG = new CopyOnWriteArrayList<>();

    @Override
    public RemoteActor spawn(Request request) {
        if (!(request.option() instanceof LuaNumber)) {
            throw Args.invalid(2);
        }
        return new Repeating(request.module(), request.option().toint());
    }

    private record Repeating(String prefix, int times) implements RemoteActor {

        @Override
        public Operation<?> send(Vm sender, LuaValue message) {
            if (!(message instanceof LuaTable table) || table.get("to").isnil()) {
                throw Args.invalid(2);
            }
            ActorAddress to = sender.addressOf(table.get("to")).orElseThrow(() -> Args.invalid(2));
            return new Answer(to.send(sender, LuaValue.valueOf(prefix + table.get("text").tojstring().repeat(times))), to);
        }

        @Override
        public void close() {
            LOG.add("closed");
        }

        @Override
        public void kill(int signal) {
            LOG.add("killed " + signal);
        }

        @Override
        public LuaValue childPid() {
            return LuaValue.valueOf(4711);
        }
    }

    /** Answers at once, so that the sender waits until the answer has arrived. */
    private static final class Answer extends Operation<LuaValue> {

        private final Operation<?> answer;
        private final ActorAddress to;

        Answer(Operation<?> answer, ActorAddress to) {
            this.answer = answer;
            this.to = to;
        }

        @Override
        protected void start() {
            beginPart(answer);
        }

        @Override
        protected void partEnded(Operation<?> part) {
            to.close();
            if (part.isAborted()) {
                abort();
                return;
            }
            try {
                part.takeOutcome();
                complete(LuaValue.NIL);
            } catch (LuaError e) {
                fail(e);
            }
        }

        @Override
        protected void cancel() {
            answer.requestCancel();
        }
    }
}
