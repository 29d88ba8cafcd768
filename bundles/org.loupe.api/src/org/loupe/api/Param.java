package org.loupe.api;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Describes a parameter: a component of a tool's parameter record. The form, the command line, the check of recipe
 * files, the help page and the table of parameters are all drawn from it.
 *
 * <p>Component types: {@code int}, {@code long}, {@code float}, {@code double}, {@code boolean}, {@code String},
 * {@code Path}, enums. The component's name is the key in recipe files, never the label. A rule across components
 * belongs in the record's compact constructor as an {@link IllegalArgumentException} whose message is shown to users.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Param {

    /** Name for people, sentence case. */
    String label();

    /** Unit of the value, such as "px", "µm", "grey levels", "%"; "" for a bare number. */
    String unit() default "";

    /** Smallest allowed value. */
    double min() default Double.NEGATIVE_INFINITY;

    /** Largest allowed value. */
    double max() default Double.POSITIVE_INFINITY;

    /** What one notch of a spinner changes; 0 lets the form choose. Odd sizes: min 3, step 2. */
    double step() default 0;

    /** The allowed values of a String; none: free text. Enums need none. */
    String[] choices() default {};

    /** Shown only when another component has this value: {@code "mode=fixed"}, or {@code "mode=fixed|otsu"}. */
    String when() default "";

    /** Kept under "Advanced" in the form. */
    boolean advanced() default false;

    /** One or two sentences: what it does to the result, and when to raise or lower it. */
    String help();

    /** Names that this component had in earlier versions; recipe files may still use them. */
    String[] formerly() default {};
}
