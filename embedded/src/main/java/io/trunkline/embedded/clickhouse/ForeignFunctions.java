package io.trunkline.embedded.clickhouse;

import io.trunkline.embedded.EmbeddedStartException;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.util.Optional;

/**
 * Finds the functions of a C library and calls those that take one handle.
 *
 * @param symbols of the library
 */
@SuppressWarnings("restricted") // Calling a C library is what this class is for; the launcher allows it by name.
record ForeignFunctions(SymbolLookup symbols) {

    /**
     * Finds a function.
     *
     * @throws EmbeddedStartException if the library lacks it
     */
    MethodHandle find(String name, FunctionDescriptor descriptor) {
        MemorySegment address = symbols.find(name)
                .orElseThrow(() -> new EmbeddedStartException(
                        "The ClickHouse engine's library lacks the function " + name + "; run npm ci again"));
        return Linker.nativeLinker().downcallHandle(address, descriptor);
    }

    static MemorySegment pointer(MethodHandle function, MemorySegment handle) {
        try {
            return (MemorySegment) function.invokeExact(handle);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    static long count(MethodHandle function, MemorySegment handle) {
        try {
            return (long) function.invokeExact(handle);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    static void release(MethodHandle function, MemorySegment handle) {
        try {
            function.invokeExact(handle);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    static Optional<String> text(MemorySegment pointer) {
        return isNull(pointer)
                ? Optional.empty()
                : Optional.of(pointer.reinterpret(Long.MAX_VALUE).getString(0));
    }

    static boolean isNull(MemorySegment pointer) {
        return pointer.address() == 0;
    }

    static IllegalStateException unexpected(Throwable e) {
        if (e instanceof Error error) {
            throw error;
        }
        return new IllegalStateException("A call into the ClickHouse engine's library failed: " + e, e);
    }
}
