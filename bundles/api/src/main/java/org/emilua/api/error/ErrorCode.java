package org.emilua.api.error;

import org.emilua.api.lua.NativeFunction;
import org.emilua.api.lua.Utf8;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;

/**
 * An error code on its way to Lua, where it arrives as a table with {@code code} and {@code category} (reference: Errors,
 * "The error table"). Carries no Java stack trace: it is control flow, not a defect.
 */
public final class ErrorCode extends LuaError {

    private static final LuaValue CODE = LuaValue.valueOf("code");
    private static final LuaValue CATEGORY = LuaValue.valueOf("category");
    private static final LuaValue DETAIL = LuaValue.valueOf("detail");
    private static final LuaValue ARG = LuaValue.valueOf("arg");
    private static final LuaTable METATABLE = metatable();

    private final transient ErrorCategory category;
    private final int code;
    private transient @Nullable LuaTable table;

    private ErrorCode(ErrorCategory category, int code) {
        super((String) null);
        this.category = category;
        this.code = code;
    }

    /** An error of any category. */
    public static ErrorCode of(ErrorCategory category, int code) {
        return new ErrorCode(category, code);
    }

    /** A POSIX error that the engine raises by itself, for misuse for example: category {@code generic}. */
    public static ErrorCode of(Errno errno) {
        return new ErrorCode(Categories.GENERIC, errno.code());
    }

    /** An error that the operating system reported: category {@code system}. */
    public static ErrorCode system(int errno) {
        return new ErrorCode(Categories.SYSTEM, errno);
    }

    /** The end of an operation that was cancelled: {@code operation_aborted}, ECANCELED of the system. */
    public static ErrorCode aborted() {
        return system(Errno.ECANCELED.code());
    }

    /** An error of the engine itself. */
    public static ErrorCode of(CoreError error) {
        return new ErrorCode(Categories.CORE, error.code());
    }

    /** EINVAL for the argument at {@code index}, where a method's self is argument 1. */
    public static ErrorCode invalidArgument(int index) {
        return new ErrorCode(Categories.GENERIC, Errno.EINVAL.code()).with(ARG, LuaValue.valueOf(index));
    }

    /** Adds an extra field to the error table. */
    public ErrorCode with(LuaValue field, LuaValue value) {
        table().rawset(field, value);
        return this;
    }

    /** Adds the field {@code detail}: what exactly is wrong, for people. */
    public ErrorCode withDetail(String detail) {
        return with(DETAIL, Utf8.encode(detail));
    }

    /** The numeric code. */
    public int code() {
        return code;
    }

    /** The category that gives the code its meaning. */
    public ErrorCategory category() {
        return category;
    }

    /** The error as Lua sees it: always the same table for the same error. */
    public LuaTable table() {
        LuaTable made = table;
        if (made == null) {
            made = new LuaTable(0, 2);
            made.rawset(CODE, LuaValue.valueOf(code));
            made.rawset(CATEGORY, category);
            made.setmetatable(METATABLE);
            table = made;
        }
        return made;
    }

    @Override
    public LuaValue getMessageObject() {
        return table();
    }

    @Override
    public String getMessage() {
        return category.message(code);
    }

    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }

    /** Whether {@code value} is an error table with this category and code. */
    public static boolean matches(@Nullable LuaValue value, ErrorCategory category, int code) {
        return value instanceof LuaTable table && table.getmetatable() == METATABLE
                && table.rawget(CATEGORY) == category && table.rawget(CODE).eq_b(LuaValue.valueOf(code));
    }

    /** Whether {@code value} is an error table at all. */
    public static boolean isErrorCode(@Nullable LuaValue value) {
        return value instanceof LuaTable table && table.getmetatable() == METATABLE;
    }

    /** Makes an error table of a table with {@code code} and {@code category}, a copy of another one for example. */
    public static LuaTable adopt(LuaTable fields) {
        fields.setmetatable(METATABLE);
        return fields;
    }

    /** The message of an error table, as its {@code tostring}. */
    public static String messageOf(LuaValue errorTable) {
        LuaValue category = errorTable.rawget(CATEGORY);
        LuaValue code = errorTable.rawget(CODE);
        return category instanceof ErrorCategory known && code.isnumber() ? known.message(code.toint()) : "error code";
    }

    private static LuaTable metatable() {
        LuaTable index = new LuaTable();
        index.rawset("togeneric", new NativeFunction("togeneric", args -> {
            LuaTable error = args.table(1);
            if (!(error.rawget(CATEGORY) instanceof ErrorCategory category) || !error.rawget(CODE).isint()) {
                return error;
            }
            ErrorCode generic = category.toGeneric(error.rawget(CODE).toint());
            return generic.category() == category ? error : generic.table();
        }));
        LuaTable metatable = new LuaTable();
        metatable.rawset(LuaValue.INDEX, index);
        metatable.rawset(LuaValue.TOSTRING, new NativeFunction("__tostring", args -> Utf8.encode(messageOf(args.table(1)))));
        metatable.rawset(LuaValue.EQ, new NativeFunction("__eq", args -> {
            LuaValue a = args.arg(1);
            LuaValue b = args.arg(2);
            return LuaValue.valueOf(isErrorCode(a) && isErrorCode(b)
                    && a.rawget(CATEGORY) == b.rawget(CATEGORY) && a.rawget(CODE).raweq(b.rawget(CODE)));
        }));
        metatable.rawset(LuaValue.METATABLE, LuaValue.valueOf("error_code"));
        return metatable;
    }
}
