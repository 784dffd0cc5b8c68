package dev.pgwright.build.wasm;

/** Numbers of the WebAssembly binary format (core specification 1.0, chapter 5). */
final class Op {
    static final int UNREACHABLE = 0x00;
    static final int NOP = 0x01;
    static final int BLOCK = 0x02;
    static final int LOOP = 0x03;
    static final int IF = 0x04;
    static final int ELSE = 0x05;
    static final int END = 0x0b;
    static final int BR = 0x0c;
    static final int BR_IF = 0x0d;
    static final int BR_TABLE = 0x0e;
    static final int RETURN = 0x0f;
    static final int CALL = 0x10;
    static final int CALL_INDIRECT = 0x11;
    static final int DROP = 0x1a;
    static final int SELECT = 0x1b;
    static final int LOCAL_GET = 0x20;
    static final int LOCAL_SET = 0x21;
    static final int LOCAL_TEE = 0x22;
    static final int GLOBAL_GET = 0x23;
    static final int GLOBAL_SET = 0x24;
    static final int FIRST_MEMORY = 0x28;
    static final int LAST_LOAD = 0x35;
    static final int LAST_MEMORY = 0x3e;
    static final int MEMORY_SIZE = 0x3f;
    static final int MEMORY_GROW = 0x40;
    static final int I32_CONST = 0x41;
    static final int I64_CONST = 0x42;
    static final int F32_CONST = 0x43;
    static final int F64_CONST = 0x44;
    static final int FIRST_NUMERIC = 0x45;
    static final int I32_EQZ = 0x45;
    static final int I32_EQ = 0x46;
    static final int I32_LT_U = 0x49;
    static final int I32_GE_U = 0x4f;
    static final int I64_EQZ = 0x50;
    static final int I32_ADD = 0x6a;
    static final int I32_SUB = 0x6b;
    static final int I32_MUL = 0x6c;
    static final int I32_AND = 0x71;
    static final int I32_SHR_U = 0x76;
    static final int FIRST_CONVERSION = 0xa7;
    static final int LAST_NUMERIC = 0xc4;
    /** Prefix of saturating conversions and bulk memory instructions. */
    static final int EXTENDED = 0xfc;

    static final int EXTENDED_LAST_CONVERSION = 7;
    static final int EXTENDED_MEMORY_COPY = 10;
    static final int EXTENDED_MEMORY_FILL = 11;

    /** Not of WebAssembly: a run of instructions without a label, written in line. */
    static final int SEQUENCE = 0x1000;

    static final int TYPE_I32 = 0x7f;
    static final int TYPE_I64 = 0x7e;
    static final int TYPE_F32 = 0x7d;
    static final int TYPE_F64 = 0x7c;
    static final int TYPE_NONE = 0x40;
    static final int TYPE_FUNCTION = 0x60;

    static final int SECTION_CUSTOM = 0;
    static final int SECTION_TYPE = 1;
    static final int SECTION_IMPORT = 2;
    static final int SECTION_FUNCTION = 3;
    static final int SECTION_GLOBAL = 6;
    static final int SECTION_EXPORT = 7;
    static final int SECTION_CODE = 10;
    static final int SECTION_DATA = 11;
    static final int SECTION_DATA_COUNT = 12;

    private Op() {}

    static boolean isMemoryAccess(int op) {
        return op >= FIRST_MEMORY && op <= LAST_MEMORY;
    }

    static boolean isStore(int op) {
        return op > LAST_LOAD && op <= LAST_MEMORY;
    }

    /** Numeric instructions that take one operand: tests for zero, bit counts, signs and roots, conversions. */
    static boolean isUnaryNumeric(int op) {
        return op == I32_EQZ
                || op == I64_EQZ
                || (op >= 0x67 && op <= 0x69)
                || (op >= 0x79 && op <= 0x7b)
                || (op >= 0x8b && op <= 0x91)
                || (op >= 0x99 && op <= 0x9f)
                || op >= FIRST_CONVERSION;
    }
}
