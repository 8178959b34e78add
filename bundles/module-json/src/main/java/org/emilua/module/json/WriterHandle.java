package org.emilua.module.json;

import org.emilua.api.lua.Args;
import org.emilua.api.lua.Handle;
import org.emilua.api.lua.LuaType;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaNumber;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** The Lua side of a {@link Generator} (reference: json.writer). Runs on its VM's strand only. */
final class WriterHandle extends Handle {

    private static final LuaType<WriterHandle> TYPE = LuaType.named("json.writer", WriterHandle.class)
            .method("value", (self, args) -> self.value(args))
            .method("begin_object", (self, args) -> self.does(Generator::beginObject))
            .method("end_object", (self, args) -> self.does(Generator::endObject))
            .method("begin_array", (self, args) -> self.does(Generator::beginArray))
            .method("end_array", (self, args) -> self.does(Generator::endArray))
            .method("literal", (self, args) -> {
                LuaString text = args.bytes(2);
                return self.does(generator -> generator.literal(text));
            })
            .method("generate", (self, args) -> self.generate())
            .property("level", self -> LuaValue.valueOf(self.generator().level()));

    private @Nullable Generator generator;

    WriterHandle(Generator generator) {
        super(TYPE);
        this.generator = generator;
    }

    /** What the writer writes with. Raises EINVAL for self once its text was taken. */
    Generator generator() {
        Generator current = generator;
        if (current == null) {
            throw Args.invalid(1);
        }
        return current;
    }

    /** Whether the text was not taken yet. */
    boolean isUsable() {
        return generator != null;
    }

    /** Takes the finished text; the writer cannot be used any more. */
    LuaString generate() {
        LuaString text = generator().take();
        generator = null;
        return text;
    }

    private Varargs does(java.util.function.Consumer<Generator> step) {
        step.accept(generator());
        return NONE;
    }

    private Varargs value(Args args) {
        Generator to = generator();
        LuaValue value = args.arg(2);
        if (value instanceof LuaString text) {
            to.string(text);
        } else if (value instanceof LuaNumber number) {
            to.number(number.todouble());
        } else if (value == JsonNull.INSTANCE) {
            to.nothing();
        } else {
            to.bool(args.bool(2));
        }
        return NONE;
    }
}
