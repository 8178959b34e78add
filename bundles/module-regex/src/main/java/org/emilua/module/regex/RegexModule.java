package org.emilua.module.regex;

import org.emilua.api.LuaModule;
import org.emilua.api.Vm;
import org.emilua.api.bytes.Fields;
import org.emilua.api.lua.Args;
import org.emilua.api.lua.ModuleTable;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;
import org.osgi.service.component.annotations.Component;

/** Builds what {@code require 'regex'} returns. Bad arguments raise EINVAL with their index; see {@link RegexErrors} for patterns. */
@Component(property = LuaModule.NAME + "=regex")
public final class RegexModule implements LuaModule {

    private static final LuaValue EMPTY = LuaValue.valueOf("empty");
    private static final LuaValue START = LuaValue.valueOf("start");
    private static final LuaValue END = LuaValue.valueOf("end_");

    @Override
    public LuaValue load(Vm vm) {
        return new ModuleTable()
                .function("new", args -> new RegexHandle(RegexOptions.of(args.table(1))))
                .function("match", RegexModule::match)
                .function("search", RegexModule::search)
                .function("split", RegexModule::split)
                .function("patsplit", RegexModule::patsplit);
    }

    private static Varargs match(Args args) {
        Expression regex = Expression.of(args, 1);
        Subject subject = Subject.of(args, 2);
        int[] slots = regex.match(subject.bytes(), subject.offset(), subject.length());
        if (slots == null) {
            return LuaValue.NIL;
        }
        if (regex.groups() == 0) {
            return (Varargs) subject.value();
        }
        LuaValue[] captures = new LuaValue[regex.groups()];
        for (int group = 1; group <= captures.length; group++) {
            captures[group - 1] = isMatched(slots, group) ? subject.part(slots[2 * group], slots[2 * group + 1]) : LuaValue.NIL;
        }
        return LuaValue.varargsOf(captures);
    }

    private static LuaValue search(Args args) {
        Expression regex = Expression.of(args, 1);
        Subject subject = Subject.of(args, 2);
        int[] slots = regex.search(subject.bytes(), subject.offset(), subject.length());
        LuaTable result = new LuaTable();
        result.rawset(EMPTY, LuaValue.valueOf(slots == null));
        for (int group = 0; slots != null && group <= regex.groups(); group++) {
            if (isMatched(slots, group)) {
                LuaTable range = new LuaTable(0, 2);
                range.rawset(START, LuaValue.valueOf(slots[2 * group] + 1));
                range.rawset(END, LuaValue.valueOf(slots[2 * group + 1]));
                result.rawset(group, range);
            }
        }
        return result;
    }

    private static boolean isMatched(int[] slots, int group) {
        return slots[2 * group] >= 0 && slots[2 * group + 1] >= 0;
    }

    private static LuaValue split(Args args) {
        Expression regex = Expression.of(args, 1);
        Subject subject = Subject.of(args, 2);
        Fields fields = new Fields();
        fields.split(regex.within(subject.length()), subject.bytes(), subject.offset(), subject.length());
        return list(subject, fields);
    }

    private static LuaValue patsplit(Args args) {
        Expression regex = Expression.of(args, 1);
        Subject subject = Subject.of(args, 2);
        Fields fields = new Fields();
        fields.match(regex.within(subject.length()), subject.bytes(), subject.offset(), subject.length());
        return list(subject, fields);
    }

    private static LuaTable list(Subject subject, Fields fields) {
        LuaTable list = new LuaTable(fields.count(), 0);
        for (int i = 0; i < fields.count(); i++) {
            list.rawset(i + 1, subject.part(fields.start(i), fields.end(i)));
        }
        return list;
    }
}
