package org.emilua.runtime;

import org.emilua.api.RemoteActor;
import org.emilua.api.StackRoom;
import org.emilua.api.engine.VmLimits;
import org.emilua.api.error.CoreError;
import org.emilua.api.error.Errno;
import org.emilua.api.error.ErrorCode;
import org.emilua.api.lua.Args;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaNumber;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** {@code spawn_vm} and {@code spawn_context_threads} (reference: Threads and the actor model). Runs on its VM's strand only. */
final class Actors {

    private static final LuaValue LIMITS = LuaValue.valueOf("limits");

    /** Threads that one call adds; what the system has no room for raises EAGAIN. */
    private static final int MAX_THREADS = 1024;

    private Actors() {}

    /** Starts the module that argument 1 names in a VM of its own; returns the channel to its inbox. */
    static LuaValue spawn(EmiluaVm vm, Args args) {
        StackRoom.check(ModuleLoader.ROOM);
        String name = args.string(1);
        boolean inherit = true;
        boolean newMaster = false;
        String otherKind = null;
        VmLimits limits = vm.limits();
        if (!args.isNil(2)) {
            LuaTable options = args.table(2);
            otherKind = otherKind(vm, options);
            inherit = flag(options, "inherit_context", true);
            newMaster = flag(options, "new_master", false);
            checkHint(options);
            limits = Limits.of(options.rawget(LIMITS), vm.limits(), vm.application().mostForEach());
        }
        if (newMaster && !vm.application().isMaster(vm)) {
            throw ErrorCode.of(Errno.EPERM);
        }
        if (otherKind != null) {
            return spawnOther(vm, otherKind, newMaster, args);
        }
        ModuleContext module = vm.currentFiber().module;
        if (module == null) {
            throw ErrorCode.of(CoreError.BAD_ROOT_CONTEXT);
        }
        ModuleSearch.Found found = vm.modules().findActor(module, name);
        byte[] source = ModuleFile.read(found.file());
        EmiluaVm actor = vm.newActor(inherit, found.file().toString(), limits);
        Prepared prepared = new Prepared(actor, found, source);
        try {
            actor.borrowThread(prepared);
        } catch (RuntimeException | Error e) {
            actor.begin(() -> {}); // a VM without fibers ends by itself
            throw e;
        }
        ChannelHandle channel = new ChannelHandle(vm, actor.mailbox().newAddress());
        if (newMaster) {
            vm.application().master(actor);
        }
        actor.begin(prepared.begin);
        return channel;
    }

    /** {@code spawn_context_threads}: the caller's context gets argument 1 more threads. */
    static Varargs addThreads(EmiluaVm vm, Args args) {
        vm.addContextThreads(args.integer(1, 1, MAX_THREADS));
        return LuaValue.NONE;
    }

    /** An actor's way to its first fiber. */
    private static final class Prepared implements Runnable {

        private final EmiluaVm actor;
        private final ModuleSearch.Found found;
        private final byte[] source;
        private Runnable begin = () -> {};

        Prepared(EmiluaVm actor, ModuleSearch.Found found, byte[] source) {
            this.actor = actor;
            this.found = found;
            this.source = source;
        }

        @Override
        public void run() {
            begin = actor.modules().prepareActor(found, source);
        }
    }

    /** An actor that is no VM of this process. */
    private static LuaValue spawnOther(EmiluaVm vm, String kind, boolean newMaster, Args args) {
        if (newMaster) {
            throw invalid("new_master is for an actor of this process, not with " + kind);
        }
        RemoteActor actor = vm.actorProviders().spawn(vm, kind, args.string(1), args.table(2));
        return new ChannelHandle(vm, RemoteAddress.supervising(actor));
    }

    /** The option that asks for another kind of actor, null without one. Raises EINVAL for what is no option at all. */
    private static @Nullable String otherKind(EmiluaVm vm, LuaTable options) {
        String kind = null;
        for (Varargs entry = options.next(LuaValue.NIL); !entry.arg1().isnil(); entry = options.next(entry.arg1())) {
            String name = entry.arg1().tojstring();
            switch (name) {
                case "inherit_context", "concurrency_hint", "new_master", "limits" -> {}
                default -> {
                    if (entry.arg1().type() != LuaValue.TSTRING || !vm.actorProviders().isOption(name)) {
                        throw invalid("unknown option '" + name + "'");
                    }
                    if (kind != null) {
                        throw invalid("an actor is not of two kinds: " + kind + ", " + name);
                    }
                    kind = name;
                }
            }
        }
        return kind;
    }

    /** EINVAL for the options, with what is wrong with them. */
    static ErrorCode invalid(String detail) {
        return Args.invalid(2).withDetail(detail);
    }

    private static boolean flag(LuaTable options, String name, boolean otherwise) {
        LuaValue value = options.rawget(LuaValue.valueOf(name));
        if (value.isnil()) {
            return otherwise;
        }
        if (!value.isboolean()) {
            throw invalid(name + " must be a boolean");
        }
        return value.toboolean();
    }

    /** How many threads will run the context: nothing here depends on it. */
    private static void checkHint(LuaTable options) {
        LuaValue hint = options.rawget(LuaValue.valueOf("concurrency_hint"));
        if (!hint.isnil() && !(hint instanceof LuaNumber && hint.todouble() >= 1 && hint.todouble() == Math.rint(hint.todouble()))) {
            throw invalid("concurrency_hint must be a positive integer");
        }
    }
}
