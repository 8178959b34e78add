package org.emilua.lua.compiler;

import java.util.ArrayList;
import java.util.List;
import org.emilua.lua.syntax.Expr;

/** Writes table constructors. The list elements come into the table at once. */
final class Tables {

    private final Emitter emitter;
    private final Expressions expressions;

    Tables(Emitter emitter, Expressions expressions) {
        this.emitter = emitter;
        this.expressions = expressions;
    }

    /** Leaves the table on the operand stack. */
    void emit(Expr.Table e) {
        List<Expr> elements = new ArrayList<>();
        List<Expr.Field> keyed = new ArrayList<>();
        for (Expr.Field field : e.fields()) {
            if (field.key() == null) {
                elements.add(field.value());
            } else {
                keyed.add(field);
            }
        }
        if (e.listFirst()) {
            list(elements, keyed.isEmpty() && !elements.isEmpty() && emitter.kinds.isMulti(elements.getLast()));
            keyed(keyed);
        } else {
            mixed(e, elements, keyed.size());
        }
    }

    private void list(List<Expr> elements, boolean open) {
        if (elements.isEmpty()) {
            emitter.code.new_(Types.TABLE);
            emitter.code.dup();
            emitter.code.invokespecial(Types.TABLE, "<init>", Types.method(Types.VOID));
            return;
        }
        expressions.array(open ? elements.subList(0, elements.size() - 1) : elements);
        if (open) {
            expressions.calls().all(elements.getLast());
            emitter.invokeStatic(Types.LISTS, "extended", Types.VALUE_ARRAY, Types.VALUE_ARRAY, Types.VALUES);
        }
        emitter.invokeStatic(Types.TABLE, "list", Types.TABLE, Types.VALUE_ARRAY);
    }

    private void keyed(List<Expr.Field> fields) {
        if (fields.isEmpty()) {
            return;
        }
        emitter.code.dup();
        emitter.code.iconst_0();
        emitter.code.loadConstant(fields.size());
        emitter.code.invokevirtual(Types.TABLE, "presize", Types.method(Types.VOID, Types.INT, Types.INT));
        for (Expr.Field field : fields) {
            put(field);
        }
    }

    private void put(Expr.Field field) {
        Expr key = field.key();
        if (key instanceof Expr.Str name) {
            emitter.code.dup();
            emitter.constant(name.value(), Types.STRING);
            expressions.emitBoxed(field.value());
            emitter.code.invokevirtual(Types.TABLE, "store", Types.method(Types.VOID, Types.STRING, Types.VALUE));
        } else if (key != null) {
            emitter.code.dup();
            expressions.emitBoxed(key);
            expressions.emitBoxed(field.value());
            emitter.site(field);
            emitter.operation("setIndex", Types.VOID, Types.VALUE, Types.VALUE, Types.VALUE);
        }
    }

    /** List elements stand behind other fields: all are evaluated in order, the list comes last into the table. */
    private void mixed(Expr.Table e, List<Expr> elements, int keyedCount) {
        int mark = emitter.mark();
        int table = emitter.slot(1);
        int list = emitter.slot(1);
        boolean open = e.fields().getLast().key() == null && emitter.kinds.isMulti(elements.getLast());
        int closed = open ? elements.size() - 1 : elements.size();
        emitter.code.new_(Types.TABLE);
        emitter.code.dup();
        emitter.code.iconst_0();
        emitter.code.loadConstant(keyedCount);
        emitter.code.invokespecial(Types.TABLE, "<init>", Types.method(Types.VOID, Types.INT, Types.INT));
        emitter.code.astore(table);
        emitter.code.loadConstant(closed);
        emitter.code.anewarray(Types.VALUE);
        emitter.code.astore(list);
        int next = 0;
        for (Expr.Field field : e.fields()) {
            if (field.key() != null) {
                emitter.code.aload(table);
                put(field);
                emitter.code.pop();
            } else if (next < closed) {
                emitter.code.aload(list);
                emitter.code.loadConstant(next++);
                expressions.emitBoxed(field.value());
                emitter.code.aastore();
            } else {
                emitter.code.aload(list);
                expressions.calls().all(field.value());
                emitter.invokeStatic(Types.LISTS, "extended", Types.VALUE_ARRAY, Types.VALUE_ARRAY, Types.VALUES);
                emitter.code.astore(list);
            }
        }
        emitter.code.aload(table);
        emitter.code.dup();
        emitter.code.aload(list);
        emitter.code.invokevirtual(Types.TABLE, "adopt", Types.method(Types.VOID, Types.VALUE_ARRAY));
        emitter.release(mark);
    }
}
