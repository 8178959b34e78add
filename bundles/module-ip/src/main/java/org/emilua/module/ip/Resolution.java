package org.emilua.module.ip;

import java.util.List;
import org.emilua.api.Vm;
import org.emilua.api.error.AsioError;
import org.emilua.api.error.Errno;
import org.emilua.api.error.ErrorCode;
import org.emilua.api.lua.Args;
import org.emilua.posix.AddressInfo;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;

/** Forward name resolution (reference: ip.get_address_info). Runs on its VM's strand only. */
final class Resolution {

    /** {@code address_info_flag} by name, as netdb.h numbers them. */
    static final int PASSIVE = 0x1;

    static final int CANONICAL_NAME = 0x2;
    static final int V4_MAPPED = 0x8;
    static final int ALL_MATCHING = 0x10;
    static final int ADDRESS_CONFIGURED = 0x20;

    private static final int NUMERIC_HOST = 0x4;
    private static final int NUMERIC_SERVICE = 0x400;
    private static final int DEFAULT_FLAGS = ADDRESS_CONFIGURED | V4_MAPPED;

    private Resolution() {}

    /** {@code get_address_info} and its kin: host, service and optional flags to a list of entries. */
    static LuaTable addressInfo(Vm vm, Args args, int family, int socketType) {
        AddressHandle address = args.isString(1) ? null : AddressHandle.of(args, 1);
        String host = address != null ? address.toString() : text(args, 1);
        boolean numeric = !args.isString(2);
        String service = numeric ? Integer.toString(args.port(2)) : text(args, 2);
        int flags = args.integerOr(3, DEFAULT_FLAGS)
                | (address != null ? NUMERIC_HOST : 0)
                | (numeric ? NUMERIC_SERVICE : 0);
        return table(vm.blocking(() -> resolve(host, service, family, socketType, flags)));
    }

    /** Runs on a thread made for blocking calls. */
    private static List<AddressInfo> resolve(String host, String service, int family, int socketType, int flags) {
        try {
            return AddressInfo.resolve(
                    host.isEmpty() ? null : host, service.isEmpty() ? null : service, family, socketType, flags);
        } catch (AddressInfo.ResolutionException e) {
            throw error(e);
        }
    }

    private static String text(Args args, int index) {
        String text = args.string(index);
        if (text.indexOf('\0') >= 0) {
            throw Args.invalid(index);
        }
        return text;
    }

    private static LuaTable table(List<AddressInfo> entries) {
        LuaTable list = new LuaTable();
        String canonicalName = null;
        for (AddressInfo entry : entries) {
            canonicalName = entry.canonicalName() != null ? entry.canonicalName() : canonicalName;
            list.rawset(list.rawlen() + 1, row(entry, canonicalName));
        }
        return list;
    }

    private static LuaTable row(AddressInfo entry, @Nullable String canonicalName) {
        LuaTable row = new LuaTable();
        row.rawset("address", AddressHandle.of(entry.address()));
        row.rawset("port", LuaValue.valueOf(entry.port()));
        if (canonicalName != null) {
            row.rawset("canonical_name", LuaValue.valueOf(canonicalName));
        }
        return row;
    }

    /** The error code for a failure of getaddrinfo(3). */
    private static ErrorCode error(AddressInfo.ResolutionException failure) {
        return switch (failure.code()) {
            case -3 -> AsioError.HOST_NOT_FOUND_TRY_AGAIN.raised();
            case -4 -> AsioError.NO_RECOVERY.raised();
            case -2, -5, -9 -> AsioError.HOST_NOT_FOUND.raised();
            case -8 -> AsioError.SERVICE_NOT_FOUND.raised();
            case -7 -> AsioError.SOCKET_TYPE_NOT_SUPPORTED.raised();
            case -1 -> ErrorCode.system(Errno.EINVAL.code());
            case -6 -> ErrorCode.system(Errno.EAFNOSUPPORT.code());
            case -10 -> ErrorCode.system(Errno.ENOMEM.code());
            default -> ErrorCode.system(failure.errno() != 0 ? failure.errno() : Errno.EIO.code());
        };
    }
}
