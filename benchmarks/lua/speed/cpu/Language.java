import java.nio.file.Files;
import java.nio.file.Path;
import org.emilua.lua.LuaLanguage;
import org.emilua.lua.LuaState;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;
import org.luaj.vm2.lib.VarArgFunction;
import org.luaj.vm2.lib.ZeroArgFunction;

/** Runs a Lua program with the engine's language and nothing of the engine around it, so that its clock can tell processor time. */
final class Language {

    public static void main(String[] arguments) throws Exception {
        LuaState state = new LuaState();
        state.enter();
        LuaTable globals = state.libraries();
        CpuClock cpu = new CpuClock();
        LuaTable os = new LuaTable();
        os.rawset("clock", new ZeroArgFunction() {
            @Override
            public LuaValue call() {
                return valueOf(cpu.seconds());
            }
        });
        globals.rawset("os", os);
        globals.rawset("print", new VarArgFunction() {
            @Override
            public Varargs invoke(Varargs values) {
                for (int i = 1; i <= values.narg(); i++) {
                    System.out.print((i > 1 ? "\t" : "") + values.arg(i).tojstring());
                }
                System.out.println();
                return NONE;
            }
        });
        byte[] source = Files.readAllBytes(Path.of(arguments[0]));
        LuaLanguage.instance().load(source, "@" + arguments[0], globals).invoke();
        System.exit(0);
    }
}
