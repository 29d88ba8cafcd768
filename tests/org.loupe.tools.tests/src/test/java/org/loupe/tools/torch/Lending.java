package org.loupe.tools.torch;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Optional;
import org.loupe.api.DeviceException;
import org.loupe.api.Kernels;
import org.loupe.api.Run;
import org.loupe.testkit.TestRun;

/** Runs that lend a device. */
public final class Lending {

    private Lending() {
    }

    /** A run that lends them. @param warnings takes what is told */
    public static Run of(Kernels kernels, List<String> warnings) {
        TestRun run = new TestRun();
        return proxy(Run.class, (self, method, given) -> {
            if (method.getName().equals("warn"))
                warnings.add((String) given[0]);
            return method.getName().equals("kernels") ? Optional.of(kernels) : method.invoke(run, given);
        });
    }

    /** A device that does what is asked of it so. */
    public static Kernels kernels(InvocationHandler how) {
        return proxy(Kernels.class, how);
    }

    /** A device that fails. */
    public static Kernels broken() {
        return kernels((self, method, given) -> {
            throw new DeviceException(DeviceException.Cause.MEMORY, "It is full.", "Empty it.");
        });
    }

    private static <T> T proxy(Class<T> type, InvocationHandler how) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] { type }, how));
    }
}
